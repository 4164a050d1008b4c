// An address that names a field of the form leads to it: its part is unfolded, its language shown, and it has the focus.
import { show } from "bayan/languages";
import { fold } from "bayan/parts";

const FIELDS = "input:not([type=hidden]), select, textarea, .rich-text-view, .ProseMirror, button";

function lead() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place?.closest("#desk-text")) return;
  if (place.matches(".chapter")) return place.scrollIntoView({ block: "start" });
  const part = place.closest(".part"), text = place.closest("#desk-text");
  if (part) fold(part, false);
  if (!place.checkVisibility() && text.dataset.shows !== "both") show("both");
  const block = place.offsetHeight > innerHeight / 2 ? "start" : "center";
  place.scrollIntoView({ block });
  requestAnimationFrame(() => requestAnimationFrame(() => place.scrollIntoView({ block }))); // what came into view has its height now
  const field = [...place.querySelectorAll(place === part ? ".part-toggle" : FIELDS)]
    .find((one) => one.checkVisibility() && !one.closest(".still-right, .remarks-at"));
  field?.focus({ preventScroll: true });
}

// The bar and the list of sections stand over the page: nothing that has the focus may be under them.
document.addEventListener("focusin", ({ target }) => {
  const bar = document.querySelector(".desk-bar");
  if (bar.contains(target) || getComputedStyle(bar).position !== "sticky") return;
  const box = target.getBoundingClientRect(), edge = bar.getBoundingClientRect().top;
  if (box.bottom <= edge || box.height >= edge / 2) return;
  window.scrollBy({ top: Math.min(box.bottom - edge + 12, mostScrolled(target)), behavior: "instant" });
});

// What changed in an original stays in sight above the text that is to be translated anew.
function mostScrolled(target) {
  const field = target.closest(".field:has(.original-changed)");
  const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart);
  return field ? Math.max(0, field.getBoundingClientRect().top - covered) : Infinity;
}

for (const standing of document.querySelectorAll("details.standing")) {
  standing.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !standing.open) return;
    standing.open = false;
    standing.querySelector("summary").focus();
  });
  standing.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !standing.contains(relatedTarget)) standing.open = false;
  });
}

window.addEventListener("hashchange", lead);
window.addEventListener("load", lead); // not before: each rich text is first shown as it reads
