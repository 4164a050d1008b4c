// Counts the view once the page is seen, and shows the new total. Without it the page reads as well.
const line = document.querySelector("[data-count]");

function inTheClinicsDigits(text) {
  if (document.documentElement.dataset.digits !== "arabic") return text;
  return text.replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[digit]).replaceAll(",", "٬");
}

// One opening of the page has one name, so that it counts once also where an answer was lost and it is told again.
const PAUSES = [2, 10, 40]; // seconds
const event = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function count(tries = 0) {
  try {
    const answer = await fetch(line.dataset.count, { method: "POST", body: new URLSearchParams({ event }), keepalive: true });
    if (!answer.ok) answer.body?.cancel();
    if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
    if (!answer.ok) return;
    const total = await answer.json();
    line.textContent = inTheClinicsDigits(total.label);
    line.hidden = total.views < Number(line.dataset.from);
  } catch {
    // No network, a database that is away, or a crowd behind one address: the total stays as it was, and the view is told again.
    if (tries < PAUSES.length) setTimeout(count, PAUSES[tries] * 1000, tries + 1);
  }
}

function whenSeen() {
  if (document.visibilityState === "visible" && !document.prerendering) count();
  else document.addEventListener("visibilitychange", whenSeen, { once: true });
}

if (line) whenSeen();

// A question that is linked to opens itself.
function openLinked() {
  const linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const question = linked && linked.closest("details");
  if (question) question.open = true;
}

openLinked();
addEventListener("hashchange", openLinked);

// On paper every question is open.
addEventListener("beforeprint", () => {
  for (const question of document.querySelectorAll(".question")) question.open = true;
});

const printing = document.querySelector("[data-print]");
if (printing) {
  printing.hidden = false;
  printing.addEventListener("click", () => print());
}

// The sheet of branches at the foot of a phone's screen closes by a tap beside it and by Escape; one is open at a time.
const sheets = [...document.querySelectorAll(".reach details")];

function closeSheets(except) {
  for (const sheet of sheets) if (sheet !== except) sheet.open = false;
}

addEventListener("click", (event) => closeSheets(event.target.closest(".reach details")));
addEventListener("keydown", (event) => event.key === "Escape" && closeSheets());

// What stands on this page: folded on a phone, open at the side of a wide screen, where it follows the reader.
const contents = document.querySelector(".on-this-page details");
const wide = matchMedia("(min-width: 62rem)");

function follow() {
  const entries = new Map();
  for (const link of contents.querySelectorAll("a")) entries.set(link.hash.slice(1), link);
  const seen = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        if (!isIntersecting) continue;
        for (const link of entries.values()) link.removeAttribute("aria-current");
        entries.get(target.id).setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -70%" },
  );
  for (const id of entries.keys()) seen.observe(document.getElementById(id));
}

if (contents) {
  const fold = () => (contents.open = wide.matches);
  fold();
  wide.addEventListener("change", fold);
  follow();
}

// A table that is wider than the screen can be scrolled by keyboard.
for (const table of document.querySelectorAll(".rich table")) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}

// "Did this page help?" is answered in place: what the server tells takes the place of what was asked.
async function answer(event) {
  const form = event.target;
  if (!form.closest(".helped")) return;
  event.preventDefault();
  if (form.inert) return;
  const said = new URLSearchParams(new FormData(form));
  if (event.submitter.name) said.set(event.submitter.name, event.submitter.value);
  form.inert = true;
  try {
    const told = await (await fetch(form.action, { method: "POST", body: said })).text();
    const block = new DOMParser().parseFromString(told, "text/html").querySelector(".helped");
    form.closest(".helped").replaceWith(block);
    block.focus();
  } catch {
    // Sent as without a script: the browser says what is wrong, and keeps what was written.
    form.inert = false;
    removeEventListener("submit", answer);
    event.submitter.click();
  }
}

addEventListener("submit", answer);
