// The dialog in which a picture that is chosen in the form of a page is described anew.
import { token } from "bayan/picture-adding";
import { askFor } from "bayan/picture-dialog";

const { gettext } = window;
const SIGNED_OUT = gettext("You are no longer signed in, or may not change pages. Sign in on another tab, then try again.");
const FAILED = gettext("The description could not be saved. Nothing that you wrote is lost: try again in a moment.");
const TEXTS = ["alt_ar", "alt_en"];
const dialog = document.getElementById("picture-describing");
const form = dialog?.querySelector("form");
const told = dialog?.querySelector(".picture-told");
let number = "", isSending = false, resolve = null;

// Has a picture described, which `known` tells of, and gives what it is then; null where nothing was saved.
export async function describePicture(known) {
  number = known.number;
  const [now] = (await askFor({ number }).catch(() => null))?.pictures ?? [];
  fill(now ?? known);
  dialog.showModal();
  (form.elements.decorative.checked ? form.elements.decorative : firstEmpty()).focus();
  return new Promise((done) => (resolve = done));
}

function fill({ shown, en, ar, decorative }) {
  dialog.querySelector(".picture-seen").src = shown;
  Object.assign(form.elements.alt_en, { value: en });
  Object.assign(form.elements.alt_ar, { value: ar });
  form.elements.decorative.checked = Boolean(decorative);
  tell("");
  showDescribed();
}

function firstEmpty() {
  const fields = [...form.querySelectorAll("input[lang], textarea[lang]")];
  return fields.find((field) => !field.value.trim()) ?? fields[0];
}

function showDescribed() {
  dialog.querySelector(".picture-pair").hidden = form.elements.decorative.checked;
}

// What is wrong stands beside the two descriptions, and is said with them.
function tell(words) {
  told.textContent = words;
  told.classList.toggle("picture-problem", Boolean(words));
  for (const name of TEXTS) form.elements[name].setAttribute("aria-invalid", Boolean(words));
}

async function send() {
  if (isSending) return;
  isSending = true;
  tell("");
  const fields = new FormData(form);
  fields.set("number", number);
  fields.set("csrfmiddlewaretoken", token());
  try {
    await answered(await fetch(form.action, { method: "POST", body: fields }));
  } catch {
    tell(FAILED);
  }
  isSending = false;
}

async function answered(answer) {
  if (answer.redirected || answer.status === 403) return tell(SIGNED_OUT);
  const { picture, problems } = await answer.json();
  if (picture) return finish(picture);
  tell(Object.values(problems).flat().join(" "));
  if (!form.elements.decorative.checked) firstEmpty().focus();
}

function finish(picture) {
  const done = resolve;
  resolve = null;
  if (dialog.open) dialog.close();
  done?.(picture);
}

if (dialog) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.elements.decorative.addEventListener("change", showDescribed);
  form.addEventListener("input", () => tell(""));
  dialog.addEventListener("close", () => finish(null));
  for (const name of ["close", "back"]) dialog.querySelector(`.picture-${name}`).addEventListener("click", () => dialog.close());
}
