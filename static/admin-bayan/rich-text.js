// Shows each rich text as it reads, and makes its editor when somebody enters it.
import { createEditor } from "django-prose-editor/configurable";

const SELECTOR = "textarea[data-django-prose-editor-on_focus]";

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
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  if (label) view.setAttribute("aria-label", label.textContent.trim());
  view.innerHTML = textarea.value;
  textarea.hidden = true;
  textarea.after(view);
  const open = async () => {
    view.remove();
    textarea.hidden = false;
    const editor = await createEditor(textarea, JSON.parse(textarea.getAttribute("data-django-prose-editor-on_focus")));
    if (!editor) return;
    editor.view.dom.dir = textarea.dir;
    editor.view.dom.lang = textarea.lang;
    editor.commands.focus();
  };
  view.addEventListener("focus", open, { once: true });
}

document.querySelectorAll(SELECTOR).forEach(show);
document.addEventListener("formset:added", (event) => event.target.querySelectorAll(SELECTOR).forEach(show));
