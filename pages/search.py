"""Finding pages by what readers type."""

from collections import Counter

from pages import highlighting, links, spelling, told
from pages.models import Edition
from pages.search_engine import Asked
from pages.search_keys import kind_key, topic_key
from pages.search_query import Query, parse
from pages.search_results import MOST_COUNTED, PER_PAGE, Found, Hit

__all__ = ["MOST_COUNTED", "PER_PAGE", "Found", "Hit", "find"]

MOST_NEAREST = 5
MOST_TRIED = 4


def find(query, language, *, kind="", topic=None, page=1):
    """What a reader of a language finds for a query: a Found.

    `kind` is the name of a kind of page, `topic` the number of a topic, `page` any number: the nearest page is shown.
    Nothing that can be typed is an error.
    """
    sought = parse(query, language)
    if sought is None:
        return Found()
    asked = Asked(sought)
    every = asked.rows()
    words = tuple(word.text for term in sought.terms for word in term.words)
    if not every:
        return _nothing(sought, words)
    rows = _filtered(sought, every, kind, topic)
    shown = rows[:MOST_COUNTED]
    pages = -(-len(shown) // PER_PAGE)
    page = max(1, min(page, pages))
    return Found(
        hits=_hits([row[0] for row in shown[(page - 1) * PER_PAGE : page * PER_PAGE]], sought),
        total=len(shown),
        more=len(rows) > MOST_COUNTED,
        page=page,
        pages=pages,
        kinds=dict(Counter(row[1] for row in every if _is_under(row, topic))),
        topics=dict(Counter(int(number) for row in every if kind in ("", row[1]) for number in row[2].split())),
        words=words,
    )


def _filtered(sought, every, kind, topic):
    """The rows of a kind and a topic; where there are more rows than were counted, the index is asked again."""
    if not kind and not topic:
        return every
    if len(every) > MOST_COUNTED:
        keys = ([kind_key(kind)] if kind else []) + ([topic_key(topic)] if topic else [])
        return Asked(sought, *keys).rows()
    return [row for row in every if kind in ("", row[1]) and _is_under(row, topic)]


def _is_under(row, topic):
    return not topic or str(topic) in row[2].split()


def _hits(numbers, sought):
    """The Hits of editions, in the order of their numbers."""
    marker = highlighting.Marker(sought)
    columns = ("page_id", "kind", "language", "slug", "title", "summary")
    kept = ("search_entry__told", "search_entry__picture_file")
    editions = Edition.objects.current().filter(pk__in=numbers).order_by()
    rows = {row["pk"]: row for row in editions.values("pk", *columns, *kept)}
    return [_hit(rows[number], marker) for number in numbers if number in rows]


def _hit(row, marker):
    anchor, heading, excerpt = marker.excerpt(told.unpacked(row["search_entry__told"]))
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
    found = [Asked(Query("", sought.language, (term,))).rows() for term in terms]
    unknown = [term for term, rows in zip(terms, found, strict=True) if not rows] if terms else sought.terms
    meant = {word: spelling.alike(word, sought.language) for term in unknown for word in term.words}
    found.extend(_first_found(like, sought.language) for like in meant.values())
    return Found(suggestion=_suggestion(sought, meant), nearest=_hits(_most_found(found), sought), words=words)


def _first_found(like, language):
    """The rows of the first of the site's words like an unknown one that any current edition has."""
    for text in [*like.longer, *like.meant][:MOST_TRIED]:
        if rows := Asked(parse(text, language, with_synonyms=False)).rows():
            return rows
    return []


def _most_found(found):
    """The editions that are in most of some lists, and furthest up there."""
    scores = Counter()
    for rows in found:
        for place, row in enumerate(rows):
            scores[row[0]] += 1 - place / 1000
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
    return sought is not None and Asked(sought).finds()
