"""The "Also read" lines as words, for whoever compares what a page said with what it says."""

from pages import languages
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
    told = {}
    for after, page, part, wording, label in rows:
        name = pages[page].name_in(language) if page in pages else str(wordings.get(wording, ""))
        told.setdefault((after or "", "also_read"), []).append((label or name) + (f" #{part}" if part else ""))
    return {place: "\n".join(names) for place, names in told.items()}
