"""A neutral document becomes an outline: every word of it in its place, or in a section where it stood."""

from html import escape

from importers.asides import with_links_found, without_furniture
from importers.chunks import chunks_of
from importers.dates import date_of
from importers.document import plain, words
from importers.grouping import sections_of
from importers.lead import place_lead
from importers.loose_cells import with_tables_found
from importers.outline import GROUPS, Outline
from importers.placing import place, place_as_text, place_sources
from importers.preamble import read_preamble

LONGEST_HEADING = 200
LONGEST_QUESTION = 300


def outline_of(document, *, kind, language, title):
    """The Outline of a document as a page of a kind ("procedure", "article", "page")."""
    outline = Outline(kind, language, title, left_out=list(document.left_out))
    blocks = read_preamble(without_furniture(with_links_found(document.blocks), outline), outline)
    blocks = with_tables_found(blocks, title)
    _take_facts(document.facts, outline)
    for what, said in document.left_out:
        if what == "media":
            outline.note(said)
    topic = tuple(words(title.split(":")[0]))
    lead, chunks = chunks_of(blocks, outline, topic)
    chunks = place_lead(lead, _opened_up(chunks), outline)
    if kind == "procedure":
        evidence = _evidence(chunks, outline)
        for chunk in sections_of(chunks, topic, title):
            place(chunk, outline, evidence)
    else:
        for chunk in chunks:
            place_sources(chunk, outline) if chunk.kind == "sources" else place_as_text(chunk, outline)
    _fit(outline)
    return outline


def _take_facts(facts, outline):
    """What the head of a file says: the date where the text has none, a description, the rest as notes."""
    for name, value in facts.items():
        if name in ("date", "published"):
            day = date_of(value.split("T")[0].split(" +")[0])
            outline.first_published_on = outline.first_published_on or day
        elif name in ("description", "excerpt"):
            outline.search_description = plain(value)[:300]
        elif not (name == "title" and words(value) == words(outline.title)):
            outline.note(f"{name}: {value}")


def _opened_up(chunks):
    """Where one heading stands above all others, these are the sections."""
    while len(chunks) == 1 and chunks[0].children and chunks[0].kind == "other":
        children, chunks[0].children = chunks[0].children, []
        chunks = [*([chunks[0]] if chunks[0].heading or chunks[0].blocks else []), *children]
    return chunks


def _evidence(chunks, outline):
    """The words of the page's headings outside its comparison: they name its own procedure."""
    headings = [chunk.heading for chunk in chunks if chunk.kind != "comparison"]
    return tuple(word for heading in headings for word in words(heading)) + tuple(words(outline.summary))


def _fit(outline):
    """Headings that are longer than any column become the first words of their text."""
    for row in [*outline.sections, *(row for group in GROUPS for row in outline.rows(group))]:
        longest = LONGEST_QUESTION if row in outline.questions else LONGEST_HEADING
        if len(row.heading) > longest:
            row.heading, row.body = "", f"<p><strong>{escape(row.heading, quote=False)}</strong></p>{row.body}"
    for row in outline.aspects:
        if len(row.aspect) > LONGEST_HEADING:
            row.aspect, row.here = "", f"<p><strong>{escape(row.aspect, quote=False)}</strong></p>{row.here}"
