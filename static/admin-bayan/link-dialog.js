// The dialog in which an editor chooses where a link leads: a page of the site, a part of it, or an address elsewhere.
import { crel } from "django-prose-editor/editor";

const { gettext } = window;
const PAUSE = 200; // milliseconds after the last key
const LONGEST = 200;
const UNREADABLE = { en: gettext("not published in English"), ar: gettext("not published in Arabic") };
const FOUND_BY = { name: gettext("found by another of its names"), text: gettext("found in its text") };
const OTHER_SCHEME = gettext(
  "A link can lead to a web address (https:// or http://), an e-mail address (mailto:) or a telephone number (tel:).",
);
const NOT_WEB = gettext("This web address is not complete. One looks like this: https://www.example.com/page");
const NOT_MAIL = gettext("This e-mail address is not complete. One looks like this: name@example.com");
const NOT_TELEPHONE = gettext("This telephone number is not complete. One looks like this: +20 2 2345 6789");
let dialogs = 0;

// What was typed as an address elsewhere: {href}, {error} where one is meant and is not right, null for mere words.
export function addressOf(typed) {
  const text = typed.trim().replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660);
  if (/^https?(:|\/\/)/i.test(text)) return webAddress(text);
  if (/^mailto:/i.test(text)) return mailAddress(text.slice(7));
  if (/^tel:/i.test(text)) return telephone(text.slice(4));
  if (/^([a-z][a-z\d+.-]*:\/\/|(javascript|vbscript|data|file|blob|about|sms):)/i.test(text)) return { error: OTHER_SCHEME };
  if (/^\S+@\S+$/.test(text)) return mailAddress(text);
  if (/^\+?\d[\d\s().-]{5,}$/.test(text)) return telephone(text);
  if (/^(www\.\S+|[^\s/@:]+\.[a-z]{2,}([/?#:]\S*)?)$/i.test(text)) return webAddress(`https://${text}`);
  return null;
}

function webAddress(text) {
  if (/\s/.test(text) || !URL.canParse(text)) return { error: NOT_WEB };
  const url = new URL(text);
  return /[^.]\.[a-z][a-z\d-]+$/i.test(url.hostname) ? { href: url.href } : { error: NOT_WEB };
}

function mailAddress(text) {
  return /^[^\s@<>"]+@[^\s@]+\.[^\s@.]{2,}$/.test(text) ? { href: `mailto:${text}` } : { error: NOT_MAIL };
}

function telephone(text) {
  const is = /^\+?[\d\s().-]+$/.test(text) && text.replace(/\D/g, "").length > 2;
  return is ? { href: `tel:${text.replace(/[^\d+]/g, "")}` } : { error: NOT_TELEPHONE };
}

// Asks where a link shall lead, and gives null (nothing changes), {remove: true}, {href}, or {page, part, title, name}.
//
// `search`: the address of the search, none where no page may be linked to; `addresses`: whether an address elsewhere may.
// `words`: what is searched for at first; `current`: where the link leads now; `languages`: of those who will read it.
export function chooseLink(asked) {
  return new Promise((resolve) => new LinkDialog(asked, resolve));
}

class LinkDialog {
  constructor({ search = "", addresses = true, words = "", current = null, languages = ["en", "ar"] }, resolve) {
    Object.assign(this, { search, addresses, languages, options: [], made: 0, turn: 0, active: -1, page: null });
    this.build();
    this.resolve = resolve;
    this.dialog.addEventListener("close", () => this.finish(null));
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.input.value = current?.href ?? (current ? "" : words.slice(0, LONGEST));
    this.input.select();
    if (current) this.showCurrent(current);
    this.look();
  }

  build() {
    const id = `link-dialog-${++dialogs}`;
    const button = (className, text) => crel("button", { type: "button", className, textContent: text });
    this.closeButton = button("dialog-close", "×");
    this.closeButton.setAttribute("aria-label", gettext("Close"));
    this.closeButton.addEventListener("click", () => this.dialog.close());
    this.current = crel("div", { className: "link-current", hidden: true });
    this.back = button("link-back", gettext("Back to the search"));
    this.back.addEventListener("click", () => this.backToSearch());
    this.label = crel("label", { htmlFor: `${id}-words` });
    this.input = crel("input", {
      id: `${id}-words`, type: "text", dir: "auto", autocomplete: "off", spellcheck: false, maxLength: 2000,
      role: "combobox", "aria-autocomplete": "list", "aria-controls": `${id}-options`, "aria-expanded": "false",
      "aria-describedby": `${id}-told`,
    });
    this.input.addEventListener("input", () => this.lookSoon());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.told = crel("p", { id: `${id}-told`, className: "link-told", role: "status" });
    this.list = crel("ul", { id: `${id}-options`, role: "listbox", "aria-label": gettext("Choices") });
    const title = crel("h2", { id: `${id}-title`, textContent: gettext("Link") });
    this.dialog = crel("dialog", { className: "dialog link-dialog", "aria-labelledby": title.id }, [
      crel("div", { className: "dialog-inside link-dialog-inside" }, [
        crel("header", {}, [title, this.closeButton]),
        this.current, this.back, this.label, this.input, this.told, this.list,
      ]),
    ]);
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.showStep();
  }

  // The first step searches the site, the second one chooses among the parts of a page.
  showStep() {
    this.back.hidden = !this.page;
    if (this.page) this.label.replaceChildren(gettext("Part of the page"), " ", told(this.page.title));
    else this.label.replaceChildren(this.search ? gettext("Page, part or address") : gettext("Address"));
    if (!this.addresses && !this.page) this.label.replaceChildren(gettext("Page or part"));
  }

  async showCurrent({ page, part, href }) {
    const remove = crel("button", { type: "button", className: "link-remove", textContent: gettext("Remove the link") });
    remove.addEventListener("click", () => this.finish({ remove: true }));
    const where = crel("p", {}, [crel("span", { textContent: gettext("Leads to") }), " "]);
    this.current.hidden = false;
    this.current.append(where, remove);
    if (!page) return where.append(crel("bdi", { dir: "ltr", textContent: href }));
    const found = (await this.ask({ page }))?.[0];
    if (!found) return where.append(gettext("a page that is no longer there"));
    where.append(told(found.title));
    const place = found.parts.find((one) => one.part === part);
    if (place) where.append(" › ", told(place.name));
    else if (part) where.after(crel("p", { className: "link-lost", textContent: gettext("The page no longer has this part: the link leads to the top of the page.") }));
    if (!found.parts.length) return;
    const another = crel("button", { type: "button", textContent: gettext("Another part") });
    another.addEventListener("click", () => this.choosePart(found, part));
    remove.before(another);
  }

  lookSoon() {
    this.due = true; // what is shown is not yet what was typed
    this.forget();
    this.timer = setTimeout(() => this.look(), this.page ? 0 : PAUSE);
  }

  // What was asked with other words may still answer, and is shown no more.
  forget() {
    clearTimeout(this.timer);
    this.asking?.abort();
    return ++this.turn;
  }

  async look() {
    const turn = this.forget();
    const typed = this.input.value.trim();
    if (this.page) return this.showParts(typed);
    const own = typed.startsWith("/") || (URL.canParse(typed) && new URL(typed).host === location.host);
    const address = own ? null : addressOf(typed);
    if (address) return this.showAddress(address);
    if (!typed || !this.search) return this.show([], this.hint());
    this.due = true;
    const found = await this.ask({ q: typed.slice(0, own ? 2000 : LONGEST) });
    if (!found || turn !== this.turn) return;
    const nothing = own
      ? gettext("This address is on this site, but there is no page there.")
      : gettext("Nothing was found. Try another word, in either language.");
    this.show(found.flatMap((page) => this.pageOptions(page)), found.length ? "" : nothing);
  }

  hint() {
    if (!this.search) return gettext("A web address, an e-mail address or a telephone number.");
    return this.addresses
      ? gettext("Type a title, another name or a heading, in English or Arabic; or an address of another site.")
      : gettext("Type a title, another name or a heading, in English or Arabic.");
  }

  // What the search gives; null where it was asked something else meanwhile, or does not answer (which is told).
  async ask(asked) {
    const asking = new AbortController();
    if (asked.q) this.asking = asking;
    try {
      const answer = await fetch(`${this.search}?${new URLSearchParams(asked)}`, { signal: asking.signal });
      if (answer.redirected || answer.status === 403) {
        this.show([], gettext("You are no longer signed in, or may not change pages. Sign in on another tab, then try again."));
        return null;
      }
      return (await answer.json()).results;
    } catch (error) {
      if (error.name !== "AbortError") this.show([], gettext("The search does not answer. Try again in a moment."));
      return null;
    }
  }

  pageOptions(page) {
    const named = page.parts.filter((part) => part.named);
    const by = named.length || !page.by ? [] : [FOUND_BY[page.by]];
    const notes = [page.kind, ...by, ...this.languages.filter((code) => !page.readable.includes(code)).map((code) => UNREADABLE[code])];
    const line = crel("span", { className: "link-notes" }, [
      ...(page.other ? [told(page.other), " · "] : []), notes.join(" · "),
    ]);
    const whole = this.option([told(page.title, "strong"), line], "link-page", () => this.choosePart(page));
    whole.classList.toggle("link-has-parts", page.parts.length > 0);
    return [whole, ...named.map((part) => this.option([told(part.name)], "link-part", () => this.finishAt(page, part)))];
  }

  showAddress({ href, error }) {
    if (error || !this.addresses) return this.show([], error ?? this.hint(), "error");
    const address = crel("bdi", { dir: "ltr", className: "link-address", textContent: href });
    const words = crel("span", { className: "link-notes", textContent: gettext("Link to this address") });
    this.show([this.option([address, words], "link-page", () => this.finish({ href }))]);
  }

  choosePart(page, part = "") {
    if (!page.parts.length) return this.finishAt(page);
    this.page = page;
    this.showStep();
    this.current.hidden = true;
    this.input.value = "";
    this.input.focus();
    this.showParts("", part);
  }

  showParts(typed, chosen = "") {
    const parts = this.page.parts.filter((part) => folded(part.name.text).includes(folded(typed)));
    const whole = this.option([gettext("The whole page")], "link-page", () => this.finishAt(this.page));
    const options = parts.map((part) =>
      this.option([told(part.name)], part.row ? "link-part" : "link-block", () => this.finishAt(this.page, part)));
    this.show(typed ? options : [whole, ...options], options.length ? "" : gettext("No part of the page has these words in its name."));
    if (chosen && !typed) this.activate(1 + parts.findIndex((part) => part.part === chosen));
  }

  backToSearch() {
    this.page = null;
    this.showStep();
    this.current.hidden = !this.current.childNodes.length;
    this.input.focus();
    this.look();
  }

  option(children, className, pick) {
    const option = crel("li", { className, role: "option", id: `${this.list.id}-${++this.made}` }, children);
    option.pick = pick;
    option.addEventListener("click", pick);
    return option;
  }

  show(options, text = "", kind = "") {
    this.due = false;
    this.options = options;
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.list.scrollTop = 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.input.setAttribute("aria-invalid", String(kind === "error"));
    this.tell(text, kind);
    this.activate(options.length ? 0 : -1);
  }

  tell(text, kind = "") {
    this.told.replaceChildren(...apart(text));
    this.told.classList.toggle("link-error", kind === "error");
  }

  activate(place) {
    this.options.forEach((option) => option.removeAttribute("aria-selected"));
    this.active = place;
    const option = this.options[place];
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
  }

  async key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (step && this.options.length) {
      event.preventDefault();
      this.activate((this.active + step + this.options.length) % this.options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.due) await this.look();
      if (!this.due) this.options[this.active]?.pick();
    } else if (event.key === "Backspace" && this.page && !this.input.value) {
      event.preventDefault();
      this.backToSearch();
    } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) event.preventDefault();
  }

  finishAt(page, part = null) {
    this.finish({ page: page.page, part: part?.part ?? "", title: page.title, name: part?.name ?? null });
  }

  // Not at the event of closing: what is typed until then would come before the link.
  finish(result) {
    this.asking?.abort();
    this.resolve(result);
    this.dialog.close();
    this.dialog.remove();
  }
}

// A text {text, lang} as an element that says its language and sets itself apart.
export function told({ text, lang }, tag = "bdi") {
  return crel(tag, { lang, dir: lang === "ar" ? "rtl" : "ltr", className: "link-text", textContent: text });
}

// A sentence whose Latin words are set apart where it runs from the right.
function apart(text) {
  if (document.dir !== "rtl") return [text];
  return text.split(/((?:https?|mailto|tel):[^\s،؛()]*|\+[\d ]*\d|[\w.]+@[\w.]+)/)
    .map((piece, place) => (place % 2 ? crel("bdi", { dir: "ltr", textContent: piece }) : piece));
}

function folded(text) {
  return text.normalize("NFKD").replace(/[\p{M}ـ]/gu, "").replace(/ة/g, "ه").replace(/ى/g, "ي").toLowerCase().trim();
}
