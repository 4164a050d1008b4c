"""What an edition tells, part by part, as the search keeps it: one text, for it is read with every hit."""

from typing import NamedTuple

from pages.words.search_words import joined, runs_of

# Control characters: no text of a page holds any.
BETWEEN_PARTS, BETWEEN_FIELDS, AROUND_FORMS = "\x1e", "\x1f", "\x1d"


class Part(NamedTuple):
    """One part of an edition: its anchor, heading and text, and a line for each different word of the text."""

    anchor: str
    heading: str
    text: str
    lines: str = ""

    def places(self, sought):
        """Where words begin in the text that may be what is sought (as `sought` gives it)."""
        return {place for form in sought for _, places in _found(self.lines, form) for place in places}


class Told:
    """What an edition tells, as it is kept.

    Behind the text of each part stands a line for each different word, with its forms and the places where it begins.
    So nothing but the part that is shown is taken apart, and of that only the surroundings of a match.
    """

    def __init__(self, kept):
        self.kept = kept

    def parts(self):
        """All Parts, in the order in which they are read."""
        return list(map(_part, self.kept.split(BETWEEN_PARTS))) if self.kept else []

    def part(self, number):
        """The Part of a number."""
        return _part(self.kept.split(BETWEEN_PARTS, number + 1)[number])

    def parts_with(self, sought):
        """The numbers of the parts with words that may be what is sought (as `sought` gives it)."""
        numbers = set()
        for form in sought:
            number = seen = 0
            for at, _ in _found(self.kept, form):
                number += self.kept.count(BETWEEN_PARTS, seen, at)
                numbers.add(number)
                seen = at
        return numbers


def sought(forms):
    """The Forms of a word as parts are asked for it. How well it is met is not told apart there:
    whoever shows a place compares the words that stand there.
    """
    return tuple(f"{AROUND_FORMS}{form}{AROUND_FORMS}" for form in sorted(_every(forms)))


def packed(parts):
    """Parts as one text, each with the places of its words."""
    return BETWEEN_PARTS.join(BETWEEN_FIELDS.join((*part[:3], _placed(part.text))) for part in parts)


def _part(kept):
    return Part(*kept.split(BETWEEN_FIELDS))


def _found(kept, form):
    """Where a form stands in what is kept, and the places in the text that are told there."""
    end = 0
    while (at := kept.find(form, end)) >= 0:
        start = kept.index("|", at) + 1
        end = kept.index("\n", start)
        yield at, map(int, kept[start:end].split())


def _placed(text):
    places = {}
    for run in runs_of(text):
        for word in run:
            places.setdefault(word.forms, []).append(word.start)
        if whole := joined(run):
            places.setdefault(whole, []).append(run[0].start)
    return "".join(_line(sorted(_every(forms)), at) for forms, at in places.items())


def _line(forms, places):
    return f"{AROUND_FORMS}{AROUND_FORMS.join(forms)}{AROUND_FORMS}|{' '.join(map(str, places))}\n"


def _every(forms):
    return forms.exact | forms.bare | forms.stems | forms.loose
