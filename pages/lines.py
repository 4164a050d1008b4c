"""The "Also read" lines as words, for whoever compares what a page said with what it says."""

from django.utils import translation

from pages import languages, part_names
from pages.models import Page, Wording


def of_content(content, language):
    """The lines of an edition's content: {(after anchor, "also_read"): words}."""
    rows = [(row["after"], row["page"], row["part"], row["wording"], row["label"]) for row in content["links"]]
    return _told(rows, language)


def of_snapshot(content):
    """The lines of a draft's snapshot, likewise."""
    language = languages.current()
    columns = ("after_anchor", "to_page_id", "to_anchor", "wording_id", f"label_{language}")
    return _told([tuple(row.get(column) for column in columns) for row in content["links"]], language)


def _told(rows, language):
    pages = Page.objects.in_bulk({page for _after, page, *_rest in rows if page})
    wordings = Wording.objects.in_bulk({wording for *_rest, wording, _label in rows if wording})
    with translation.override(language):
        parts = part_names.of_places((page, part) for _after, page, part, *_rest in rows if page)
    told = {}
    for after, page, part, wording, label in rows:
        name = pages[page].name_in(language) if page in pages else str(wordings.get(wording, ""))
        told.setdefault((after or "", "also_read"), []).append(_words(label, name, parts.get((page, part), part)))
    return {place: "\n".join(names) for place, names in told.items()}


def _words(label, name, part):
    """What a line says: its own words, with the part that it leads to set apart, or the page and the part."""
    if label:
        return f"{label} ({part})" if part else label
    return f"{name}: {part}" if part else name
