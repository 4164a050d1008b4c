"""Finding pages by what readers type."""

from collections import Counter

from pages import kinds
from pages.content import links
from pages.models import Edition
from pages.prepared import Prepared
from pages.search import highlighting, told
from pages.search.engine import Asked
from pages.search.keys import kind_key, topic_key
from pages.search.query import parse
from pages.search.results import MOST_COUNTED, PER_PAGE, Found, Hit
from pages.search.sets import Sets
from pages.search.suggestions import Suggestions

__all__ = ["MOST_COUNTED", "PER_PAGE", "Found", "Hit", "find"]

COLUMNS = (
    "pk",
    "page_id",
    "kind",
    "language",
    "slug",
    "title",
    "summary",
    "search_entry__told",
    "search_entry__picture_file",
)

shown = Prepared(int, lambda numbers: Edition.objects.current().filter(pk__in=numbers).order_by().values_list(*COLUMNS))


def find(query, language, *, kind="", topic=None, page=1):
    """What a reader of a language finds for a query: a Found.

    `kind` is the name of a kind of page, `topic` the number of a topic, `page` any number: the nearest page is shown.
    Nothing that can be typed is an error.
    """
    sought = parse(query, language)
    if sought is None:
        return Found()
    filters = ([kind_key(kind)] if kind else []) + ([topic_key(topic)] if topic else [])
    sets = Sets(filters)
    words = tuple(word.text for term in sought.terms for word in term.words)
    # Of very many only a few are read to be counted by what they could be narrowed to.
    every, are_all = Asked(sought, sets).best()
    if not every:
        tried = Suggestions(sought, sets)
        return Found(suggestion=tried.query(), nearest=_hits(tried.nearest(), sought), words=words)
    if filters and not are_all:
        rows, _ = Asked(sought, sets, *filters).best()
    else:
        rows = [row for row in every if kind in ("", row.kind) and _is_under(row, topic)]
    counted = rows[:MOST_COUNTED]
    pages = -(-len(counted) // PER_PAGE)
    page = max(1, min(page, pages))
    return Found(
        hits=_hits([row.number for row in counted[(page - 1) * PER_PAGE : page * PER_PAGE]], sought),
        total=len(counted),
        more=len(rows) > MOST_COUNTED,
        page=page,
        pages=pages,
        kinds=_kinds(every if kind else rows, topic),
        topics=_topics(every, kind) | ({topic: len(counted)} if topic and counted else {}),
        all_counted=are_all,
        words=words,
    )


def _kinds(rows, topic):
    """How many of some rows are of each kind under a topic. Where not all were counted: 0 of the others, not none."""
    counts = Counter(row.kind for row in rows if _is_under(row, topic))
    if len(rows) > MOST_COUNTED:
        counts.update({kind.name: 0 for kind in kinds.every()})
    return dict(counts)


def _topics(rows, kind):
    return dict(Counter(int(number) for row in rows if kind in ("", row.kind) for number in row.topics.split()))


def _is_under(row, topic):
    return not topic or str(topic) in row.topics.split()


def _hits(numbers, sought):
    """The Hits of editions, in the order of their numbers."""
    marker = highlighting.Marker(sought)
    rows = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in shown.rows(numbers)}
    return [_hit(rows[number], marker) for number in numbers if number in rows]


def _hit(row, marker):
    anchor, heading, excerpt = marker.excerpt(told.Told(row["search_entry__told"]))
    return Hit(
        page_id=row["page_id"],
        kind=row["kind"],
        language=row["language"],
        slug=row["slug"],
        title=row["title"],
        summary=row["summary"],
        address=links.address_of(row),
        picture_file=row["search_entry__picture_file"],
        title_runs=marker.runs(row["title"]),
        excerpt_runs=excerpt,
        anchor=anchor,
        heading=heading,
    )
