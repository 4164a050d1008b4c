// What is pasted from Word, Google Docs and WordPress, as plain HTML of the kinds that a text can show: Word's lists, which
// are paragraphs that look like lists, become lists; headings get the levels that there are; what is only looks goes.

const OF_NO_TEXT = "style, script, meta, link, title, xml, noscript, template, img, picture, svg, iframe, object, .Apple-interchange-newline";
const HEADINGS = "h1, h2, h3, h4, h5, h6";
// How a list that counts begins its items: 1. 1) (1) ١- a. iv. أ-
const COUNTS = /^\(?(?:[0-9\u0660-\u0669]+|[a-zA-Z]|[ivxIVX]+|[\u0623-\u064a]{1,3})[.)\-ـ]/u;

// The HTML that is put into a text for `html` from the clipboard.
export function cleanPasted(html) {
  if (html.includes("data-pm-slice")) return html; // copied from a text of ours
  const { body } = new DOMParser().parseFromString(inert(html), "text/html");
  for (const one of body.querySelectorAll(OF_NO_TEXT)) one.remove();
  removeComments(body);
  makeLists(body);
  nestLists(body);
  levelHeadings(body);
  applyStyles(body);
  cleanLinks(body);
  cleanWords(body);
  removeEmpty(body);
  return body.innerHTML;
}

// The content security policy refuses styles and handlers, with a message of each: they are read under other names.
function inert(html) {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
}

function removeComments(body) {
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT), found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const one of found) one.remove();
}

function rename(element, name) {
  const renamed = document.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

const unwrap = (element) => element.replaceWith(...element.childNodes);

// -- Lists ------------------------------------------------------------------------------------------

const styleOf = (element) => element.dataset.style ?? "";
const levelOf = (element) => Number(/mso-list:\s*\w+\s+level(\d+)/i.exec(styleOf(element))?.[1] ?? 0);

// Word's paragraphs that are items of a list, one after the other, become one list with the levels that they say.
function makeLists(body) {
  let open = []; // the lists that are open, the outermost first, each with its level and its last item
  let last = null;
  for (const heading of [...body.querySelectorAll(HEADINGS)].filter(levelOf)) takeMarker(heading); // 1. 1.1 and so on
  for (const paragraph of [...body.querySelectorAll("p")].filter(levelOf)) {
    if (last !== paragraph.previousElementSibling) open = [];
    const level = levelOf(paragraph), name = takeMarker(paragraph);
    while (open.at(-1)?.level > level || (open.at(-1)?.level === level && open.at(-1).list.localName !== name)) open.pop();
    if (!(open.at(-1)?.level === level)) open.push({ level, ...begin(name, open.at(-1)?.item, paragraph) });
    const item = document.createElement("li"), words = document.createElement("p");
    words.append(...paragraph.childNodes);
    item.append(words);
    open.at(-1).list.append(item);
    open.at(-1).item = item;
    last = open[0].list;
    paragraph.remove();
  }
}

function begin(name, within, before) {
  const list = document.createElement(name);
  if (within) within.append(list);
  else before.before(list);
  return { list, item: null };
}

// Takes the sign before an item away, and gives the list that it is of: "ol" where it counts.
function takeMarker(paragraph) {
  const marker = [...paragraph.querySelectorAll("*")].find((one) => /mso-list:\s*ignore/i.test(styleOf(one)));
  const sign = marker?.textContent.trim() ?? "";
  marker?.remove();
  return COUNTS.test(sign) ? "ol" : "ul";
}

// Google Docs puts a list within a list beside the item that it belongs to.
function nestLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) list.previousElementSibling?.closest("li")?.append(list);
}

// -- Headings, links, words ---------------------------------------------------------------------------

// The highest level that was pasted becomes a heading, all others smaller headings.
function levelHeadings(body) {
  for (const title of body.querySelectorAll("p.MsoTitle, p.MsoSubtitle")) rename(title, title.matches(".MsoTitle") ? "h1" : "h2");
  const highest = [...body.querySelectorAll(HEADINGS)].map((one) => one.localName).sort()[0];
  for (const heading of body.querySelectorAll(HEADINGS)) {
    const level = heading.localName === highest ? "h3" : "h4";
    for (const bold of heading.querySelectorAll("b, strong")) unwrap(bold); // it is bold already
    for (const span of heading.querySelectorAll("[data-style]")) delete span.dataset.style;
    rename(heading, level);
  }
}

// Google Docs says by styles what is bold, and wraps everything into a <b> that is not. Word's own styles, such as
// mso-bidi-font-weight, say it of other scripts than the text's.
const LOOKS = [
  ["strong", /(?<![-\w])font-weight:\s*(bold|[6-9]00)/i],
  ["em", /(?<![-\w])font-style:\s*italic/i],
  ["sup", /(?<![-\w])vertical-align:\s*super/i],
  ["sub", /(?<![-\w])vertical-align:\s*sub\b/i],
];

function applyStyles(body) {
  for (const element of body.querySelectorAll("[data-style]")) {
    const style = styleOf(element);
    if (element.matches("b, strong") && /(?<![-\w])font-weight:\s*(normal|[1-5]00)/i.test(style)) unwrap(element);
    for (const [name] of element.matches("span") ? LOOKS.filter(([, look]) => look.test(style)) : []) {
      const marked = document.createElement(name);
      marked.append(...element.childNodes);
      element.append(marked);
    }
    delete element.dataset.style;
  }
}

const THROUGH = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i;

// Bookmarks are no links, a file on somebody's disk is none for readers, and Google Docs sends links by way of itself.
function cleanLinks(body) {
  for (const link of body.querySelectorAll("a")) {
    const address = link.getAttribute("href") ?? "";
    const through = THROUGH.test(address) && new URLSearchParams(address.slice(address.indexOf("?"))).get("q");
    if (through) link.setAttribute("href", through);
    if (!/^(https?|mailto|tel):/i.test(through || address) && !link.dataset.page) unwrap(link);
  }
}

function cleanWords(body) {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\[\/?(?:caption|embed|gallery|vc_\w+|et_pb_\w+)(?:\s[^\]]*)?\]/g, "").replace(/[ \u00a0]+/g, " ");
  }
}

function removeEmpty(body) {
  const blocks = `p, ul, ol, table, ${HEADINGS}`; // a break beside one of these is none of a text's
  for (const line of body.querySelectorAll("br")) if ([...line.parentElement.children].some((one) => one.matches(blocks))) line.remove();
  for (const block of body.querySelectorAll("p, h3, h4, blockquote")) if (!block.textContent.trim()) block.remove();
  for (const item of [...body.querySelectorAll("li, ul, ol")].reverse()) if (!item.textContent.trim()) item.remove();
}
