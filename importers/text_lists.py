"""Lists in plain text: which lines are items, where a list ends, and what is nested in what."""

import re
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from importers import also_read, lines
from importers.document import DEEPEST, ImportRefused, Item, ListBlock

SMALL = "abcdefgh"
ABJAD = "أبجدهوزحط"


@dataclass(frozen=True)
class Mark:
    """An item's mark: a bullet (number 0) or a number, and the words after it. `style`: digits or letters."""

    number: int
    text: str
    style: str = ""

    def follows(self, other):
        """Whether this number is the next one after another mark's."""
        return bool(other and self.number and other.number) and (self.style, self.number) == (
            other.style,
            other.number + 1,
        )


def marked(text):
    """The Mark of a line that begins as an item does, or None."""
    if match := lines.BULLET.match(text):
        return Mark(0, match["text"].strip())
    found = lines.numbered(text)
    if found.style in ("digit", "letter", "step") and found.text:
        return Mark(_counted(found.mark), found.text, found.style)
    return None


def list_from(found, start):
    """The list that begins at a line, and how many lines it takes: (None, 0) where none begins."""
    end = start
    while end < len(found) and _goes_on(found, start, end):
        end += 1
    if end == start or _is_lone_letter(found, start, end):
        return None, 0
    return _nested(found[start:end]), end - start


def numbers_a_heading(found, place):
    """Whether a numbered line is a heading: a title with something under it that is not the next number."""
    mark, following = marked(found[place].text), found[place + 1 : place + 2]
    if not mark or not mark.number or not following or not lines.is_heading_like(mark.text):
        return False
    if place and mark.follows(marked(found[place - 1].text)):
        return False
    following = following[0]
    if (below := marked(following.text)) and below.follows(mark):
        return False
    return following.gap or following.indent <= found[place].indent


def _goes_on(found, start, place):
    line, mark = found[place], marked(found[place].text)
    if also_read.label_of(mark.text if mark else line.text) is not None or numbers_a_heading(found, place):
        return False
    if mark:
        return not _begins_anew(found, start, place, mark)
    return place > start and not line.gap and line.indent > found[start].indent


def _begins_anew(found, start, place, mark):
    """A second list right after the first: numbers after bullets, or numbers that begin again."""
    first = marked(found[start].text)
    if place == start or found[place].indent > found[start].indent:
        return False
    return bool(mark.number) and (not first.number or mark.number == 1)


def _is_lone_letter(found, start, end):
    style = lines.numbered(found[start].text).style
    return end - start == 1 and style == "letter" and not lines.BULLET.match(found[start].text)


def _nested(found):
    """The ListBlock of lines, nested by their indent; bullets between numbers belong to the number above them."""
    entries = []
    numbered_first = bool(marked(found[0].text).number)
    for line in found:
        if mark := marked(line.text):
            deeper = 2 if numbered_first and not mark.number else 0
            entries.append([line.indent + deeper, mark.number, mark.text])
        else:
            entries[-1][2] += f" {line.text}"
    return _list(entries)


def _list(entries, depth=0):
    """Items at the first one's indent, each with a list of the deeper ones after it."""
    if depth > DEEPEST:
        raise ImportRefused(_("Lists are nested too deeply in this file. Flatten them first."))
    indent, items = entries[0][0], []
    for entry in entries:
        if items and entry[0] > indent:
            items[-1][1].append(entry)
        else:
            items.append((entry, []))
    made = (Item(escape(entry[2], quote=False), (_list(inner, depth + 1),) if inner else ()) for entry, inner in items)
    return ListBlock(tuple(made), ordered=bool(entries[0][1]))


def _counted(mark):
    digits = re.search(r"\d+", mark)
    if digits:
        return int(digits[0])
    letter = re.sub(r"\W", "", mark)[:1].lower()
    return (SMALL.find(letter) + 1) or (ABJAD.find(letter) + 1) or 1
