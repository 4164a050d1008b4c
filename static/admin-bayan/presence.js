// Who else has this form open, whether it was saved since, and whether one is still signed in: asked while it is seen, and told politely.

const place = document.getElementById("desk-others");
const signedOut = document.getElementById("desk-signed-out");
const form = place?.closest("form");
const EVERY = 20_000;
let timer = 0, told = "";

function own(more = {}) {
  const fields = new FormData();
  fields.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  fields.set("tab", place.dataset.tab);
  fields.set("base_version", form.elements.base_version.value);
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  return fields;
}

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  timer = setTimeout(ask, EVERY);
  renewToken();
  try {
    const answer = await fetch(place.dataset.address, { method: "POST", body: own(), redirect: "manual" });
    signedOut.hidden = answer.type !== "opaqueredirect"; // to the sign-in
    if (answer.ok) tell((await answer.text()).trim());
  } catch {
    // no connection: asked again
  }
}

// Who signed in again, in another tab, has another token: with the old one saving would be refused.
function renewToken() {
  const [, token] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  if (token) form.elements.csrfmiddlewaretoken.value = token;
}

// Only what is new is put there, so that nobody listens to the same words every twenty seconds.
function tell(html) {
  if (html === told) return;
  told = html;
  place.innerHTML = html;
}

if (place) {
  ask();
  document.addEventListener("visibilitychange", ask);
  form.addEventListener("submit", renewToken);
  window.addEventListener("pageshow", ({ persisted }) => persisted && ask());
  window.addEventListener("pagehide", () => {
    clearTimeout(timer);
    navigator.sendBeacon(place.dataset.address, own({ leaving: "1" }));
  });
}
