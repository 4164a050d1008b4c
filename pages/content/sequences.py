"""Which items of two lists are the same, in a time that grows with their length and hardly with what they hold."""

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher

# Two stretches are compared item by item while the product of their lengths is no larger: 20 ms at the worst.
MOST_PAIRS = 40_000


def opcodes(old, new):
    """As `difflib.SequenceMatcher.get_opcodes` gives them: (tag, i, j, k, m), the tag "equal", "replace", "delete" or "insert".

    Long lists are cut first at what stands once in both, in the same order; a stretch that is still too long counts as
    replaced as a whole.
    """
    return list(_opcodes(_blocks(old, new), len(old), len(new)))


def _opcodes(blocks, old_length, new_length):
    i = k = 0
    for start, at, size in [*_joined(blocks), (old_length, new_length, 0)]:
        tag = "replace" if i < start and k < at else "delete" if i < start else "insert"
        if i < start or k < at:
            yield tag, i, start, k, at
        i, k = start + size, at + size
        if size:
            yield "equal", start, i, at, k


def _joined(blocks):
    """Blocks of what is equal, those that touch each other as one."""
    found = []
    for i, k, size in blocks:
        if found and (i, k) == (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]):
            i, k, before = found.pop()
            size += before
        found.append((i, k, size))
    return found


def _blocks(old, new):
    """What is equal: (place in the old list, place in the new one, length) of each block, in their order."""
    if len(old) * len(new) <= MOST_PAIRS:
        yield from _compared(old, new, 0, 0)
        return
    i = k = 0
    for start, at in [*_anchors(old, new), (len(old), len(new))]:
        if (start - i) * (at - k) <= MOST_PAIRS:
            yield from _compared(old[i:start], new[k:at], i, k)
        if start < len(old):
            yield start, at, 1
        i, k = start + 1, at + 1


def _compared(old, new, i, k):
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i + start, k + at, size) for start, at, size in matcher.get_matching_blocks() if size]


def _anchors(old, new):
    """The places (old, new) of what stands once in each list, the most of them that have one order; ends that are equal too."""
    start = next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - start
    backwards = zip(reversed(old), reversed(new), strict=False)
    end = min(most, next((n for n, (one, other) in enumerate(backwards) if one != other), most))
    head = [(n, n) for n in range(start)]
    tail = [(len(old) - n, len(new) - n) for n in range(end, 0, -1)]
    return head + _in_one_order(_once_in_both(old, new, start, end)) + tail


def _once_in_both(old, new, start, end):
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    counted = Counter(new_middle)
    places = {item: n for n, item in enumerate(new_middle, start) if counted[item] == 1}
    counted = Counter(old_middle)
    return [(n, places[item]) for n, item in enumerate(old_middle, start) if counted[item] == 1 and item in places]


def _in_one_order(pairs):
    """The longest run of pairs whose second numbers rise, of pairs whose first ones do."""
    lasts, ends, before = [], [], {}
    for pair in pairs:
        place = bisect_left(lasts, pair[1])
        before[pair] = ends[place - 1] if place else None
        lasts[place : place + 1], ends[place : place + 1] = [pair[1]], [pair]
    found, pair = [], ends[-1] if ends else None
    while pair:
        found.append(pair)
        pair = before[pair]
    return found[::-1]
