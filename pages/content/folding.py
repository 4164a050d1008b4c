"""What changed in a text, with what did not change between it only counted."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import ngettext

from pages import formatting, languages
from pages.content import differences

# Fields whose lines are no paragraphs: names, or words that patients search for.
LISTS = ("aliases", "topics", "also_read")


@dataclass(frozen=True)
class Block:
    """Some lines of a text that follow each other.

    `runs` are their words as in `differences.of_words`; `folded` says how many lines did not change, "" for what is shown.
    """

    runs: list
    folded: str = ""


def blocks_of(change):
    """A `differences.Change` in Blocks, in the order of the new text."""
    if change.place == differences.ORDER:
        return _of_order(change)
    old, new = _lines(change.old), _lines(change.new)
    told = _of_lines if change.place[1].startswith(LISTS) else unchanged_paragraphs
    return [
        Block(_same(new[k:m]), told(m - k))
        if tag == "equal"
        else Block(differences.of_words("\n".join(old[i:j]), "\n".join(new[k:m])))
        for tag, i, j, k, m in _compared(old, new)
    ]


def _of_order(change):
    """What moved, each with its neighbours, and how many parts are between them."""
    old, new = _lines(change.old), _lines(change.new)
    blocks, compared = [], _compared(old, new)
    for number, (tag, i, j, k, m) in enumerate(compared):
        if tag != "equal":
            moved = (("removed", "\n".join(old[i:j])), ("added", "\n".join(new[k:m])))
            blocks += [Block([run]) for run in moved if run[1]]
            continue
        first = k + 1 if number else k
        last = m - 1 if number + 1 < len(compared) else m
        between = [Block(_same(new[first:last]), _of_parts(last - first))] if first < last else []
        blocks += [*_shown(new[k:first]), *between, *_shown(new[max(first, last) : m])]
    return blocks


def _compared(old, new):
    sides = ([" ".join(line.split()) for line in lines] for lines in (old, new))
    return SequenceMatcher(None, *sides, autojunk=False).get_opcodes()


def _lines(text):
    return [line for line in (text or "").splitlines() if line.strip()]


def _same(lines):
    return [("same", "\n".join(lines))]


def _shown(lines):
    return [Block(_same(lines))] if lines else []


def unchanged_paragraphs(count):
    """Says that so many paragraphs did not change, in the interface's language."""
    told = ngettext("%(number)s paragraph did not change", "%(number)s paragraphs did not change", count)
    return told % {"number": formatting.number(count, languages.current())}


def _of_lines(count):
    return ngettext("%(number)s line did not change", "%(number)s lines did not change", count) % {"number": count}


def _of_parts(count):
    return ngettext("%(number)s part in its place", "%(number)s parts in their places", count) % {"number": count}
