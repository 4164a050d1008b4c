// Django's fields that search as one types (select2) are made when they come near, for making 60 takes a while, and all are
// given their label's name, for they tell none to those who listen.

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

const WAITING = "waits-for-search", MADE = "admin-autocomplete";

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    target.classList.replace(WAITING, MADE);
    const had = document.activeElement === target;
    window.django.jQuery(target).djangoAdminSelect2();
    name();
    if (had) target.parentElement.querySelector(".select2-selection").focus();
  }
}, { rootMargin: "800px" });

// This runs before Django's own, which makes all that it finds.
for (const select of document.querySelectorAll(`.desk-text .${MADE}`)) {
  select.classList.replace(MADE, WAITING);
  near.observe(select);
}

window.django.jQuery(() => setTimeout(name)); // after Django's own, which makes them
document.addEventListener("formset:added", () => setTimeout(name));
