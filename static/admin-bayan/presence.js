// Who else has this form open, and whether it was saved since: asked while it is seen, and told politely.

const place = document.getElementById("desk-others");
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
  try {
    const answer = await fetch(place.dataset.address, { method: "POST", body: own(), redirect: "error" });
    if (answer.ok) tell((await answer.text()).trim());
  } catch {
    // no connection, or a session that ended: asked again
  }
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
  window.addEventListener("pageshow", ({ persisted }) => persisted && ask());
  window.addEventListener("pagehide", () => {
    clearTimeout(timer);
    navigator.sendBeacon(place.dataset.address, own({ leaving: "1" }));
  });
}
