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
  const empty = document.getElementById("remarks-new");
  for (const part of empty ? text.querySelectorAll('.part[id^="part-"]') : []) {
    if (part.querySelector(":scope > .remarks-at")) continue;
    const place = document.createElement("div"), anchor = part.id.slice("part-".length);
    place.className = "remarks-at remarks-none";
    place.append(empty.content.cloneNode(true));
    place.querySelector("textarea").name = `text_at-${anchor}`;
    place.querySelector("button").value = `at-${anchor}`;
    part.append(place);
  }
  for (const link of document.querySelectorAll(".desk-remarks")) {
    link.textContent = section().dataset.told.trim();
    link.hidden = !link.textContent;
    link.href = `#${section().dataset.first}`;
  }
}

// What is half written elsewhere stays.
function replace(html, sent) {
  const kept = boxes().filter((box) => box.name !== sent && box.value);
  for (const place of text.querySelectorAll(".remarks-at")) place.remove();
  section().outerHTML = html;
  spread();
  for (const { name, value } of kept) {
    const box = boxes().find((one) => one.name === name);
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
