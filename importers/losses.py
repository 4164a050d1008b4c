"""That no word of a document is lost: what it says against what the outline keeps."""

from collections import Counter

from importers.document import Document, plain, text_of, words
from importers.outline import GROUPS
from importers.text_lists import marked


def lost_words(source, outline):
    """The words of a Document, or of a plain text, that an outline does not keep: a sorted list, empty for none.

    Words are compared as often as they stand there. Bullets and the numbers of
    a list's items are none.
    """
    said = Counter(words(_text(source)))
    return sorted((said - words_of(outline)).elements())


def words_of(outline):
    """How often an outline keeps each word, as text, as a note or as data."""
    return Counter(word for text in _texts(outline) for word in words(text))


def _text(source):
    if isinstance(source, Document):
        return "\n".join(text_of(block) for block in source.blocks)
    marks = ((line, marked(line.strip())) for line in source.splitlines())
    return "\n".join(mark.text if mark else line for line, mark in marks)


def _texts(outline):
    yield from (outline.summary, *outline.notes, *(said for said, _ in outline.understood))
    for section in outline.sections:
        yield from (section.heading, plain(section.body), plain(section.closing))
    for group in GROUPS:
        for row in outline.rows(group):
            yield from (row.heading, plain(row.body))
    for row in outline.aspects:
        yield from (row.aspect, plain(row.here), plain(row.there))
    yield from (source.citation for source in outline.sources)
    yield from (link.words for link in outline.links)
