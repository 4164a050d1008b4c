"""Cleaning of plain text: what no title, name or heading may carry, and Arabic letters folded for finding."""

import re
import unicodedata

from django.utils.text import slugify

# Embeddings, overrides and isolates (Unicode Standard Annex 9): they turn the text around them about.
# The two marks U+200E and U+200F stay: editors of Arabic need them, and they reach no further than their place.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u0640]")
ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
# A hamza on its seat is written in several ways (مسئولية, مسؤولية): it is left out.
LETTERS = str.maketrans("أإآٱىةکیھ", "اااايهكيه", "ئؤء")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
SLUG_LENGTH = 100


def clean(text):
    """`text` with one kind of newline, and without controls and direction overrides."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub("", BIDI_CONTROLS.sub("", text))


def same(one, two):
    """Whether two texts say the same: what a browser does to newlines and spaces does not count."""
    return " ".join((one or "").split()) == " ".join((two or "").split())


def fold(text):
    """`text` as it is looked up: case, accents, Arabic marks, tatweel and the many forms of a letter folded.

    احمد finds أحمد, مسئولية finds مسؤولية, ٣ finds 3, cafe finds café.
    """
    text = unicodedata.normalize("NFKC", clean(text))
    text = ARABIC_MARKS.sub("", INVISIBLE.sub("", text)).translate(LETTERS).translate(DIGITS)
    decomposed = unicodedata.normalize("NFKD", text)
    latin = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(latin.casefold().split())


def words(text):
    """The folded words of a text, without punctuation: what a wording and a title are compared by."""
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


def slug_of(title, spare):
    """The unicode slug of a title, at most 100 characters; `spare` where nothing of the title can stand in one."""
    text = ARABIC_MARKS.sub("", INVISIBLE.sub("", clean(title)))
    slug = slugify(text, allow_unicode=True)[:SLUG_LENGTH].strip("-_")
    return slug or spare
