"""The words before a document's first heading: its summary, and a section of what is too long for one."""

from importers.also_read import LINK
from importers.chunks import Chunk
from importers.document import AlsoRead, Paragraph, plain
from importers.placing import place_as_text

MOST_WORDS = 130
MOST_PARAGRAPHS = 3


def place_lead(blocks, chunks, outline):
    """Places the lead, or an introduction that stands for it. Returns the chunks that are left to place."""
    if not any(not isinstance(block, AlsoRead) for block in blocks) and chunks and chunks[0].kind == "lead":
        first, *chunks = chunks
        outline.understand(first.heading, "summary")
        blocks, chunks = [*blocks, *first.blocks], [*first.children, *chunks]
    summary, rest = _split(blocks)
    outline.summary = "\n\n".join(plain(block.html) for block in summary)
    for url, inner in (found for block in summary for found in LINK.findall(block.html)):
        outline.note(f"{plain(inner)}: {url}")
    place_as_text(Chunk(blocks=rest), outline)
    return chunks


def _split(blocks):
    """The paragraphs that are the summary, and the blocks that are not."""
    opening = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            break
        opening.append(block)
    sizes = [len(plain(block.html).split()) for block in opening]
    if len(opening) > MOST_PARAGRAPHS or sum(sizes) > MOST_WORDS or len(opening) < _texts(blocks):
        opening = opening[:1] if sizes and sizes[0] <= MOST_WORDS and not plain(opening[0].html).endswith(":") else []
    return opening, blocks[len(opening) :]


def _texts(blocks):
    return sum(not isinstance(block, AlsoRead) for block in blocks)
