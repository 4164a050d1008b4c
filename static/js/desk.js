// The doctors' desk: what is found appears while it is typed. Without it the search button does the same.
const form = document.querySelector(".desk-search");
const PAUSE = 250;
let waiting, asked;

async function find() {
  const query = new URLSearchParams(new FormData(form));
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`?${query}`, { signal: asked.signal });
    if (!answer.ok || answer.redirected) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("found");
    document.getElementById("found").replaceWith(found);
    history.replaceState(null, "", `?${query}`);
  } catch {
    // Typed on, or no network: the button asks again.
  }
}

if (form) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
}

// A second tap while the first is on its way would post twice.
addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const sent of document.querySelectorAll("[data-sent]")) delete sent.dataset.sent;
});

// What was just done, and the part that is pointed at, is in sight at once.
document.getElementById("told")?.scrollIntoView({ block: "center" });

// A table that is wider than the screen can be scrolled by keyboard, however the phone is held.
function letTablesBeReached() {
  for (const table of document.querySelectorAll(".rich table")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
}

letTablesBeReached();
addEventListener("resize", letTablesBeReached);
