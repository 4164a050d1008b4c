// Django's fields that search as one types (select2) are given their label's name, for they tell none to those who listen.

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

window.django.jQuery(() => setTimeout(name)); // after Django's own, which makes them
document.addEventListener("formset:added", () => setTimeout(name));
