"""Which part of one text is which part of another: of two languages, or of two states of one text."""

import re

from importers.document import plain, words

# What a pair is worth in itself: a doubtful pair is better than two parts of one language each.
PAIRED = 0.2
LATIN_OR_DIGIT = re.compile(r"[A-Za-z]{2,}|\d+")


def aligned(old, new, likeness):
    """Pairs of places (i, j), in order, that make `old` and `new` most alike. `likeness(one, other)`: from 0 to 1."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[likeness(one, other) + PAIRED for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(alike[i][j] + best[i + 1][j + 1], best[i + 1][j], best[i][j + 1])
    return _path(best, alike)


def straight(old, new):
    """Pairs of the same places, for two lists of the same length."""
    return list(zip(range(len(old)), range(len(new)), strict=True))


def in_one_language(one, other):
    """How alike two texts of one language are: the share of the words that both have."""
    first, second = set(words(plain(one))), set(words(plain(other)))
    return len(first & second) / max(len(first | second), 1)


def across_languages(one, other):
    """How alike a text and its translation look: their length, lists and tables, numbers and Latin names."""
    signs = [_ratio(len(plain(one)), len(plain(other)))]
    counts = [(one.count(f"<{tag}"), other.count(f"<{tag}")) for tag in ("li", "h3", "td")]
    signs += [_ratio(*pair) for pair in counts if any(pair)]
    names = [set(LATIN_OR_DIGIT.findall(" ".join(words(plain(html))))) for html in (one, other)]
    if any(names):
        signs += [len(names[0] & names[1]) / len(names[0] | names[1])] * 3
    return sum(signs) / len(signs)


def _ratio(one, other):
    return (min(one, other) + 1) / (max(one, other) + 1)


def _path(best, alike):
    pairs, i, j = [], 0, 0
    while i < len(alike) and alike and j < len(alike[0]):
        if best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
