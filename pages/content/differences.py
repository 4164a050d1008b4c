"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from pages import plain_text

# Past this many words a comparison by words costs more than it tells: the texts are shown whole.
MOST_WORDS = 4000
# The place of a change in the order of parts.
ORDER = ("", "order")


@dataclass(frozen=True)
class Text:
    """One text as it is compared: in words, and exactly as it is kept.

    `part` and `field` are what people call its place, "" for the page itself; `language` is that of the words, "" for
    those of the interface.
    """

    words: str
    exactly: object = ""
    part: str = ""
    field: str = ""
    language: str = ""


NOTHING = Text("")


@dataclass(frozen=True)
class Change:
    """One text that changed. `place` is (anchor, field), with an empty anchor for the page itself; the rest as in Text."""

    place: tuple
    old: str
    new: str
    part: str = ""
    field: str = ""
    language: str = ""

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
    if len(before) + len(after) > MOST_WORDS:
        return [run for run in (("removed", old), ("added", new)) if run[1]]
    runs = []
    matcher = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
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
    pairs = ((place, old.get(place, NOTHING), new.get(place, NOTHING)) for place in places)
    return [
        Change(place, before.words, after.words, told.part, told.field, told.language)
        for place, before, after in pairs
        for told in (after if place in new else before,)
        if before.exactly != after.exactly or not plain_text.same(before.words, after.words)
    ]


def of_order(old, new):
    """The Change in the order of what two dicts of names by anchor have in common: a list of one, or of none."""
    before, after = [anchor for anchor in old if anchor in new], [anchor for anchor in new if anchor in old]
    if before == after:
        return []
    names = ("\n".join(new[anchor] for anchor in order) for order in (before, after))
    return [Change(ORDER, *names, field=_("order of the parts"))]
