"""Sections of a document become the parts of an outline, with the "Also read" lines where they stood."""

from importers.also_read import LINK
from importers.closings import closing_split
from importers.comparison import compared_in, here_of, sides_of
from importers.document import AlsoRead, Heading, ListBlock, Paragraph, Table, plain
from importers.outline import GROUPS, Aspect, Link, Section, Source
from importers.questions import rows_of_questions
from importers.rendering import html_of
from importers.rows import rows_under

LONGEST_CITATION = 400
# What a section is where its text is kept as it stood.
PROSE_KINDS = {"lead": "what_it_is", "sources": "other"}


def place(chunk, outline, evidence):
    """Places one section of a procedure. `evidence`: words that name the page's own procedure."""
    if chunk.kind == "comparison":
        _place_comparison(chunk, outline, evidence)
    elif chunk.kind in GROUPS:
        _place_group(chunk, outline)
    elif chunk.kind == "sources":
        place_sources(chunk, outline)
    else:
        _place_section(chunk, outline)


def place_as_text(chunk, outline):
    """Places one section of an article: its text in pieces, so that each link stands where it stood."""
    heading, piece = chunk.heading, []
    blocks = _lists_whole(chunk.with_children())
    for block in blocks:
        if not isinstance(block, AlsoRead):
            piece.append(block)
            continue
        if piece or heading:
            outline.sections.append(_piece(heading, piece))
            heading, piece = "", []
        _link(block, outline.sections[-1] if outline.sections else None, outline)
    if piece or heading:
        outline.sections.append(_piece(heading, piece))


def place_sources(chunk, outline):
    """Places a list of sources; a section where they stand in another shape."""
    blocks = [block for block in chunk.with_children() if not isinstance(block, AlsoRead)]
    if not all(isinstance(block, (ListBlock, Paragraph)) for block in blocks) or any(
        _is_nested(block) for block in blocks
    ):
        _place_section(chunk, outline)
        return
    lines = [line for block in blocks for line in (block.items if isinstance(block, ListBlock) else (block,))]
    sources = [_source(line.html) for line in lines]
    if any(len(source.citation) > LONGEST_CITATION for source in sources):
        _place_section(chunk, outline)
        return
    outline.understand(chunk.heading, "sources")
    outline.sources += sources
    for block in chunk.blocks:
        if isinstance(block, AlsoRead):
            _link(block, None, outline)


def _place_section(chunk, outline):
    kind = PROSE_KINDS.get(chunk.kind, chunk.kind)
    blocks = _lists_whole(chunk.with_children())
    section = Section(kind, chunk.heading, html_of(_texts(blocks)))
    outline.sections.append(section)
    _links(blocks, section, outline)


def _place_group(chunk, outline):
    if chunk.kind == "questions":
        before, rows = rows_of_questions(chunk, outline)
        rows, after = closing_split(rows)
    else:
        before, rows, after = rows_under(chunk, outline)
    if not rows or _is_told_already(chunk, outline):
        _place_section(chunk, outline)
        return
    section = _group_section(chunk, before, after, outline)
    for n, (row, blocks) in enumerate(rows):
        if chunk.kind == "candidates" and not row.suitability:
            row.suitability = _suitability(chunk)
        row.body = html_of(_texts(_lists_whole(blocks)), highest=4)
        outline.rows(chunk.kind).append(row)
        is_end = n == len(rows) - 1 and not _texts(after)
        _links(blocks, row, outline, at_end=section if is_end and section else row)
    last = rows[-1][0]
    _links(before, section or last, outline)
    _links_after(after, last, section or last, outline)


def _is_told_already(chunk, outline):
    """Whether a group has its rows: a second list of the kind stays the text that it was, under its own heading."""
    rows = outline.rows(chunk.kind)
    if chunk.kind == "candidates":
        return any(row.suitability == _suitability(chunk) for row in rows)
    return bool(rows) and chunk.kind != "questions"


def _suitability(chunk):
    return "suitable" if chunk.meaning.suitable else "not_suitable"


def _group_section(chunk, before, after, outline):
    """The section that heads a group; None where nothing stands around its rows.

    Where another one heads it already, a heading that only says what the rows say themselves is a note.
    """
    section = Section(chunk.kind, chunk.heading, html_of(_texts(before)), html_of(_texts(after)))
    earlier = [other for other in outline.sections if other.kind == chunk.kind]
    if earlier and outline.rows(chunk.kind) and not section.closing and all(map(is_label, _texts(before))):
        outline.note(section.heading)
        outline.note(plain(section.body))
        return None
    for other in earlier if not outline.rows(chunk.kind) else ():
        other.kind = "other"  # prose: the group is headed by the section that has its rows
    if section.heading or section.body or section.closing:
        outline.sections.append(section)
        return section
    return None


def is_label(block):
    """Whether a block only leads in what follows it."""
    return isinstance(block, Paragraph) and plain(block.html).endswith((":", "："))


def _place_comparison(chunk, outline, evidence):
    before, rows, after = compared_in(chunk, outline.title)
    sides = sides_of(rows)
    here = here_of(sides, outline.title, evidence) if sides else None
    if here is None or outline.aspects:
        _place_section(chunk, outline)
        return
    outline.compared_with_name = sides[1 - here]
    outline.sections.append(section := Section("comparison", chunk.heading, html_of(_texts(before))))
    for block in chunk.blocks:
        if isinstance(block, Table) and block not in before and block not in after:
            outline.understand(plain(block.rows[0][0]), "comparison")
    for row in rows:
        is_end = row is rows[-1] and not _texts(after)
        _place_aspect(row, here, outline, at_end=section if is_end else None)
    section.closing = html_of([*(block for row in rows for block in row.rest), *_texts(after)])
    _links(before, section, outline)
    _links_after(after, outline.aspects[-1], section, outline)


def _place_aspect(row, here, outline, at_end):
    for said in row.said:
        outline.understand(said.label, "comparison")
    outline.understand(row.told, "comparison")
    texts = [_as_block(said.html) for said in row.said]
    aspect = Aspect(row.aspect, texts[here], texts[1 - here])
    outline.aspects.append(aspect)
    _links(row.links, at_end or aspect, outline)


def _as_block(html):
    return html if html.startswith(("<p>", "<ul>", "<ol>", "<h3>", "<table>")) else f"<p>{html}</p>"


def _piece(heading, blocks):
    if not heading and blocks and isinstance(blocks[0], Heading):
        heading, blocks = blocks[0].text, blocks[1:]
    return Section("other", heading, html_of(blocks))


def _source(html):
    links = [(url, inner) for url, inner in LINK.findall(html) if url.startswith(("http://", "https://"))]
    return Source(plain(html), links[0][0] if links else "")


def _is_nested(block):
    return isinstance(block, ListBlock) and any(item.blocks for item in block.items)


def _lists_whole(blocks):
    """A list that a link parted is one list again, and the link stands after it."""
    whole = []
    for block in blocks:
        links = []
        while whole and isinstance(block, ListBlock) and isinstance(whole[-1], AlsoRead):
            links.insert(0, whole.pop())
        if links and whole and isinstance(whole[-1], ListBlock) and whole[-1].ordered == block.ordered:
            whole[-1] = ListBlock(whole[-1].items + block.items, block.ordered)
            whole += links
        else:
            whole += [*links, block]
    return whole


def _texts(blocks):
    return [block for block in blocks if not isinstance(block, AlsoRead)]


def _links(blocks, part, outline, at_end=None):
    """Keeps the links among blocks as standing after a part; those with no text after them after `at_end`."""
    for n, block in enumerate(blocks):
        if isinstance(block, AlsoRead):
            _link(block, at_end if at_end is not None and not _texts(blocks[n:]) else part, outline)


def _links_after(blocks, row, section, outline):
    """Keeps the links among a group's closing words: before these after its last row, else after the section."""
    for n, block in enumerate(blocks):
        if isinstance(block, AlsoRead):
            _link(block, row if _texts(blocks[n:]) and not _texts(blocks[:n]) else section, outline)


def _link(block, part, outline):
    outline.links.append(Link(block.label, block.url, part, block.words))
