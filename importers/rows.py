"""What stands under a heading becomes the rows of its group: headings, items or labelled paragraphs."""

from importers import lines
from importers.closings import closing_split, is_prose
from importers.comparison import labelled
from importers.document import ListBlock, Paragraph, plain
from importers.outline import Row
from importers.row_attributes import attributes_of

MOST_PROSE_BEFORE_STEPS = 2
LONGEST_LABEL = 8


def rows_under(chunk, outline):
    """The rows under a heading: (blocks before, [(Row, blocks)], blocks after). No rows where the text is prose."""
    if chunk.children:
        rows = [row for child in chunk.children for row in _of_child(child, chunk.kind, outline)]
        return chunk.blocks, *closing_split(rows)
    blocks = chunk.blocks
    places = [n for n, block in enumerate(blocks) if isinstance(block, ListBlock)]
    if not places:
        return _labelled_paragraphs(blocks, outline)
    first, last = places[0], places[-1]
    if (
        chunk.kind == "steps"
        and not blocks[first].ordered
        and sum(map(is_prose, blocks[:first])) > MOST_PROSE_BEFORE_STEPS
    ):
        return blocks, [], []
    if any(map(is_prose, blocks[first:last])):
        return _lists_under_labels(blocks, first, last, chunk.kind, outline)
    if first and _is_label_line(blocks[first - 1]) and attributes_of(plain(blocks[first - 1].html), chunk.kind):
        return _lists_under_labels(blocks, first, last, chunk.kind, outline)
    return blocks[:first], _of_lists(blocks[first : last + 1], outline), blocks[last + 1 :]


def _of_child(child, kind, outline):
    """One row for a heading; a row for each item where the heading only says how common or serious they are."""
    told = attributes_of(child.heading, kind)
    if told and not child.children and child.text and not any(map(is_prose, child.text)):
        outline.understand(child.heading, next(iter(told)))
        return _with_attributes(_of_lists(child.blocks, outline), told)
    return [(Row(child.heading, **told), child.with_children())]


def _with_attributes(rows, told):
    for row, _ in rows:
        for name, value in told.items():
            setattr(row, name, value)
    return rows


def _of_lists(blocks, outline):
    """A row for each item of lists; an "Also read" line stays with the row before it."""
    items = [item for block in blocks if isinstance(block, ListBlock) for item in block.items]
    labels = sum(bool(_label(item.html)) for item in items)
    rows = []
    for block in blocks:
        if isinstance(block, ListBlock):
            rows += [_of_item(item, labels * 2 >= len(items), outline) for item in block.items]
        elif rows:
            rows[-1][1].append(block)
    return rows


def _of_item(item, labels_count, outline):
    """An item as a row: its label or its short text as heading where there is more below it, else its text alone."""
    said = _label(item.html)
    if said and (labels_count or item.html.lstrip().startswith("<strong>")):
        return _labelled_row(said, item.blocks, outline)
    text = plain(item.html)
    if item.blocks and lines.is_title_like(text) and "<a " not in item.html:
        return Row(text.rstrip(" :：")), list(item.blocks)
    return Row(), [*([Paragraph(item.html)] if item.html else []), *item.blocks]


def _labelled_row(said, blocks, outline):
    number = lines.numbered(said.label)
    outline.understand(number.mark, "number")
    return Row(number.text.rstrip(" .")), [Paragraph(said.html), *blocks]


def _label(html):
    said = labelled(html)
    bold = html.lstrip().startswith(("<strong>", "<em>"))
    if said and len(said.label.split()) <= LONGEST_LABEL and (bold or not lines.leads_in(f"{said.label}:")):
        return said
    return None


def _labelled_paragraphs(blocks, outline):
    """Paragraphs of which at least two, and all from the first to the last of them, begin with a label."""
    said = {n: _label(block.html) for n, block in enumerate(blocks) if isinstance(block, Paragraph)}
    places = [n for n, label in said.items() if label]
    if len(places) < 2 or any(not said.get(n) and is_prose(blocks[n]) for n in range(places[0], places[-1])):
        return blocks, [], []
    rows = []
    for n in range(places[0], places[-1] + 1):
        if n in places:
            rows.append(_labelled_row(said[n], [], outline))
        else:
            rows[-1][1].append(blocks[n])
    return blocks[: places[0]], rows, blocks[places[-1] + 1 :]


def _lists_under_labels(blocks, first, last, kind, outline):
    """Lists that follow each other, each under a short line of its own: "Common:" and its items. Else prose."""
    start = first - 1 if first and _is_label_line(blocks[first - 1]) else first
    pairs = list(zip(blocks[start : last + 1], blocks[start + 1 : last + 1], strict=False))
    if any(is_prose(block) and not (_is_label_line(block) and isinstance(after, ListBlock)) for block, after in pairs):
        return blocks, [], []
    rows, label = [], None
    for block in blocks[start : last + 1]:
        if is_prose(block):
            label = block
        elif isinstance(block, ListBlock):
            rows += _list_under_label(label, block, kind, outline)
            label = None
        elif rows:
            rows[-1][1].append(block)
    return blocks[:start], rows, blocks[last + 1 :]


def _list_under_label(label, block, kind, outline):
    if label is None:
        return _of_lists([block], outline)
    heading = plain(label.html).rstrip(" :：")
    if told := attributes_of(heading, kind):
        outline.understand(heading, next(iter(told)))
        return _with_attributes(_of_lists([block], outline), told)
    return [(Row(heading), [block])]


def _is_label_line(block):
    if not isinstance(block, Paragraph):
        return False
    text = plain(block.html)
    return text.endswith((":", "：")) and len(text.split()) <= LONGEST_LABEL and not lines.leads_in(text)
