"""The last words under a group that speak of the whole of it again."""

import re

from importers.document import AlsoRead, ListBlock, Paragraph, plain
from pages import plain_text

CLOSES = re.compile(
    r"^(?:it(?:'s| is|’s) (?:also )?(?:important|worth|essential|recommended|advisable)|please|note\b|before"
    r" (?:deciding|undergoing)"
    r"|in (?:conclusion|short|summary|all cases|any case)|finally\b|overall\b|remember|ultimately|consult"
    r"|contact|book|for more|always"
    r"|all (?:of )?these|these (?:benefits|advantages|risks|complications|steps|symptoms)|your (?:doctor"
    r"|surgeon) will|therefore\b"
    r"|و?من (?:المهم|الضروري|الجدير)|و?يجب (?:التنويه|الانتباه|العلم|التنبيه|الاشاره)|و?تجدر|و?يجدر"
    r"|و?في (?:النهايه|الختام|جميع|كل الاحوال)|واخيرا|اخيرا|ختاما|لذلك|لذا|و?ينصح|قبل اتخاذ|احجز|تواصل|للمزيد"
    r"|استشر|يرجي|ملحوظه"
    r"|ملاحظه|و?بشكل عام|هذه (?:الفوائد|المخاطر|المضاعفات|الخطوات))"
)


def closing_split(rows):
    """The rows, and what of the last one's text is the group's own: ([(Row, blocks)], blocks)."""
    if not rows:
        return rows, []
    row, blocks = rows[-1]
    cut = next((n for n, block in enumerate(blocks) if n and _closes(block)), None)
    if cut is None and _has_one_more(rows):
        cut = max(n for n, block in enumerate(blocks) if isinstance(block, Paragraph))
    if cut is None:
        return rows, []
    return [*rows[:-1], (row, blocks[:cut])], blocks[cut:]


def _closes(block):
    return isinstance(block, Paragraph) and bool(CLOSES.match(plain_text.fold(plain(block.html))))


def _has_one_more(rows):
    """Whether the last row has two paragraphs where each of several others has a single block."""
    texts = [[block for block in blocks if not isinstance(block, AlsoRead)] for _, blocks in rows]
    paragraphs = all(isinstance(block, Paragraph) for block in texts[-1])
    return len(rows) > 2 and paragraphs and len(texts[-1]) == 2 and all(len(text) == 1 for text in texts[:-1])


def is_prose(block):
    """Whether a block is text that stands between lists."""
    return not isinstance(block, (AlsoRead, ListBlock))
