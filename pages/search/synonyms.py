"""Words that mean the same, as editors keep them: looked up by the stems of what somebody typed."""

from pathlib import Path

from pages.models import Synonym, SynonymKey
from pages.prepared import Prepared
from pages.words import phrases

LONGEST_PHRASE = 4
under = Prepared(
    str, lambda keys: SynonymKey.objects.filter(key__in=keys).values_list("synonym_id", "key", "synonym__terms")
)
SHIPPED = Path(__file__).parent / "wordlists" / "synonyms.txt"


def of_runs(runs):
    """The synonyms of what stands in a query: {(first run, number of runs): [phrase, …]}, a phrase a tuple of Forms."""
    places = {}
    for first in range(len(runs)):
        for length in range(1, min(LONGEST_PHRASE, len(runs) - first) + 1):
            for key in phrases.keys(runs[first : first + length], loose=True):
                places.setdefault(key, set()).add((first, length))
    found = {}
    for _, key, terms in sorted(under.rows(places)):
        for place in places[key]:
            found.setdefault(place, {}).update(dict.fromkeys(phrases.phrases_of(terms)))
    return {place: tuple(of_place) for place, of_place in found.items()}


def shipped():
    """The groups that a new site starts with: the terms of each, one a line."""
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    return ["\n".join(phrases.terms_of(line)) for line in lines if line and not line.startswith("#")]


def reindex():
    """Makes the keys of all groups anew, as after a change of the stemmer, and returns how many groups there are."""
    groups = list(Synonym.objects.all())
    for synonym in groups:
        synonym.save()
    return len(groups)
