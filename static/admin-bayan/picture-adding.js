// The form of a new picture within the dialog of pictures: it is sent by itself, and keeps what is written until it is added.

const { gettext, interpolate } = window;
const SIGNED_OUT = gettext("You are no longer signed in, or may not add pictures. Nothing that you wrote is lost: sign in on another tab, then send it again.");
const NO_CONNECTION = gettext("The connection was lost. Nothing that you wrote is lost: send it again, unless the picture is among the others already.");
const FAILED = gettext("The picture could not be added. Nothing that you wrote is lost: try again in a moment.");
const PREVIEW = 640; // device pixels, the longer side

export class Adding {
  // `form`: that of the new picture; `dataset`: the largest file in bytes and what is said of a larger one; `added` is given the picture.
  constructor(form, dataset, added) {
    Object.assign(this, { form, dataset, added, request: null });
    this.find = (name) => form.querySelector(`.picture-${name}`);
    this.file = form.elements.file;
    this.file.addEventListener("change", () => this.see());
    form.elements.decorative.addEventListener("change", () => this.showDescribed());
    form.addEventListener("input", ({ target }) => this.clear(target));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.find("stop").addEventListener("click", () => this.halt());
    this.showDescribed();
  }

  get isSending() {
    return this.request !== null;
  }

  get isBegun() {
    const texts = [...this.form.querySelectorAll("input[type=text], textarea")];
    return this.file.files.length > 0 || texts.some((one) => one.value.trim());
  }

  enter() {
    this.file.focus();
  }

  take(file) {
    const held = new DataTransfer();
    held.items.add(file);
    this.file.files = held.files;
    this.file.dispatchEvent(new Event("change"));
    this.file.focus();
  }

  showDescribed() {
    this.find("described").hidden = this.form.elements.decorative.checked;
    this.clear(this.find("described"));
  }

  // The chosen file, small. What the browser cannot draw is judged by the server.
  async see() {
    const [file] = this.file.files, canvas = this.find("preview");
    this.clear(this.file);
    canvas.hidden = true;
    if (!file || this.isTooLarge(file)) return;
    const image = await createImageBitmap(file).catch(() => null);
    if (!image || file !== this.file.files[0]) return;
    const scale = Math.min(1, PREVIEW / Math.max(image.width, image.height));
    [canvas.width, canvas.height] = [Math.ceil(image.width * scale), Math.ceil(image.height * scale)];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    canvas.hidden = false;
  }

  isTooLarge(file) {
    const isTooLarge = file.size > Number(this.dataset.largest);
    if (isTooLarge) this.showProblems({ file: [this.dataset.tooLarge] });
    return isTooLarge;
  }

  // -- Sending ------------------------------------------------------------------------------------

  send() {
    const [file] = this.file.files;
    if (this.isSending || (file && this.isTooLarge(file))) return;
    this.showProblems({});
    const fields = new FormData(this.form), request = new XMLHttpRequest(); // fetch tells no progress
    fields.set("csrfmiddlewaretoken", token());
    request.open("POST", this.form.action);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => this.progress(loaded / total));
    request.addEventListener("load", () => this.isOf(request) && this.answered(request));
    request.addEventListener("error", () => this.isOf(request) && this.failed(NO_CONNECTION));
    this.begin(request);
    request.send(fields);
  }

  isOf(request) {
    return this.request === request;
  }

  begin(request) {
    this.request = request;
    this.find("sending").hidden = false;
    this.find("actions").hidden = true;
    this.find("stop").focus();
    this.progress(0);
    this.tell(gettext("The picture is being sent."));
  }

  progress(share) {
    const bar = this.form.querySelector("progress");
    if (share < 1) bar.value = Math.round(share * 100);
    else {
      bar.removeAttribute("value"); // how long that takes is not known
      this.tell(gettext("The picture is being prepared for the site."));
    }
  }

  stop() {
    const { request } = this;
    this.end();
    request?.abort();
  }

  halt() {
    this.stop();
    this.tell(gettext("Stopped. If the picture had arrived already, it is among the others."));
    this.find("send").focus();
  }

  end() {
    if (!this.isSending) return;
    this.request = null;
    this.find("sending").hidden = true;
    this.find("actions").hidden = false;
    this.tell("");
  }

  answered({ status, response, responseURL }) {
    if (status === 201 && response?.picture) return this.succeed(response.picture);
    if (status === 200 && response?.problems) {
      this.end();
      return this.showProblems(response.problems);
    }
    if (status === 413) {
      this.end();
      return this.showProblems({ file: [this.dataset.tooLarge] });
    }
    const isElsewhere = new URL(responseURL).pathname !== new URL(this.form.action).pathname;
    this.failed(isElsewhere || status === 403 ? SIGNED_OUT : FAILED);
  }

  succeed(picture) {
    this.end();
    this.form.reset();
    this.see();
    this.showDescribed();
    this.added(picture);
  }

  failed(words) {
    this.end();
    this.tell(words, true);
    this.find("send").focus();
  }

  tell(words, isFailed = false) {
    const told = this.find("told");
    told.textContent = words;
    told.classList.toggle("picture-problem", isFailed);
  }

  // -- What is wrong ------------------------------------------------------------------------------

  // `problems`: sentences by the name of their field; "__all__" are of the descriptions.
  showProblems(problems) {
    this.tell("");
    this.form.querySelectorAll(".picture-problems").forEach((one) => forget(one, one.parentElement));
    const cells = [...this.form.querySelectorAll("[data-problems]")].filter((cell) => problems[cell.dataset.problems]);
    cells.forEach((cell) => showProblem(cell, problems[cell.dataset.problems]));
    if (!Object.keys(problems).length) return;
    cells[0]?.querySelector("input, textarea").focus();
    this.tell(gettext("The picture was not added yet: something is to be corrected."), true);
  }

  // What is written again is no longer wrong, until it is sent.
  clear(field) {
    for (let cell = field.closest("[data-problems]"); cell; cell = cell.parentElement.closest("[data-problems]")) {
      const problem = cell.querySelector(":scope > .picture-problems");
      if (problem) forget(problem, cell);
      if (problem && !this.form.querySelector(".picture-problems")) this.tell("");
    }
  }
}

function forget(problem, cell) {
  for (const field of cell.querySelectorAll(`[aria-describedby~="${problem.id}"]`)) {
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replace(problem.id, "").trim());
  }
  problem.remove();
}

function showProblem(cell, sentences) {
  const problem = document.createElement("p");
  problem.className = "picture-problems";
  problem.id = `picture-problems-${cell.dataset.problems}`;
  problem.textContent = sentences.join(" ");
  for (const field of cell.querySelectorAll("input, textarea")) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${problem.id} ${field.getAttribute("aria-describedby") ?? ""}`.trim());
  }
  cell.querySelector(":scope > :is(input, textarea, .picture-pair)").before(problem);
}

// Who signed in again, in another tab, has another one than the page began with.
export function token() {
  const [, own] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  return own ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
}
