// English and Arabic beside each other, or one of them alone: what was chosen last is remembered.

import { remember, remembered } from "bayan/remembered";

const SHOWN = "bayan-languages-shown";
const text = document.getElementById("desk-text");
const buttons = document.querySelectorAll(".desk-languages button");

export function show(languages) {
  text.dataset.shows = languages;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.shows === languages));
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    show(button.dataset.shows);
    remember(SHOWN, button.dataset.shows);
  });
}
// A fault in the other language may not be hidden.
const isFaulty = text.querySelector(".errorlist");
show((!isFaulty && remembered(SHOWN)) || "both");
