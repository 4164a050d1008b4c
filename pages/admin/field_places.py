"""Where a field stands in the form of a page: ids that stay the same, so that an address leads to it."""

from django.urls import reverse

from pages import kinds

# What is no field of the form, but of the page that tells the problem.
BESIDE = {"at": "#id_at_0", "until": "#id_until_0", "replacement": "#id_replacement", "review": "#review-{language}"}


def of_row(part):
    """The id of a part in the form, "" for a row without an anchor, which has no lasting one."""
    anchor = getattr(part, "anchor", "")
    return f"part-{anchor}" if anchor else ""


def of_problems(page, problems, language):
    """Each `composing.Problem` with the address of where it is mended, "" where that is nowhere in particular.

    `…/change/#part-<anchor>-<column>` in a part, `…/change/#page-<column>` in the page itself, `…/change/#adds-<chapter>`
    where a page without parts gets its first one; and what is asked beside the problem itself (`#id_until_0`).
    """
    page = kinds.specific(page)
    rows = {"": page} | ({part.anchor: part for _group, part in kinds.parts_of(page)} if problems else {})
    form = reverse(f"admin:{page._meta.app_label}_{page._meta.model_name}_change", args=[page.pk])
    return [(problem, _address(form, rows, problem, language)) for problem in problems]


def _address(form, rows, problem, language):
    if problem.field in BESIDE:
        return BESIDE[problem.field].format(language=language)
    if problem.field == "text":
        return f"{form}#{_of_text(rows, language)}"
    row = rows.get(problem.anchor)
    column = _column(row, problem.field, language)
    return f"{form}#{of_row(row) or 'page'}-{column}" if column else ""


def _of_text(rows, language):
    """Where the text of a page begins: in its first part that is meant for a language, else where one is added."""
    page, *parts = rows.values()
    part = next((one for one in parts if one.not_for_language != language), None)
    if part is None:
        return f"adds-{(*kinds.of(page).order, 'sections')[0]}"
    field = "body" if "body" in part.tracked_fields() else part.tracked_fields()[0]
    return f"{of_row(part)}-{_column(part, field, language)}"


def _column(row, field, language):
    """The column of a row that a form shows for a field in a language, "" where there is none."""
    names = {one.name for one in row._meta.fields} if row else set()
    return next((name for name in (f"{field}_{language}", field) if name in names), "")
