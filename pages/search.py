"""Finding pages by what readers type."""

from collections import Counter

from pages import highlighting, kinds, links, spelling, told
from pages.models import Edition
from pages.prepared import Prepared
from pages.search_engine import Asked
from pages.search_keys import kind_key, topic_key
from pages.search_query import Query, parse
from pages.search_results import MOST_COUNTED, PER_PAGE, Found, Hit

__all__ = ["MOST_COUNTED", "PER_PAGE", "Found", "Hit", "find"]

MOST_NEAREST = 5
MOST_TRIED, MOST_COMPARED = 4, 30
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
    asked = Asked(sought)
    words = tuple(word.text for term in sought.terms for word in term.words)
    every = asked.newest if asked.newest or asked.are_few else asked.rows()
    if not every:
        return _nothing(sought, words)
    rows = _narrowed(sought, asked, kind, topic)
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
        topics=dict(Counter(int(number) for row in every if kind in ("", row.kind) for number in row.topics.split())),
        all_counted=asked.are_few,
        words=words,
    )


def _kinds(rows, topic):
    """How many of some rows are of each kind under a topic. Where not all were counted: 0 of the others, not none."""
    counts = Counter(row.kind for row in rows if _is_under(row, topic))
    if len(rows) > MOST_COUNTED:
        counts.update({kind.name: 0 for kind in kinds.every()})
    return dict(counts)


def _narrowed(sought, asked, kind, topic):
    """The rows of a kind and a topic; where there are more rows than are counted, the index is asked for these."""
    if asked.are_few:
        return [row for row in asked.rows() if kind in ("", row.kind) and _is_under(row, topic)]
    filters = ([kind_key(kind)] if kind else []) + ([topic_key(topic)] if topic else [])
    return Asked(sought, *filters).rows() if filters else asked.rows()


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


def _nothing(sought, words):
    """What there is to try where nothing has all of the words."""
    terms = sought.terms if len(sought.terms) > 1 else ()
    found = [Asked(Query("", sought.language, (term,)), most=MOST_COMPARED).rows() for term in terms]
    unknown = [term for term, rows in zip(terms, found, strict=True) if not rows] if terms else sought.terms
    meant = {word: spelling.alike(word, sought.language) for term in unknown for word in term.words}
    found.extend(_first_found(like, sought.language) for like in meant.values())
    return Found(suggestion=_suggestion(sought, meant), nearest=_hits(_most_found(found), sought), words=words)


def _first_found(like, language):
    """The rows of the first of the site's words like an unknown one that any current edition has."""
    for text in [*like.longer, *like.meant][:MOST_TRIED]:
        if rows := Asked(parse(text, language, with_synonyms=False), most=MOST_COMPARED).rows():
            return rows
    return []


def _most_found(found):
    """The editions that are in most of some lists, and furthest up there."""
    scores = Counter()
    for rows in found:
        for place, row in enumerate(rows):
            scores[row.number] += 1 - place / 1000
    return sorted(scores, key=lambda number: (-scores[number], -number))[:MOST_NEAREST]


def _suggestion(sought, meant):
    """A whole query that finds something: on the other keyboard, or with the site's own words for the unknown ones."""
    other = " ".join(spelling.on_the_other_keyboard(sought.text).split())
    if _finds(other, sought.language):
        return other
    text = sought.text
    for word in sorted(meant, key=lambda word: -word.start):
        better = next((own for own in meant[word].meant[:MOST_TRIED] if _finds(own, sought.language)), None)
        if better is None:
            return ""
        text = f"{text[: word.start]}{better}{text[word.end :]}"
    text = " ".join(text.split())
    return text if meant and _finds(text, sought.language) else ""


def _finds(text, language):
    sought = parse(text, language, with_synonyms=False)
    return sought is not None and Asked(sought, most=MOST_TRIED).finds()
