// "The translation is still right" is offered as soon as the original of a current translation is written in: who only
// moves a comma says so in the same save, and nobody is asked to translate it anew.

const text = document.getElementById("desk-text");
const original = text.closest("form").elements.original_language;

text.addEventListener("input", ({ target }) => {
  if (target.closest("[lang]")?.lang !== original?.value) return;
  const offer = target.closest(".line")?.querySelector("template.still-right-offer");
  offer?.replaceWith(offer.content);
});
