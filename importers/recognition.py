"""What a heading means: the table of wordings, applied to one heading of a page with a topic."""

import re
from dataclasses import dataclass
from functools import cache

from importers.document import words
from importers.headings import ASKED, NAMED, OPENING, TABLE
from importers.lines import is_question, numbered
from importers.word_forms import alike, forms
from pages import plain_text

ANY, BEGIN, END = "…", "^", "$"


def _folded(text):
    return frozenset(words(text))


# Words that say nothing of a heading's subject.
GLUE = _folded(
    "the a an of for to in on at and or is are do does did it its your you my i we our us with by from this"
    " that these most main key"
    " common possible potential important top best what which when how who why some other about all any"
    " there their be can should"
    " may will s more expected different details information know need everything before after during following"
    " في من علي الي عن ما هي هو هم ماهي ماهو اهم ابرز اشهر بعض كل جميع هذه هذا التي الذي او مع عند حول كيف"
    " متي لماذا هل هناك"
    " محتمله ممكنه متوقعه رئيسيه شائعه مختلفه قبل بعد اثنا خلال فتره يجب معرفه كم اي ان"
)
# What any procedure is called.
GENERIC = _folded(
    "procedure procedures surgery surgeries operation operations treatment treatments therapy injection"
    " injections surgical medical"
    " patient patients doctor session sessions technique عمليه عمليات جراحه علاج اجرا حقن حقنه مريض مرضي طبي"
    " طبيه جراحي جراحيه"
    " تقنيه جلسه جلسات طبيب طريقه"
)
ASKS = _folded("what when why who how where which لماذا متي كيف ما ماذا هل من كم")
# What turns a subject about: "Lower risk of infection" is no risk, "Faster recovery" is a benefit.
TURNS_ABOUT = _folded(
    "less lower reduced reduces reduce reducing reduction no minimal minimum without fewer faster shorter"
    " quick quicker rapid avoid"
    " avoiding avoids better improved improves enhanced enhances smaller low decreased excellent natural"
    " lasting minimise minimize"
    " قله تقليل اقل سرعه بدون دون عدم انخفاض خفض تجنب تحسين اسرع سريع سريعه افضل ممتازه فوريه انعدام قليله"
    " محدوديه قصر قصيره طبيعيه تفادي"
)
TURNED = {"risks", "recovery", "cost", "results", "preparation", "alternatives", "if_nothing_is_done"}
# No row of a group is headed like these.
UNMISTAKABLE = {"urgent", "call_us_if", "disclaimer", "questions", "not_candidates", "sources"}
OPPOSITES = ({"benefits", "risks"}, {"indications", "not_candidates"}, {"candidates", "not_candidates"})


@dataclass(frozen=True)
class Meaning:
    """What a heading means. `sure`: every word of it was understood, or it is a question."""

    kind: str
    sure: bool = True
    suitable: bool = True


@dataclass(frozen=True)
class Found:
    kind: str
    weight: int
    places: tuple


def meaning_of(heading, topic=()):
    """The Meaning of a heading on a page about `topic` (the folded words of its title), or None."""
    found = _without_second_questions(_hits(heading, topic), words(numbered(heading).text))
    if not found or _is_of_two_minds(found):
        return None
    best = max(found, key=lambda hit: (hit.weight, -hit.places[0] if hit.places else 0, len(hit.places)))
    said = words(numbered(heading).text)
    left = [w for n, w in enumerate(said) if n not in best.places and not _says_nothing(w, topic)]
    if best.weight == NAMED and len(left) > 2 and not _leads(best, said):
        return None
    kind, suitable = ("candidates", False) if best.kind == "not_candidates" else (best.kind, True)
    return Meaning(kind, sure=not left or is_question(heading) or best.kind in UNMISTAKABLE, suitable=suitable)


def _hits(heading, topic):
    said = tuple(words(numbered(heading).text.replace("&", " and ")))
    about = frozenset(
        n for n, w in enumerate(said) if any(alike(w, t) for t in topic if t not in GLUE and t not in GENERIC)
    )
    hits = []
    for kind, weight, pattern in _patterns():
        places = _places(pattern, said, about if weight == NAMED else frozenset())
        if places is not None and not (kind in TURNED and weight == NAMED and _turned_about(said, places)):
            hits.append(Found(kind, weight, places))
    return hits


def _without_second_questions(found, said):
    """ "What is it and why is it used?" asks what it is: what only asks, and stands after an "and", is left out."""
    asking = [hit for hit in found if hit.weight in (ASKED, OPENING) and hit.places]
    first = min((hit.places[0] for hit in asking), default=0)
    return [hit for hit in found if not (hit in asking and hit.places[0] > first and _joined_on(said, hit.places[0]))]


def _joined_on(said, place):
    return said[place - 1] == "and" or (said[place].startswith("و") and len(said[place]) > 3)


def _says_nothing(word, topic):
    return bool(forms(word) & (GLUE | GENERIC)) or any(alike(word, t) for t in topic)


def _leads(hit, said):
    """Whether the subject stands at the heading's head (after words that say nothing) or at its very end."""
    first, last = hit.places[0], hit.places[-1]
    before = [w for n, w in enumerate(said[:first]) if not forms(w) & (GLUE | GENERIC)]
    return not before or last == len(said) - 1


def _turned_about(said, places):
    before, after = (*said[:1], *said[max(0, places[0] - 2) : places[0]]), said[places[-1] + 1 : places[-1] + 2]
    return any(forms(word) & TURNS_ABOUT for word in (*before, *after))


def _is_of_two_minds(found):
    """ "Benefits and risks" is neither."""
    heaviest = max(hit.weight for hit in found)
    kinds = {hit.kind for hit in found if hit.weight >= min(heaviest, NAMED)}
    both = [pair for pair in OPPOSITES if pair <= kinds]
    return any(not _overlap(found, pair) for pair in both)


def _overlap(found, pair):
    """Whether the two are read from the same words: "not suitable" holds "suitable"."""
    one, two = ({n for hit in found if hit.kind == kind for n in hit.places} for kind in pair)
    return bool(one & two)


@cache
def _patterns():
    return [
        (kind, weight, tuple(_token(part) for part in line.split()))
        for kind, weight, wordings in TABLE
        for line in re.split("[;\n]", wordings)
        if line.strip()
    ]


def _token(part):
    return part if part in (ANY, BEGIN, END) else frozenset(plain_text.words(word) for word in part.split("/"))


def _places(pattern, said, barred):
    """Where the words of a pattern stand in a heading, or None where it does not fit."""
    if pattern[0] == BEGIN:
        return next(
            (
                p
                for n in range(len(said))
                if _only_glue(said[:n]) and (p := _fit(pattern[1:], said, n, barred)) is not None
            ),
            None,
        )
    return next((p for n in range(len(said)) if (p := _fit(pattern, said, n, barred)) is not None), None)


def _end_of_clause(said, place):
    """Where another question begins ("and why is it used?"), or the heading ends."""
    asked = (n for n in range(max(place, 1), len(said)) if said[n].removeprefix("و") in ASKS and _joined_on(said, n))
    return next(asked, len(said))


def _only_glue(said):
    return not said or all(word in ("the", "a", "an", "و") for word in said)


def _fit(pattern, said, place, barred):
    if not pattern:
        return ()
    head, rest = pattern[0], pattern[1:]
    if head == END:
        return () if place == len(said) else None
    if head == ANY:
        return next(
            (
                p
                for n in range(place, _end_of_clause(said, place) + 1)
                if (p := _fit(rest, said, n, barred)) is not None
            ),
            None,
        )
    if place >= len(said) or place in barred or not forms(said[place]) & head:
        return None
    further = _fit(rest, said, place + 1, barred)
    return None if further is None else (place, *further)
