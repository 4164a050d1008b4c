"""Runs of another script are set apart, so that the words around them do not move them about.

A browser orders mixed text by the Unicode Bidirectional Algorithm (Standard Annex 9). It gets a lone Latin word in an
Arabic line right by itself. What it gets wrong, because what stands between is neutral and takes its neighbours' side:

    5 mg                 mg 5: the number goes with the Arabic before it
    LASIK 20 دقيقة       the number is drawn into the Latin word, and read before it
    L4–L5، L5–S1         the two are read from the left, in an Arabic list
    +20 2 5550 0101      0101 5550 2 20+
    -6.00, O+, 38 °C     6.00-, +O, C° 38

So each such run gets an element of its own: `<bdi lang="en">` in Arabic, which also tells who reads aloud to change the
voice, `<bdi lang="ar">` in English, `<bdo dir="ltr">` for telephone numbers (with Arabic digits an isolate would not do:
their groups run from right to left even in it). A range of numbers (2-3 أيام) stays: Arabic reads it from the right.
"""

import re

from pages import formatting

LATIN = "A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u1e00-\u1eff"
ARABIC = "\u0620-\u064a\u064b-\u0652\u0670-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
SPACE = r"(?:[ \u00a0]|&nbsp;)"
NUMBER = r"\d+(?:[.,٫٬]\d+){0,4}"
SIGN = r"(?:[<>≤≥±~≈+−-]|&lt;|&gt;)"
UNITS = (
    "°C °F mcg µg μg mg kg g ng IU U ml mL dl dL l L mm cm km nm µm μm m cc mmHg kPa Hz kHz MHz GHz mJ J W kW mA A kV V T"
    " Tesla mGy Gy mSv Sv mmol mol mEq kcal cal bpm BPM D F Fr Ch G x ms s sec min h hr hrs dB ppm K Ω"
)
UNIT = "(?:" + "|".join(sorted(map(re.escape, UNITS.split()), key=len, reverse=True)) + f")(?![{LATIN}])"
# A letter of a blood group keeps its sign: O+, AB−.
WORD = rf"\d*[{LATIN}](?:[{LATIN}\d₀-₉²³®™°]|(?<=[ABO])[+−-](?![\d{LATIN}])|\+{{2}})*"
# What holds the words of one Latin phrase together: spaces and Latin punctuation. Arabic punctuation parts them,
# and so does a full stop, but after an abbreviation.
TIGHT = r"(?:(?:[,;:/.+@_–—‑’'-]|&amp;|&\#x27;|&\#39;){1,3})"
ABBREVIATED = rf"(?:(?<=Dr)|(?<=Mr)|(?<=Prof)|(?<=St)|(?<=No)|(?<=vs)|(?<=al))\.{SPACE}"
LOOSE = rf"(?:{SPACE}|[,;:]{SPACE}|{SPACE}(?:[+–—/×-]|&amp;){SPACE}|{ABBREVIATED})"
# A number after a Latin word goes with what follows it: LASIK 20 دقيقة, but Type 2, and L4–5.
ENDS = rf"(?={SPACE}?(?:[.،؛:!؟)»”\n]|$)|{LOOSE}{WORD}|{TIGHT}{WORD})"
AFTER = rf"(?:{TIGHT}{NUMBER}|{LOOSE}{NUMBER}{ENDS})"
BRACKET = rf"{SPACE}?\([^()<>{ARABIC}]{{0,80}}\)"
DOSE = rf"{SIGN}?{NUMBER}(?:{SPACE}?[×x/–-]{SPACE}?{NUMBER}){{0,3}}{SPACE}?{UNIT}"
PHRASE = rf"(?:{DOSE}|{WORD})(?:(?:{TIGHT}|{LOOSE})(?:{DOSE}|{WORD})|{AFTER}|{BRACKET})*"
TELEPHONE = r"(?:\+\(?\d|\(?[0٠]\d)(?:(?:[ \u00a0()–-]|&nbsp;){0,2}\d){5,}"
SIGNED = r"[+−-][0-9]+(?:[.,][0-9]+)?(?![\d–-])"

IN_ARABIC = re.compile(
    rf"(?P<entity>(?!&[lg]t;{SPACE}?\d)&(?:\#\w+|\w+);)"
    rf"|(?<![{LATIN}\d])(?:(?P<telephone>{TELEPHONE})|(?P<phrase>{PHRASE})|(?P<signed>(?<!\w){SIGNED}))"
)
IN_ENGLISH = re.compile(rf"(?P<phrase>[{ARABIC}]+(?:[ \u00a0،؛:.ـ–-]{{1,3}}[{ARABIC}]+)*)")

# Texts that need a closer look; all others, nearly every one, are passed by at once.
SUSPECT = {
    ("ar", "western"): re.compile(rf"[{LATIN}٠-٩٫٬]|[+−-]\d|(?<!\d)0\d"),
    ("ar", "arabic"): re.compile(rf"[{LATIN}\d]"),
    ("en", "western"): re.compile(f"[{ARABIC}٠-٩]"),
}
TAG = re.compile(r"""(<!--.*?-->|</?[a-zA-Z](?:[^<>"']+|"[^"]*"|'[^']*')*>)""", re.DOTALL)
# What is another language's or direction's already; and what is no text of the page, or can hold no element.
APART = re.compile(r"<([\w-]+)\b[^>]*\s(?:lang|dir)=|<(script|style|title|textarea|option|svg|template|code|pre|bdo)\b")
SAID = re.compile(r"""\s(lang|dir)=["']?(\w+)""")
NAME = re.compile(r"<(/?)([\w-]+)")
VOID = {"img", "input", "link", "meta"}


def isolate(html, language, choice="western"):
    """`html` with each run of another script set apart, and with the clinic's digits, in its text only.

    Left as it is: what an element already says is of another language (`lang`) or direction (`dir`), and attributes.
    """
    suspect = SUSPECT[language, choice if language == "ar" else "western"]

    def told(text):
        return isolate_text(text, language, choice) if suspect.search(text) else text

    def apart(tag):
        found = APART.match(tag)
        return (found[1] or found[2]) if found and _is_apart(found, language) else ""

    return with_text(html, told, apart)


def with_text(html, change, apart):
    """`html` with `change(text)` for each text in it but those within an element that is left as it is.

    `apart(tag)` gives the name of such an element, "" for a tag that begins none.
    """
    pieces, within, depth = TAG.split(html), "", 0
    for index, piece in enumerate(pieces):
        if within:
            if index % 2 and (name := NAME.match(piece)) and name[2] == within:
                depth += -1 if name[1] else 1
                within = within if depth else ""
        elif index % 2 == 0:
            pieces[index] = change(piece)
        elif within := apart(piece):
            depth = 1
    return "".join(pieces)


def isolate_text(text, language, choice="western"):
    """The same for escaped text without elements."""
    pattern = IN_ARABIC if language == "ar" else IN_ENGLISH
    out, end = [], 0
    for found in pattern.finditer(text):
        out += [formatting.digits(text[end : found.start()], language, choice), _apart(found, language, choice)]
        end = found.end()
    return "".join([*out, formatting.digits(text[end:], language, choice)])


def _apart(found, language, choice):
    if found.lastgroup == "entity":
        return found[0]
    if found.lastgroup == "telephone":
        return f'<bdo dir="ltr">{formatting.telephone(found[0], language, choice)}</bdo>'
    if found.lastgroup == "signed":
        return f'<bdi dir="ltr">{formatting.digits(found[0], language, choice)}</bdi>'
    return f'<bdi lang="{"en" if language == "ar" else "ar"}">{found[0]}</bdi>'


def _is_apart(tag, language):
    """Whether what an element holds is to be left alone."""
    if tag[2] or tag[1] in VOID:
        return bool(tag[2])
    said = dict(SAID.findall(tag.string))
    across = "ltr" if language == "ar" else "rtl"
    return said.get("lang", language) != language or said.get("dir") == across
