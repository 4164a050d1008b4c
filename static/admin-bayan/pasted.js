// What is pasted from Word, Google Docs and WordPress, as plain HTML of the kinds that a text can show: what looks like a list
// becomes one, headings get the levels that there are, what is only looks goes.
import { makeLists, styleOf } from "bayan/pasted-lists";

const { gettext, interpolate } = window;
const OF_NO_TEXT = "style, script, meta, link, title, xml, noscript, template, img, picture, svg, iframe, object, .Apple-interchange-newline, .EOP";
const HEADINGS = "h1, h2, h3, h4, h5, h6";
// What leads from a word to its footnote, and back: Word's, Word for the web's, LibreOffice's, Google Docs'.
const NOTE_MARKS = `a[href*="#_ftn"], a[href*="#_edn"], .MsoFootnoteReference, .MsoEndnoteReference, .FootnoteReference, .EndnoteReference,
  .sdfootnoteanc, .sdfootnotesym, .sdendnoteanc, .sdendnotesym, sup:has(> a[href^="#ftnt"]), a[href^="#ftnt_ref"]`;

// The HTML that is put into a text for `html` from the clipboard.
export function cleanPasted(html) {
  if (html.includes("data-pm-slice")) return html; // copied from a text of ours
  const { body } = new DOMParser().parseFromString(inert(html), "text/html");
  for (const one of body.querySelectorAll(`${OF_NO_TEXT}, ${NOTE_MARKS}`)) one.remove();
  removeComments(body);
  makeLists(body, HEADINGS);
  levelHeadings(body);
  applyStyles(body);
  cleanLinks(body);
  cleanWords(body);
  removeEmpty(body);
  return body.innerHTML;
}

// The HTML of plain text in which lines are a list, "" where none are: such text is put in as it is.
export function listsOf(text) {
  const { body } = document.implementation.createHTMLDocument("");
  for (const line of text.split(/[\r\n]+/)) {
    const paragraph = document.createElement("p");
    paragraph.textContent = cleanText(line);
    if (line.trim()) body.append(paragraph);
  }
  makeLists(body, HEADINGS);
  return body.querySelector("ul, ol") ? body.innerHTML : "";
}

// What is said of what is pasted and does not come along, or means nothing here: sentences.
export function saidOf({ html, text, hasFiles }) {
  const { body } = new DOMParser().parseFromString(inert(html), "text/html");
  const said = [];
  if (hasFiles || [...body.querySelectorAll("img, picture, svg")].some((one) => !isTiny(one))) {
    said.push(gettext("Pictures are not taken into a text. Choose them in the field “Picture” of the section or of the page."));
  }
  const codes = [...new Set((html ? body.textContent : text).match(SHORTCODE) ?? [])].filter((code) => code.replace(LAYOUT, ""));
  const named = codes.slice(0, 3).map((code) => `\u2066${code}\u2069`).join(" "); // from left to right, also in an Arabic sentence
  if (named) said.push(interpolate(gettext("What stands in square brackets is for WordPress and means nothing here: %s"), [named]));
  return said;
}

const isTiny = (picture) => picture.getAttribute("width") === "1" || picture.getAttribute("height") === "1";

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

// A word in square brackets that has a value, or closes another.
const SHORTCODE = /\[[a-z][\w-]*(?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s\]]+))+\s*\/?\]|\[\/[a-z][\w-]*\]/gi;
// Those of which it is known that they only arrange what stands in them.
const LAYOUT = /\[\/?(?:caption|embed|gallery|vc_\w+|et_pb_\w+)(?:\s[^\]]*)?\]/g;
// What the server does not store either (`plain_text.clean`): signs that turn the text around them about, and controls.
const UNSTORED = /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const WITHOUT_WIDTH = /[\u200b\u2060\ufeff]/g;
const ORNAMENT = /(?<![\p{L}\p{M}])\u0640{2,}(?![\p{L}\p{M}])/gu; // a line of tatweel

// Text without what it only looks by.
export const cleanText = (text) => [UNSTORED, WITHOUT_WIDTH, ORNAMENT, LAYOUT].reduce((left, sign) => left.replace(sign, ""), text);

function cleanWords(body) {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = cleanText(text.data).replace(/[ \u00a0]+/g, " ");
  }
}

function removeEmpty(body) {
  const blocks = `p, ul, ol, table, ${HEADINGS}`; // a break beside one of these is none of a text's
  for (const line of body.querySelectorAll("br")) if ([...line.parentElement.children].some((one) => one.matches(blocks))) line.remove();
  for (const block of body.querySelectorAll("p, h3, h4, blockquote")) if (!block.textContent.trim()) block.remove();
  for (const item of [...body.querySelectorAll("li, ul, ol")].reverse()) if (!item.textContent.trim()) item.remove();
}
