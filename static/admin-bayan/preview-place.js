// Where a preview is scrolled to, by what stands there: it stays, whatever changes above it, in the other language and in another width.

const LINE = 1 / 3; // what stands above it, as a share of the height, is what is being read

const isShown = (one) => one.getClientRects().length > 0;

// { anchor, offset }: the last thing with an anchor that begins above the line, and how far below the top of the view it is.
export function placeIn(view) {
  if (!view.scrollY) return { anchor: "", offset: 0 };
  const line = view.innerHeight * LINE;
  const above = [...view.document.querySelectorAll("main [id]")].filter((one) => isShown(one) && one.getBoundingClientRect().top <= line);
  const last = above.at(-1);
  return last ? { anchor: last.id, offset: last.getBoundingClientRect().top } : { anchor: "", offset: 0 };
}

// Scrolls a view so that what has this anchor stands at this distance below its top; nothing, where no such thing is there.
export function bringTo(view, { anchor, offset }, behavior = "instant") {
  if (!anchor) return view.scrollTo({ top: 0, behavior });
  const found = view.document.getElementById(anchor);
  if (!found) return;
  const question = found.closest("details");
  if (question) question.open = true;
  view.scrollTo({ top: view.scrollY + found.getBoundingClientRect().top - offset, behavior });
}

// Scrolls a view to a part, a little below its top, as smoothly as the person wants it.
export function leadTo(view, anchor) {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  bringTo(view, { anchor, offset: view.innerHeight / 10 }, isStill ? "instant" : "smooth");
}
