"""Text that was broken into lines of about the same length is put together again."""

from dataclasses import replace
from itertools import pairwise

from importers import lines
from importers.text_lists import marked

WIDEST = 100
NARROWEST = 40


def unwrapped(found, stands_alone):
    """The lines with broken ones joined. `stands_alone(text)` tells a line that is never part of another."""
    width = _width(found)
    joined = []
    for line in found:
        if joined and not line.gap and _runs_on(joined[-1], line, found, width, stands_alone):
            joined[-1] = _Joined(replace(joined[-1].line, text=f"{joined[-1].line.text} {line.text}"), line)
        else:
            joined.append(_Joined(line, line))
    return [entry.line for entry in joined]


class _Joined:
    """A line put together so far, and the last of the lines in it."""

    def __init__(self, line, last):
        self.line, self.last = line, last


def _width(found):
    """The width that a text was broken at, or 0 for one that was not."""
    longest = max((len(line.text) + line.indent for line in found), default=0)
    if not NARROWEST <= longest <= WIDEST:
        return 0
    followed = [
        a for a, b in pairwise(found) if not b.gap and not marked(b.text) and not lines.SENTENCE_END.search(a.text)
    ]
    full = [line for line in followed if len(line.text) + line.indent > 0.7 * longest]
    return longest if len(full) > 2 and len(full) > 0.6 * len(followed) else 0


def _runs_on(entry, line, found, width, stands_alone):
    last = entry.last
    if (
        marked(line.text)
        or "\t" in line.text
        or "|" in line.text[:1]
        or stands_alone(line.text)
        or stands_alone(last.text)
    ):
        return False
    if (
        line.text[0].islower()
        and len(last.text) > NARROWEST
        and not lines.SENTENCE_END.search(last.text)
        and not last.text.endswith(":")
    ):
        return True
    return bool(width) and len(last.text) + last.indent + _first_word(line) >= width - 4


def _first_word(line):
    return len(line.text.split()[0])
