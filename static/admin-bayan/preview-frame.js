// The frame of the preview: how wide the page in it is, and what it may do. No script runs in it, so this side does what is needed.
import { leadTo } from "bayan/preview-place";

const WIDTHS = { phone: 390, full: 1280 };
const WIDE = "(min-width: 62rem)"; // where the site's own script unfolds what stands on a page

export class Frame {
  constructor(stage) {
    this.stage = stage;
    this.element = stage.querySelector("iframe");
    new ResizeObserver(() => this.fit()).observe(stage);
  }

  // What is shown, null before it is there, and for an answer that may not be shown in a frame.
  get view() {
    return this.element.contentDocument?.querySelector(".notice-preview") ? this.element.contentWindow : null;
  }

  // Loads an address and calls `shown(view)`, or `shown(null)` where it cannot be shown. It leaves nothing to go back to.
  load(address, shown) {
    this.element.onload = () => {
      const { view } = this;
      if (view) this.#settle(view);
      shown(view);
    };
    this.element.contentWindow.location.replace(address);
  }

  // "phone": as wide as a phone; "full": as wide as there is room, or as a desk's screen and made smaller.
  fit(width = this.width) {
    this.width = width;
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth) return;
    const wide = width === "full" ? Math.max(WIDTHS.full, clientWidth) : WIDTHS.phone;
    const scale = Math.min(1, clientWidth / wide);
    const { style } = this.element;
    style.inlineSize = `${wide}px`;
    style.blockSize = `${clientHeight / scale}px`;
    style.scale = scale;
    if (this.view) this.#arrange(this.view);
  }

  #settle(view) {
    this.#arrange(view);
    view.document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link) return;
      event.preventDefault();
      if (link.getAttribute("href").startsWith("#")) leadTo(view, decodeURIComponent(link.hash.slice(1)));
      else window.open(link.href, "_blank", "noopener");
    });
    view.document.addEventListener("keydown", ({ key }) => key === "Escape" && this.stage.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
  }

  // A phone's scroll bar takes no room of the page.
  #arrange(view) {
    view.document.documentElement.style.scrollbarWidth = this.width === "phone" ? "none" : "";
    for (const folded of view.document.querySelectorAll(".on-this-page details")) folded.open = view.matchMedia(WIDE).matches;
  }
}
