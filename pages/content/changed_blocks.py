"""What changed in a text, block by block: as its paragraphs, items, headings and tables stand now, with words marked.

What did not change is folded, and what is gone in many words too.
"""

from dataclasses import dataclass, replace
from itertools import groupby

from pages.content import changed_tables, rewritten, sequences
from pages.content.blocks import Block, Table, of_plain, of_rich
from pages.content.changed_tables import CHANGED, GONE, NEW, SAME, ChangedTable
from pages.content.differences import ORDER

# Fields whose lines are no paragraphs: names, or words that patients search for.
LISTS = ("aliases", "topics", "also_read")
# A block that did not change is folded from so many words on; two or more of them always are.
SHORT = 6
# Of what is gone so many words are shown; more are folded.
GONE_SHOWN = 40


@dataclass(frozen=True)
class ChangedBlock:
    """A Block with its words as `differences.of_words`, where "left_out" stands for words between that did not change.

    `is_moved`: what is gone stands elsewhere now, or what is new stood elsewhere. `was` is the Block that it was, where
    that was another kind of block.
    """

    block: Block
    runs: tuple
    is_moved: bool = False
    was: Block | None = None

    @property
    def state(self):
        tags = {tag for tag, _words in self.runs}
        if not tags & {"added", "removed"}:
            return CHANGED if self.was else SAME
        return {("added",): NEW, ("removed",): GONE}.get(tuple(tags), CHANGED)


@dataclass(frozen=True)
class Piece:
    """Some ChangedBlocks, or one ChangedTable, that follow each other.

    `folded` is SAME or GONE where they are shown when they are asked for, "" where they are shown at once.
    """

    blocks: list
    folded: str = ""

    @property
    def table(self):
        """The ChangedTable, None where these are blocks."""
        return self.blocks[0] if isinstance(self.blocks[0], ChangedTable) else None

    @property
    def kind(self):
        """What its blocks are called: "table", "item", "line", "name", and "p" where they are not all of one kind."""
        if self.table:
            return "table"
        kinds = {one.block.kind for one in self.blocks}
        return kinds.pop() if kinds in ({"item"}, {"line"}, {"name"}) else "p"

    @property
    def is_moved(self):
        """Whether all that is gone here stands elsewhere now."""
        return all(one.is_moved for one in self.blocks)

    @property
    def count(self):
        return len(self.blocks)

    @property
    def words(self):
        """How many words are folded."""
        return sum(len(text.split()) for one in self.blocks for _tag, text in one.runs)

    @property
    def groups(self):
        """The blocks as they are drawn: (list, depth, blocks) each, the list "" for what is in none."""
        grouped = groupby(self.blocks, key=lambda one: (one.block.list, one.block.depth))
        return [(name, depth, list(blocks)) for (name, depth), blocks in grouped]


def of_change(change):
    """A `differences.Change` in Pieces, in the order of the new text."""
    if change.place == ORDER:
        return _of_order(change.old, change.new)
    if change.is_rich:
        return pieces(of_rich(change.old_html), of_rich(change.new_html))
    kind = "line" if change.place[1].startswith(LISTS) else "p"
    return pieces(of_plain(change.old, kind), of_plain(change.new, kind))


def pieces(old, new):
    """What changed from some Blocks and Tables to others, in Pieces."""
    return _folded(_moves(_compared(old, new)))


def _compared(old, new):
    for tag, i, j, k, m in sequences.opcodes([one.key for one in old], [one.key for one in new]):
        if tag == "equal":
            yield from (_same(*pair) for pair in zip(old[i:j], new[k:m], strict=True))
        else:
            yield from _stretch(old[i:j], new[k:m])


def _same(before, after):
    if isinstance(after, Table):
        return changed_tables.of_one(after, SAME)
    return ChangedBlock(after, (("same", after.words),), was=before if before.form != after.form else None)


def _stretch(old, new):
    """What stands between two places that are the same; a table is set beside the next one that resembles it."""
    for before, table, after, beside in _tables_paired(old, new):
        yield from _lines_or_tables(before, after)
        if table:
            yield changed_tables.of_two(table, beside)


def _tables_paired(old, new):
    i = k = 0
    for start, table in enumerate(old):
        if not isinstance(table, Table):
            continue
        found = (n for n in range(k, len(new)) if isinstance(new[n], Table) and changed_tables.resemble(table, new[n]))
        if (at := next(found, None)) is not None:
            yield old[i:start], table, new[k:at], new[at]
            i, k = start + 1, at + 1
    yield old[i:], None, new[k:], None


def _lines_or_tables(old, new):
    """Lines with their words compared; tables on one side only as they are, those that are gone first."""
    yield from (changed_tables.of_one(one, GONE) for one in old if isinstance(one, Table))
    found = rewritten.told(*([one for one in side if not isinstance(one, Table)] for side in (old, new)))
    told = (ChangedBlock(block, tuple(runs), was=was) for block, was, runs in found)
    for one in new:
        if isinstance(one, Table):
            yield changed_tables.of_one(one, NEW)
        else:
            yield from _to_the_next(told)
    yield from told


def _to_the_next(told):
    """What is gone, and behind it the next that stands in the new text."""
    for one in told:
        yield one
        if one.state != GONE:
            return


def _moves(changed):
    """Marks what is gone as a whole at one place and new as a whole at another as moved."""
    changed = list(changed)
    whole = {state: {_words(one) for one in changed if _is_whole(one, state)} for state in (NEW, GONE)}
    both = whole[NEW] & whole[GONE]
    for one in changed:
        is_moved = both and (_is_whole(one, NEW) or _is_whole(one, GONE)) and _words(one) in both
        yield replace(one, is_moved=True) if is_moved else one


def _is_whole(one, state):
    return isinstance(one, ChangedBlock) and one.state == state


def _words(one):
    return " ".join(text for _tag, text in one.runs)


def _folded(changed):
    found = []
    for (is_table, state, _is_moved), same in groupby(changed, key=_kept_together):
        blocks = list(same)
        if is_table:
            found += [Piece([one], folded=SAME if state == SAME else "") for one in blocks]
            continue
        piece = Piece(blocks)
        is_folded = piece.words > (GONE_SHOWN if state == GONE else SHORT) or (state == SAME and piece.count > 1)
        found.append(replace(piece, folded=state if is_folded and state in (SAME, GONE) else ""))
    return _put_together(found)


def _kept_together(one):
    if isinstance(one, ChangedTable):
        return True, one.state if one.state in (SAME, GONE) else CHANGED, False
    return False, one.state if one.state in (SAME, GONE) else CHANGED, one.state == GONE and one.is_moved


def _put_together(found):
    """Pieces that are shown at once and follow each other, as one."""
    whole = []
    for piece in found:
        if whole and not (piece.folded or whole[-1].folded or piece.table or whole[-1].table):
            piece = Piece(whole.pop().blocks + piece.blocks)
        whole.append(piece)
    return whole


def _of_order(old, new):
    """What moved, each with its neighbours, and how many parts are between them."""
    before, after = of_plain(old, "name"), of_plain(new, "name")
    found, compared = [], sequences.opcodes([one.key for one in before], [one.key for one in after])
    for number, (tag, i, j, k, m) in enumerate(compared):
        if tag != "equal":
            found += _named(before[i:j], "removed") + _named(after[k:m], "added")
            continue
        first = k + 1 if number else k
        last = m - 1 if number + 1 < len(compared) else m
        between = [Piece(_blocks(after[first:last]), SAME)] if first < last else []
        found += [*_named(after[k:first]), *between, *_named(after[max(first, last) : m])]
    return _put_together(found)


def _named(blocks, tag="same"):
    return [Piece(_blocks(blocks, tag))] if blocks else []


def _blocks(blocks, tag="same"):
    return [ChangedBlock(one, ((tag, one.words),), is_moved=tag != "same") for one in blocks]
