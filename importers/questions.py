"""Questions and answers, however a page marks them."""

import re
from html import escape
from itertools import pairwise

from importers import lines
from importers.document import ASKED, Heading, ListBlock, Paragraph, plain, text_of
from importers.inline import EMPHASIS, after_tags
from importers.outline import Row

QUESTION = re.compile(
    r"^(?:(?:q|question|س|سؤال|السؤال)\s*(?:[0-9٠-٩]{1,2})?\s*[:：.\-–/)]+|q[0-9]{1,2}\s)\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
ANSWER = re.compile(
    r"^(?:a|answer|ans|ج|جواب|الجواب|الإجابة|الاجابة|إجابة)\s*(?:[0-9٠-٩]{1,2})?\s*[:：.\-–/)]+\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
ANSWER_INSIDE = re.compile(r"(?<=[?؟.])\s*(?=(?:A|Answer|ج|جواب|الجواب|الإجابة)\s*[0-9٠-٩]{0,2}\s*[:：/])")
ASKS_THEN_SAYS = re.compile(r"^(?P<question>[^?؟]{8,280}[?؟])(?P<answer>.*)$", re.DOTALL)
LONGEST_QUESTION = 40
LONGEST_MARKED = 18


def with_questions_marked(blocks, outline):
    """The blocks with each "Q: …" a heading of its own rank and each "A: …" after it without its mark."""
    marked = []
    for block in _questions_between_answers(blocks):
        if isinstance(block, (Heading, Paragraph)):
            marked += _marked(block, outline, bool(marked) and _is_asked(marked[-1]))
        else:
            marked.append(block)
    return marked


def _questions_between_answers(blocks):
    """The blocks with paragraphs that only ask, each with its answer after it, as headings where several follow."""
    asking = [n for n in range(len(blocks) - 1) if _only_asks(blocks[n]) and not _only_asks(blocks[n + 1])]
    asking = [n for n in asking if not isinstance(blocks[n + 1], Heading)]
    together = {n for n, m in pairwise(asking) if _no_heading(blocks[n:m])}
    together |= {m for n, m in pairwise(asking) if n in together}
    return [Heading(ASKED, plain(block.html)) if n in together else block for n, block in enumerate(blocks)]


def _only_asks(block):
    text = plain(block.html) if isinstance(block, Paragraph) else ""
    return lines.is_question(text) and len(text.split()) <= LONGEST_MARKED and not re.search(r"[.؛!]\s", text)


def _no_heading(blocks):
    return not any(isinstance(block, Heading) for block in blocks)


def _is_asked(block):
    return isinstance(block, Heading) and (block.level == ASKED or lines.is_question(block.text))


def _marked(block, outline, after_question):
    html = block.html if isinstance(block, Paragraph) else escape(block.text, quote=False)
    opening, rest = after_tags(html)
    if match := QUESTION.match(rest):
        outline.understand(plain(rest[: match.start("text")]), "question")
        return _asked(match["text"], outline)
    if after_question and (match := ANSWER.match(rest)):
        outline.understand(plain(rest[: match.start("text")]), "answer")
        return [Paragraph(_closed(opening, match["text"]))]
    return [block]


def _asked(html, outline):
    """A question's heading, and the answer where it stands in the same line."""
    question, *answers = ANSWER_INSIDE.split(html, maxsplit=1)
    if not answers and "<br>" in html:
        question, *answers = html.split("<br>", 1)
    blocks = [Heading(ASKED, plain(question))]
    for answer in answers:
        blocks += _marked(Paragraph(_balanced(answer)), outline, True)
    return blocks


def _closed(opening, html):
    """Text whose mark was taken off, with the tags that opened before the mark where there are words in them."""
    return EMPHASIS.sub(r"\2", _balanced(f"{opening}{html}")).strip()


def _balanced(html):
    even = all(html.count(f"<{tag}>") == html.count(f"</{tag}>") for tag in ("strong", "em"))
    return html if even else re.sub("</?(?:strong|em)>", "", html)


def rows_of_questions(chunk, outline):
    """The questions under a heading: (blocks before them, [(Row, blocks)] with the answers' blocks)."""
    before, rows = [], []
    for block in _split_open(chunk.blocks):
        if isinstance(block, Heading):
            number = lines.numbered(block.text)
            outline.understand(number.mark, "number")
            rows.append((Row(number.text), []))
        else:
            (rows[-1][1] if rows else before).append(block)
    for child in chunk.children:
        rows.append((Row(child.heading), child.with_children()))
    return before, rows


def _split_open(blocks):
    """The blocks with every question that stands in a paragraph or an item as a heading."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _of_paragraph(block)
        elif isinstance(block, ListBlock) and _are_questions(block):
            for item in block.items:
                yield from _of_item(item)
        else:
            yield block


def _of_paragraph(block):
    text = plain(block.html)
    if lines.is_question(text) and len(text.split()) <= LONGEST_QUESTION and not re.search(r"[.؛]\s", text):
        return [Heading(ASKED, text)]
    return _bold_question(block.html) or [block]


def _bold_question(html):
    """A paragraph that opens with a bold question: the question, then the rest."""
    match = re.match(r"^<strong>(?P<question>[^<]*[?؟])\s*</strong>\s*(?P<answer>.+)$", html, re.DOTALL)
    if not match:
        return []
    answer = re.sub(r"^(?:<br>\s*)+", "", match["answer"])
    return [Heading(ASKED, plain(match["question"])), Paragraph(answer)]


def _are_questions(block):
    return (
        sum("?" in text_of(ListBlock((item,))) or "؟" in text_of(ListBlock((item,))) for item in block.items)
        > len(block.items) / 2
    )


def _of_item(item):
    if bold := _bold_question(item.html):
        return [*bold, *item.blocks]
    match = ASKS_THEN_SAYS.match(item.html)
    if not match or "<" in match["question"]:
        asked = lines.is_question(plain(item.html))
        return [Heading(ASKED, plain(item.html)) if asked else Paragraph(item.html), *item.blocks]
    answer = match["answer"].strip()
    return [Heading(ASKED, plain(match["question"])), *([Paragraph(answer)] if answer else []), *item.blocks]
