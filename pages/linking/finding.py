"""Finding the page that somebody means to link to: among drafts, in both languages at once.

A page is found by its titles and other names, by the names of its parts, and by whatever the site's own search finds
it by (synonyms, other forms of a word, its text).
"""

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, When

from pages import languages, plain_text
from pages.linking import places
from pages.models import Page, Section
from pages.search import search
from pages.words import search_words

LONGEST = 200
MOST_WORDS, MOST_WEIGHED, MOST = 6, 40, 8
MOST_NAMED = 4
SHORTEST_STEM = 3
# Where the words stand: the better the place, the larger.
IN_TEXT, IN_PART, IN_ANOTHER_NAME, IN_TITLE, FIRST_IN_TITLE = range(1, 6)
BY = {IN_TEXT: "text", IN_ANOTHER_NAME: "name"}


@dataclass(frozen=True)
class Result:
    """A page with its places, those of them that the words name (`named`), and by what else it was found.

    `by`: "name" for another name than its title, "text" for what only the site's search knows, else "".
    """

    page: Page
    places: list
    named: list
    by: str = ""

    @property
    def others(self):
        """The blocks that the words do not name."""
        return [place for place in self.places if not place.is_row and place not in self.named]

    @property
    def groups(self):
        """The groups of the page, each with its rows: (block, rows)."""
        return [(block, rows) for block, rows in places.by_block(self.places) if rows]


def find(query, without=None):
    """The Results of a query, the best first, `without` one page. Nothing that can be typed is an error."""
    words = list(search_words.words_of(plain_text.clean(query[:LONGEST])))
    sought = [_forms(word) for word in words if not word.is_stop_word][:MOST_WORDS]
    if not sought:
        return []
    hits = _hits(query)
    weighed = _candidates(sought, hits).exclude(pk=without and without.pk)[:MOST_WEIGHED]
    found = results(weighed, sought)
    scores = {result.page.pk: _score(result, sought, hits) for result in found}
    kept = [replace(result, by=BY.get(scores[result.page.pk], "")) for result in found if scores[result.page.pk]]
    return sorted(kept, key=lambda result: scores[result.page.pk], reverse=True)[:MOST]


def results(pages, sought=()):
    """Pages as Results: of their rows only those that the words name."""
    pages = list(pages)
    known = places.of_pages(pages)
    return [_result(page, known[page.pk], sought) for page in pages]


def _result(page, known, sought):
    rest = [forms for forms in sought if not _has(page.finding_words, forms)] or (sought if len(sought) == 1 else [])
    named = [place for place in known if rest and all(_has(_words(place), forms) for forms in rest)][:MOST_NAMED]
    return Result(page, known, named)


def _score(result, sought, hits):
    """The better the larger; 0 for what has not all of the words."""
    titles = [plain_text.words(result.page.text("title", code)) for code in languages.CODES]
    if all(_has(" ".join(titles), forms) for forms in sought):
        return FIRST_IN_TITLE if any(title.startswith(tuple(sought[0])) for title in titles) else IN_TITLE
    if all(_has(result.page.finding_words, forms) for forms in sought):
        return IN_ANOTHER_NAME
    return IN_PART if result.named else IN_TEXT * (result.page.pk in hits)


def _candidates(sought, hits):
    """The drafts that have one of the words in a name or a heading, or that the site's search finds; most words first."""
    named = [reduce(or_, (Q(finding_words__contains=form) for form in forms)) for forms in sought]
    columns = [f"heading_{code}__icontains" for code in languages.CODES]
    headed = reduce(or_, (Q(**{column: form}) for forms in sought for form in forms for column in columns))
    sections = Section.objects.filter(headed).order_by().values("page")
    count = sum(Case(When(one, then=1), default=0, output_field=IntegerField()) for one in named)
    return Page.objects.filter(reduce(or_, named) | Q(pk__in=sections) | Q(pk__in=hits)).order_by(-count, "-pk")


def _hits(query):
    """The numbers of the pages that the site's search finds in either language."""
    return {hit.page_id for code in languages.CODES for hit in search.find(query, code).hits}


def _forms(word):
    """The spellings of a word: as it is typed, without what Arabic writes before it, and its stems."""
    forms = (form for form in word.forms.bare | word.forms.stems if len(form) >= SHORTEST_STEM)
    return {plain_text.words(word.text), *forms} - {""}


def _words(place):
    return plain_text.words(" ".join(place.names.values()))


def _has(words, forms):
    return any(form in words for form in forms)
