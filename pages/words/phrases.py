"""The terms of a group of synonyms, and the keys that each is looked up by."""

import re
from functools import lru_cache
from itertools import islice, product

from pages import plain_text
from pages.words.search_words import joined, runs_of

SEPARATORS = re.compile("[\n,،;؛]")
LONGEST_KEY = 250
# A phrase whose words can be read in more ways than this is looked up by the first of them.
MOST_KEYS = 8


def terms_of(text):
    """The terms of a group as an editor wrote them, one a line or with commas, each once."""
    terms = (" ".join(term.split()) for term in SEPARATORS.split(plain_text.clean(text)))
    return list(dict.fromkeys(term for term in terms if term))


@lru_cache(maxsize=2000)
def phrases_of(text):
    """Each term of a group as the Forms of its words: a tuple of tuples."""
    phrases = (tuple(word.forms for run in _telling(runs_of(term)) for word in run) for term in terms_of(text))
    return tuple(phrase for phrase in phrases if phrase)


def keys_of(text):
    """The keys of a group's terms."""
    return {key for term in terms_of(text) for key in keys(_telling(runs_of(term)))}


def keys(runs, loose=False):
    """The keys of some runs of words: one for each way to read them, and those with hyphened words as one.

    `loose` also reads a first letter that may be a particle as one, as in what somebody typed.
    """
    words = [word.forms for run in runs for word in run]
    whole = [joined(run) or run[0].forms for run in runs]
    for forms in [words, whole] if len(words) > len(runs) else [words]:
        ways = product(*(sorted(one.stems) + (sorted(one.loose) if loose else []) for one in forms))
        yield from (" ".join(way)[:LONGEST_KEY] for way in islice(ways, MOST_KEYS) if way)


def _telling(runs):
    """The runs without stop words, where anything is left."""
    return [run for run in runs if not all(word.is_stop_word for word in run)] or runs
