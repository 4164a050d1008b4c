// The button of publishing says that it schedules while a time in the future is filled in.
const button = document.querySelector("[data-later]");
const at = [0, 1].map((part) => document.getElementById(`id_at_${part}`));
const now = button.value;

const western = (text) => text.trim().replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit));
// 2026-12-20, or 20/12/2026, as year, month, day.
const ordered = (day) => (/^\d{4}-/.test(day) ? day.split("-") : day.split("/").reverse());

// What is filled in, written so that later is greater; "" where it is no day and time.
function filledIn() {
  const [day, time] = at.map((field) => western(field.value));
  const parts = [...ordered(day), ...time.split(":")].slice(0, 5);
  if (parts.length < 5 || !parts.every((part) => /^\d{1,4}$/.test(part))) return "";
  const [year, ...rest] = parts.map((part) => part.padStart(2, "0"));
  return [year, ...rest].join("");
}

// Now, on the clinic's clock, in the same way.
const atTheClinic = () =>
  new Date().toLocaleString("sv-SE", { timeZone: button.dataset.zone }).replace(/\D/g, "").slice(0, 12);

function name() {
  button.value = filledIn() > atTheClinic() ? button.dataset.later : now;
}

// The calendar and the clock beside the fields write into them without an event.
for (const what of ["input", "change", "click", "focusin"]) document.addEventListener(what, () => setTimeout(name));
name();
