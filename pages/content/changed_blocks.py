"""What changed in a text, block by block: its paragraphs, list items and headings as they stand now, with words marked."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import groupby

from pages.content import differences

# Where `rich_text.text_of` ends a line; a line break does so too.
ENDS_A_LINE = {"p", "li", "h3", "h4", "tr", "td", "th", "blockquote"}
LISTS, HEADINGS = {"ul", "ol"}, {"h3", "h4"}
# Of a long run of words that did not change so many are shown beside those that did.
BESIDE = 8
# A block that did not change is folded from so many words on; two or more of them always are.
SHORT = 6


@dataclass(frozen=True)
class Block:
    """One line of a text: `kind` is "p", "li" or "heading"; of an item also its list, its depth (from 1) and its number.

    `runs` are its words as in `differences.of_words`; "left_out" stands for words between that did not change.
    """

    words: str
    kind: str = "p"
    list: str = ""
    depth: int = 0
    number: int | None = None
    runs: tuple = ()

    @property
    def is_changed(self):
        return any(tag in ("removed", "added") for tag, _words in self.runs)


@dataclass(frozen=True)
class Piece:
    """Some Blocks that follow each other; `is_folded`: they did not change, and are shown when they are asked for."""

    blocks: list
    is_folded: bool = False

    @property
    def are_items(self):
        return all(block.kind == "li" for block in self.blocks)

    @property
    def groups(self):
        """The blocks as they are drawn: (list, depth, blocks) each, the list "" for what is in none."""
        grouped = groupby(self.blocks, key=lambda block: (block.list, block.depth))
        return [(name, depth, list(blocks)) for (name, depth), blocks in grouped]


def pieces(old, new, is_rich):
    """What changed from the words of a text, one block a line, to its new HTML (or plain text): a list of Pieces."""
    blocks = blocks_of(new) if is_rich else [Block(line) for line in _lines(new)]
    grouped = groupby(_compared(_lines(old), blocks), key=lambda block: block.is_changed)
    found = [(is_changed, list(same)) for is_changed, same in grouped]
    return [Piece(same, is_folded=not is_changed and _is_long(same)) for is_changed, same in found]


def blocks_of(html):
    """The Blocks of rich text, one for each line of its `rich_text.text_of`."""
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    reader.end_line()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.words, self.open = [], "", []
        self.lists = []  # those that are open, the outermost first: [name, number of the last item]

    def handle_starttag(self, tag, attributes):
        if tag == "br":
            self.end_line()
        else:
            self.open.append(tag)
        if tag in LISTS:
            start = dict(attributes).get("start") or ""
            self.lists.append([tag, int(start) - 1 if start.isdecimal() and len(start) < 6 else 0])
        if tag == "li" and self.lists:
            self.lists[-1][1] += 1

    def handle_endtag(self, tag):
        if tag in ENDS_A_LINE:
            self.end_line()
        if tag in LISTS and self.lists:
            self.lists.pop()
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def handle_data(self, data):
        self.words += data

    def end_line(self):
        self.blocks += [self._block(line) for line in _lines(self.words)]
        self.words = ""

    def _block(self, words):
        if "li" in self.open and self.lists:
            name, number = self.lists[-1]
            return Block(words, "li", name, len(self.lists), number if name == "ol" else None)
        return Block(words, "heading" if HEADINGS & set(self.open) else "p")


def _lines(text):
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _is_long(blocks):
    return len(blocks) > 1 or len(blocks[0].words.split()) > SHORT


def _compared(before, blocks):
    """The new blocks with their runs, and those that are gone between them."""
    after = [block.words for block in blocks]
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (replace(block, runs=(("same", block.words),)) for block in blocks[k:m])
            continue
        beside = next(iter([*blocks[k:], *blocks[k - 1 : k]]), Block(""))
        yield from _Rewritten(beside).of(before[i:j], blocks[k:m])


class _Rewritten:
    """Lines that were rewritten: their words compared across all of them, and laid over the new blocks.

    A line that is gone as a whole becomes a block of its own, of the kind of what stands `beside` it.
    """

    def __init__(self, beside):
        self.gone = replace(beside, words="", number=None)
        self.found = []  # (block, runs) of those that are whole
        self.runs = []  # of the one that is being put together

    def of(self, before, blocks):
        old = [(word, line) for line, words in enumerate(before) for word in words.split()]
        new = [(word, block) for block in blocks for word in block.words.split()]
        for tag, i, j, k, m in _opcodes([word for word, _line in old], [word for word, _block in new]):
            for line, taken in groupby(old[i:j] if tag != "equal" else (), key=lambda pair: pair[1]):
                self._take_out([word for word, _line in taken], before[line].split())
            for place in range(k, m):
                word, block = new[place]
                self.runs.append(("same" if tag == "equal" else "added", word))
                if place + 1 == len(new) or new[place + 1][1] is not block:
                    self.found.append((block, self.runs))
                    self.runs = []
        if self.runs:
            self._behind().extend(self.runs)
        return [replace(block, runs=_shortened(_joined(runs))) for block, runs in self.found]

    def _take_out(self, words, line):
        runs = [("removed", word) for word in words]
        if words == line and not self.runs:
            self.found.append((self.gone, runs))
        elif words[0] != line[0] and not self.runs:
            self._behind().extend(runs)
        else:
            self.runs += runs

    def _behind(self):
        """The runs of the last block that stands in the new text, or of one that does not."""
        there = [runs for block, runs in self.found if block.words]
        if not there:
            self.found.append((self.gone, []))
        return there[-1] if there else self.found[-1][1]


def _opcodes(old, new):
    if len(old) + len(new) > differences.MOST_WORDS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _joined(runs):
    """Words as runs, those that follow each other in the same way as one."""
    return [(tag, " ".join(word for _tag, word in same)) for tag, same in groupby(runs, key=lambda run: run[0])]


def _shortened(runs):
    """Runs without the words, far from any change, that did not change."""
    last, shown = len(runs) - 1, []
    for place, (tag, text) in enumerate(runs):
        words = text.split()
        before, after = (0 if place == 0 else BESIDE), (0 if place == last else BESIDE)
        if tag != "same" or len(runs) == 1 or len(words) <= before + after + BESIDE:
            shown.append((tag, text))
            continue
        shown += [
            ("same", " ".join(words[:before])),
            ("left_out", "…"),
            ("same", " ".join(words[len(words) - after :])),
        ]
    return tuple(run for run in shown if run[1])
