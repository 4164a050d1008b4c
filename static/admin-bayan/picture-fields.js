// The pictures of a page's form: what is chosen is seen with its descriptions, and is changed, removed and corrected from
// there. The select of each field stays what is sent.
import { describePicture } from "bayan/picture-describing";
import { choosePicture } from "bayan/picture-dialog";

const { gettext } = window;
const template = document.getElementById("picture-field"); // none for who may see no pictures
const told = document.getElementById("desk-told");
const redraw = new Map(); // what draws a field anew, by its select

function dress(select) {
  if (redraw.has(select)) return;
  const field = template.content.cloneNode(true).firstElementChild, wrapper = select.parentElement;
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  field.setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim());
  wrapper.classList.add("has-picture-field");
  wrapper.append(field);
  const button = (name) => field.querySelector(`.picture-${name}`);
  const main = () => button(select.value ? "change" : "choose");
  for (const name of ["choose", "change"]) button(name).addEventListener("click", () => choose(select, main));
  button("remove").addEventListener("click", () => {
    put(select, null);
    main().focus();
    told.textContent = gettext("The picture is no longer chosen.");
  });
  button("correct")?.addEventListener("click", () => correct(select, button("correct")));
  label.addEventListener("click", () => main().focus());
  redraw.set(select, () => draw(field, select));
  draw(field, select);
}

function draw(field, select) {
  const { dataset: picture } = select.selectedOptions[0] ?? { dataset: {} };
  const isChosen = Boolean(select.value);
  field.classList.toggle("is-chosen", isChosen);
  if (!isChosen) return;
  field.querySelector("img").src = picture.shown;
  for (const line of field.querySelectorAll("[data-text]")) {
    const code = line.dataset.text;
    Object.assign(line, { lang: code, dir: code === "ar" ? "rtl" : "ltr", textContent: picture[code], hidden: !picture[code] });
  }
  for (const line of field.querySelectorAll("[data-lacks]")) {
    line.hidden = Boolean(picture.decorative || picture[line.dataset.lacks]);
  }
  field.querySelector(".picture-decorative").hidden = !picture.decorative;
}

async function choose(select, main) {
  const picture = await choosePicture(select.value);
  if (picture) put(select, picture);
  main().focus();
  if (!picture) return;
  told.textContent = picture.isNew ? gettext("The picture was added and is chosen.") : gettext("The picture is chosen.");
}

// The form hears of it as of any other change: it is unsaved, and a copy is kept.
function put(select, picture) {
  [...select.options].filter((one) => one.value).forEach((one) => one.remove());
  if (picture) select.append(described(new Option(picture.name, picture.number, true, true), picture));
  else select.value = "";
  redraw.get(select)();
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function described(option, { name, shown, en, ar, decorative }) {
  Object.assign(option.dataset, { shown, en, ar, decorative });
  option.textContent = name;
  return option;
}

// What it is described by then is shown wherever the picture is chosen; the form itself has not changed.
async function correct(select, button) {
  const number = select.value;
  const picture = await describePicture({ ...select.selectedOptions[0].dataset, number });
  button.focus();
  if (!picture) return;
  for (const [one, drawAnew] of redraw) {
    if (one.value !== number) continue;
    described(one.selectedOptions[0], picture);
    drawAnew();
  }
  told.textContent = gettext("The description is saved.");
}

function dressAll() {
  document.querySelectorAll(".desk-text select[data-picture]").forEach(dress);
}

if (template) {
  dressAll();
  document.addEventListener("formset:added", dressAll);
}
