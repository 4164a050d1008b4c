"""How the index is laid out: its tiers, and what its keys look like."""

# Where a word stands, the best first.
TIERS = ("title", "aliases", "headings", "text")
TITLE, ALIASES, HEADINGS, TEXT = range(1, len(TIERS) + 1)
# How many editions PostgreSQL looks through at once for the newest.
STRETCH = 1000
ABOVE_TEXT = TIERS[:HEADINGS]


def key_in(language, key):
    """A key as the index of a language holds it."""
    return f"{language[0]}{key}"


def at_tier(tier, key):
    """A key in a tier (its number) or one above it, as the database's index holds it."""
    return f"{tier}{key}"


def with_those_below(keys):
    """All that the database's index holds of an edition: `{tier's name: keys}`, each key in its tier and all below."""
    numbered = enumerate(TIERS, 1)
    return {at_tier(below, key) for tier, name in numbered for key in keys[name] for below in range(tier, TEXT + 1)}


def kind_key(kind):
    """What the editions of a kind are kept under. No word's key begins so."""
    return f"k{kind}"


def stretch_key(number):
    """What the editions of a thousand numbers are kept under: pages/migrations/0002_search_index.py."""
    return f"n{number // STRETCH}"


def topic_key(topic):
    """What the editions under a topic are kept under. No word's key begins so."""
    return f"t{topic}"
