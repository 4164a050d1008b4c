// Lists of what is pasted: Word's paragraphs that look like lists, Word for the web's lists of one level each, Google Docs' lists
// beside their items, and lines that somebody began with a sign or a number.

// How a list that counts begins its items: 1. 1) (1) ١- a. iv. أ-
const COUNTS = /^\(?(?:[0-9\u0660-\u0669]+|[a-zA-Z]|[ivxIVX]+|[\u0623-\u064a]{1,3})[.)\-ـ]/u;

export const styleOf = (element) => element.dataset.style ?? "";

export function makeLists(body, headings) {
  for (const heading of [...body.querySelectorAll(headings)].filter(levelOf)) takeMarker(heading); // 1. 1.1 and so on
  joinParagraphs(body);
  joinLevels(body);
  nestLists(body);
  joinTyped(body);
}

// The lists that are open while items come one after the other, the outermost first, each with its level and its last item.
class OpenLists {
  open = [];

  add(level, name, content, before) {
    const { open } = this;
    while (open.at(-1)?.level > level || (open.at(-1)?.level === level && open.at(-1).list.localName !== name)) open.pop();
    if (open.at(-1)?.level !== level) open.push({ level, ...begin(name, open.at(-1)?.item, before) });
    const item = document.createElement("li");
    item.append(...content);
    open.at(-1).list.append(item);
    open.at(-1).item = item;
  }

  get outermost() {
    return this.open[0]?.list;
  }
}

function begin(name, within, before) {
  const list = document.createElement(name);
  if (within) within.append(list);
  else before.before(list);
  return { list, item: null };
}

// -- Word --------------------------------------------------------------------------------------------

const levelOf = (element) => Number(/mso-list:\s*\w+\s+level(\d+)/i.exec(styleOf(element))?.[1] ?? 0);

// Word's paragraphs that are items of a list, one after the other, become one list with the levels that they say.
function joinParagraphs(body) {
  let lists = new OpenLists();
  for (const paragraph of [...body.querySelectorAll("p")].filter(levelOf)) {
    if (lists.outermost !== paragraph.previousElementSibling) lists = new OpenLists();
    const name = takeMarker(paragraph), words = document.createElement("p");
    words.append(...paragraph.childNodes);
    lists.add(levelOf(paragraph), name, [words], paragraph);
    paragraph.remove();
  }
}

// Takes the sign before an item away, and gives the list that it is of: "ol" where it counts.
function takeMarker(paragraph) {
  const marker = [...paragraph.querySelectorAll("*")].find((one) => /mso-list:\s*ignore/i.test(styleOf(one)));
  const sign = marker?.textContent.trim() ?? "";
  marker?.remove();
  return COUNTS.test(sign) ? "ol" : "ul";
}

// -- Word for the web, Google Docs ---------------------------------------------------------------------

// Word for the web makes a list of each run of items of one level, in a box of its own, and notes the level at the item.
function joinLevels(body) {
  const isLevelled = (list) => list?.matches("ul, ol") && list.children.length && [...list.children].every((one) => one.dataset.ariaLevel);
  for (const box of body.querySelectorAll(".ListContainerWrapper")) box.replaceWith(...box.childNodes);
  let lists = new OpenLists();
  for (const list of [...body.querySelectorAll("ul, ol")].filter(isLevelled)) {
    if (lists.outermost !== list.previousElementSibling) lists = new OpenLists();
    for (const item of [...list.children]) lists.add(Number(item.dataset.ariaLevel), list.localName, item.childNodes, list);
    list.remove();
  }
}

// Google Docs puts a list within a list beside the item that it belongs to.
function nestLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) list.previousElementSibling?.closest("li")?.append(list);
}

// -- What somebody typed -------------------------------------------------------------------------------

// What stands before a sign may have no width: marks of direction come with Arabic numbers.
const BULLET = /^[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*(?:[•●▪◦‣·∙○■□➢➤✓✔]\s*|[-–—*]\s+)(?=\S|$)/u;
const NUMBER = /^[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*\(?([0-9\u0660-\u0669]{1,3})(?:[.)]|\s?[-–ـ])(?:\s+|(?=\p{L}))/u;

// Paragraphs that follow each other and begin as items do: two of them, or more, are a list. Numbers count on by one.
function joinTyped(body) {
  let run = [];
  for (const paragraph of [...body.querySelectorAll("p:not(li p)"), null]) {
    const mark = paragraph && markOf(paragraph), last = run.at(-1);
    if (last && !(mark && follows(mark, last) && paragraph.previousElementSibling === last.paragraph)) {
      if (run.length > 1) listOf(run);
      run = [];
    }
    if (mark) run.push({ paragraph, ...mark });
  }
}

// How a paragraph begins: {length, number}, the number 0 of a sign that does not count; null where it is no item.
function markOf(paragraph) {
  const first = firstText(paragraph)?.data ?? "";
  if (paragraph.textContent.trim().length < 3) return null; // a sign alone
  const bullet = BULLET.exec(first), number = NUMBER.exec(first);
  if (bullet) return { length: bullet[0].length, number: 0 };
  return number && { length: number[0].length, number: Number(number[1].replace(/[\u0660-\u0669]/g, (digit) => digit.codePointAt(0) - 0x660)) };
}

const follows = (mark, last) => (last.number ? mark.number === last.number + 1 : !mark.number);

const firstText = (paragraph) => {
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.data.trim()) return texts.currentNode;
  return null;
};

function listOf(run) {
  const list = document.createElement(run[0].number ? "ol" : "ul");
  if (run[0].number > 1) list.start = run[0].number;
  run[0].paragraph.before(list);
  for (const { paragraph, length } of run) {
    const text = firstText(paragraph), item = document.createElement("li");
    text.data = text.data.slice(length);
    item.append(paragraph);
    list.append(item);
  }
}
