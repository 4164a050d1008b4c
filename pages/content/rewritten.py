"""Lines that were rewritten: their words compared across all of them, and laid over the lines as they stand now."""

from dataclasses import replace
from itertools import groupby

from pages.content import sequences
from pages.content.blocks import Block

# Of a long run of words that did not change so many are shown beside those that did.
BESIDE = 8
# A line of more words of which less than a quarter stayed is told as one that is gone and one that is new.
FEW_WORDS = 12


def told(old, new):
    """The new Blocks with their runs of words, and those that are gone between them: (Block, Block it was, runs) triples.

    The Block that it was is None but where all words that stayed are of one Block, which is of another kind.
    """
    found = []
    for block, before, origin, runs in _Rewritten(is_one=len(old) == len(new) == 1).of(old, new):
        if _is_another(runs):
            gone = [("removed", word) for tag, word in runs if tag != "added"]
            found.append((replace(before or block, number=None), None, _joined(gone)))
            origin, runs = None, [("added", word) for tag, word in runs if tag != "removed"]
        found.append((block, origin, _shortened(_joined(runs))))
    return found


class _Rewritten:
    """A line that is gone as a whole stands as it was; words that are gone of another stand in what took their place.

    `is_one`: there is one line that became another one, whose words stand together.
    """

    def __init__(self, is_one):
        self.is_one = is_one
        self.found = []  # (block, the one that was there, the one of another kind that it was, runs) of those that are whole
        self.standing = None  # the runs of the last of them that stands in the new text
        self.runs, self.was, self.stayed = [], None, []  # of the one that is being put together

    def of(self, old, new):
        before = [(word, block) for block in old for word in block.words.split()]
        after = [(word, n) for n, block in enumerate(new) for word in block.words.split()]
        for tag, i, j, k, m in sequences.opcodes([word for word, _block in before], [word for word, _n in after]):
            for block, taken in _by_block(before[i:j] if tag != "equal" else ()):
                self._take_out([word for word, _block in taken], block)
            for place in range(k, m):
                word, n = after[place]
                self.runs.append(("same" if tag == "equal" else "added", word))
                if tag == "equal":
                    self.stayed.append(before[i + place - k][1])
                    self.was = self.was or self.stayed[0]
                if place + 1 == len(after) or after[place + 1][1] != n:
                    self._end(new[n])
        if self.runs:
            self._behind(self.runs)
        return self.found

    def _end(self, block):
        forms = {one.form for one in self.stayed}
        is_of_another = len(forms) == 1 and block.form not in forms
        self.found.append((block, self.was, self.stayed[0] if is_of_another else None, self.runs))
        self.standing = self.runs
        self.runs, self.was, self.stayed = [], None, []

    def _take_out(self, words, block):
        line, runs = block.words.split(), [("removed", word) for word in words]
        if words == line and not self.runs and not self.is_one:
            self.found.append((replace(block, number=None), block, None, runs))
        elif words[0] != line[0] and not self.runs:
            self._behind(runs, block)
        else:
            self.runs += runs
            self.was = self.was or block

    def _behind(self, runs, block=None):
        """Puts words behind the last line that stands in the new text, or else into one that is gone."""
        if self.standing is not None:
            self.standing.extend(runs)
        elif self.found:
            self.found[-1][-1].extend(runs)
        else:
            block = block or self.was or Block("")
            self.found.append((replace(block, number=None), block, None, list(runs)))


def _by_block(pairs):
    return [
        (same[0][1], same) for _key, found in groupby(pairs, key=lambda pair: id(pair[1])) for same in [list(found)]
    ]


def _is_another(runs):
    """Whether so little of a line stayed that it is another one."""
    counted = {tag: sum(one == tag for one, _word in runs) for tag in ("same", "added", "removed")}
    longest = counted["same"] + max(counted["added"], counted["removed"])
    is_rewritten = bool(counted["added"] and counted["removed"])
    return is_rewritten and longest > FEW_WORDS and 4 * counted["same"] < longest


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
    return [run for run in shown if run[1]]
