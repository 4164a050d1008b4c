"""What changed in a table: its rows and columns set beside each other, and words compared within cells."""

from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from pages.content import differences, sequences

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"


@dataclass(frozen=True)
class ChangedCell:
    """A cell with its words as `differences.of_words` has them."""

    is_head: bool
    runs: list
    state: str = SAME


@dataclass(frozen=True)
class ChangedRow:
    cells: list
    state: str = SAME

    @property
    def is_head(self):
        return all(cell.is_head for cell in self.cells)


@dataclass(frozen=True)
class ChangedTable:
    """A table as it stands now, with what is gone of it in its place.

    `stretches` are its rows as they are shown: (state, rows) pairs, of which those of the state "same" are folded.
    """

    rows: list = field(default_factory=list)
    state: str = CHANGED

    @property
    def stretches(self):
        head = next((n for n, row in enumerate(self.rows) if not row.is_head), 0)
        found = [(is_same, list(rows)) for is_same, rows in groupby(self.rows[head:], _is_same)]
        told = [(SAME if is_same and len(rows) > 1 else CHANGED, rows) for is_same, rows in found]
        return [(CHANGED, self.rows[:head]), *told]

    @property
    def is_folded(self):
        """Whether some of its rows are only counted."""
        return any(state == SAME for state, _rows in self.stretches)


def of_one(table, state):
    """A Table that is the same as it was, new, or gone, as a whole."""
    return ChangedTable([_whole(row, state) for row in table.rows], state)


def of_two(old, new):
    """What changed from one Table to another: a ChangedTable."""
    columns = _columns(old, new)
    before, after = (_widened(table, columns, side) for side, table in enumerate((old, new)))
    kept = [n for n, (i, k) in enumerate(columns) if i is not None and k is not None]
    told = []
    keys = [[tuple(row[n].key if row[n] else "" for n in kept) for row in rows] for rows in (before, after)]
    for tag, i, j, k, m in sequences.opcodes(*keys):
        if tag == "equal":
            told += [_both(*pair) for pair in zip(before[i:j], after[k:m], strict=True)]
        else:
            told += _rewritten(before[i:j], after[k:m])
    return ChangedTable(told)


def resemble(old, new):
    """Whether two Tables can be one that was changed: a row or the heads, or a quarter of the cells, are the same."""
    if old.key[:1] == new.key[:1]:
        return True
    return 4 * len(old.said & new.said) >= max(len(old.said), len(new.said))


def _columns(old, new):
    """Which columns are the same: pairs of their numbers, None where one is only in the other table."""
    first, second = (table.key[0] if table.rows else () for table in (old, new))
    widths = [max(map(len, table.rows), default=0) for table in (old, new)]
    if len(first) == len(second) or widths != [len(first), len(second)]:
        return list(zip_longest(*map(range, widths)))
    found = []
    for tag, i, j, k, m in sequences.opcodes(first, second):
        pairs = zip if tag == "equal" else zip_longest
        found += pairs(range(i, j), range(k, m))
    return found


def _widened(table, columns, side):
    """The rows of a table with a place for each of the columns, None where it has no cell there."""
    places = [pair[side] for pair in columns]
    return [[row[n] if n is not None and n < len(row) else None for n in places] for row in table.rows]


def _rewritten(before, after):
    """Rows that are not the same: those that begin alike, or stand at the same place among such, are one."""
    heads = [[row[0].key if row and row[0] else "" for row in rows] for rows in (before, after)]
    for _tag, i, j, k, m in sequences.opcodes(*heads):
        for old, new in zip_longest(before[i:j], after[k:m]):
            yield _whole(new, NEW) if old is None else _whole(old, GONE) if new is None else _both(old, new)


def _both(old, new):
    cells = [_cell(*pair) for pair in zip(old, new, strict=True) if any(pair)]
    return ChangedRow(cells, SAME if all(cell.state == SAME for cell in cells) else CHANGED)


def _cell(old, new):
    if old is None or new is None:
        return _whole_cell(new or old, NEW if new else GONE)
    if old.key == new.key:
        return _whole_cell(new, SAME)
    return ChangedCell(new.is_head, differences.of_words(old.words, new.words), CHANGED)


def _whole(row, state):
    return ChangedRow([_whole_cell(cell, state) for cell in row if cell], state)


def _whole_cell(cell, state):
    tag = {NEW: "added", GONE: "removed"}.get(state, "same")
    return ChangedCell(cell.is_head, [(tag, cell.words)] if cell.words else [], state)


def _is_same(row):
    return row.state == SAME
