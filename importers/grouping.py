"""Which headings are rows of a group and which begin a section of their own."""

from importers import lines
from importers.chunks import Chunk, is_asked
from importers.comparison import has_sides, names_side, tells_sides
from importers.document import Paragraph, plain, text_of, words
from importers.outline import GROUPS
from importers.recognition import GLUE, Meaning
from importers.word_forms import alike

ROW_KINDS = {*GROUPS, "comparison"}
# Under a heading of another group these are sections of their own, never one of its rows.
NEVER_ROWS = {
    "risks", "candidates", "questions", "comparison", "indications", "benefits", "urgent", "call_us_if", "disclaimer",
    "sources", "alternatives", "if_nothing_is_done",
}  # fmt: skip
# An introduction longer than this is a section's own text, not the words before its rows.
LONGEST_INTRODUCTION = 60


def sections_of(chunks, topic, title):
    """The chunks that are sections, in order: rows below their group, sections nested by mistake beside it."""
    for chunk in chunks:
        if chunk.kind == "other" and tells_sides(chunk.blocks, title):
            chunk.meaning = Meaning("comparison")
    adopted = _with_rows_adopted(_with_steps_gathered(_with_questions_gathered(chunks)), topic)
    return [section for chunk in adopted for section in _separated(chunk)]


def _with_rows_adopted(chunks, topic):
    """Where rows and sections are headed alike, the rows go below the heading that opens their group."""
    result, place = [], 0
    while place < len(chunks):
        chunk = chunks[place]
        run = _run_after(chunk, chunks[place + 1 :], topic) if not _is_complete(chunk) else []
        if run and _opens(chunk, run):
            chunk.children += run
            place += len(run)
        result.append(chunk)
        place += 1
    return result


def _is_complete(chunk):
    """Whether what stands under a heading leaves no room for rows."""
    nested = any(not is_asked(child) for child in chunk.children)
    return nested or any(not isinstance(block, Paragraph) for block in chunk.text) or chunk.kind in ("lead", "sources")


def _run_after(chunk, following, topic):
    run = []
    for other in following:
        if other.level != chunk.level or not _may_be_row(chunk, other, topic):
            break
        run.append(other)
    return run


def _may_be_row(chunk, other, topic):
    if chunk.kind == "comparison":
        return has_sides(other) or names_side(chunk.heading, other.heading)
    if chunk.kind == "questions":
        return lines.asks(other.heading)
    if other.number.style and other.number.style != chunk.number.style:
        return True
    if other.number.style or other.is_sure or lines.is_question(other.heading):
        return False
    return bool(other.text or other.children) and not _names_topic(other, topic)


def _names_topic(chunk, topic):
    """Whether a heading names the whole of a topic of several words: it speaks of the page's subject, it is no row."""
    told = [word for word in topic if word not in GLUE]
    said = words(chunk.heading)
    return len(told) > 1 and all(any(alike(word, other) for other in said) for word in told)


def _opens(chunk, run):
    """Whether a heading opens a group of the headings after it."""
    if not chunk.text or chunk.kind in ("comparison", "questions"):
        return True
    if chunk.kind not in ROW_KINDS:
        return False
    if text_of(chunk.text[-1]).rstrip().endswith((":", "：")) or run[0].number.style:
        return True
    return len(run) > 1 and sum(len(plain(block.html).split()) for block in chunk.text) <= LONGEST_INTRODUCTION


def _with_steps_gathered(chunks):
    """Headings counted as steps that no group opens become one."""
    result, place = [], 0
    while place < len(chunks):
        end = place
        while end < len(chunks) and chunks[end].number.style == "step":
            end += 1
        follows_steps = result and result[-1].kind == "steps"
        if end - place > 1 and not (follows_steps and result[-1].level == chunks[place].level):
            result.append(Chunk(level=chunks[place].level, meaning=Meaning("steps"), children=chunks[place:end]))
        elif end > place and follows_steps:
            result[-1].children += chunks[place:end]
        else:
            end = place + 1
            result.append(chunks[place])
        place = end
    return result


def _with_questions_gathered(chunks):
    """Marked questions that stand under no heading become a group of their own."""
    gathered = []
    for chunk in chunks:
        if is_asked(chunk):
            _gather_question(gathered, chunk)
        else:
            gathered.append(chunk)
    return gathered


def _separated(chunk):
    """A chunk, then those of its children that are sections of their own."""
    rows, apart = [], []
    for child in chunk.children:
        if is_asked(child) and chunk.kind != "questions":
            _gather_question(apart, child)
        elif _stands_apart(chunk, child) or (apart and chunk.kind not in ROW_KINDS and chunk.kind != "questions"):
            apart.append(child)
        else:
            rows.append(child)
    chunk.children = rows
    yield chunk
    for other in apart:
        yield from _separated(other)


def _gather_question(apart, child):
    if not (apart and apart[-1].kind == "questions" and not apart[-1].heading):
        apart.append(Chunk(level=child.level, meaning=Meaning("questions")))
    apart[-1].children.append(child)


def _stands_apart(chunk, child):
    if chunk.kind in ("comparison", "questions") or child.number.style == "step" or not child.meaning:
        return False
    if chunk.kind == child.kind:
        return child.kind == "candidates" and child.meaning.suitable != chunk.meaning.suitable
    if chunk.kind in ROW_KINDS:
        return child.is_sure and child.kind in NEVER_ROWS
    return child.is_sure or (not chunk.text and not chunk.meaning)
