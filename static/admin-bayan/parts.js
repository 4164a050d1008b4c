// The parts of a page: added, moved, folded and removed, by mouse and by keyboard. The order is the form's own, from top to bottom.
import { followDrag } from "bayan/part-dragging";
import { remember, remembered } from "bayan/remembered";

const { gettext, interpolate } = window;
const text = document.getElementById("desk-text");
const told = document.getElementById("desk-told");
const FOLDED = "bayan-folded";

const wordsOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
const listOf = (part) => part.closest(".parts");
const field = (part, name) => part.querySelector(`[name$="-${name}"]`);
const changed = () => text.dispatchEvent(new Event("input", { bubbles: true }));

// A part by its kind and what it is called in the language of the interface, or in the one that it has.
function nameOf(part) {
  const names = [...part.querySelectorAll(".part-name bdi")];
  const name = names.find((one) => one.lang === document.documentElement.lang) ?? names[0] ?? part.querySelector(".part-new");
  return [wordsOf(part.querySelector(".part-kind")), wordsOf(name)].filter(Boolean).join(" ");
}

function say(words, part) {
  told.textContent = interpolate(words, { name: part ? nameOf(part) : "", place: part ? placeOf(part) : "" }, true);
}

function placeOf(part) {
  const siblings = [...listOf(part).querySelectorAll(":scope > .part")];
  return interpolate(gettext("%(number)s of %(all)s"), { number: siblings.indexOf(part) + 1, all: siblings.length }, true);
}

// Every row of a formset keeps its place, whichever chapter it stands in.
function number(prefix) {
  const rows = [...text.querySelectorAll(`.part[data-prefix="${prefix}"]`)];
  rows.forEach((row, place) => (field(row, "order").value = place + 1));
  count();
  changed();
}

function count() {
  for (const chapter of text.querySelectorAll(".chapter:has(.parts)")) {
    const parts = chapter.querySelectorAll(".part").length;
    const link = document.querySelector(`.desk-chapters a[href="#${CSS.escape(chapter.id)}"]`);
    chapter.classList.toggle("chapter-empty", !parts && !chapter.querySelector(".chapter-fields"));
    link.classList.toggle("is-empty", !parts);
    link.querySelector(".desk-count")?.remove();
    if (parts) link.append(" ", Object.assign(document.createElement("span"), { className: "desk-count", textContent: interpolate("%s", [parts]) }));
  }
}

// -- Folding --------------------------------------------------------------------------------------

export function fold(part, isFolded) {
  part.classList.toggle("part-folded", isFolded);
  part.querySelector(".part-toggle").setAttribute("aria-expanded", String(!isFolded));
}

function foldAll(isFolded) {
  for (const part of text.querySelectorAll(".part:not(.part-faulty)")) fold(part, isFolded);
}

// -- Moving ---------------------------------------------------------------------------------------

// Where a section of no kind may go on beyond its chapter: to the next one that has a section which it can follow.
function beyond(part, direction) {
  if (part.dataset.prefix !== "sections" || part.dataset.kind !== "other") return null;
  const lists = [...text.querySelectorAll('.parts[data-prefix="sections"]')];
  const others = direction < 0 ? lists.slice(0, lists.indexOf(listOf(part))).reverse() : lists.slice(lists.indexOf(listOf(part)) + 1);
  return others.find((list) => list.querySelector('.part:not([data-kind="other"])')) ?? null;
}

function move(part, direction) {
  const neighbour = direction < 0 ? part.previousElementSibling : part.nextElementSibling;
  const list = neighbour ? null : beyond(part, direction);
  const focused = document.activeElement;
  if (neighbour) neighbour[direction < 0 ? "before" : "after"](part);
  else if (list && direction < 0) list.append(part);
  else if (list) list.querySelector('.part:not([data-kind="other"])').after(part);
  else return say(direction < 0 ? gettext("“%(name)s” is the first already.") : gettext("“%(name)s” is the last already."), part);
  focused.focus({ preventScroll: true });
  part.scrollIntoView({ block: "nearest" });
  number(part.dataset.prefix);
  say(gettext("“%(name)s” was moved: %(place)s."), part);
}

// Where a section heads a group, the words after its rows have a place of their own; what was written there stays in sight.
function setKind(part, kind) {
  part.dataset.kind = kind;
  const chapter = text.querySelector(`.parts[data-adds="${kind}"]`)?.closest(".chapter");
  const isHeading = chapter?.querySelector('.parts:not([data-prefix="sections"])');
  const isWritten = [...part.querySelectorAll('[name*="-closing_"]')].some((one) => one.value.trim());
  part.dataset.closes = isHeading || isWritten ? "yes" : "no";
}

// A section that is given another kind goes where that kind is read.
function moveToKind(part, kind) {
  setKind(part, kind);
  const list = text.querySelector(`.parts[data-adds="${kind}"]`);
  if (!list || list === listOf(part)) return;
  const focused = document.activeElement;
  list.prepend(part);
  focused.focus();
  number("sections");
  say(gettext("“%(name)s” was moved to its place: %(place)s."), part);
}

// -- Adding and removing --------------------------------------------------------------------------

function add(button) {
  const { prefix } = button.dataset;
  const list = button.closest(".chapter").querySelector(`.parts[data-prefix="${prefix}"]`);
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const template = document.querySelector(`template.new-part[data-prefix="${prefix}"]`);
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const part = holder.firstElementChild;
  total.value = Number(total.value) + 1;
  const kind = field(part, "kind");
  if (kind) {
    const isHeaded = list.querySelector('.part:not([data-kind="other"])');
    if (list.dataset.adds && !isHeaded) kind.value = list.dataset.adds;
    setKind(part, kind.value);
  }
  list.append(part);
  number(prefix);
  part.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
  [...part.querySelectorAll(".part-body :is(input, select, textarea, .rich-text-view, button)")]
    .find((one) => one.checkVisibility() && one.type !== "hidden")?.focus();
  say(gettext("A new part was added: %(place)s."), part);
}

function remove(part, isRemoved) {
  field(part, "DELETE").checked = isRemoved;
  part.classList.toggle("part-removed", isRemoved);
  part.querySelector(isRemoved ? ".part-back" : ".part-toggle").focus();
  changed();
  say(isRemoved ? gettext("“%(name)s” goes as soon as you save.") : gettext("“%(name)s” is back."), part);
}

// -- What is pressed ------------------------------------------------------------------------------

text.addEventListener("click", ({ target }) => {
  const button = target.closest("button"), part = target.closest(".part");
  if (button?.matches(".add-part")) add(button);
  if (!button || !part) return;
  if (button.matches(".part-toggle")) fold(part, !part.classList.contains("part-folded"));
  if (button.matches(".part-up")) move(part, -1);
  if (button.matches(".part-down")) move(part, 1);
  if (button.matches(".part-remove")) remove(part, true);
  if (button.matches(".part-back")) remove(part, false);
});

text.addEventListener("keydown", (event) => {
  const head = event.target.closest(".part-head"), direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!head || !event.altKey || !direction || !head.querySelector(".part-up")) return;
  event.preventDefault();
  move(head.closest(".part"), direction);
});

text.addEventListener("change", ({ target }) => {
  const part = target.closest(".part");
  if (part?.dataset.prefix === "sections" && target.name.endsWith("-kind")) moveToKind(part, target.value);
});

for (const button of document.querySelectorAll("[data-folds]")) {
  button.addEventListener("click", () => {
    foldAll(button.dataset.folds === "all");
    remember(FOLDED, button.dataset.folds);
    say(button.dataset.folds === "all" ? gettext("All parts are folded.") : gettext("All parts are unfolded."));
  });
}

followDrag(text, (part) => {
  number(part.dataset.prefix);
  say(gettext("“%(name)s” was moved: %(place)s."), part);
});
if (remembered(FOLDED) === "all") foldAll(true);
