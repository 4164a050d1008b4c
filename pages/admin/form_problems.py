"""What a form refuses, for the list at its head that leads to each field: what is wrong may stand far below."""

from dataclasses import dataclass

from pages import languages


@dataclass(frozen=True)
class Refused:
    """One thing that is refused: the address of its field, what that is called, and why."""

    address: str
    place: str
    why: str


def of_form(form):
    """The Refused of a form; none where nothing was posted to it, or there is no form."""
    fields = [field for field in form if field.errors] if form is not None and form.is_bound else []
    return [Refused(f"#{_id_of(field)}", field.label, why) for field in fields for why in field.errors]


def of_page(form, chapters):
    """The Refused of the form of a page: of its own fields, then of its parts in the order of the chapters."""
    rows = [row for chapter in chapters for rows in chapter.lists for row in rows.rows if row.is_faulty]
    return [*_of_fields(form, "page"), *(one for row in rows for one in _of_row(row))]


def _of_row(row):
    name = dict(row.names).get(languages.current()) or next((name for _code, name in row.names), row.label)
    own = [Refused(f"#{row.place}", name, why) for why in row.inline.form.non_field_errors()]
    return own + _of_fields(row.inline.form, row.place, f"{name}: ")


def _of_fields(form, place, before=""):
    fields = [field for field in form if field.errors]
    return [
        Refused(f"#{place}-{field.name}", f"{before}{field.label}", why) for field in fields for why in field.errors
    ]


def _id_of(field):
    """The id of what is typed into; a moment has a day and a time."""
    return field.id_for_label or f"{field.auto_id}_0"
