"""What changed between two texts, word by word."""

import dataclasses
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pages import plain_text
from pages.content import sequences

# The place of a change in the order of parts.
ORDER = ("", "order")
# What stands for an anchor in the places of sources.
SOURCES = "sources"


@dataclass(frozen=True)
class Text:
    """One text as it is compared: in words, and exactly as it is kept.

    `part` and `field` are what people call its place, "" for the page itself; `language` is that of the words, "" for
    those of the interface. `html` is rich text that has these words, None for any other.
    """

    words: str
    exactly: object = ""
    part: str = ""
    field: str = ""
    language: str = ""
    html: str | None = None


NOTHING = Text("")


@dataclass(frozen=True)
class Change:
    """One text that changed. `place` is (anchor, field), with an empty anchor for the page itself; the rest as in Text.

    `old_html` and `new_html` are its rich text, None where it is not rich. `whole` is "new" or "gone" where all of its part is.
    """

    place: tuple
    old: str
    new: str
    part: str = ""
    field: str = ""
    language: str = ""
    old_html: str | None = dataclasses.field(default=None, compare=False)
    new_html: str | None = dataclasses.field(default=None, compare=False)
    whole: str = dataclasses.field(default="", compare=False)

    @property
    def is_rich(self):
        return self.old_html is not None or self.new_html is not None

    @property
    def has_same_words(self):
        """Whether what changed is in none of its words."""
        return plain_text.same(self.old, self.new)

    @property
    def note(self):
        """What is told where the words are the same."""
        if self.place[1].startswith("picture"):
            return _("Another picture with the same words.")
        if self.place == ORDER:
            return _("Parts of the same name changed places.")
        return _("The words are the same; their formatting, or where a link leads, changed.")

    @property
    def runs(self):
        """The texts as runs of words: ("same" | "removed" | "added", words) pairs."""
        return of_words(self.old, self.new)


def of_words(old, new):
    """Two texts as runs of words: a list of ("same" | "removed" | "added", words) pairs."""
    before, after = re.findall(r"\S+\s*", old or ""), re.findall(r"\S+\s*", new or "")
    runs = []
    for tag, i, j, k, m in sequences.opcodes([w.strip() for w in before], [w.strip() for w in after]):
        if tag == "equal":
            # Where one of the texts ends here, the space after the last word is the other's.
            goes_on = before[j - 1][-1].isspace() and not after[m - 1][-1].isspace()
            runs.append(("same", "".join(before[i:j] if goes_on else after[k:m])))
            continue
        if i < j:
            runs.append(("removed", "".join(before[i:j])))
        if k < m:
            runs.append(("added", "".join(after[k:m])))
    return runs


def of_texts(old, new):
    """The Changes between two dicts of Texts by place, in the order of the new one."""
    places = list(new) + [place for place in old if place not in new]
    parts = _parts(old), _parts(new)
    pairs = ((place, old.get(place, NOTHING), new.get(place, NOTHING)) for place in places)
    return [
        _change(place, before, after, after if place in new else before, _whole(place[0], *parts))
        for place, before, after in pairs
        if before.exactly != after.exactly or not plain_text.same(before.words, after.words)
    ]


def _change(place, before, after, told, whole):
    named = told.part, told.field, told.language
    return Change(place, before.words, after.words, *named, before.html, after.html, whole)


def _parts(texts):
    """The anchors of the parts of which some texts are; a line after a group is of none."""
    return {anchor for anchor, field in texts if not field.startswith("also_read")} - {"", SOURCES}


def _whole(anchor, old, new):
    if (anchor in old) == (anchor in new):
        return ""
    return "new" if anchor in new else "gone"


def of_order(old, new):
    """The Change in the order of what two dicts of names by anchor have in common: a list of one, or of none."""
    before, after = [anchor for anchor in old if anchor in new], [anchor for anchor in new if anchor in old]
    if before == after:
        return []
    names = ("\n".join(new[anchor] for anchor in order) for order in (before, after))
    return [Change(ORDER, *names, field=_("order of the parts"))]
