// Advice while writing: sentences and paragraphs that many readers lose their way in. It never stops anybody.

const { gettext, interpolate, ngettext } = window;
const MOST_WORDS = 20, MOST_SENTENCES = 3, WAIT = 600, SHOWN = 60;
const TEXTS = ':is(textarea[name*="summary_"], textarea[data-rich-text])';
const desk = document.getElementById("desk-text");
const segmenters = {}, canTell = "Segmenter" in Intl; // an older browser gives no advice

// The sentences and paragraphs of a text that are too long: two lists of their words.
export function tooLong(html, language) {
  const sentences = [], paragraphs = [];
  for (const paragraph of paragraphsOf(html)) {
    const own = sentencesOf(paragraph, language);
    sentences.push(...own.filter((one) => wordsOf(one) > MOST_WORDS));
    if (own.length > MOST_SENTENCES) paragraphs.push(paragraph);
  }
  return { sentences, paragraphs };
}

// What stands by itself: a paragraph, an item of a list or a line of plain text.
function paragraphsOf(html) {
  const text = document.createElement("template");
  text.innerHTML = html;
  const blocks = [...text.content.querySelectorAll("p, li")].filter((block) => !block.querySelector("p")).map((block) => block.textContent);
  const lines = text.content.querySelector("p, li, table, h3, h4") ? blocks : text.content.textContent.split("\n");
  return lines.map((line) => line.trim()).filter(Boolean);
}

function sentencesOf(text, language) {
  segmenters[language] ??= new Intl.Segmenter(language, { granularity: "sentence" });
  return [...segmenters[language].segment(text)].map(({ segment }) => segment.trim()).filter((one) => wordsOf(one));
}

const wordsOf = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

// -- What is shown ----------------------------------------------------------------------------------

function advise(textarea) {
  const field = textarea.closest(".field"), { sentences, paragraphs } = tooLong(textarea.value, textarea.lang);
  const before = field.querySelector(":scope > .advice");
  if (!sentences.length && !paragraphs.length) return before?.remove();
  const advice = before ?? Object.assign(document.createElement("details"), { className: "advice" });
  const summary = document.createElement("summary"), list = document.createElement("ul");
  summary.textContent = [
    sentences.length && interpolate(ngettext("%s long sentence", "%s long sentences", sentences.length), [sentences.length]),
    paragraphs.length && interpolate(ngettext("%s long paragraph", "%s long paragraphs", paragraphs.length), [paragraphs.length]),
  ].filter(Boolean).join(gettext(", "));
  list.append(
    ...sentences.map((one) => item(interpolate(gettext("%s words; two sentences may be easier to read:"), [wordsOf(one)]), one, textarea)),
    ...paragraphs.map((one) => item(gettext("More than three sentences; a new paragraph, or a list, gives room to breathe:"), one, textarea)),
  );
  advice.replaceChildren(summary, list);
  if (!before) field.append(advice);
}

function item(advice, words, { lang, dir }) {
  const made = document.createElement("li"), quoted = document.createElement("q");
  Object.assign(quoted, { lang, dir, textContent: words.length > SHOWN ? `${words.slice(0, SHOWN).trimEnd()}…` : words });
  made.append(advice, " ", quoted);
  return made;
}

// -- When -------------------------------------------------------------------------------------------

const timers = new WeakMap();
desk.addEventListener("input", ({ target }) => {
  if (!canTell || !target.matches(TEXTS)) return;
  clearTimeout(timers.get(target));
  timers.set(target, setTimeout(() => advise(target), WAIT));
});

// Texts that are there already, a few at a time, so that the form can be typed in first.
function adviseAll([...waiting]) {
  const step = () => {
    for (const textarea of waiting.splice(0, 5)) advise(textarea);
    if (waiting.length) setTimeout(step, 50);
  };
  setTimeout(step, WAIT);
}

if (canTell) adviseAll(desk.querySelectorAll(TEXTS));
