// The button of publishing says that it schedules while a time in the future is filled in.
const button = document.querySelector("[data-later]");
const at = [0, 1].map((part) => document.getElementById(`id_at_${part}`));
const now = button.value;

const months = ["en", "ar-EG"].flatMap((language) => {
  const named = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => [plain(named.format(Date.UTC(2026, month))), month + 1]);
});

// A text as it is compared: digits of one kind, alif without its marks.
function plain(text) {
  const western = text.replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit));
  return western.toLowerCase().replace(/[أإآ]/g, "ا").replace(/[\u064b-\u0652.]/g, (mark) => (mark === "." ? " " : ""));
}

// The year, month and day of 2026-12-20, 20/12/2026 or 20 ديسمبر 2026 (`clinic.typed_dates` says whether it is a date).
function dayOf(text) {
  const parts = plain(text).match(/[\d\p{L}]+/gu) ?? [];
  if (/^\d{4}$/.test(parts[0])) parts.reverse();
  const [day, month, year] = parts;
  return parts.length === 3 ? [year, `${new Map(months).get(month) ?? month}`, day] : [];
}

// The hour and minute of 22:00, 10:00 م or 10 pm.
function timeOf(text) {
  const [, hour, minute = "0", half] = plain(text).match(/^\s*(\d{1,2})(?:[: ](\d{2}))?\S*\s*(\p{L}?)/u) ?? [];
  const isTwelve = half && hour <= 12;
  return hour ? [`${isTwelve ? (hour % 12) + (/[pم]/.test(half) ? 12 : 0) : hour}`, minute] : [];
}

// What is filled in, written so that later is greater; "" where it is no day and time.
function filledIn() {
  const parts = [...dayOf(at[0].value), ...timeOf(at[1].value)];
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
