"""Lines within HTML that only look like more than paragraphs: bold headings, typed bullets, short lines."""

from importers import also_read, lines
from importers.document import BOLD, UNRANKED, Heading, Item, ListBlock, Paragraph, plain
from importers.inline import after_tags, all_bold
from importers.text_lists import marked


def blocks_of_lines(found):
    """The blocks that one run of words makes: empty lines part it, lines that look alike make lists and headings."""
    paragraph = []
    for line in [*found, ""]:
        if plain(line):
            paragraph.append(line)
        elif paragraph:
            yield from _parted(paragraph)
            paragraph = []


def gathered(blocks):
    """The blocks with paragraphs that are typed items made lists."""
    result = []
    for block in _items_typed(blocks):
        if isinstance(block, ListBlock) and result and _continues(result[-1], block):
            result[-1] = _TypedList(result[-1].items + block.items, block.ordered)
        else:
            result.append(block)
    return [_plain_list(block) for block in result]


class _TypedList(ListBlock):
    """A list that was typed with bullets or numbers, a paragraph an item."""


def _parted(found):
    """One paragraph's lines: bold ones are headings, those with bullets items, the others stay together."""
    together = []
    for line in found:
        if is_bold_heading(line) or marked(after_tags(line)[1]) or also_read.label_of(plain(line)) is not None:
            yield from _together(together)
            together = []
            yield Heading(BOLD, plain(line)) if is_bold_heading(line) else Paragraph(line)
        else:
            together.append(line)
    yield from _together(together)


def _together(found):
    if found:
        yield Paragraph("<br>".join(found))


def is_bold_heading(line):
    """Whether a line is bold throughout and shaped like a title."""
    text = plain(line)
    return (
        all_bold(line)
        and lines.is_title_like(lines.numbered(text).text or text)
        and not lines.leads_in(text)
        and (also_read.label_of(text) is None)
    )


def _items_typed(blocks):
    """Paragraphs that begin with a bullet, or with a number that a neighbour continues, as lists of one item."""
    for place, block in enumerate(blocks):
        mark = _mark(block)
        if mark and (not mark.number or _has_neighbour(blocks, place, mark)):
            opening, rest = after_tags(block.html)
            yield _TypedList((Item(f"{opening}{marked(rest).text}"),), ordered=bool(mark.number))
        else:
            yield block


def _mark(block):
    return marked(after_tags(block.html)[1]) if isinstance(block, Paragraph) else None


def _has_neighbour(blocks, place, mark):
    around = [blocks[i] for i in (place - 1, place + 1) if 0 <= i < len(blocks)]
    return any(found.follows(mark) or mark.follows(found) for block in around if (found := _mark(block)))


def _continues(before, block):
    return isinstance(before, _TypedList) and isinstance(block, _TypedList) and before.ordered == block.ordered


def _plain_list(block):
    return ListBlock(block.items, block.ordered) if isinstance(block, _TypedList) else block


def short_lines_headed(blocks):
    """The blocks of a page whose author made no heading at all with its short lines as headings, as in plain text."""
    if any(isinstance(block, Heading) for block in blocks):
        return blocks
    last = max((n for n, block in enumerate(blocks) if not _is_short(block)), default=-1)
    return [
        Heading(UNRANKED, plain(block.html)) if n < last and _is_short(block) else block
        for n, block in enumerate(blocks)
    ]


def _is_short(block):
    if not isinstance(block, Paragraph) or "<a " in block.html or "<br>" in block.html:
        return False
    text = plain(block.html)
    return lines.is_heading_like(text) and also_read.label_of(text) is None
