// Text that is not saved: leaving asks first, a copy stays on this device, and what an earlier one holds is offered back.
import { Copies } from "bayan/copies";
import { differing } from "bayan/copy-differences";

const { gettext } = window;
const offer = document.getElementById("desk-copy");
const form = offer.closest("form");
const told = document.getElementById("desk-unsaved");
const { person, opened, saved, replaces, unsaved } = offer.dataset;
const savedForms = saved.split(" ");
const copies = new Copies(person, location.pathname, opened);
const WAIT = 800;

// What the form says now. What begins with "_" is about the form itself.
const written = () => [...new FormData(form)].filter(([name]) => !name.startsWith("_") && name !== "csrfmiddlewaretoken");
const before = unsaved ? null : JSON.stringify(written());
const isUnsaved = () => JSON.stringify(written()) !== before;
let timer = 0, isSubmitted = false, submitted = null;

form.autocomplete = "off"; // else a browser that goes back puts old text, and an old version, into a new form

function keep() {
  clearTimeout(timer);
  if (isSubmitted) return;
  if (!isUnsaved()) {
    copies.forget();
    told.textContent = "";
    return;
  }
  const isKept = copies.keep(written(), false);
  const sentence = (text) => Object.assign(document.createElement("span"), { textContent: text });
  const about = isKept ? gettext("A copy is kept on this device.") : gettext("This browser keeps no copy.");
  told.replaceChildren(sentence(gettext("Not saved yet.")), " ", sentence(about));
}

function noteSubmitted() {
  isSubmitted = true;
  submitted = JSON.stringify(written());
}

for (const what of ["input", "change"]) {
  form.addEventListener(what, () => {
    // What is written after "Save", while it is on its way, is not in it.
    if (isSubmitted && JSON.stringify(written()) !== submitted) isSubmitted = false;
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
}
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
form.addEventListener("submit", () => {
  if (isUnsaved()) copies.keep(written(), true);
  noteSubmitted();
});
window.addEventListener("beforeunload", (event) => {
  keep();
  if (!isSubmitted && isUnsaved()) event.preventDefault();
});
// Back to a form that was saved: it is opened anew, with what was saved.
window.addEventListener("pageshow", ({ persisted }) => persisted && isSubmitted && location.reload());

// -- What an earlier copy holds ---------------------------------------------------------------------

function propose() {
  const [copy] = copies.left(savedForms);
  offer.hidden = !copy;
  if (!copy) return;
  const found = differing(copy.fields, written(), form);
  if (!found.length) {
    copies.forget(copy.opened);
    return propose();
  }
  const at = offer.querySelector("time"), { lang, dataset } = document.documentElement;
  const locale = lang === "ar" ? `ar-EG-u-nu-${dataset.digits === "arabic" ? "arab" : "latn"}` : "en-GB";
  at.dateTime = new Date(copy.at).toISOString();
  at.textContent = new Date(copy.at).toLocaleString(locale, { dateStyle: "long", timeStyle: "short" });
  const version = (fields) => fields.find(([name]) => name === "base_version")?.[1];
  offer.querySelector(".desk-copy-older").hidden = version(copy.fields) === version(written());
  offer.querySelector("ul").replaceChildren(...found);
  offer.querySelector("[data-copy=back]").onclick = () => bringBack(copy);
  offer.querySelector("[data-copy=refuse]").onclick = () => {
    copies.forget(copy.opened);
    propose();
    if (offer.hidden) document.getElementById("desk-told").textContent = gettext("The copy was deleted.");
  };
}

// The server shows the form with this text, as after a save that was refused: nothing is saved by that.
function bringBack(copy) {
  if (isUnsaved() && !confirm(gettext("What you have written since you opened this form goes. Bring the older text back?"))) return;
  copies.forget();
  copies.submit(copy.opened); // saved before the script of the form with this text has come, it is saved all the same
  noteSubmitted();
  const back = document.createElement("form");
  back.method = "post";
  back.hidden = true;
  const own = [["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ["_restore", "1"], ["_opened", copy.opened]];
  for (const [name, value] of [...own, ...copy.fields]) {
    const input = document.createElement("textarea");
    Object.assign(input, { name, value });
    back.append(input);
  }
  document.body.append(back);
  back.submit();
}

if (unsaved) {
  keep();
  for (const opening of replaces.split(" ")) copies.forget(opening);
}
propose();
