// The preview beside the form: the page as it was last saved, as publishing would give it. Nothing is loaded until it is open.
import { Frame } from "bayan/preview-frame";
import { bringTo, leadTo, placeIn } from "bayan/preview-place";
import { remember, remembered } from "bayan/remembered";

const OPEN = "bayan-preview-open", LANGUAGE = "bayan-preview-language", WIDTH = "bayan-preview-width", PLACE = "bayan-preview-place";
const pane = document.getElementById("preview-pane");
if (pane) start();

function start() {
  const toggle = document.querySelector(".preview-toggle"), text = document.getElementById("desk-text");
  const beside = matchMedia("(min-width: 75rem)"); // with less room it lies over the form
  const frame = new Frame(pane.querySelector(".preview-stage"));
  let place = kept(), part = null;

  const chosen = (name) => pane.querySelector(`[data-${name}][aria-pressed=true]`);
  const told = (name, isTold) => (document.getElementById(`preview-${name}`).hidden = !isTold);

  function choose(name, value) {
    const buttons = [...pane.querySelectorAll(`[data-${name}]`)];
    const found = buttons.find((button) => button.dataset[name] === value) ?? buttons[0];
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === found));
  }

  function show() {
    const { address } = chosen("language").dataset;
    told("missing", !address);
    told("failed", false);
    frame.stage.hidden = !address;
    frame.fit(chosen("width").dataset.width);
    if (!address) return;
    frame.load(address, (view) => {
      told("failed", !view);
      frame.stage.hidden = !view;
      if (view) bringTo(view, place);
    });
  }

  // What is being read now, so that it is read again after a save, in the other language or another width.
  function keepPlace() {
    if (!pane.open || !frame.view) return;
    place = placeIn(frame.view);
    remember(PLACE, JSON.stringify({ path: location.pathname, ...place }));
  }

  function opened(isOpen) {
    document.documentElement.classList.toggle("has-preview", isOpen && beside.matches);
    toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) show();
  }

  function open() {
    if (part !== null) place = { anchor: part, offset: 80 };
    if (beside.matches) pane.show();
    else pane.showModal();
    remember(OPEN, "yes");
    opened(true);
  }

  function close() {
    keepPlace();
    pane.close();
    remember(OPEN, "no");
    opened(false);
    (toggle.checkVisibility() ? toggle : document.querySelector(".desk-more")).focus();
  }

  toggle.addEventListener("click", () => (pane.open ? close() : open()));
  pane.querySelector(".preview-close").addEventListener("click", close);
  pane.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });
  pane.addEventListener("cancel", (event) => {
    event.preventDefault(); // the way back that a phone has, too
    close();
  });
  for (const [name, key] of [["language", LANGUAGE], ["width", WIDTH]]) {
    choose(name, remembered(key) ?? (name === "language" ? document.documentElement.lang : "phone"));
    for (const button of pane.querySelectorAll(`[data-${name}]`)) {
      button.addEventListener("click", () => {
        keepPlace();
        choose(name, button.dataset[name]);
        remember(key, button.dataset[name]);
        if (name === "language" || !frame.view) return show();
        frame.fit(button.dataset.width);
        bringTo(frame.view, place);
      });
    }
  }
  beside.addEventListener("change", () => {
    if (!pane.open) return;
    keepPlace();
    pane.close();
    if (beside.matches) pane.setAttribute("open", "");
    opened(beside.matches);
  });
  window.addEventListener("beforeunload", keepPlace);

  // The part that is written in is the one that is shown; the page's own fields are its beginning.
  text.addEventListener("focusin", ({ target }) => {
    const found = target.closest("#chapter-fields-0") ? "" : /^part-(.+)/.exec(target.closest(".part")?.id)?.[1];
    if (found === undefined || found === part) return;
    part = found;
    if (pane.open && frame.view) leadTo(frame.view, part);
  });

  // Open as it was left, without taking the focus; not where it would lie over the form.
  if (remembered(OPEN) === "yes" && beside.matches) {
    pane.setAttribute("open", "");
    opened(true);
  }
}

function kept() {
  try {
    const { path, anchor, offset } = JSON.parse(remembered(PLACE));
    if (path === location.pathname) return { anchor, offset };
  } catch {
    // nothing is kept
  }
  return { anchor: "", offset: 0 };
}
