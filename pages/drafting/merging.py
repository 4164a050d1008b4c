"""Two who changed one draft at once: what each changed, put together text by text.

Works on snapshots (`snapshots.of`, as JSON has them) and asks the database nothing. `base` is what both began with,
`theirs` what was saved first, `mine` what was written meanwhile.
"""

import hashlib
import json
from dataclasses import dataclass

from pages import languages, plain_text

MINE, THEIRS = "mine", "theirs"
# Columns that say one thing together: where a line leads.
TOGETHER = {"to_anchor": "to_page_id", "wording_id": "to_page_id"}
WHOLE_ROW = ""


@dataclass(frozen=True)
class Conflict:
    """What both changed differently: `columns` of a row, or all of it (WHOLE_ROW) where one removed what the other changed.

    `place` is (list, row, column): ("page", "", "title_en") or ("risks", "risk-3", "body_ar"); rows without an anchor
    have their number in the base. `base`, `mine` and `theirs` are the row there, None where it is gone.
    """

    place: tuple
    columns: tuple
    base: dict
    mine: dict | None
    theirs: dict | None

    @property
    def name(self):
        """What it is asked by: another one as soon as the other person writes something else there."""
        theirs = self.theirs and [self.theirs.get(column) for column in self.columns or sorted(self.theirs)]
        told = json.dumps([*self.place, theirs], sort_keys=True)
        return f"choice-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def merge(base, mine, theirs, choose=lambda conflict: None):
    """What both changed, in one snapshot, and the Conflicts that are not chosen in: (snapshot, list).

    `choose` gives MINE, THEIRS or None for a Conflict; where it gives None, mine stands in the snapshot. A part that only
    mine has comes without an anchor, for it gets one of its own as it is stored.
    """
    original = _winner(*(one["page"]["original_language"] for one in (base, mine, theirs)))
    return _Merge(choose, languages.other(original)).of(base, mine, theirs)


def _winner(base, mine, theirs):
    """The one of two values that was changed, mine where both were."""
    return theirs if mine == base else mine


class _Merge:
    def __init__(self, choose, translation):
        self.choose, self.translation, self.open = choose, translation, []

    def of(self, base, mine, theirs):
        page = self.row(("page", ""), base["page"], mine["page"], theirs["page"])
        title = f"title_{languages.other(self.translation)}"  # the one text that no page can be without
        page[title] = next(filter(None, (one.get(title) for one in (page, theirs["page"], mine["page"]))), "")
        merged = {"page": page}
        merged["many"] = {
            name: _members(*(set(one["many"].get(name, ())) for one in (base, mine, theirs)))
            for name in base["many"] | mine["many"] | theirs["many"]
        }
        merged["groups"] = {
            name: self.rows(name, *_by_anchor(*(one["groups"].get(name, []) for one in (base, mine, theirs))))
            for name in base["groups"] | mine["groups"] | theirs["groups"]
        }
        for name in ("sources", "links"):
            merged[name] = self.rows(name, *_by_likeness(base[name], mine[name], theirs[name]))
        return merged, self.open

    def rows(self, name, base, mine, theirs):
        """One list of rows by their keys, in one order."""
        found = {key: self.one(name, key, base, mine, theirs) for key in base | theirs | mine}
        return [found[key] for key in _in_order(base, mine, theirs) if found[key] is not None]

    def one(self, name, key, *sides):
        """A row, or None where it is gone."""
        base, mine, theirs = (side.get(key) for side in sides)
        if base is None or (mine is None and theirs is None):
            return theirs or mine
        if mine is not None and theirs is not None:
            return self.row((name, key), base, mine, theirs)
        if _says_the_same(base, mine or theirs):
            return None
        return self.decided(Conflict((name, key, WHOLE_ROW), (), base, mine, theirs))

    def row(self, place, base, mine, theirs):
        """A row that all three have, column by column."""
        merged = {}
        for unit, columns in _units(base | mine | theirs).items():
            values = [[row.get(column) for column in columns] for row in (base, mine, theirs)]
            if not _is_disputed(*values):
                merged |= zip(columns, _winner(*values), strict=True)
            elif unit.startswith("slug_") and (row := _with_the_address(unit, mine, theirs, merged)):
                merged[unit] = row[unit]
            else:
                chosen = self.decided(Conflict((*place, unit), columns, base, mine, theirs))
                merged |= {column: chosen.get(column) for column in columns}
        if "translated_from" in base:
            merged["translated_from"] = self.originals(base, mine, theirs, merged)
        return merged

    def decided(self, conflict):
        choice = self.choose(conflict)
        if choice is None:
            self.open.append(conflict)
        return conflict.theirs if choice == THEIRS else conflict.mine

    def originals(self, base, mine, theirs, merged):
        """The originals that the translations of a row were made from, as if one had saved after the other.

        Who finds a translation still right says it of their own change, whatever the other did to the translation.
        """
        noted = {}
        for field in {**base["translated_from"], **mine["translated_from"], **theirs["translated_from"]}:
            values = [row["translated_from"].get(field) for row in (base, mine, theirs)]
            value = _winner(*values)
            if _is_disputed(*values):
                value = self.disputed_original(field, base, mine, theirs, merged)
            if value is not None and merged.get(f"{field}_{self.translation}"):
                noted[field] = value
        return noted

    def disputed_original(self, field, base, mine, theirs, merged):
        original, translation = f"{field}_{languages.other(self.translation)}", f"{field}_{self.translation}"
        marking = [row for row in (mine, theirs) if row.get(translation) == base.get(translation)]
        if len(marking) == 1:
            return marking[0]["translated_from"].get(field)
        column = original if marking else translation  # of two marks, that of who changed the original
        side = mine if merged.get(column) == mine.get(column) else theirs
        return side["translated_from"].get(field)


def _is_disputed(base, mine, theirs):
    return base != mine and base != theirs and mine != theirs


def _units(row):
    """The columns of a row that are merged together, by the first of them; `translated_from` has a rule of its own."""
    units = {}
    for column in row:
        if column != "translated_from":
            units.setdefault(TOGETHER.get(column, column), []).append(column)
    addresses_last = sorted(units.items(), key=lambda pair: pair[0].startswith("slug_"))
    return {name: tuple(columns) for name, columns in addresses_last}


def _with_the_address(column, mine, theirs, merged):
    """Whose page address stands where both have another one, None where that must be asked.

    One that a person typed comes before one that was made from a title; of two that were made, that of the title that stands.
    """
    title = f"title_{column[-2:]}"
    typed = [row for row in (mine, theirs) if not row[column].startswith(plain_text.slug_of(row[title], "\n"))]
    if typed:
        return typed[0] if len(typed) == 1 else None
    return mine if merged[title] == mine[title] else theirs


def _says_the_same(one, other):
    return all(one.get(column) == other.get(column) for column in one | other if column != "translated_from")


def _members(base, mine, theirs):
    """What both added, without what either took away."""
    return sorted((mine | theirs) - (base - mine) - (base - theirs))


def _by_anchor(base, mine, theirs):
    """Parts by their anchors. What mine adds has none yet: two who add a part at once may have been given the same."""
    of_base, of_theirs = ({row["anchor"]: row for row in rows} for rows in (base, theirs))
    of_mine = {}
    for row in mine:
        anchor = row["anchor"]
        if anchor in of_base or of_theirs.get(anchor) == row:
            of_mine[anchor] = row
        else:
            of_mine[f"+{anchor}"] = row | {"anchor": ""}
    return of_base, of_mine, of_theirs


def _by_likeness(base, mine, theirs):
    """Rows without an anchor, by the number of the row of the base that they were, or by one of their own."""
    of_base = {str(number): row for number, row in enumerate(base)}
    of_theirs = _recognised(theirs, of_base, "theirs")
    added = {key: row for key, row in of_theirs.items() if key not in of_base}
    return of_base, _recognised(mine, of_base, "mine", added), of_theirs


def _recognised(rows, base, side, added=None):
    keys, free = {}, base | (added or {})
    for number, row in enumerate(rows):
        if (same := next((key for key in free if free[key] == row), None)) is not None:
            keys[number] = same
            del free[same]
    left = [(number, key) for number in range(len(rows)) if number not in keys for key in free if key in base]
    for number, key in sorted(left, key=lambda pair: -_likeness(rows[pair[0]], base[pair[1]])):
        if number not in keys and key in free and _likeness(rows[number], base[key]):
            keys[number] = key
            del free[key]
    others, missing = (
        [number for number in range(len(rows)) if number not in keys],
        [key for key in free if key in base],
    )
    if len(others) == len(missing):  # rewritten from the first word to the last
        keys |= zip(others, missing, strict=True)
    return {keys.get(number, f"{side}-{number}"): row for number, row in enumerate(rows)}


def _likeness(one, other):
    return sum(bool(value) and other.get(column) == value for column, value in one.items())


def _in_order(base, mine, theirs):
    """The keys of all, in the order of whoever moved rows (mine where both did), what only the other has after its neighbour."""
    common = [key for key in base if key in mine and key in theirs]
    is_moved = [key for key in mine if key in common] != common
    first, second = (mine, theirs) if is_moved else (theirs, mine)
    merged, before = list(first), None
    for key in second:
        if key not in first:
            merged.insert(merged.index(before) + 1 if before is not None else 0, key)
        before = key
    return merged
