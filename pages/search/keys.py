"""How the index is laid out: its tiers, and what its keys look like."""

# Where a word stands, the best first.
TIERS = ("title", "aliases", "headings", "text")
TITLE, ALIASES, HEADINGS, TEXT = range(1, len(TIERS) + 1)
# Under it stand the editions that ended or were cancelled, and may still stand under other keys.
GONE = "-"
LONGEST = 80


def key_in(language, key):
    """A key as the index of a language holds it."""
    return f"{language[0]}{key}"[:LONGEST]


def kind_key(kind):
    """What the editions of a kind are kept under. No word's key begins so."""
    return f"k{kind}"


def topic_key(topic):
    """What the editions under a topic are kept under. No word's key begins so."""
    return f"t{topic}"
