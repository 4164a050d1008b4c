"""The elements of a Word document (ECMA-376, WordprocessingML) that cells are made of, and are read from."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pages import languages

LOCALES = {"en": "en-GB", "ar": "ar-EG"}
# Within Arabic, Latin words with what stands between them are runs of their own: as right-to-left they would be turned about.
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f](?:[^\u0590-\u08ff]*[0-9A-Za-z\u00c0-\u024f])?")
# What XML cannot hold; a paragraph of Word has no newline either.
UNSAID = re.compile("[\x00-\x1f\ufffe\uffff\ud800-\udfff]+")


def element(name, /, *children, **attributes):
    """`element("pStyle", val="Quote")`: w:pStyle with its attributes in the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def attribute(node, path, name="val"):
    """An attribute of the first element at a path, or None."""
    found = node.find(path, NAMES) if node is not None else None
    return None if found is None else found.get(qn(f"w:{name}"))


def whole(value, otherwise):
    """A number that stands in a document, `otherwise` where there is none that makes sense."""
    return int(value) if value and value.isdecimal() and value.isascii() and len(value) < 4 else otherwise


NAMES = {"w": qn("w:p")[1:].partition("}")[0]}


def paragraph(*content, language, style="", numbered=None):
    """A paragraph in a language's direction. `numbered`: (number of the list, level)."""
    told = element("pPr")
    if style:
        told.append(element("pStyle", val=style))
    if numbered:
        told.append(element("numPr", element("ilvl", val=numbered[1]), element("numId", val=numbered[0])))
    if languages.DIRECTIONS[language] == "rtl":
        told.append(element("bidi"))
    told.append(element("rPr", *_direction(language)))  # of what is typed where nothing stands yet
    return element("p", told, *content)


def runs(text, language, marks=()):
    """A text as runs: those of an Arabic text right to left, but for the Latin words in it."""
    text = UNSAID.sub(" ", text)
    if languages.DIRECTIONS[language] != "rtl":
        return [_run(text, "en", marks)] if text else []
    told, at = [], 0
    for latin in LATIN.finditer(text):
        told += [(text[at : latin.start()], "ar"), (latin[0], "en")]
        at = latin.end()
    return [_run(words, code, marks) for words, code in [*told, (text[at:], "ar")] if words]


def line_break():
    return element("r", element("br"))


def _run(text, language, marks):
    told = element("rPr")
    for mark, names in (("strong", ("b", "bCs")), ("em", ("i", "iCs")), ("del", ("strike",))):
        told.extend(element(name) for name in names if mark in marks)
    if "link" in marks:
        told.extend((element("color", val="0563C1"), element("u", val="single")))
    if "ins" in marks:
        told.append(element("shd", val="clear", color="auto", fill="FFF2A8"))
    for mark, place in (("sub", "subscript"), ("sup", "superscript")):
        if mark in marks:
            told.append(element("vertAlign", val=place))
    told.extend(_direction(language))
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", told, words)


def _direction(language):
    """The end of the properties of a run in a language."""
    if languages.DIRECTIONS[language] == "rtl":
        return [element("rtl"), element("lang", bidi=LOCALES[language])]
    return [element("lang", val=LOCALES[language])]
