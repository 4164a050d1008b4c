// What in a page is in the wrong language, is drawn in the wrong order, or runs in the wrong direction.
// Gets {language, digits, messages: [interface texts of the other language]}, gives ["kind | element | text"].
({ language, digits, messages }) => {
  const LATIN = /\p{Script=Latin}/u, ARABIC = /\p{Script=Arabic}/u;
  const [OWN, FOREIGN] = language === "ar" ? [ARABIC, LATIN] : [LATIN, ARABIC];
  const [start, opposite] = language === "ar" ? ["rtl", "left"] : ["ltr", "right"];
  const other = language === "ar" ? "en" : "ar";
  const TELEPHONE = /(?:\+|(?<![\d٠-٩])\(?[0٠])[\d٠-٩](?:[\s().–-]{0,2}[\d٠-٩]){5,}/;
  const SIGNED = /(?<![\p{L}\d])[+−-]\d/u;
  const SILENT = "script, style, template, noscript, svg, code, pre";
  const READ_OUT = ["alt", "title", "aria-label", "aria-description", "placeholder", "data-side", "label"];
  const MOST_WORDS = 8; // of a name or a term; more of the other language is a sentence that nobody translated
  const faults = [];

  const told = (text) => text.replace(/\s+/g, " ").trim();
  const known = new Set(messages.map(told));
  const sentences = [...known].map((message) => message.split(/%\(\w+\)[sd]/).sort((a, b) => b.length - a.length)[0].trim())
    .filter((piece) => piece.split(" ").length > 2 && FOREIGN.test(piece));
  const name = (element) => element.localName + (element.id ? `#${element.id}` : "") +
    [...element.classList].map((word) => `.${word}`).join("");
  const report = (kind, element, text) => faults.push(`${kind} | ${name(element)} | ${told(text).slice(0, 90)}`);
  const languageOf = (element) => element.closest("[lang]")?.lang;
  const style = (element) => getComputedStyle(element);
  const isSwitch = (element) => element.closest(`:is(a[hreflang="${other}"], button[name="language"][value="${other}"])[lang="${other}"]`);
  const isolates = (element) => /isolate|plaintext/.test(style(element).unicodeBidi) || element.matches("bdi, bdo");

  // The element that a text's order is decided in: the nearest block, or what sets itself apart from its line.
  const scopeOf = (element) => {
    while (element !== document.body && style(element).display.startsWith("inline") && !isolates(element) &&
      style(element).display === "inline") element = element.parentElement;
    return element;
  };

  const checkInterface = (element, text) => {
    if (known.has(told(text)) && !isSwitch(element)) report("interface word of the other language", element, text);
  };

  const checkAttribute = (element, text) => {
    checkInterface(element, text);
    if (languageOf(element) === other) return;
    if (FOREIGN.test(text) && !OWN.test(text)) report("attribute in the other language", element, text);
  };

  const checkDigits = (element, text) => {
    const wrong = language === "ar" && digits === "arabic" ? /\d/ : /[٠-٩]/;
    const inOwnDirection = style(element).direction === start && !element.closest("bdo");
    if (inOwnDirection && wrong.test(text)) report("digits of the other kind", element, text);
  };

  const checkText = (element, text) => {
    const says = languageOf(element);
    const [letters, strange] = says === "ar" ? [ARABIC, LATIN] : [LATIN, ARABIC];
    if (strange.test(text) && !letters.test(text) && !element.closest("bdi, bdo, body [dir]"))
      report("words that are not of the element's language", element, text);
    if (says === "en" && ARABIC.test(text)) report("Arabic that is told to be English", element, text);
    if (style(element).direction !== "rtl") return;
    if (LATIN.test(text)) report("Latin that is not set apart in Arabic", element, text);
    if (TELEPHONE.test(text)) report("telephone number that is not set apart", element, text);
    if (SIGNED.test(text)) report("signed number that is not set apart", element, text);
  };

  const scopes = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data, element = walker.currentNode.parentElement;
    if (!text.trim() || element.closest(SILENT)) continue;
    checkText(element, text);
    checkDigits(element, text);
    checkInterface(element, text);
    const scope = scopeOf(element);
    scopes.set(scope, (scopes.get(scope) ?? "") + text);
  }

  for (const [scope, text] of scopes) {
    // A telephone number in Arabic digits runs from the left too.
    const letters = (script) => (text.replace(/\p{Nd}/gu, "").match(script) ?? []).length;
    const arabic = letters(/\p{Script=Arabic}/gu), latin = letters(/\p{Script=Latin}/gu);
    const { direction, textAlign } = style(scope);
    if (arabic > latin && direction === "ltr") report("Arabic that runs from the left", scope, text);
    if (latin > arabic && direction === "rtl") report("Latin that runs from the right", scope, text);
    if (textAlign.endsWith(opposite) && direction === start) report("text at the wrong side", scope, text);
    checkInterface(scope, scope.textContent);
  }

  const body = told(document.body.innerText);
  for (const sentence of sentences)
    if (body.includes(sentence)) report("interface sentence of the other language", document.body, sentence);

  for (const run of document.querySelectorAll(`bdi[lang="${other}"]`))
    if (told(run.textContent).split(" ").length > MOST_WORDS) report("sentence of the other language", run, run.textContent);

  for (const element of document.querySelectorAll("*")) {
    for (const attribute of READ_OUT) {
      const text = element.getAttribute(attribute);
      if (text && element.localName !== "link") checkAttribute(element, text);
    }
    for (const place of ["::before", "::after", "::marker"]) {
      const content = style(element, place).content;
      const text = [...getComputedStyle(element, place).content.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((found) => found[1]).join("");
      if (content !== "none" && text) checkAttribute(element, text);
    }
  }
  for (const meta of document.querySelectorAll('meta[name="description"], meta[property^="og:"]'))
    if (!/^https?:|^\w\w_\w\w$|^\w+$/.test(meta.content)) checkAttribute(meta, meta.content);
  checkAttribute(document.querySelector("title"), document.title);

  for (const field of document.querySelectorAll("input, textarea, select")) {
    const text = field.value || "";
    const { direction } = style(field);
    if (["submit", "button", "reset"].includes(field.type)) checkAttribute(field, text);
    if (ARABIC.test(text) && direction === "ltr") report("Arabic that runs from the left", field, text);
    if (["email", "url", "tel"].includes(field.type) && direction === "rtl") report("Latin that runs from the right", field, field.type);
    if (["text", "search", "textarea"].includes(field.type) && !text && direction !== start)
      report("field in the wrong direction", field, field.placeholder);
  }

  const root = document.documentElement;
  if (root.lang !== language || style(document.body).direction !== start) report("page's language", root, `${root.lang} ${root.dir}`);
  return [...new Set(faults)];
};
