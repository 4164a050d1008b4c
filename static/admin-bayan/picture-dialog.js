// The dialog in which the picture of a page is chosen, from those that there are, or is added.
import { Adding } from "bayan/picture-adding";

const { gettext, interpolate, ngettext } = window;
const PAUSE = 200; // milliseconds after the last key
const LANGUAGE = document.documentElement.lang;
const SIGNED_OUT = gettext("You are no longer signed in, or may not change pages. Sign in on another tab, then try again.");
let dialog = null;

// Asks for a picture, and gives it, or null where none was chosen. `chosen` is the number of the one that is now.
export function choosePicture(chosen) {
  dialog ??= new PictureDialog(document.getElementById("picture-dialog"));
  return new Promise((resolve) => dialog.open(chosen, resolve));
}

// What the server has: {pictures, more}. Throws `signed-out`, or where it does not answer.
export async function askFor(asked, signal) {
  const { search } = document.getElementById("picture-dialog").dataset;
  const answer = await fetch(`${search}?${new URLSearchParams(asked)}`, { signal });
  if (answer.redirected || answer.status === 403) throw new Error("signed-out");
  if (!answer.ok) throw new Error("no answer");
  return answer.json();
}

class PictureDialog {
  constructor(element) {
    this.element = element;
    this.find = (name) => element.querySelector(`.picture-${name}`);
    [this.words, this.list, this.told] = [element.querySelector("#picture-words"), this.find("choices"), this.find("told")];
    this.tile = document.getElementById("picture-choice").content;
    const form = this.find("adding");
    this.adding = form && new Adding(form, element.dataset, (picture) => this.finish({ ...picture, isNew: true }));
    this.listen();
  }

  listen() {
    this.find("close").addEventListener("click", () => this.leave());
    this.element.addEventListener("cancel", (event) => this.cancel(event));
    this.element.addEventListener("pointerdown", ({ target }) => (this.pressed = target));
    // A text that is selected by the mouse may end beside the dialog.
    this.element.addEventListener("click", ({ target }) => target === this.element && this.pressed === target && this.leave());
    this.element.addEventListener("close", () => this.finish(null));
    this.words.addEventListener("input", () => this.lookSoon());
    this.words.addEventListener("keydown", (event) => this.keyInWords(event));
    this.list.addEventListener("keydown", (event) => this.keyInList(event));
    this.find("more").addEventListener("click", () => this.look(true));
    this.find("again").addEventListener("click", () => this.look());
    this.find("new")?.addEventListener("click", () => this.show("adding"));
    this.find("back")?.addEventListener("click", () => this.showChoices());
    for (const what of ["dragover", "drop"]) this.element.addEventListener(what, (event) => this.drop(event));
    this.element.addEventListener("paste", (event) => this.paste(event));
    window.addEventListener("beforeunload", (event) => {
      if (this.element.open && this.adding?.isBegun) event.preventDefault();
    });
  }

  open(chosen, resolve) {
    Object.assign(this, { chosen, resolve });
    this.words.value = "";
    this.list.replaceChildren();
    this.tell("");
    this.element.showModal();
    this.showChoices();
  }

  showChoices() {
    this.show("choosing");
    this.look();
  }

  // "choosing" or "adding". With a finger nothing is typed at first: the keyboard of a phone would hide the pictures.
  show(what) {
    const isAdding = what === "adding";
    this.element.firstElementChild.dataset.shows = what;
    this.element.querySelector("h2").textContent = isAdding ? gettext("Add a picture") : gettext("Choose a picture");
    if (isAdding) this.adding.enter();
    else if (matchMedia("(pointer: coarse)").matches) this.element.querySelector("h2").focus();
    else this.words.focus();
  }

  lookSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  // What was asked with other words may still answer, and is shown no more.
  async look(wantsMore = false) {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking, q = this.words.value.trim(), goesOn = wantsMore && q === this.shownFor;
    const after = goesOn ? this.list.children.length : 0;
    try {
      const found = await askFor({ q, after }, signal);
      if (!signal.aborted) this.showFound(found, goesOn, q);
    } catch (error) {
      if (signal.aborted) return;
      this.tell(error.message === "signed-out" ? SIGNED_OUT : gettext("The pictures could not be loaded. Try again in a moment."), true);
    }
  }

  showFound({ pictures, more }, goesOn, q) {
    this.shownFor = q;
    const shown = new Set(goesOn ? [...this.list.children].map((one) => one.dataset.number) : []);
    const made = pictures.filter(({ number }) => !shown.has(String(number))).map((one) => this.choice(one));
    if (goesOn) this.list.append(...made);
    else this.list.replaceChildren(...made);
    this.find("more").hidden = !more;
    if (goesOn) made[0]?.firstElementChild.focus();
    const nothing = q ? gettext("Nothing was found. Try another word, in either language.") : gettext("There are no pictures yet.");
    const count = this.list.children.length;
    if (!count) this.tell(nothing);
    else if (!q) this.tell("");
    else if (more) this.tell(interpolate(gettext("More than %s pictures were found."), [count]));
    else this.tell(interpolate(ngettext("%s picture was found.", "%s pictures were found.", count), [count]));
  }

  choice(picture) {
    const made = this.tile.cloneNode(true).firstElementChild, button = made.firstElementChild;
    const other = LANGUAGE === "ar" ? "en" : "ar";
    const isOfTwo = picture[LANGUAGE] && picture[other];
    made.dataset.number = picture.number;
    made.querySelector("img").src = picture.shown;
    fill(made.querySelector(".picture-name"), picture.name, [LANGUAGE, other].find((code) => picture[code]) ?? "");
    fill(made.querySelector(".picture-other"), isOfTwo ? picture[other] : "", other);
    const notes = [...(picture.decorative ? [gettext("decorative")] : []), ...picture.notes.filter((note) => note !== picture.name)];
    made.querySelector(".picture-notes").replaceChildren(...notes.map(apart));
    if (String(picture.number) === this.chosen) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => this.finish(picture));
    return made;
  }

  tell(words, isFailed = false) {
    this.told.textContent = words;
    this.told.classList.toggle("picture-problem", isFailed);
    this.find("again").hidden = !isFailed;
  }

  keyInWords(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && this.list.children.length) this.list.firstElementChild.firstElementChild.focus();
    else if (event.key === "Enter") this.look();
    else return;
    event.preventDefault();
  }

  // The arrows lead along the rows, which run as the language does, and to the picture above or below.
  keyInList(event) {
    const buttons = [...this.list.querySelectorAll("button")], at = buttons.indexOf(document.activeElement);
    const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight", back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const { top } = buttons[0].getBoundingClientRect();
    const columns = buttons.filter((one) => Math.abs(one.getBoundingClientRect().top - top) < 2).length;
    const step = { [forward]: 1, [back]: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (!step || at < 0) return;
    event.preventDefault();
    (buttons[at + step] ?? (step < 0 && at + step < 0 ? this.words : buttons.at(-1))).focus();
  }

  // A file that is dropped here never opens in the place of the page.
  drop(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") this.take(event.dataTransfer.files);
  }

  // A text that is copied with a picture of it, as spreadsheets do, stays a text where one is written.
  paste(event) {
    const { files, types } = event.clipboardData;
    if (!files.length || (event.target.matches("input, textarea") && types.includes("text/plain"))) return;
    event.preventDefault();
    this.take(files);
  }

  take(files) {
    if (!files.length || !this.adding || this.adding.isSending) return;
    this.show("adding");
    this.adding.take(files[0]);
  }

  // While a picture is being sent, what would close the dialog stops that first, and says so.
  leave() {
    if (this.adding?.isSending) this.adding.halt();
    else this.element.close();
  }

  cancel(event) {
    if (event.target !== this.element || !this.adding?.isSending) return;
    event.preventDefault();
    this.adding.halt();
  }

  finish(picture) {
    this.asking?.abort();
    clearTimeout(this.timer);
    this.adding?.stop();
    const { resolve } = this;
    this.resolve = null;
    if (this.element.open) this.element.close();
    resolve?.(picture);
  }
}

function fill(line, words, language) {
  Object.assign(line, { textContent: words, lang: language, dir: "auto", hidden: !words });
}

function apart(words) {
  return Object.assign(document.createElement("bdi"), { textContent: words });
}
