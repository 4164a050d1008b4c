"""Lists of the admin that are turned over from a key on: no row that stands before a page of one is read for it.

A key is what the order of a list asks of one row, as the parameters `above` or `below` of an address give it:
`?below=2026-03-01T09:30:00+00:00&below=417` is what stands below page 417, which was changed then.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q

from pages import plain_text
from pages.admin.long_lists import LongListPaginator


@dataclass(frozen=True)
class Turned:
    """Some rows of a list. `previous` and `following` lead to its neighbours, "" where there are none."""

    rows: list
    paginator: LongListPaginator
    previous: str = ""
    following: str = ""

    def __iter__(self):
        return iter(self.rows)


def turned(found, order, parameters, size):
    """The Turned that the parameters of a request ask for; whatever cannot be, the first of all.

    `order`: the names of columns without NULL, "-" for the largest first; the last one is different in every row.
    """
    paginator = LongListPaginator(found, size)
    if key := _key(found.model, order, parameters.getlist("below")):
        rows = list(found.filter(_beyond(order, key)).order_by(*order)[: size + 1])
        if rows:
            return Turned(rows[:size], paginator, _query("above", order, rows[0]), _following(order, rows, size))
    elif key := _key(found.model, order, parameters.getlist("above")):
        back = [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order]
        rows = list(found.filter(_beyond(back, key)).order_by(*back)[: size + 1])
        if len(rows) > size:
            rows = rows[:size][::-1]
            return Turned(rows, paginator, _query("above", order, rows[0]), _query("below", order, rows[-1]))
    rows = list(found.order_by(*order)[: size + 1])
    return Turned(rows[:size], paginator, following=_following(order, rows, size))


def _following(order, rows, size):
    """The query for what stands below, where one row more was found than is shown."""
    return _query("below", order, rows[size - 1]) if len(rows) > size else ""


def _beyond(order, key):
    """What stands beyond a key in an order, as a Q; the first column alone narrows it, so that an index is gone by."""
    beyond = Q()
    for name, value in reversed(list(zip(order, key, strict=True))):
        column, way = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
        beyond = Q(**{f"{column}__{way}e": value}) & (Q(**{f"{column}__{way}": value}) | beyond)
    return beyond


def _query(name, order, row):
    values = (getattr(row, column.removeprefix("-")) for column in order)
    return urlencode([(name, value.isoformat() if isinstance(value, datetime) else value) for value in values])


def _key(model, order, texts):
    """The values of a key that is written so, None where it is none."""
    if len(texts) != len(order):
        return None
    try:
        return [_value(model, name.removeprefix("-"), text) for name, text in zip(order, texts, strict=True)]
    except (ValidationError, ValueError, OverflowError):
        return None


def _field(model, name):
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _value(model, name, text):
    value = _field(model, name).to_python(plain_text.clean(text))
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError(text)
    return value
