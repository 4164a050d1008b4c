// Dragging a part by its handle, with a mouse, a pen or a finger, within the list that it stands in.

const EDGE = 90, SPEED = 14;

// Calls `moved(part)` once a part stands in another place.
export function followDrag(text, moved) {
  text.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".part-handle");
    if (!handle || event.button) return;
    event.preventDefault();
    drag(handle, event, moved);
  });
}

function drag(handle, start, moved) {
  const part = handle.closest(".part"), list = part.parentElement, before = part.nextElementSibling;
  const top = handle.getBoundingClientRect().top;
  let y = start.clientY, frame = 0;
  // While it is dragged its neighbours are folded, and the page moves so that the handle stays under the pointer.
  list.classList.add("parts-moving");
  part.classList.add("part-moving");
  window.scrollBy({ top: handle.getBoundingClientRect().top - top, behavior: "instant" });

  const place = () => {
    for (const other of list.children) {
      if (other === part) continue;
      const box = other.getBoundingClientRect(), middle = box.top + box.height / 2;
      const isAfter = part.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (isAfter && y > middle) other.after(part);
      else if (!isAfter && y < middle) return other.before(part);
    }
  };
  const scroll = () => {
    const step = y < EDGE ? -SPEED : y > innerHeight - EDGE ? SPEED : 0;
    if (step) window.scrollBy({ top: step, behavior: "instant" });
    if (step) place();
    frame = requestAnimationFrame(scroll);
  };
  const follow = (event) => {
    y = event.clientY;
    place();
  };
  const end = (event) => {
    cancelAnimationFrame(frame);
    for (const name of ["pointermove", "pointerup", "pointercancel"]) document.removeEventListener(name, name === "pointermove" ? follow : end);
    if (event.type === "pointercancel") list.insertBefore(part, before);
    list.classList.remove("parts-moving");
    part.classList.remove("part-moving");
    part.scrollIntoView({ block: "nearest" });
    if (part.nextElementSibling !== before) moved(part);
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  frame = requestAnimationFrame(scroll);
}
