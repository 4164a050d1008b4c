// On a phone the bar is one row: what else it offers opens above it, and closes by Escape, by a tap or by the focus beside it.

const bar = document.querySelector(".desk-bar");
const more = bar.querySelector(".desk-more");
const isOpen = () => more.getAttribute("aria-expanded") === "true";
const open = (isWanted) => more.setAttribute("aria-expanded", String(isWanted));

more.addEventListener("click", () => open(!isOpen()));
bar.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !isOpen()) return;
  open(false);
  more.focus();
});
for (const away of ["pointerdown", "focusin"]) {
  document.addEventListener(away, ({ target }) => bar.contains(target) || open(false));
}
// What is chosen of these is seen in the form or over it.
for (const choice of bar.querySelectorAll(".desk-languages button, .preview-toggle")) {
  choice.addEventListener("click", () => open(false));
}
