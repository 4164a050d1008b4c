// Django's fields that search as one types (select2) are made when they come near, for making 60 takes a while, and all are
// given their label's name, for they tell none to those who listen. A picture is chosen by what it shows.

function name() {
  for (const chooser of document.querySelectorAll(".desk .select2-selection")) {
    const field = chooser.closest(".field"), label = field?.querySelector("label");
    if (!label) continue;
    chooser.removeAttribute("aria-labelledby");
    chooser.setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim());
    const chosen = chooser.querySelector(".select2-selection__rendered");
    if (chosen.matches("ul")) chosen.setAttribute("role", "presentation"); // select2 puts a span into its list
    else chosen.setAttribute("aria-label", chooser.getAttribute("aria-label"));
    field.querySelector(".select2-search__field")?.setAttribute("aria-label", chooser.getAttribute("aria-label"));
  }
}

function showPictures() {
  for (const select of document.querySelectorAll(".desk select.select2-hidden-accessible[data-field-name=picture]")) {
    if (select.dataset.showsPictures) continue;
    select.dataset.showsPictures = "1";
    const { options } = window.django.jQuery(select).data("select2");
    for (const template of ["templateResult", "templateSelection"]) options.set(template, (choice) => withPicture(choice, select));
    window.django.jQuery(select).trigger("change.select2"); // draws what is chosen anew, and is no change of the form
  }
}

// What stands for a choice of select2 (`id`, `text`): the picture itself before its words.
function withPicture({ id, text }, select) {
  if (!id) return text;
  const line = document.createElement("span"), words = document.createElement("span"), picture = new Image();
  line.className = "picture-choice";
  picture.alt = "";
  picture.src = new URL(`../pages/picture/${id}/shown/`, new URL(select.dataset["ajax-Url"], location));
  words.textContent = text;
  line.append(picture, words);
  return line;
}

function dress() {
  name();
  showPictures();
}

const WAITING = "waits-for-search", MADE = "admin-autocomplete";

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    target.classList.replace(WAITING, MADE);
    const had = document.activeElement === target;
    window.django.jQuery(target).djangoAdminSelect2();
    dress();
    if (had) target.parentElement.querySelector(".select2-selection").focus();
  }
}, { rootMargin: "800px" });

// This runs before Django's own, which makes all that it finds.
for (const select of document.querySelectorAll(`.desk-text .${MADE}`)) {
  select.classList.replace(MADE, WAITING);
  near.observe(select);
}

window.django.jQuery(() => setTimeout(dress)); // after Django's own, which makes them
document.addEventListener("formset:added", () => setTimeout(dress));
