// What differs between a copy and the form, for a person to read: a list item for each text.

const { gettext, interpolate } = window;
const MOST = 12, LONGEST = 160;
const ROW = /^([a-z]+)-(\d+)-(.+)$/;

// The list items that tell how `copied` differs from `present`: both are [name, value] pairs of the form.
export function differing(copied, present, form) {
  const before = byPlace(present), after = byPlace(copied), found = [];
  for (const place of placesOf(before, after)) {
    const was = before.get(place), now = after.get(place), { name } = now ?? was;
    if ((was?.value ?? "") === (now?.value ?? "") || isSilent(name)) continue;
    found.push(item(labelOf(was?.name, name, form), was?.value ?? "", now?.value ?? "", form.elements[was?.name ?? name], name));
  }
  if (orderOf(copied) !== orderOf(present)) found.push(line(gettext("The order of the parts")));
  return found.length > MOST
    ? [...found.slice(0, MOST), line(interpolate(gettext("and %s more"), [found.length - MOST]))]
    : found;
}

const isSilent = (name) => /^base_version$|-(TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS|id|known_as|order|procedure|page|page_ptr|from_page)$/.test(name);

// Every place of the copy, and what it no longer has: a box that was unticked, a choice that was emptied. A row that the
// copy does not know was added since, by somebody else.
function placesOf(before, after) {
  const rowOf = (place) => place.split(" ").slice(0, -1).join(" ");
  const rows = new Set([...after.keys()].map(rowOf));
  return new Set([...after.keys(), ...[...before.keys()].filter((place) => rows.has(rowOf(place)))]);
}

// Rows by their number in the database, not by their place in the form.
function byPlace(fields) {
  const ids = rowIds(fields), found = new Map();
  for (const [name, value] of fields) {
    const row = ROW.exec(name);
    const place = row ? `${row[1]} ${ids[`${row[1]}-${row[2]}`] || `new ${row[2]}`} ${row[3]}` : name;
    const told = found.get(place);
    found.set(place, { name, value: told ? `${told.value}, ${value}` : value });
  }
  return found;
}

function rowIds(fields) {
  return Object.fromEntries(fields.filter(([name]) => /-id$/.test(name)).map(([name, value]) => [name.slice(0, -3), value]));
}

function orderOf(fields) {
  const ids = rowIds(fields);
  const rows = fields.filter(([name]) => /-order$/.test(name)).map(([name, value]) => [name.slice(0, -6), Number(value)]);
  return JSON.stringify(
    rows.filter(([row]) => ids[row]).map(([row, order]) => [row.split("-")[0], order, ids[row]])
      .sort((one, other) => (one[0] === other[0] ? one[1] - other[1] : one[0] < other[0] ? -1 : 1)).map(([prefix, , id]) => [prefix, id]),
  );
}

function labelOf(was, name, form) {
  const field = [form.elements[was ?? name]].flatMap((one) => (one instanceof RadioNodeList ? [...one] : one))[0]; // boxes of one name
  const label = field?.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  const part = nameOf(field?.closest?.(".part"));
  if (name.endsWith("-DELETE")) return [part, gettext("removed")].filter(Boolean).join(": ");
  if (!field) return gettext("A new part");
  return [part, told(label).replace(/:$/, "")].filter(Boolean).join(": ");
}

// A part by its kind and what it is called in the language of the person.
function nameOf(part) {
  const names = part ? [...part.querySelectorAll(".part-name bdi")] : [];
  const name = names.find((one) => one.lang === document.documentElement.lang) ?? names[0];
  return [told(part?.querySelector(".part-kind")), told(name)].filter(Boolean).join(" ");
}

const told = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

function item(label, was, now, field, fieldName) {
  const made = line(label);
  for (const [name, html] of [["del", was], ["ins", now]]) {
    const words = plain(spoken(field, html));
    if (!words || field?.type === "checkbox") continue;
    const text = document.createElement(name);
    text.dir = "auto";
    const language = /_(en|ar)$/.exec(fieldName)?.[1];
    if (language) text.lang = language;
    text.textContent = words;
    made.append(" ", text);
  }
  return made;
}

// Of a choice its words are told, not what is sent: of what cannot be chosen here, as a picture that is not shown, nothing.
function spoken(field, value) {
  if (!(field instanceof HTMLSelectElement)) return value;
  return [...field.options].filter((one) => one.value && value.split(", ").includes(one.value)).map((one) => one.text).join(", ");
}

function line(words) {
  const made = document.createElement("li"), label = document.createElement("span");
  label.textContent = words;
  made.append(label);
  return made;
}

function plain(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
  return parsed.length > LONGEST ? `${parsed.slice(0, LONGEST)}…` : parsed;
}
