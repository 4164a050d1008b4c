"""Tables that were copied cell by cell, a line each, are tables again."""

from html import escape

from importers.comparison import ASPECT_NAMES, here_of
from importers.document import UNRANKED, Heading, Paragraph, Table, plain, text_of, words
from importers.lines import is_question
from importers.recognition import GLUE, meaning_of

COLUMNS = 3
FEWEST_CELLS = 6
LONGEST_CELL = 40


def with_tables_found(blocks, title):
    """The blocks with the lines of a table under a comparison's heading as a Table."""
    found, place = [], 0
    while place < len(blocks):
        found.append(blocks[place])
        place += 1
        if _heads_comparison(found[-1]) and (at := _head_of_table(blocks, place, title)) is not None:
            cells = _cells(blocks[at:], title)
            found += [*blocks[place:at], _table(cells)]
            place = at + len(cells)
    return found


def _heads_comparison(block):
    meaning = isinstance(block, Heading) and block.level == UNRANKED and meaning_of(block.text)
    return bool(meaning) and meaning.kind == "comparison"


def _head_of_table(blocks, start, title):
    """Where the names of the columns begin, at most one paragraph below the heading; None where there is no table."""
    for place in (start, start + 1):
        if place + COLUMNS <= len(blocks) and _names_columns(blocks[place : place + COLUMNS], title):
            cells = _cells(blocks[place:], title)
            return place if len(cells) >= FEWEST_CELLS else None
    return None


def _names_columns(blocks, title):
    """Whether three lines are "Aspect", one side and the other."""
    if not all(_is_line(block) for block in blocks):
        return False
    first, *sides = (text_of(block) for block in blocks)
    told = [word for word in words(first) if word not in GLUE]
    return bool(told) and all(word in ASPECT_NAMES for word in told) and here_of(sides, title) is not None


def _cells(blocks, title):
    """The lines up to the next section's heading, as many as make whole rows."""
    cells = []
    for block in blocks:
        if not _is_line(block) or is_question(text_of(block)) or _begins_section(block, title, len(cells)):
            break
        cells.append(text_of(block))
    return cells[: len(cells) // COLUMNS * COLUMNS]


def _begins_section(block, title, place):
    """Only where a row could begin, too, does a heading that names the page's subject begin a section."""
    if place % COLUMNS or place < COLUMNS or not isinstance(block, Heading):
        return False
    meaning = meaning_of(block.text, words(title))
    said = words(block.text)
    return bool(meaning and meaning.sure) and any(word in said for word in words(title))


def _is_line(block):
    if isinstance(block, Heading):
        return block.level == UNRANKED
    return isinstance(block, Paragraph) and len(plain(block.html).split()) <= LONGEST_CELL


def _table(cells):
    escaped = [escape(cell, quote=False) for cell in cells]
    return Table(tuple(tuple(escaped[n : n + COLUMNS]) for n in range(0, len(escaped), COLUMNS)), headed=True)
