// Fields of files in the interface's language: what a browser draws, and tells those who listen, is in its own. A button of
// ours takes the field's place, with the name of what is chosen; the field stays what is sent.
const { gettext } = window;
let count = 0;

function dress(field) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button file-choice" });
  const name = Object.assign(document.createElement("span"), { className: "file-choice-name", id: `file-choice-${++count}`, ariaLive: "polite" });
  const label = field.labels[0];
  label.id ||= `${name.id}-label`;
  button.id = `${name.id}-button`;
  button.textContent = gettext("Choose a file");
  button.setAttribute("aria-labelledby", `${label.id} ${button.id}`);
  field.after(button, name);
  field.hidden = true;
  field.focus = () => button.focus(); // whoever sends somebody to the field sends them to what stands for it
  button.addEventListener("click", () => field.click());
  for (const what of ["dragover", "drop"]) button.addEventListener(what, (event) => drop(event, field));
  field.addEventListener("change", () => tell(field, name));
  field.form.addEventListener("reset", () => setTimeout(() => tell(field, name)));
  new MutationObserver(() => follow(field, button, name)).observe(field, { attributeFilter: ["aria-invalid", "aria-describedby"] });
  follow(field, button, name);
  tell(field, name);
}

// What is wrong with the field is told with the button.
function follow(field, button, name) {
  button.setAttribute("aria-describedby", `${name.id} ${field.getAttribute("aria-describedby") ?? ""}`.trim());
  button.setAttribute("aria-invalid", field.getAttribute("aria-invalid") ?? "false");
}

function tell(field, name) {
  const none = "kept" in field.dataset ? gettext("The file stays as it is.") : gettext("No file is chosen yet.");
  const chosen = Object.assign(document.createElement("bdi"), { textContent: field.files[0]?.name ?? none });
  name.replaceChildren(chosen);
}

function drop(event, field) {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  if (event.type !== "drop") return;
  event.stopPropagation();
  field.files = event.dataTransfer.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.querySelectorAll("input[type=file]").forEach(dress);
