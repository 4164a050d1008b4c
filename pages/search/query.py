"""What somebody typed, as conditions on the keys of an edition's words.

A condition is a key, or ("and" | "or", (condition, …)): nothing that was typed reaches a database's own query syntax.
"""

from dataclasses import dataclass

from pages import plain_text
from pages.search import synonyms
from pages.search.keys import key_in
from pages.words.search_words import joined, runs_of
from pages.words.word_forms import SYNONYM

LONGEST = 200
MOST_WORDS = 10


@dataclass(frozen=True)
class Run:
    """One word of a query, or several that hyphens join, with the phrases (tuples of Forms) that mean the same."""

    words: tuple
    synonyms: tuple = ()

    @property
    def is_stop_word(self):
        return all(word.is_stop_word for word in self.words)

    def condition(self, level, language):
        ways = [_each([word.forms for word in self.words], level, language)]
        if whole := joined(self.words):
            ways.append(_either(whole, level, language))
        return _or(ways + _phrases(self.synonyms, level, language))


@dataclass(frozen=True)
class Phrase:
    """Several words of a query that have synonyms as a whole: عرق النسا is sciatica, and no kind of sweat."""

    runs: tuple
    synonyms: tuple
    is_stop_word = False

    @property
    def words(self):
        return tuple(word for run in self.runs for word in run.words)

    def condition(self, level, language):
        ways = [_and([run.condition(level, language) for run in self.runs])]
        return _or(ways + _phrases(self.synonyms, level, language))


@dataclass(frozen=True)
class Query:
    """What is looked for: `terms` (runs and phrases), all of which an edition must have."""

    text: str
    language: str
    terms: tuple

    def condition(self, level):
        """The condition that every term is found at a level or a better one."""
        return _and([term.condition(level, self.language) for term in self.terms])

    def conditions(self):
        """The conditions of the levels that differ, the best first: where nothing has a synonym, there is no fourth."""
        return list(dict.fromkeys(self.condition(level) for level in range(1, SYNONYM + 1)))


def parse(text, language, with_synonyms=True):
    """The Query of a text: its first ten words; stop words only where there is nothing else. None for no word at all."""
    text = plain_text.clean(text[:LONGEST])
    runs = [Run(tuple(run)) for run in runs_of(text)][:MOST_WORDS]
    told = [run for run in runs if not run.is_stop_word] or runs
    terms = _with_synonyms(told) if with_synonyms else told
    return Query(text, language, tuple(terms)) if told else None


def keys_in(condition):
    """The keys that a condition is about."""
    if isinstance(condition, str):
        yield condition
    else:
        for part in condition[1]:
            yield from keys_in(part)


def _with_synonyms(runs):
    """The runs with their synonyms; the longest phrases first, each word in one of them."""
    known = synonyms.of_runs([run.words for run in runs])
    at = 0
    while at < len(runs):
        length = max((n for start, n in known if start == at and n > 1), default=1)
        if length == 1:
            yield Run(runs[at].words, known.get((at, 1), ()))
        else:
            yield Phrase(tuple(runs[at : at + length]), known[at, length])
        at += length


def _phrases(phrases, level, language):
    """The phrases by their stems alone: each of very many words is one more to look up."""
    if level < SYNONYM:
        return []
    return [_and([_or(sorted(key_in(language, key) for key in forms.by_stem)) for forms in one]) for one in phrases]


def _each(forms, level, language):
    return _and([_either(one, level, language) for one in forms])


def _either(forms, level, language):
    return _or(sorted(key_in(language, key) for key in forms.sought(level)))


def _and(conditions):
    return conditions[0] if len(conditions) == 1 else ("and", tuple(conditions))


def _or(conditions):
    """One "or" of all of them, each once: synonyms share stems, and a database looks up every key that it is told."""
    every = (part for one in conditions for part in (one[1] if one[0] == "or" else [one]))
    once = tuple(dict.fromkeys(every))
    return once[0] if len(once) == 1 else ("or", once)
