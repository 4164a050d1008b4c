// Comments stand at their parts, and are written and settled without saving the form or leaving it.

const { gettext } = window;
const form = document.getElementById("remarks-form");
const text = document.getElementById("desk-text");
const told = document.getElementById("desk-told");
const section = () => document.getElementById("remarks");
const boxes = () => [...document.querySelectorAll('textarea[form="remarks-form"]')];

// The server gives all comments in one place: each goes to its part, and every other part gets a place to begin one.
function spread() {
  for (const place of section().querySelectorAll(".remarks-at[data-part]")) {
    document.getElementById(place.dataset.part)?.append(place);
  }
  for (const part of document.getElementById("remarks-new") ? text.querySelectorAll('.part[id^="part-"]') : []) {
    if (!part.querySelector(":scope > .remarks-at")) offer(part);
  }
  for (const link of document.querySelectorAll(".desk-remarks")) {
    link.textContent = section().dataset.told.trim();
    link.hidden = !link.textContent;
    link.href = `#${section().dataset.first}`;
  }
}

// Where one can begin to write at a part. The box comes as it is opened: with sixty of them the form opens late.
function offer(part) {
  const place = document.createElement("div"), details = template().cloneNode(false);
  place.className = "remarks-at remarks-none";
  details.append(template().firstElementChild.cloneNode(true));
  details.addEventListener("toggle", () => boxAt(part), { once: true });
  place.append(details);
  part.append(place);
}

function template() {
  return document.getElementById("remarks-new").content.firstElementChild;
}

// The box in which something new is written at a part, which is put there if it was not opened before.
function boxAt(part) {
  const details = part?.querySelector(":scope > .remarks-none > details"), anchor = part?.id.slice("part-".length);
  if (details?.childElementCount === 1) {
    const [, box, button] = template().cloneNode(true).children;
    box.name = `text_at-${anchor}`;
    button.value = `at-${anchor}`;
    details.append(box, button);
  }
  return details?.querySelector("textarea");
}

// What is half written elsewhere stays.
function replace(html, sent) {
  const kept = boxes().filter((box) => box.name !== sent && box.value);
  for (const place of text.querySelectorAll(".remarks-at")) place.remove();
  section().outerHTML = html;
  spread();
  for (const { name, value } of kept) {
    const box = boxes().find((one) => one.name === name) ?? boxAt(document.getElementById(name.replace("text_at-", "part-")));
    if (!box) continue;
    box.value = value;
    box.closest("details").open = true;
  }
}

function token() {
  const [, renewed] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  return renewed ?? form.elements.csrfmiddlewaretoken.value;
}

async function send(button) {
  const fields = new FormData(form), box = button.name === "write" && boxes().find((one) => one.name === `text_${button.value}`);
  if (box && !box.value.trim()) return box.focus();
  fields.set(button.name, button.value);
  fields.set("csrfmiddlewaretoken", token());
  const place = button.closest(".remarks-at"), where = place.dataset.part ?? place.closest(".part")?.id;
  button.disabled = true;
  try {
    const answer = await fetch(`${form.action}?beside`, { method: "POST", body: fields, redirect: "manual" });
    const signedOut = document.getElementById("desk-signed-out");
    if (signedOut) signedOut.hidden = answer.type !== "opaqueredirect";
    if (!answer.ok) throw new Error("refused");
    replace(await answer.text(), box?.name);
    const there = where ? document.querySelector(`#${CSS.escape(where)} > .remarks-at`) : document.getElementById("remarks-at-");
    there?.querySelector("summary")?.focus();
    told.textContent = box ? gettext("The comment was sent.") : gettext("The comment was settled.");
  } catch {
    button.disabled = false;
    told.textContent = gettext("That did not reach the site. Your comment is still here: try again.");
  }
}

if (form && text && section()) {
  spread();
  document.addEventListener("click", (event) => {
    const button = event.target.closest('button[form="remarks-form"]');
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) send(button);
  });
  window.addEventListener("beforeunload", (event) => boxes().some((box) => box.value.trim()) && event.preventDefault());
}
