"""A document's blocks as a tree of headings, each with what stands under it and what it means."""

from dataclasses import dataclass, field

from importers import lines
from importers.document import ASKED, UNRANKED, AlsoRead, Heading
from importers.questions import with_questions_marked
from importers.recognition import Meaning, meaning_of

# Where headings of plain text stand, and labels among them ("Common side effects:").
TEXT_LEVEL, LABEL_LEVEL = 2, 6


NOT_NUMBERED = lines.Numbered("", "", "")


@dataclass
class Chunk:
    """A heading with what stands under it. `number`: how it was counted ("1.", "Step 2:")."""

    heading: str = ""
    level: int = 0
    blocks: list = field(default_factory=list)
    children: list = field(default_factory=list)
    meaning: Meaning | None = None
    number: lines.Numbered = NOT_NUMBERED

    @property
    def kind(self):
        return self.meaning.kind if self.meaning else "other"

    @property
    def is_sure(self):
        return bool(self.meaning and self.meaning.sure)

    @property
    def text(self):
        """The blocks without the links that stand among them."""
        return [block for block in self.blocks if not isinstance(block, AlsoRead)]

    def with_children(self):
        """All blocks in order, the children's under their headings."""
        blocks = list(self.blocks)
        for child in self.children:
            blocks += [*([Heading(child.level, child.heading)] if child.heading else []), *child.with_children()]
        return blocks


def chunks_of(blocks, outline, topic):
    """The blocks before the first heading, and the tree of those after it: (lead blocks, Chunks)."""
    blocks = _ranked(with_questions_marked(blocks, outline), topic)
    root = Chunk(level=-1)
    open_chunks = [root]
    for block in blocks:
        if not isinstance(block, Heading):
            open_chunks[-1].blocks.append(block)
            continue
        chunk = _chunk(block, outline, topic)
        while open_chunks[-1].level >= block.level:
            open_chunks.pop()
        open_chunks[-1].children.append(chunk)
        open_chunks.append(chunk)
    return root.blocks, root.children


def _chunk(block, outline, topic):
    number = lines.numbered(block.text)
    heading = number.text.rstrip(" :：") or number.text
    outline.understand(number.mark, "number")
    return Chunk(heading, block.level, meaning=meaning_of(block.text, topic), number=number)


def _ranked(blocks, topic):
    """The blocks with a level for every heading that says nothing of its own."""
    unranked = [block for block in blocks if isinstance(block, Heading) and block.level == UNRANKED]
    known = [block for block in unranked if meaning_of(block.text, topic)]
    colon_tells = not all(map(_ends_in_colon, unranked))
    number_tells = len(known) > 1 and all(lines.numbered(block.text).style for block in known)
    return [
        Heading(_level(block, block in known, colon_tells, number_tells), block.text) if block in unranked else block
        for block in blocks
    ]


def _level(block, is_known, colon_tells, number_tells):
    """Labels ("Common side effects:") and headings without the number that all others have stand below these."""
    style = lines.numbered(block.text).style
    if style == "decimal":
        return LABEL_LEVEL
    if is_known or style:
        return TEXT_LEVEL
    return LABEL_LEVEL if number_tells or (colon_tells and _ends_in_colon(block)) else TEXT_LEVEL


def _ends_in_colon(block):
    return block.text.rstrip().endswith((":", "："))


def is_asked(chunk):
    """Whether a chunk is one question of a list of questions."""
    return chunk.level == ASKED
