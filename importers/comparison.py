"""A comparison becomes rows: an aspect, what holds here, and what holds there."""

import re
from dataclasses import dataclass

from importers.document import AlsoRead, Item, ListBlock, Paragraph, Table, plain, words
from importers.recognition import GENERIC, GLUE
from importers.rendering import html_of
from importers.word_forms import alike

BOLD_LABEL = re.compile(
    r"^\s*<(strong|em)>(?P<label>[^<]{2,90}?)\s*[:：–—-]?\s*</\1>\s*[:：–—-]?\s*(?P<text>\S.*)$", re.DOTALL
)
LABEL = re.compile(r"^\s*(?P<label>[^<:：]{2,90}?)\s*[:：]\s*(?P<text>[^\s/].*)$", re.DOTALL)
DASHED = re.compile(r"^\s*(?P<label>[^<:：.–—]{2,60}?)\s+[–—-]\s+(?P<text>\S.*)$", re.DOTALL)
LONGEST_LABEL = 10
# What heads the column of aspects.
ASPECT_NAMES = set(
    words(
        "aspect aspects feature features point points criterion criteria factor factors comparison item"
        " difference parameter category"
        " وجه اوجه جانب عنصر معيار مقارنه بند نقطه خاصيه ميزه فرق عامل صفه"
    )
)


@dataclass
class Said:
    """One line of a comparison: the side it speaks of, and its text."""

    label: str
    html: str


@dataclass
class Compared:
    """One aspect with its two lines, in any order, and the blocks that are neither.

    `told`: words that stood there again and are said once.
    """

    aspect: str
    said: list
    rest: list
    links: list
    told: str = ""


def labelled(html):
    """A line that begins with a label ("Label: text") as Said, or None."""
    for form in (BOLD_LABEL, LABEL, DASHED):
        match = form.match(html)
        if match and len(match["label"].split()) <= LONGEST_LABEL and any(c.isalpha() for c in match["label"]):
            return Said(plain(match["label"]), match["text"].strip())
    return None


def has_sides(chunk):
    """Whether the text under a heading is labelled lines, one a side."""
    return len(compared(chunk.heading, chunk.blocks).said) > 1


def tells_sides(blocks, title):
    """Whether there is a table among blocks of which one column is headed by the page's own name, and one is not."""
    for table in (block for block in blocks if isinstance(block, Table) and block.rows and len(block.rows[0]) == 3):
        first, *names = (plain(cell) for cell in table.rows[0])
        likenesses = sorted(likeness(" ".join(words(title)), side, "") for side in names)
        if likenesses == [0, 1] and all(word in ASPECT_NAMES | GLUE for word in words(first)):
            return True
    return False


def names_side(comparison, heading):
    """Whether a heading below a comparison's is one of the sides that it names."""
    told = _content(heading)
    return bool(told) and all(_in(word, words(comparison)) for word in told)


def compared(aspect, blocks):
    """The blocks of one aspect as Compared."""
    result = Compared(aspect, [], [], [])
    for block in blocks:
        said = [labelled(item.html) for item in _lines(block)]
        if isinstance(block, AlsoRead):
            result.links.append(block)
        elif said and all(said) and not any(item.blocks for item in _lines(block)):
            result.said += said
        else:
            result.rest.append(block)
    return result


def compared_in(chunk, title):
    """All that a chunk compares: (blocks before, [Compared], blocks after); no rows where it has another shape."""
    if chunk.children:
        rows = _of_two_sides(chunk.children, title) or [compared(c.heading, c.with_children()) for c in chunk.children]
        return chunk.blocks, rows, []
    for place, block in enumerate(chunk.blocks):
        if rows := _of_block(block, title):
            return chunk.blocks[:place], rows, chunk.blocks[place + 1 :]
    return _in_turns(chunk.blocks, title)


def _in_turns(blocks, title):
    """Paragraphs that begin with the names of the sides, one after the other."""
    places = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph) and labelled(block.html)]
    if not places or places != list(range(places[0], places[-1] + 1)):
        return blocks, [], []
    rows = _pairs([labelled(blocks[n].html) for n in places], title)
    return (blocks[: places[0]], rows, blocks[places[-1] + 1 :]) if rows else (blocks, [], [])


def _pairs(said, title):
    """Lines of two sides in turns, two a row; [] where they are not, or where no side is the page's own."""
    if len(said) < 2 or len(said) % 2 or here_of([line.label for line in said[:2]], title) is None:
        return []
    return [Compared("", list(pair), [], []) for pair in zip(said[::2], said[1::2], strict=True)]


def _of_block(block, title):
    if isinstance(block, Table):
        return _of_table(block, title)
    if not isinstance(block, ListBlock):
        return []
    rows = [_of_item(item) for item in block.items]
    if all(rows):
        return rows
    alone = compared("", [block])
    return _pairs(alone.said, title) if not alone.rest else []


def _of_item(item):
    """An item with the two sides below it."""
    inner = [compared(plain(item.html).rstrip(" :："), [block]) for block in item.blocks]
    return inner[0] if len(inner) == 1 and len(inner[0].said) == 2 else None


def _of_two_sides(children, title):
    """Two headings that are the sides themselves: their lines paired by label, or all that each says as one row."""
    sides = [child.heading for child in children]
    if len(sides) != 2 or here_of(sides, title) is None:
        return []
    here, there = (compared("", child.with_children()) for child in children)
    links = here.links + there.links
    if here.said and not here.rest and not there.rest and len(here.said) == len(there.said):
        pairs = [
            (one, next((o for o in there.said if likeness(o.label, one.label, "") == 1), None)) for one in here.said
        ]
        if all(other for _, other in pairs):
            rows = [
                Compared(a.label, [Said(sides[0], a.html), Said(sides[1], b.html)], [], [], b.label) for a, b in pairs
            ]
            rows[-1].links = links
            return rows
    whole = [Said(child.heading, html_of(child.with_children())) for child in children]
    return [Compared("", whole, [], links)]


def _of_table(table, title):
    """The rows of a table of two or three columns as Compared; [] for any other, or where no side is the page's own."""
    for rows in (table.rows, tuple(zip(*table.rows, strict=False))):
        width = len(rows[0]) if rows else 0
        if width not in (2, 3) or len(rows) < 2 or any(len(row) != width for row in rows):
            continue
        names = [plain(cell) for cell in rows[0][-2:]]
        if (
            all(names)
            and here_of(names, title) is not None
            and not (width == 2 and set(words(names[0])) & ASPECT_NAMES)
        ):
            return [_of_cells(row, names) for row in rows[1:]]
    return []


def _of_cells(row, names):
    said = [Said(name, cell) for name, cell in zip(names, row[-2:], strict=True)]
    return Compared(plain(row[0]) if len(row) == 3 else "", said, [], [])


def sides_of(rows):
    """The labels of the two sides, each in its most frequent spelling, with every row's lines put in their order.

    None where the lines of any row cannot be told apart.
    """
    if not rows or any(len(row.said) != 2 for row in rows):
        return None
    first, second = (said.label for said in rows[0].said)
    for row in rows:
        straight = likeness(row.said[0].label, first, second), likeness(row.said[1].label, second, first)
        crossed = likeness(row.said[1].label, first, second), likeness(row.said[0].label, second, first)
        if min(straight) <= 0 >= min(crossed) or sum(straight) == sum(crossed):
            return None
        if sum(crossed) > sum(straight):
            row.said.reverse()
    return [_most_frequent(row.said[n].label for row in rows) for n in (0, 1)]


def likeness(label, side, other):
    """How much of what sets a side apart from the other a label says, from 0 to 1."""
    told = _content(label)
    apart = [word for word in _content(side) if not _in(word, _content(other))] or _content(side)
    return sum(_in(word, told) for word in apart) / len(apart) if apart else 0


def here_of(sides, title, evidence=()):
    """Which of two sides is the page's own procedure: 0, 1, or None where neither title nor evidence tells.

    `evidence`: the words of the page's other headings.
    """
    for told in (words(title), evidence):
        shares = [likeness(" ".join(told), side, other) for side, other in (sides, sides[::-1])]
        if shares[0] != shares[1]:
            return int(shares[1] > shares[0])
    return None


def _lines(block):
    """The lines of a list or paragraph, as Items."""
    if isinstance(block, ListBlock):
        return block.items
    return [Item(line) for line in block.html.split("<br>")] if isinstance(block, Paragraph) else []


def _content(label):
    told = [word for word in words(label) if word not in GLUE]
    return [word for word in told if word not in GENERIC] or told


def _in(word, others):
    return any(alike(word, other) for other in others)


def _most_frequent(labels):
    labels = list(labels)
    return max(labels, key=labels.count)
