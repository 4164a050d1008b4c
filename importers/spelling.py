"""How one wording is spelled on real pages: hamza, taa marbuta, marks and tatweel as people write them."""

import re

MARKS = "[\u0640\u064b-\u0655\u0670]*"
LETTERS = {
    "ا": "[اأإآٱ]", "ي": "[يىئی]", "ى": "[يى]", "ه": "[هة]", "ة": "[هة]", "و": "[وؤ]", "ك": "[كک]", "ء": "[ءئأ]?",
}  # fmt: skip


def spelled(wording):
    """A regular expression for every spelling of a wording: `اقرا ايضا` finds اقرأ أيضًا and إقرأ ايضاً."""
    return r"\s+".join(_word(word) for word in wording.split())


def _word(word):
    hamza_at_end = "[ءأ]?" if word[-1] in "اأ" else ""
    return (
        "".join(LETTERS.get(letter, re.escape(letter)) + (MARKS if letter > "\u0600" else "") for letter in word)
        + hamza_at_end
    )
