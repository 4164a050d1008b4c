"""Finding pages by what readers type."""

from collections import Counter

from pages import highlighting, links, spelling, told
from pages.models import Edition
from pages.search_engine import Asked
from pages.search_keys import kind_key, topic_key
from pages.search_query import Query, parse
from pages.search_results import MOST_COUNTED, PER_PAGE, Found, Hit
from pages.search_words import words_of

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
        return Found(suggestion=_suggestion(sought), nearest=_nearest(sought), words=words)
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


def _nearest(sought):
    """The pages that have most of the words, or the site's words that are most like them."""
    scores = Counter()
    for term in sought.terms:
        for place, row in enumerate(_rows_for(term, sought.language)):
            scores[row[0]] += 1 - place / 1000
    best = sorted(scores, key=lambda number: (-scores[number], -number))[:MOST_NEAREST]
    return _hits(best, sought)


def _rows_for(term, language):
    """What has a term of a query; for an unknown word, what has one that begins or is spelt alike."""
    if rows := Asked(Query("", language, (term,))).rows():
        return rows
    for word in term.words:
        for like in spelling.alike(word, language)[:MOST_TRIED]:
            if rows := Asked(parse(like, language)).rows():
                return rows
    return []


def _suggestion(sought):
    """A whole query that finds something: on the other keyboard, or with the site's own words in place of unknown ones."""
    other = spelling.on_the_other_keyboard(sought.text)
    if _finds(other, sought.language):
        return " ".join(other.split())
    corrected = _corrected(sought)
    return corrected if corrected and _finds(corrected, sought.language) else ""


def _corrected(sought):
    """The query with every word that nothing has replaced by the likeliest word of a current edition."""
    text = sought.text
    for word in reversed(list(words_of(text))):
        if word.is_stop_word or _finds(word.text, sought.language):
            continue
        likeliest = spelling.candidates(word, sought.language)[:MOST_TRIED]
        better = next((text for text in likeliest if _finds(text, sought.language)), None)
        if better is None:
            return ""
        text = f"{text[: word.start]}{better}{text[word.end :]}"
    return " ".join(text.split())


def _finds(text, language):
    sought = parse(text, language)
    return sought is not None and Asked(sought).finds()
