"""What is told of a change, applied, gives the old text and the new one back: of random texts in both languages."""

import random
from html import escape

import pytest

from pages.content import blocks, changed_blocks, rewritten
from pages.content.blocks import Table
from pages.rich_text import clean_html

WORDS = ["the", "knee", "والرُّكبة", "عملية", "a", "لا", "in", "٣", "أيام", "<b>&", "5mg", "نَ", "café"]


class Texts:
    """Random rich texts, and what an editor may make of one."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def pair(self):
        old = [self.block() for _ in range(self.chance.randint(0, 6))]
        new = list(old)
        for _ in range(self.chance.randint(0, 4)):
            self.change(new)
        return clean_html("".join(old)), clean_html("".join(new))

    def words(self, most):
        return escape(" ".join(self.chance.choices(WORDS, k=self.chance.randint(0, most))))

    def block(self):
        heading = self.chance.choice(["h3", "h4"])
        made = [f"<p>{self.words(14)}</p>", f"<{heading}>{self.words(4)}</{heading}>", self.list(), self.table()]
        return self.chance.choice([*made, made[0], f"<blockquote>{made[0]}</blockquote>"])

    def list(self, depth=1):
        name = self.chance.choice(["ul", "ol"])
        deeper = self.list(depth + 1) if depth < 3 and self.chance.random() < 0.3 else ""
        items = (f"<li><p>{self.words(4)}</p>{deeper}</li>" for _ in range(self.chance.randint(1, 3)))
        return f"<{name}>{''.join(items)}</{name}>"

    def table(self):
        columns, rows = self.chance.randint(1, 4), self.chance.randint(1, 5)
        tags = [self.chance.choice(["th", "td"]), *["td"] * (rows - 1)]
        return f"<table>{''.join(self.row(tag, columns) for tag in tags)}</table>"

    def row(self, tag, columns):
        count = columns if self.chance.random() < 0.9 else self.chance.randint(1, 4)
        return f"<tr>{''.join(f'<{tag}><p>{self.words(3)}</p></{tag}>' for _ in range(count))}</tr>"

    def change(self, made):
        at = self.chance.randint(0, len(made))
        what = self.chance.choice(["add", "remove", "move", "word", "split", "heading", "column"])
        if what == "add" or at == len(made):
            made.insert(at, self.block())
        elif what == "remove":
            del made[at]
        elif what == "move":
            made.insert(self.chance.randrange(len(made)), made.pop(at))
        elif what == "word":
            made[at] = made[at].replace("<p>", f"<p>{self.words(2)} ", 1)
        elif what == "split" and made[at].startswith("<p>"):
            made[at] = made[at].replace(" ", "</p><p>", 1)
        elif what == "heading" and made[at].startswith("<p>"):
            made[at] = made[at].replace("p>", "h3>")
        elif what == "column":
            made[at] = made[at].replace("<tr>", f"<tr><th>{self.words(2)}</th>")


def side(one, state, tag):
    """A changed block or table without what is only on the other side, whose state and tag of words are given."""
    if not hasattr(one, "rows"):
        return said(one.runs, tag)
    rows = (
        [said(cell.runs, tag) for cell in row.cells if cell.state != state] for row in one.rows if row.state != state
    )
    return tuple(tuple(row) for row in rows if row)


def said(runs, tag):
    return " ".join(words for own, text in runs if own != tag for words in text.split())


def told(pieces, state, tag):
    """One side of what changed: the lines or tables, each with the form of its line."""
    changed = (one for piece in pieces for one in piece.blocks if one.state != state)
    return [(None if hasattr(one, "rows") else one.block.form, side(one, state, tag)) for one in changed]


def lines(found):
    return [(None if isinstance(one, Table) else one.form, one.key) for one in found]


def words(lines):
    """All words, a table's too; those of tables stand behind, for of what is replaced tables come first."""
    tables = [
        word for _form, key in lines if isinstance(key, tuple) for row in key for cell in row for word in cell.split()
    ]
    return [word for _form, key in lines if isinstance(key, str) for word in key.split()], sorted(tables)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_told_gives_both_texts_back(seed, monkeypatch):
    monkeypatch.setattr(rewritten, "BESIDE", 1000)  # so that no words are left out
    texts = Texts(seed)
    for _ in range(250):
        html = texts.pair()
        old, new = map(blocks.of_rich, html)
        pieces = changed_blocks.pieces(old, new)
        assert told(pieces, "gone", "removed") == lines(new), html
        assert words(told(pieces, "new", "added")) == words(lines(old)), html
        forms = {one.form for one in old if not isinstance(one, Table)}
        same = (one for piece in pieces if piece.folded == "same" and not piece.table for one in piece.blocks)
        assert all(one.block.form in forms for one in same), html
