"""What stands above a document's text, or under it: its title, slogans, dates and view counts."""

import re
from html import escape

from importers import lines
from importers.dates import date_of, date_within, is_change_date, views_of
from importers.document import ASKED, UNRANKED, Heading, ListBlock, Paragraph, plain, text_of, words
from importers.recognition import GENERIC, GLUE, meaning_of
from importers.word_forms import alike, forms

FIELDS = re.compile(r"\s*(?:[|·•¦]|\s[–—/-]\s|<br>)\s*")
ABOUT_CLINIC = re.compile(
    r"\b(?:dr|doctor|prof|clinic|clinics|cent(?:er|re)|hospital)\b|(?:^|\s)(?:د|دكتور|الدكتور|ا د|بروفيسور"
    r"|عياده|عيادات|مركز|مستشفي|بقلم|كتب|اعداد)(?:\s|$)|^by "
)


def read_preamble(blocks, outline):
    """The blocks of the text itself. The date, the views and the title go to the outline, slogans to its notes."""
    facts = [block for block in blocks if _is_fact(block)]
    above = _above(blocks, facts)
    for block in facts:
        for field in _fields(block):
            _take(field, outline)
    rest = [block for block in blocks if not any(block is fact for fact in facts)]
    return _without_titles(rest, outline, above)


def _above(blocks, facts):
    """How many short lines stand above the last of the facts that stand above the text."""
    count, above = 0, 0
    for block in blocks:
        if any(block is fact for fact in facts):
            above = count
        elif isinstance(block, (Heading, Paragraph)) and lines.is_title_like(text_of(block)):
            count += 1
        else:
            break
    return above


def _is_fact(block):
    """Whether a line consists of dates, counts of views and perhaps a name."""
    if not isinstance(block, (Heading, Paragraph, ListBlock)) or len(text_of(block)) > 200:
        return False
    fields = _fields(block)
    others = [field for field in fields if not _known(field)]
    return len(others) < len(fields) and sum(len(field.split()) for field in others) < 15


def _fields(block):
    """The fields of a line such as "Oct 22, 2024 | 3,106 views", also where nothing parts them."""
    if isinstance(block, ListBlock):
        return [plain(item.html) for item in block.items] if not any(item.blocks for item in block.items) else []
    html = block.html if isinstance(block, Paragraph) else escape(block.text, quote=False)
    if _is_plainly_known(plain(html)):
        return [plain(html)]
    fields = [plain(field) for field in FIELDS.split(html) if plain(field)]
    said = plain(html).split()
    if len(fields) == 1 and len(said) < 14:
        for n in range(1, len(said)):
            halves = [" ".join(said[:n]), " ".join(said[n:])]
            if all(map(_is_plainly_known, halves)):
                return halves
    return fields


def _known(field):
    return _is_plainly_known(field) or date_within(field) is not None


def _is_plainly_known(field):
    return date_of(field) is not None or views_of(field) is not None or is_change_date(field)


def _take(field, outline):
    day, views = date_of(field), views_of(field)
    if day is None and outline.first_published_on is None:
        outline.first_published_on = date_within(field)
    if day and outline.first_published_on is None:
        outline.first_published_on = day
        outline.understand(field, "first_published_on")
    elif views is not None and outline.opening_views is None:
        outline.opening_views = views
        outline.understand(field, "opening_views")
    else:
        outline.note(field)


def _without_titles(blocks, outline, above):
    """`above`: how many lines stood above the facts; these are no text."""
    blocks = list(blocks)
    sole = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if len(sole) == 1 and _stands_early(blocks, sole[0]):
        above -= blocks.index(sole[0]) < above
        blocks.remove(sole[0])
        _title(sole[0].text, outline)
    while blocks and _is_preamble(blocks, outline, above):
        _title(text_of(blocks.pop(0)), outline)
        above -= 1
    return _with_questions_in_lead(blocks)


def _stands_early(blocks, heading):
    """The title stands before every other heading, with no more than a short line or two above it."""
    before = blocks[: blocks.index(heading)]
    return not any(isinstance(block, Heading) and block.level > 1 for block in before)


def _title(said, outline):
    if words(said) == words(outline.title):
        outline.understand(said, "title")
    else:
        outline.note(said)


def _is_preamble(blocks, outline, above):
    block = blocks[0]
    if not isinstance(block, (Heading, Paragraph)) or not lines.is_title_like(text_of(block)):
        return False
    said = text_of(block)
    if words(said) == words(outline.title) or (_is_title(said, outline.title) and len(blocks) > 1):
        return True
    if isinstance(block, Heading) and block.level != UNRANKED:
        return False
    if above > 0 or (ABOUT_CLINIC.search(" ".join(words(said))) and len(blocks) > 1):
        return True
    if meaning_of(said, words(outline.title)) or lines.asks(said) or len(blocks) < 2:
        return False
    if isinstance(blocks[1], Heading):
        return _holds(said, outline.title)
    return isinstance(block, Heading) and isinstance(blocks[1], Paragraph)


def _is_title(said, title):
    """Whether a line says the title, and beside it only what any procedure is called."""
    if lines.asks(said) or meaning_of(said, words(title)):
        return False
    told = [word for word in words(said) if not forms(word) & (GENERIC | GLUE)]
    return _holds(said, title) and all(any(alike(word, other) for other in words(title)) for word in told)


def _holds(said, title):
    topic = [word for word in words(title) if word not in GLUE and word not in GENERIC]
    return bool(topic) and all(any(alike(word, other) for other in words(said)) for word in topic)


def _with_questions_in_lead(blocks):
    """A question that opens the text ("Do you suffer from …?") is the lead's first sentence, no heading."""
    if len(blocks) > 1 and isinstance(blocks[0], Heading) and blocks[0].level in (UNRANKED, ASKED):
        said = blocks[0].text
        if lines.is_question(said) and meaning_of(said) is None and isinstance(blocks[1], Paragraph):
            return [Paragraph(escape(said, quote=False)), *blocks[1:]]
    return blocks
