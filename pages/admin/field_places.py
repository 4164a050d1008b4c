"""Where a field stands in the form of a page: ids that stay the same, so that an address leads to it."""

from django.urls import reverse

from pages import kinds


def of_row(part):
    """The id of a part in the form, "" for a row without an anchor, which has no lasting one."""
    anchor = getattr(part, "anchor", "")
    return f"part-{anchor}" if anchor else ""


def of_problems(page, problems, language):
    """Each `composing.Problem` with the address of the field that it is about, "" for one about no field.

    `…/change/#part-<anchor>-<column>` in a part, `…/change/#page-<column>` in the page itself.
    """
    page = kinds.specific(page)
    rows = {"": page} | ({part.anchor: part for _group, part in kinds.parts_of(page)} if problems else {})
    form = reverse(f"admin:{page._meta.app_label}_{page._meta.model_name}_change", args=[page.pk])
    found = ((problem, _column(rows.get(problem.anchor), problem.field, language)) for problem in problems)
    return [
        (problem, f"{form}#{of_row(rows[problem.anchor]) or 'page'}-{column}" if column else "")
        for problem, column in found
    ]


def _column(row, field, language):
    """The column of a row that a form shows for a field in a language, "" where there is none."""
    names = {one.name for one in row._meta.fields} if row else set()
    return next((name for name in (f"{field}_{language}", field) if name in names), "")
