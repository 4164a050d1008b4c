"""Which pages a wording may mean: pages whose names share its words, each with a score."""

from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from pages import plain_text
from pages.linking import names
from pages.models import Page, PageName
from pages.search import synonyms
from pages.words.search_words import runs_of
from pages.words.word_forms import STEM

MOST = 3
LEAST = 40
ALMOST = 95
BY_SYNONYM = 0.9
MOST_READINGS = 12
MOST_LABELS = 6
MOST_NAMES = 100
LIKENESS = [(100, _("the same words")), (80, _("very similar")), (60, _("similar")), (0, _("somewhat similar"))]


class Match(NamedTuple):
    """A page that a wording may mean, which of its names, and how far they agree, in percent."""

    page: object
    name: str
    percent: int

    @property
    def likeness(self):
        """The score in words."""
        return next(words for least, words in LIKENESS if self.percent >= least)


def matches(wording, most=MOST):
    """The pages that a wording may mean, the likeliest first: a list of Match.

    Compared are the stems of the words, in any order, without stop words: the wording's own, and those of its lines'
    labels, which may be in the other language. The score is twice the number of words that both have, of the number
    of words that both have together (the coefficient of Dice): "Vertebroplasty cost" agrees with "Vertebroplasty"
    by 67 %. 100 % is kept for the same words in the same order, any other agreement is at most 95 %. A word or phrase
    may also be met by a synonym, in either language; that costs a tenth. Less than 40 % is no match.
    """
    texts = _texts(wording)
    readings = [reading for text in texts for reading in _readings(text)]
    best = {}
    for name in _names_sharing(_stems(readings)):
        percent = _score(texts, readings, name)
        if percent >= max(LEAST, best.get(name.page_id, (0,))[0] + 1):
            best[name.page_id] = (percent, name.text)
    likeliest = sorted(best, key=lambda number: (-best[number][0], number))[:most]
    pages = Page.objects.in_bulk(likeliest)
    return [Match(pages[number], best[number][1], best[number][0]) for number in likeliest]


def _texts(wording):
    labels = wording.links.filter(in_text=False).values_list("label_en", "label_ar")[:MOST_LABELS]
    return list(dict.fromkeys([wording.text, *(label for pair in labels for label in pair if label)]))


def _readings(text):
    """The words of a text, each as the keys that it finds, and their weight: as they stand, and with each synonym."""
    runs = runs_of(text)
    readings = [(_forms(word for run in runs for word in run), 1.0)]
    for (first, length), phrases in synonyms.of_runs(runs).items():
        before = [word for run in runs[:first] for word in run]
        after = [word for run in runs[first + length :] for word in run]
        for phrase in phrases:
            readings.append(([*_forms(before, spare=False), *phrase, *_forms(after, spare=False)], BY_SYNONYM))
    return [([forms.sought(STEM) for forms in words], weight) for words, weight in readings[:MOST_READINGS]]


def _forms(words, spare=True):
    words = list(words)
    kept = names.telling(words) if spare else [word for word in words if not word.is_stop_word]
    return [word.forms for word in kept]


def _stems(readings):
    return {key[1:] for words, _weight in readings for keys in words for key in keys if key[0] in "zw"}


def _names_sharing(stems):
    """The names that share the most of these stems."""
    found = PageName.objects.filter(keys__key__in=stems).annotate(shared=Count("keys"))
    return found.order_by("-shared", "-is_title", "pk")[:MOST_NAMES]


def _score(texts, readings, name):
    if name.words in {plain_text.words(text) for text in texts}:
        return 100
    own = _forms(names.words_in(name.text))
    return min(ALMOST, round(100 * max(weight * _agreement(words, own) for words, weight in readings)))


def _agreement(ours, theirs):
    left, shared = list(theirs), 0
    for sought in ours:
        met = next((other for other in left if not other.keys.isdisjoint(sought)), None)
        if met:
            left.remove(met)
            shared += 1
    return 2 * shared / ((len(ours) + len(theirs)) or 1)
