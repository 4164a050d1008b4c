// The page as search engines show it, while its title and its description are written.

const { gettext, interpolate } = window;
// What search engines have room for, in characters. They do not say it, and it differs by device.
const ROOM = { title: 60, description: 155 };
const form = document.getElementById("desk-text").closest("form");
const results = document.querySelectorAll(".search-result");

const value = (column, language) => form.elements[`${column}_${language}`]?.value.trim() ?? "";
const cut = (words, room) => (words.length > room ? `${words.slice(0, room - 1).trimEnd()}…` : words);

function show(result) {
  const { lang, folder } = result.dataset;
  const title = value("search_title", lang) || value("title", lang);
  const description = value("search_description", lang) || value("summary", lang);
  const part = (name) => result.querySelector(`.search-result-${name}`);
  part("address").textContent = [...folder.split("/"), value("slug", lang)].filter(Boolean).join(" › ");
  part("title").textContent = cut(title, ROOM.title);
  part("description").textContent = cut(description, ROOM.description);
  part("lengths").replaceChildren(
    length(gettext("Title: %s characters. There is room for about %s."), title.length, ROOM.title),
    length(gettext("Description: %s characters. There is room for about %s."), description.length, ROOM.description),
  );
}

function length(words, characters, room) {
  const made = document.createElement("li");
  made.textContent = interpolate(words, [characters, room]);
  if (characters > room) made.append(" ", gettext("The rest is cut off."));
  made.classList.toggle("is-too-long", characters > room);
  return made;
}

for (const result of results) show(result);
form.addEventListener("input", ({ target }) => {
  for (const result of results) if (target.name?.endsWith(`_${result.dataset.lang}`)) show(result);
});
