"""Plain text becomes a neutral document: headings are only short lines, lists only lines that begin alike."""

import re
from dataclasses import dataclass, replace
from html import escape

from importers import also_read, lines
from importers.dates import date_of, is_change_date, views_of
from importers.document import UNRANKED, Document, Heading, Item, ListBlock, Paragraph, Table, plain
from importers.text_lists import list_from, numbers_a_heading
from importers.wrapping import unwrapped

UNDERLINE = re.compile(r"^[=\-_~*]{3,}$")
HASHES = re.compile(r"^(#{1,6})\s+(\S.*?)\s*#*$")
LABELLED = re.compile(r"^[^:：?؟]{2,60}[:：]\s*[^\s/]")
LONGEST_ITEM = 12
BOLD = re.compile(r"^(?:\*\*|__)(.+?)(?:\*\*|__)\s*:?$")


@dataclass(frozen=True)
class Line:
    """A line without its indent. `gap`: an empty line stands before it."""

    text: str
    indent: int = 0
    gap: bool = False


def read_text(text):
    """The Document of a plain text."""
    found = _bullets_joined(unwrapped(list(_lines(text)), stands_alone))
    return Document(_bare_lists_found(_trailing_headings_lowered(list(_blocks(found)))))


def stands_alone(line):
    """Whether a line can only be a line by itself, whatever stands around it."""
    known = date_of(line) or views_of(line) is not None or is_change_date(line)
    return bool(known) or also_read.label_of(line) is not None


def _lines(text):
    gap = True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            wide = raw.expandtabs(4)
            yield Line(stripped, len(wide) - len(wide.lstrip()), gap)
        gap = not stripped


def _bullets_joined(found):
    """A bullet that was copied onto a line of its own belongs to the line after it."""
    joined, bullet = [], None
    for line in found:
        if bullet:
            line, bullet = replace(bullet, text=f"{bullet.text} {line.text}"), None
        if len(line.text) == 1 and lines.BULLET.match(f"{line.text} "):
            bullet = line
        else:
            joined.append(line)
    return joined + ([bullet] if bullet else [])


def _blocks(found):
    """(block, line) pairs: the line at which the block begins."""
    place = 0
    while place < len(found):
        block, used = _block(found, place)
        if block:
            yield block, found[place]
        place += used


def _block(found, place):
    """The block that begins at a line, and how many lines it takes."""
    for reader in (_table, list_from, _titled):
        block, used = reader(found, place)
        if used:
            return block, used
    text = found[place].text
    if numbers_a_heading(found, place) or _is_heading(found, place):
        return Heading(UNRANKED, text), 1
    return _paragraph(text), 1


def _is_heading(found, place):
    if stands_alone(found[place].text) or not lines.is_heading_like(found[place].text):
        return False
    return not (_runs_on(found, place) or _is_one_of_labels(found, place) or _is_text_of_heading(found, place))


def _runs_on(found, place):
    following = found[place + 1 : place + 2]
    return bool(following) and not following[0].gap and following[0].text[0].islower() and len(found[place].text) > 40


def _is_text_of_heading(found, place):
    """Whether a line without an end stands alone under a heading, in a text whose headings are set apart by empty lines."""
    if place < 2 or found[place].gap or not found[place - 1].gap or found[place - 2].text.endswith(":"):
        return False
    ends_block = place + 1 == len(found) or found[place + 1].gap
    return ends_block and lines.is_heading_like(found[place - 1].text)


def _is_one_of_labels(found, place):
    """Whether a line is one of several close together that are a label and its text: "PRK: slow", "LASIK: quick"."""
    if not LABELLED.match(found[place].text):
        return False
    above = place and not found[place].gap and LABELLED.match(found[place - 1].text)
    below = place + 1 < len(found) and not found[place + 1].gap and LABELLED.match(found[place + 1].text)
    return bool(above or below)


def _titled(found, place):
    """Headings that say so: hashes, asterisks around the whole line, a line drawn under it."""
    text = found[place].text
    if UNDERLINE.match(text):
        return None, 1
    if match := HASHES.match(text):
        return Heading(len(match[1]), match[2]), 1
    if (match := BOLD.match(text)) and lines.is_title_like(match[1]):
        return Heading(UNRANKED, match[1]), 1
    if place + 1 < len(found) and UNDERLINE.match(found[place + 1].text) and not found[place + 1].gap:
        return (Heading(UNRANKED, text), 2) if lines.is_title_like(text) else (_paragraph(text), 2)
    return None, 0


def _paragraph(text):
    return Paragraph(escape(text, quote=False))


def _table(found, place):
    """A table copied with tabs or drawn with bars: at least two lines of as many cells."""
    for cut in (_by_tabs, _by_bars, _by_gaps):
        width, end = len(cut(found[place].text)), place
        while width > 1 and end < len(found) and len(cut(found[end].text)) == width:
            end += 1
        if end - place > 1:
            rows = (cut(line.text) for line in found[place:end])
            cells = (tuple(escape(cell, quote=False) for cell in row) for row in rows if not _is_rule(row))
            return Table(tuple(cells), headed=width > 2), end - place
    return None, 0


def _by_tabs(text):
    return [cell.strip() for cell in text.split("\t")] if not lines.BULLET.match(text) else []


def _by_bars(text):
    return [cell.strip() for cell in text.strip("|").split("|")] if text.startswith("|") else []


def _by_gaps(text):
    return re.split(r"\s{3,}", text) if not lines.BULLET.match(text) else []


def _is_rule(row):
    return all(cell and not cell.strip(":-= ") for cell in row)


def _trailing_headings_lowered(pairs):
    """Short lines at the end, with nothing under them, are no headings."""
    end = len(pairs)
    while end and isinstance(pairs[end - 1][0], Heading):
        end -= 1
    return pairs[:end] + [(_paragraph(block.text), line) for block, line in pairs[end:]]


def _bare_lists_found(pairs):
    """Lists that lost their bullets in copying: short lines in a row after words that lead them in."""
    result, place = [], 0
    while place < len(pairs):
        end = _end_of_run(pairs, place) if result and _leads_in(result[-1]) else place
        if end - place > 1:
            items = (plain(block.html) if isinstance(block, Paragraph) else block.text for block, _ in pairs[place:end])
            result.append(ListBlock(tuple(Item(escape(text, quote=False)) for text in items)))
            place = end
        else:
            result.append(pairs[place][0])
            place += 1
    return result


def _leads_in(block):
    return isinstance(block, Paragraph) and block.html.rstrip().endswith((":", "："))


def _end_of_run(pairs, start):
    """Where a run of short lines of one shape ends; one that stands apart, or asks, is a heading again."""
    end, shape = start, type(pairs[start][0])
    while end < len(pairs) and isinstance(pairs[end][0], shape) and _is_item(pairs[end][0]):
        if end > start + 1 and pairs[end][1].gap and not pairs[start + 1][1].gap:
            return end
        end += 1
    closes_a_text = end < len(pairs) and end > start + 1 and pairs[end - 1][1].gap
    stand_apart = end > start + 1 and pairs[start + 1][1].gap
    if shape is Paragraph and (closes_a_text or stand_apart):
        return start
    return end - 1 if closes_a_text else end


def _is_item(block):
    if isinstance(block, Heading):
        return not lines.asks(block.text)
    text = plain(block.html) if isinstance(block, Paragraph) else ""
    return 0 < len(text.split()) <= LONGEST_ITEM and not stands_alone(text) and not text.endswith(":")
