"""What pages are called: an index of titles and other names, so that no text has to be held against every page."""

from itertools import islice, product

from django.db import transaction

from pages import kinds, languages, plain_text
from pages.models import NameKey, PageName, Wording
from pages.words.search_words import words_of

ARTICLES = {"the", "a", "an"}
# A name whose words can be read in more ways than this is looked up by the first of them.
MOST_WAYS = 8
SHORTEST = 3
LONGEST_KEY = 250
AT_ONCE = 200


def names_of(page):
    """What a page is called: {(language, folded words): (text, is_title)}, the title before its other names."""
    found = {}
    for language in languages.CODES:
        facts = [page.text(name, language) for name in kinds.of(page).names]
        for place, text in enumerate([page.text("title", language), *page.alias_list(language), *facts]):
            text = " ".join(plain_text.clean(text).split())[: PageName.LONGEST]
            if words := _folded(text):
                found.setdefault((language, words), (text, place == 0))
    return found


def of_edition(edition):
    """What patients know a page by: the folded words of an edition's title and other names."""
    facts = [edition.content["facts"].get(name, "") for name in kinds.by_name(edition.kind).names]
    called = {_folded(text) for text in (edition.title, *edition.content["aliases"], *facts)}
    return called - {""}


def page_called(text):
    """The number of the one page whose draft is called exactly so, in either language; None for none or several. For drafts only."""
    sought = Wording.folded(text)
    found = set(PageName.objects.filter(words=sought).values_list("page", flat=True)[:9]) if sought else ()
    return found.pop() if len(found) == 1 else None


def index(page):
    """Keeps what the draft of a page is called."""
    wanted = names_of(page)
    stored = {(row.language, row.words): row for row in page.names.all()}
    gone = [row.pk for key, row in stored.items() if wanted.get(key) != (row.text, row.is_title)]
    new = {key: told for key, told in wanted.items() if key not in stored or stored[key].pk in gone}
    with transaction.atomic():
        if gone:
            PageName.objects.filter(pk__in=gone).delete()
        _make({page.pk: new})


def index_new(pages):
    """Keeps what the drafts of some pages are called of which the index knows nothing yet."""
    _make({page.pk: names_of(page) for page in pages})


def rebuild():
    """Makes the whole index anew, as after a change of the stemmer, and returns how many pages are in it."""
    count = 0
    with transaction.atomic():
        PageName.objects.all().delete()
        for kind in kinds.every():
            for page in kind.model.objects.filter(kind=kind.name).iterator(AT_ONCE):
                index_new([page])
                count += 1
    return count


def words_in(text):
    """The words of a name, without the article that it may begin with."""
    words = list(words_of(text))
    return words[1:] if len(words) > 1 and words[0].text.casefold() in ARTICLES else words


def telling(words):
    """The words that say something; all of them where none does."""
    return [word for word in words if not word.is_stop_word] or words


def opening_keys(words):
    """The keys of the first two words, or of the only one, stop words left out: what a text is searched for.

    With them, "Treatment of" alone would find half of all pages.
    """
    first = [word for word in words if not word.is_stop_word][:2]
    ways = islice(product(*(word.forms.looked_up_by for word in first)), MOST_WAYS) if first else []
    return {f"^{' '.join(way)}"[:LONGEST_KEY] for way in ways}


def keys_of(text):
    """All keys of a name. One that is a stop word, or shorter than three letters, has none that a text would meet."""
    words = words_in(text)
    keys = {stem[:LONGEST_KEY] for word in telling(words) for stem in word.forms.looked_up_by}
    return keys | opening_keys(words) if _can_be_mentioned(words) else keys


def _folded(text):
    return plain_text.words(text)[: PageName.LONGEST]


def _can_be_mentioned(words):
    if all(word.is_stop_word for word in words):
        return False
    return len(words) > 1 or len(plain_text.words(words[0].text)) >= SHORTEST


def _make(names):
    rows = [
        PageName(page_id=number, language=language, words=words, text=text, is_title=is_title)
        for number, of_page in names.items()
        for (language, words), (text, is_title) in of_page.items()
    ]
    rows = PageName.objects.bulk_create(rows)
    NameKey.objects.bulk_create([NameKey(name=row, key=key) for row in rows for key in sorted(keys_of(row.text))])
