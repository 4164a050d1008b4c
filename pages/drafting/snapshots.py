"""A draft as JSON, as its revisions keep it, and how such a snapshot becomes the draft."""

import json

from django.db import models

from pages import kinds, languages
from pages.models import Link, Page, Revision, Source, Translated, language_states

# What a snapshot leaves out of a page: keys, and what is derived or counted.
OF_A_PAGE = {
    "id", "page_ptr", "kind", "version", "finding_words", "fingerprints", "digests", "refusals",
    "last_part_number", "created_at", "changed_at", *language_states.COLUMNS,
}  # fmt: skip


def of(page):
    """A draft as JSON: the page's columns, its topics and doctors, and every part, source and "Also read" line."""
    page = kinds.specific(page)
    return {
        "page": columns(page),
        "many": {f.name: sorted(getattr(page, f.name).values_list("pk", flat=True)) for f in page._meta.many_to_many},
        "groups": {name: [columns(part) for part in manager.all()] for name, manager in groups(page)},
        "sources": [columns(source) for source in page.sources.all()],
        "links": [columns(link) for link in page.links.filter(in_text=False)],
    }


def groups(page):
    """The names and managers of a page's groups of parts, the sections first."""
    return [("sections", page.sections), *((g.name, getattr(page, g.name)) for g in kinds.of(page).groups)]


def columns(row):
    """The columns of a row that a person fills in, and the originals of its translations, by column name."""
    # Untranslated text is missing whether it is NULL or empty: a form that is saved untouched changes nothing.
    return {
        field.attname: "" if value is None and isinstance(field, models.CharField | models.TextField) else value
        for field, value in ((field, field.value_from_object(row)) for field in _fields(row))
    }


def plain(content):
    """A snapshot as the database gives it back: dates as text."""
    return json.loads(json.dumps(content, cls=Revision._meta.get_field("content").encoder))


def fill(page, content):
    """Makes a draft what a snapshot says. Whoever calls it holds its lock, and records it."""
    fill_text(page, content)
    _fill_rows(Source, {"page": page}, page.sources.all(), content["sources"])
    _fill_rows(Link, {"from_page": page}, page.links.filter(in_text=False), content["links"])


def fill_text(page, content):
    """Likewise but for sources and lines, which have no anchor to know them by."""
    _set(page, content["page"])
    page.save(force_insert=page._state.adding)
    for name, keys in content["many"].items():
        manager = getattr(page, name)
        manager.set(manager.model.objects.filter(pk__in=keys))
    for name, manager in groups(page):
        _fill_group(page, manager, content["groups"].get(name, []))


def _fill_rows(model, owner, present, rows):
    """A row that says the same already stays the row that it is."""
    left = [(plain(columns(row)), row) for row in present]
    for order, told in enumerate(rows):
        kept = next((pair for pair in left if pair[0] == told), None)
        if kept:
            left.remove(kept)
        made = kept[1] if kept else model(**owner)
        _set(made, told)
        made.order = order
        if model is Source or made.leads_somewhere():  # the page that a line led to may be gone
            made.save()
    for _told, row in left:
        row.delete()


def _fill_group(page, manager, rows):
    existing = {part.anchor: part for part in manager.all()}
    for order, row in enumerate(rows):
        part = existing.pop(row["anchor"], None) or manager.model(**{manager.model.owner: page})
        _set(part, row)
        part.order = order
        part.save()
    for part in existing.values():
        part.delete()


def _set(row, values):
    for field in _fields(row):
        if field.attname in values:
            value = field.to_python(values[field.attname])
            if field.remote_field and value and not field.remote_field.model.objects.filter(pk=value).exists():
                value = None
            setattr(row, field.attname, value)
    if isinstance(row, Translated):
        row.remember_stored()  # the snapshot's own note of the originals holds, none is made anew


def _fields(row):
    left_out = OF_A_PAGE if isinstance(row, Page) else {"id", "order", "page", "from_page", getattr(row, "owner", "")}
    base = set(row.translated_fields()) if isinstance(row, Translated) else _untranslated(row)
    return [field for field in row._meta.concrete_fields if field.name not in left_out | base]


def _untranslated(row):
    names = {field.name for field in row._meta.concrete_fields}
    return {name for name in names if f"{name}_{languages.CODES[0]}" in names}
