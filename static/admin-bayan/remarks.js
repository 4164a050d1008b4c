// Comments stand at their parts, and are written, changed, deleted and settled without saving the form or leaving it.

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

// What stands in a box before anybody types. A text that the server gave back unsaved is typed.
const before = (box) => box.dataset.was ?? box.defaultValue;
const isWritten = (box) => box.value !== before(box);

// What is half written elsewhere stays, or goes into the nearest box that there still is: it is told then.
function replace(fresh, sent) {
  const kept = boxes().filter((box) => box !== sent && isWritten(box)).map(({ name, value }) => ({ name, value, nearest: nearest(name) }));
  for (const place of text.querySelectorAll(".remarks-at")) place.remove();
  section().replaceWith(fresh);
  spread();
  let isMoved = false;
  for (const { name, value, nearest } of kept) {
    const box = [name, ...nearest, "text_at-"].map(boxCalled).find(Boolean);
    if (!box) continue;
    box.value = [isWritten(box) && box.value, value].filter(Boolean).join("\n\n");
    unfold(box);
    isMoved ||= box.name !== name;
  }
  return isMoved;
}

// The boxes into which a text may go where its own is gone, as the server names them.
function nearest(name) {
  const named = form.elements[name.replace("text_", "else_")]?.value.split(" ") ?? [];
  return named.map((key) => `text_${key}`);
}

function boxCalled(name) {
  return boxes().find((one) => one.name === name) ?? boxAt(document.getElementById(name.replace("text_at-", "part-")));
}

function unfold(box) {
  for (let around = box.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}

function token() {
  const [, renewed] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  return renewed ?? form.elements.csrfmiddlewaretoken.value;
}

async function send(button) {
  const fields = new FormData(form), box = button.closest(".remark-writing")?.querySelector("textarea");
  const own = box ?? button.closest(".remark")?.querySelector("textarea"); // what is deleted is changed no more
  fields.set(button.name, button.value);
  fields.set("csrfmiddlewaretoken", token());
  const place = button.closest(".remarks-at"), at = placesAfter(button);
  const part = document.getElementById(place.dataset.part) ?? place.closest(".part");
  button.disabled = true;
  try {
    const answer = await fetch(`${form.action}?beside`, { method: "POST", body: fields, redirect: "manual" });
    const signedOut = document.getElementById("desk-signed-out");
    if (signedOut) signedOut.hidden = answer.type !== "opaqueredirect";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), fresh = page.getElementById("remarks");
    if (!fresh) throw new Error("refused");
    const said = fresh.dataset.said, isMoved = replace(document.adoptNode(fresh), own);
    focusFirst([...at, ...inPart(part)]);
    told.textContent = isMoved ? `${said} ${gettext("A comment that you are writing at is no longer open: your text is in the next box.")}` : said;
  } catch {
    button.disabled = false;
    told.textContent = gettext("That did not reach the site. Your comment is still here: try again.");
  }
}

// Where one goes on after a press: at what was not saved, at what was changed, or in the thread; else at the part.
function placesAfter(button) {
  const thread = button.closest(".remark-thread")?.id, remark = button.closest(".remark")?.id;
  return [
    "textarea[data-was]",
    button.name === "change" && `#${remark} summary`,
    button.name !== "settle" && thread && `#${thread} > .remark-actions summary`,
  ].filter(Boolean);
}

function inPart(part) {
  const within = part ? `#${CSS.escape(part.id)} > .remarks-at` : "#remarks-at-";
  return [`${within} > .remark-new > summary`, `${within} > .remarks-settled > summary`, part ? `#${CSS.escape(part.id)} .part-toggle` : "#remarks summary"];
}

function focusFirst(places) {
  places.map((place) => document.querySelector(place)).find((one) => one?.checkVisibility())?.focus();
}

if (form && text && section()) {
  spread();
  document.addEventListener("click", (event) => {
    const button = event.target.closest('button[form="remarks-form"]');
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) send(button);
  });
  // One who begins to change a comment goes on in its box; one who leaves it as it was leaves it so.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches?.(".remark-changing")) return;
    const box = target.querySelector("textarea");
    if (target.open && !isWritten(box)) box.focus();
    else if (!target.open) box.value = before(box);
  }, { capture: true });
  window.addEventListener("beforeunload", (event) => boxes().some((box) => isWritten(box) && box.value.trim()) && event.preventDefault());
}
