// Shows each rich text as it reads, and makes its editor when somebody enters it.
import { cleanPasted, cleanText, listsOf, saidOf } from "bayan/pasted";

const { gettext } = window;
// The editor names its buttons in English only.
const NAMES = {
  paragraph: gettext("Paragraph"),
  heading3: gettext("Heading"),
  heading4: gettext("Smaller heading"),
  bulletList: gettext("Bulleted list"),
  orderedList: gettext("Numbered list"),
  blockquote: gettext("Quotation"),
  bold: gettext("Bold"),
  italic: gettext("Italic"),
  subscript: gettext("Subscript"),
  superscript: gettext("Superscript"),
  link: gettext("Link (Ctrl+K)"),
  unlink: gettext("Remove the link"),
  table: gettext("Insert a table"),
  "table:addColumnAfter": gettext("Add a column"),
  "table:deleteColumn": gettext("Delete the column"),
  "table:addRowAfter": gettext("Add a row"),
  "table:deleteRow": gettext("Delete the row"),
  "table:mergeCells": gettext("Merge the cells"),
  "table:splitCell": gettext("Split the cell"),
  "table:toggleHeaderCell": gettext("Header cell on or off"),
  "table:deleteTable": gettext("Delete the table"),
  "history:undo": gettext("Undo"),
  "history:redo": gettext("Redo"),
};

// Where such an element stands, tiptap adds none of its own, which the content security policy would refuse: admin.css has
// its rules.
const sheet = document.createElement("style");
sheet.nonce = document.querySelector("script[nonce]").nonce;
sheet.setAttribute("data-tiptap-style", "");
document.head.append(sheet);

// Half a megabyte that nobody waits for: it is fetched once the form can be typed in.
const editors = async () => {
  const offers = [...document.querySelectorAll("script[id^=rich-text]")].map((one) => JSON.parse(one.textContent));
  await Promise.all(offers.flatMap((offer) => offer.js_modules).map((address) => import(address)));
  return import("django-prose-editor/configurable");
};
if ("requestIdleCallback" in window) requestIdleCallback(editors);

const SELECTOR = "textarea[data-rich-text]";

function show(textarea) {
  if (textarea.dataset.shown || textarea.name.includes("__prefix__")) return;
  textarea.dataset.shown = "1";
  const view = document.createElement("div");
  view.className = "rich-text-view";
  view.tabIndex = 0;
  view.dir = textarea.dir;
  view.lang = textarea.lang;
  view.setAttribute("role", "textbox");
  view.setAttribute("aria-multiline", "true");
  const label = textarea.closest(".field, .form-row")?.querySelector(`label[for="${textarea.id}"]`);
  if (label) view.setAttribute("aria-label", label.textContent.trim());
  view.innerHTML = textarea.value;
  textarea.hidden = true;
  textarea.after(view);
  const open = async () => {
    const { createEditor } = await editors();
    if (document.activeElement !== view) return waitForFocus(); // whoever went on meanwhile is not called back
    view.remove();
    textarea.hidden = false;
    const editor = await createEditor(textarea, JSON.parse(document.getElementById(textarea.dataset.richText).textContent));
    if (!editor) return;
    const pasting = { transformPastedHTML: cleanPasted, transformPastedText: cleanText, handlePaste: (...pasted) => paste(textarea, ...pasted) };
    editor.setOptions({ editorProps: { ...editor.options.editorProps, ...pasting } });
    editor.view.dom.dir = textarea.dir;
    editor.view.dom.lang = textarea.lang;
    editor.view.dom.setAttribute("aria-label", view.getAttribute("aria-label"));
    editor.on("create", () => nameButtons(editor.view.dom.parentElement));
    editor.view.focus();
    // Its buttons have moved it on: on a small screen perhaps beyond the edge.
    const { top, bottom } = editor.view.dom.getBoundingClientRect(), middle = (top + bottom) / 2;
    if (middle < 0 || middle > innerHeight) editor.view.dom.scrollIntoView({ block: "nearest" });
  };
  const waitForFocus = () => view.addEventListener("focus", open, { once: true });
  waitForFocus();
  view.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
}

// Whether what is pasted was put in here: plain text with lists in it. What does not come along is said below the text.
function paste(textarea, view, { clipboardData }) {
  if (!clipboardData) return false; // put in by this function itself
  const html = clipboardData.getData("text/html").trim(), text = clipboardData.getData("text/plain");
  const hasFiles = !html && [...clipboardData.files].some((file) => file.type.startsWith("image/"));
  say(textarea, saidOf({ html, text, hasFiles }));
  const lists = html ? "" : listsOf(text);
  return Boolean(lists) && view.pasteHTML(lists);
}

function say(textarea, sentences) {
  const field = textarea.closest(".field, .form-row");
  const note = field.querySelector(".pasted-note") ?? Object.assign(document.createElement("p"), { className: "pasted-note" });
  note.setAttribute("role", "status");
  field.append(note);
  note.textContent = sentences.join(" ");
}

function nameButtons(editor) {
  const bar = editor.querySelector(".prose-menubar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", gettext("Formatting"));
  for (const button of bar.querySelectorAll("[data-name]")) {
    button.title = NAMES[button.dataset.name];
    button.setAttribute("aria-label", button.title);
  }
}

document.querySelectorAll(SELECTOR).forEach(show);
document.addEventListener("formset:added", (event) => event.target.querySelectorAll(SELECTOR).forEach(show));
