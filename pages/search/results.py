"""What a search gives: hits, how many there are, and what to try where there are none."""

from dataclasses import dataclass, field

PER_PAGE = 10
# Counting further would cost more than it tells: ten pages of results, then "more than 100".
MOST_COUNTED = 100


@dataclass(frozen=True)
class Hit:
    """One page that a search found. Runs are `(text, is_match)` pairs, to be escaped like any other text.

    `anchor` and `heading` name the part that the excerpt is from; both are empty for the summary.
    """

    page_id: int
    kind: str
    language: str
    slug: str
    title: str
    summary: str
    address: str
    picture_file: str
    title_runs: list
    excerpt_runs: list
    anchor: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Found:
    """What a search found. Where `more` is true, there are more than `total`.

    `kinds` counts by kind whatever kind was asked for, `topics` (by number) whatever topic was; every count is "at
    least" where not `all_counted`, and every kind is among `kinds`. `suggestion` is a
    whole query that finds something, or ""; `nearest` are the nearest pages where nothing was found. `words` are
    the words that were looked for, as they were typed.
    """

    hits: list = field(default_factory=list)
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 0
    kinds: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    all_counted: bool = True
    suggestion: str = ""
    nearest: list = field(default_factory=list)
    words: tuple = ()
