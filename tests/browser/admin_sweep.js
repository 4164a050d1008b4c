// What an open page of the admin says in the other language, and which of its fields run in the wrong direction.
// Gets {language, messages: [interface texts of the other language], written: [what the rows hold], digits: the clinic's
// choice for Arabic, "western" unless told}; gives ["kind | element | text"]. What people wrote is taken out first: rows,
// names, addresses, and what is set apart.
({ language, messages, written, digits = "western" }) => {
  const LATIN = /\p{Script=Latin}{2,}/u, ARABIC = /\p{Script=Arabic}/u;
  const [FOREIGN, other, start] = language === "ar" ? [LATIN, "en", "rtl"] : [ARABIC, "ar", "ltr"];
  const SMALLEST = 12.5; // pixels
  // The days of a calendar are put into its field as they are.
  const WRITTEN = "[lang]:not(html), [dir=ltr], [dir=rtl]:not(html)";
  const TYPED = ".calendarbox, .clockbox";
  const SILENT = "script, style, template, noscript, svg, code, pre, select[name=digits]";
  const SET_APART = `bdi, bdo, [lang="${other}"], textarea, .search-result-address`;
  const READ_OUT = ["alt", "title", "aria-label", "aria-description", "placeholder", "label", "data-side"];
  // Addresses and files; digests; and what is called so in Arabic too.
  const CODES = /https?:\/\/\S+|\/(?:ar|en|desk)\/\S*|\S+@\S+|pictures\/\S+|\b[0-9a-f]{32,}\b/gu;
  const NAMES = /\b(?:Control|Command|Alt|Bayan|WhatsApp|Word|docx|PIN|QR|PDF|PNG|SVG|IP)\b/gu;
  const FROM_THE_LEFT = /^(?:email|url|tel|password|number)$/;
  const LATIN_NAMES = /(?:^|-)(?:emergency_telephone|telephone|whatsapp|colour|slug|username)$/;

  const told = (text) => text.replace(/\s+/g, " ").trim();
  const known = new Set(messages.map(told));
  const longestFirst = [...new Set(written.map(told))].sort((one, two) => two.length - one.length);
  // Whole words only: a row that is called "on" takes nothing out of "Control".
  const isWord = (rest, start, end) => !/\p{L}\p{M}*$/u.test(rest.slice(0, start)) && !/^\p{L}/u.test(rest.slice(end));
  const without = (rest, one) => {
    for (let at = rest.indexOf(one); at >= 0; at = rest.indexOf(one, at + 1))
      if (isWord(rest, at, at + one.length)) rest = rest.slice(0, at) + " ".repeat(one.length) + rest.slice(at + one.length);
    return rest;
  };
  const itself = (text) => longestFirst.reduce(without, told(text).replace(CODES, "").replace(NAMES, ""));
  const isForeign = (text) => FOREIGN.test(text) && FOREIGN.test(itself(text));
  const name = (element) => element.localName + (element.id ? `#${element.id}` : "") + [...element.classList].map((word) => `.${word}`).join("");
  const faults = new Set();
  const report = (kind, element, text) => faults.add(`${kind} | ${name(element)} | ${told(text).slice(0, 100)}`);
  const isLeftOut = (element) => element.closest(SILENT) || element.closest(`button[name="language"][value="${other}"]`);

  // What people wrote, and Latin names, keep the digits that they were written with.
  const isWritten = (element, text) => digits === "arabic" && (element.closest(WRITTEN) || /[A-Za-z]/.test(text));

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data, element = walker.currentNode.parentElement;
    if (!text.trim() || isLeftOut(element)) continue;
    const isSetApart = element.closest(SET_APART);
    if (known.has(told(text)) && FOREIGN.test(itself(text)) && !isSetApart) report("interface word of the other language", element, text);
    else if (!isSetApart && isForeign(text)) report("words of the other language", element, text);
    if (isSetApart) continue;
    if (/\d{4}-\d\d-\d\d/.test(itself(text))) report("date of a machine", element, text);
    const unchosen = language === "ar" && digits === "arabic" ? /[0-9]/ : /[٠-٩]/;
    if (unchosen.test(itself(text)) && !element.closest(TYPED) && !isWritten(element, text)) report("digits of the other kind", element, text);
    if (language === "ar" && ARABIC.test(text) && parseFloat(getComputedStyle(element).fontSize) < SMALLEST)
      report("letters too small to read", element, text);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (isLeftOut(element)) continue;
    for (const attribute of READ_OUT) {
      const text = element.getAttribute(attribute);
      if (text && element.lang !== other && isForeign(text)) report(`${attribute} of the other language`, element, text);
    }
    if (element.localName === "input" && /^(?:submit|button|reset)$/.test(element.type) && isForeign(element.value))
      report("button of the other language", element, element.value);
  }
  if (isForeign(document.title)) report("title of the other language", document.querySelector("title"), document.title);

  for (const field of document.querySelectorAll("input, textarea")) {
    if (!field.checkVisibility() || /^(?:checkbox|radio|submit|button|file|color|date)$/.test(field.type)) continue;
    const { direction } = getComputedStyle(field), column = /_(en|ar)$/.exec(field.name)?.[1];
    const wanted = column ? { en: "ltr", ar: "rtl" }[column]
      : FROM_THE_LEFT.test(field.type) || LATIN_NAMES.test(field.name) ? "ltr" : field.dir === "auto" || field.dir === "ltr" ? direction : start;
    if (direction !== wanted) report("field in the wrong direction", field, field.name);
    if (column && field.lang !== column) report("field without its language", field, field.name);
  }
  if (document.documentElement.lang !== language) report("page's language", document.documentElement, document.documentElement.lang);
  return [...faults];
};
