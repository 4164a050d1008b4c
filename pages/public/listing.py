"""Lists of editions as readers look through them."""

from functools import lru_cache

from django.db.models import Exists, OuterRef

from pages import plain_text
from pages.models import Edition, Topic


def filed(language, **of):
    """The topics under which an edition can be read in a language, as a query in the clinic's order; `kind=` of a kind."""
    told = {"filings__topic": OuterRef("pk"), "filings__language": language}
    told |= {f"filings__{name}": value for name, value in of.items()}
    named = {f"name_{language}__gt": ""}  # without a name it has no page in the language
    return Topic.objects.filter(Exists(Edition.objects.current().filter(**told)), **named)


def named(language):
    """(number, slug, name) of every topic with a name in a language, in the clinic's order, as a query."""
    found = Topic.objects.filter(**{f"name_{language}__gt": ""})
    return found.values_list("pk", f"slug_{language}", f"name_{language}")


def readable(rows, language, most, **of):
    """The first so many rows of `named` under which an edition can be read, of a kind where `kind=` is told, as a list.

    Some are asked for at a time: for a few of a thousand topics, not all have to be looked at.
    """
    rows, found = list(rows), []
    while rows and len(found) < most:
        lot, rows = rows[: 2 * most], rows[2 * most :]
        numbers = set(filed(language, **of).filter(pk__in=[row[0] for row in lot]).values_list("pk", flat=True))
        found += [row for row in lot if row[0] in numbers]
    return found[:most]


def first_topics(language, most, **of):
    """The topics that stand first in the clinic's order, and whether there are more: ([(path, name), …], bool)."""
    rows = readable(named(language), language, most + 1, **of)
    return links_to(rows[:most], language), len(rows) > most


def links_to(rows, language):
    """[(path, name)] of rows of `named`."""
    return [(f"/{language}/topics/{slug}/", name) for _number, slug, name in rows]


def by_topic(editions, language):
    """The editions under each topic: [(Topic, [edition, …])], topics in the clinic's order.

    Those under no topic come last, under None. `editions` have their topics prefetched.
    """
    topics = {topic.pk: topic for edition in editions for topic in edition.topics.all() if topic.name_in(language)}
    ordered = sorted(topics.values(), key=lambda topic: (topic.order, topic.pk))
    groups = [(topic, [e for e in editions if topic in e.topics.all()]) for topic in ordered]
    rest = [edition for edition in editions if not edition.topics.all()]
    return [(topic, _sorted(group)) for topic, group in [*groups, (None, rest)] if group]


def by_letter(editions, language):
    """The editions under each first letter: [("ح", [edition, …])], in the alphabet's order.

    The Arabic article is not a word's first letter, and the forms of alef are one letter.
    """
    letters = {}
    for edition in _sorted(editions):
        letters.setdefault(first_letter(edition.title), []).append(edition)
    return list(letters.items())


def first_letter(title):
    """The letter that a title is filed under; # where it begins with none."""
    key = sort_key(title)
    return key[0].upper() if key and key[0].isalpha() else "#"


@lru_cache(5_000)  # a list asks for the key of each title more than once, and all of it again at the next request
def sort_key(title):
    """What titles are sorted by: folded, without punctuation, without the Arabic article."""
    key = plain_text.words(title)
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def _sorted(editions):
    return sorted(editions, key=lambda edition: sort_key(edition.title))
