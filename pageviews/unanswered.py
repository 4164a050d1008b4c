"""Searches that found nothing, kept for editors once three different readers made them, and never with a reader.

Until the third one the words are nowhere but as a keyed hash in the cache, under a salt that lives a day at most: the
three must come within that day. Where the processes share no cache each counts its own readers, so it may take more.
"""

import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from pages import plain_text
from pageviews import marks, readers
from pageviews.models import UnansweredSearch

READERS = 3
KEPT = timedelta(days=365)
# What may be a telephone number, a number of an identity card or a date of birth, and what may be an e-mail address.
PRIVATE = re.compile(r"\d(?:[\s()\[\].,:+/_-]*\d){5}|@")


def note(request, query, language, today=None):
    """Counts one reader's search that found nothing; what is no reader's, private or long is not even looked at."""
    words = kept_words(query)
    if not words or not readers.is_reader(request) or readers.is_repeat(request, _key(language, words)):
        return
    today = today or timezone.localdate()
    known = UnansweredSearch.objects.filter(language=language, words=words)
    if not known.update(times=F("times") + 1, last_day=today) and _readers_of(request, language, words) >= READERS:
        first = {"times": READERS, "first_day": today, "last_day": today}
        UnansweredSearch.objects.get_or_create(language=language, words=words, defaults=first)


def kept_words(query):
    """The words of a query as they may be kept, "" for what may say who somebody is, or is a text and no search."""
    folded = plain_text.fold(query) if len(query) <= 2 * UnansweredSearch.LONGEST else ""
    words = plain_text.words(folded)
    return "" if PRIVATE.search(folded) or len(words) > UnansweredSearch.LONGEST else words


def recent(most, days=90, today=None):
    """What readers found nothing for in the last days, what most of them looked for first."""
    since = (today or timezone.localdate()) - timedelta(days=days - 1)
    return UnansweredSearch.objects.filter(last_day__gte=since).order_by("-times", "-last_day", "words")[:most]


def forget(today=None):
    """Deletes what nobody has searched for in a year; returns how many."""
    last = (today or timezone.localdate()) - KEPT
    return UnansweredSearch.objects.filter(last_day__lte=last).delete()[0]


def _readers_of(request, language, words):
    """How many different readers made this search today, this one included."""
    key = f"sought:{marks.hashed(_key(language, words))}"
    found = marks.memory.get(key, frozenset()) | {readers.person(request, "search")}
    marks.memory.set(key, found, marks.SALT_KEPT)
    return len(found)


def _key(language, words):
    return f"search {language} {words}"
