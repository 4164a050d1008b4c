"""What a draft says in a language: all of its words, to compare with a document's."""

from collections import Counter

from importers.document import plain, words
from pages.drafting import snapshots


def words_of(page, language):
    """How often a draft has each word in a language: texts, links, import note."""
    return Counter(word for text in _texts(page, language) for word in words(plain(text)))


def _texts(page, language):
    yield page.import_note
    yield from (page.text(name, language) for name in page.translated_fields() if name != "slug")
    for _, manager in snapshots.groups(page):
        for row in manager.all():
            yield from (row.text(name, language) for name in row.translated_fields())
    for link in page.links.filter(in_text=False):
        yield link.wording.text if link.wording else ""
        yield getattr(link, f"label_{language}") or ""
    for source in page.sources.all():
        yield getattr(source, f"citation_{language}") or ""


def snapshot(page):
    """Everything that an import could change of a page, to see that it did not."""
    page.refresh_from_db()
    documents = list(page.imported_documents.order_by("pk").values())
    return snapshots.plain(snapshots.of(page)), page.version, page.revisions.count(), documents
