"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from pages import plain_text

# Past this many words a comparison by words costs more than it tells: the texts are shown whole.
MOST_WORDS = 4000


@dataclass(frozen=True)
class Change:
    """One text that changed. `place` is (anchor, field), with an empty anchor for the page itself."""

    place: tuple
    old: str
    new: str

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
    """The Changes between two dicts of texts by place, in the order of the new one."""
    places = list(new) + [place for place in old if place not in new]
    return [
        Change(place, old.get(place, ""), new.get(place, ""))
        for place in places
        if not plain_text.same(old.get(place, ""), new.get(place, ""))
    ]
