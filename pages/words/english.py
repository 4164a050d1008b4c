"""English words, and all others that are not Arabic, as they are found: folded, without possessives, stemmed."""

import re

import snowballstemmer

from pages import plain_text
from pages.words.word_forms import Forms

POSSESSIVE = re.compile("['’ʼ](?:s|$)$")
# British and American spelling have one stem: anaesthesia, tumour, sterilise.
SPELLINGS = [
    (re.compile("(?<=.)[ao]e(?=[a-z]{3})|^oe(?=[a-z]{3})|^ae(?=s|t|d)|(?<=rrh)oe"), "e"),
    (re.compile("(?<=[a-z]{3})our(?=s?$|ed$|ing$|al$|less$|able$)"), "or"),
    (re.compile("(?<=[a-z]{4})is(?=(?:e|es|ed|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile("(?<=[a-z]{3})lys(?=(?:e|es|ed|ing)$)"), "lyz"),
]

_stemmer = snowballstemmer.stemmer("english")


def forms(word):
    """The Forms of one word that is not Arabic, as it is written."""
    exact = normalised(word)
    return Forms(frozenset([exact]), stems=frozenset([stem(exact)])) if exact else Forms(frozenset())


def normalised(word):
    """A word in one spelling: lower case, without accents, possessive and punctuation."""
    return re.sub(r"[\W_]", "", POSSESSIVE.sub("", plain_text.fold(word)))


def stem(word):
    """The stem of a normalised word (Porter's second stemmer); any other language's words keep their ends."""
    if not word.isascii() or word.isdigit():
        return word
    for spelling, ours in SPELLINGS:
        word = spelling.sub(ours, word)
    return _stemmer.stemWord(word)
