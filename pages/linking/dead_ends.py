"""Pages that patients can read and nothing leads to, and pages that lead nowhere: for editors."""

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from pages import languages
from pages.models import Edition, EditionLink
from pages.public import replacements


def orphans():
    """The current editions that no link of another page's current edition in that language leads to."""
    leading = _of_the_same_language().filter(pk=OuterRef("edition")).exclude(page=OuterRef(OuterRef("page")))
    led_to = EditionLink.objects.filter(Exists(leading), to_page=OuterRef("page"))
    editions = Edition.objects.current().filter(~Exists(led_to))
    read = {(language, page) for _, language, page in _by_replacement()} | _by_wording()
    for code in languages.CODES:
        editions = editions.exclude(language=code, page__in={page for language, page in read if language == code})
    return editions.defer("content")


def dead_ends():
    """The current editions without a link that a reader can follow to another page of the site."""
    editions = Edition.objects.current().filter(
        ~Exists(_followed("to_page")), ~Exists(_followed("wording__page", to_page=None))
    )
    return editions.exclude(pk__in={edition for edition, *_ in _by_replacement()}).defer("content")


def _followed(to, **narrowed):
    """The links of an edition that lead to another page's current edition; `to`: the column that says to which page."""
    links = EditionLink.objects.filter(edition=OuterRef("pk"), **narrowed, **{f"{to}__isnull": False})
    return links.exclude(**{to: OuterRef("page")}).filter(Exists(_of_the_same_language().filter(page=OuterRef(to))))


def _of_the_same_language():
    """The current editions in the language of the one that is asked about, which is the outermost: so few are looked up."""
    return Edition.objects.current().filter(language=OuterRef(OuterRef("language")))


def _by_wording():
    """{(language, page)} that a link by a wording leads to from another page: there are few, and asked with the others,
    for each edition, SQLite went through all editions."""
    links = EditionLink.objects.of_current_editions().filter(wording__page__isnull=False)
    links = links.exclude(edition__page=F("wording__page"))
    return set(links.values_list("edition__language", "wording__page"))


def _by_replacement():
    """(edition, language, page) of each link of a current edition that is followed to what stands in for its page.

    There are few: only links to pages that a replacement was named for, and that cannot be read in that language.
    """
    named = set(replacements.named().values_list("page", flat=True))
    if not named:
        return
    target = Edition.objects.current().filter(page=OuterRef("to"), language=OuterRef("edition__language"))
    links = EditionLink.objects.of_current_editions().exclude(kind="comparison")
    links = links.annotate(to=Coalesce("to_page", "wording__page"))
    links = links.filter(~Exists(target), to__in=named)
    rows = list(links.values_list("edition", "edition__page", "edition__language", "to"))
    replaced = replacements.around({to for *_, to in rows})
    asked = Edition.objects.current().filter(page__in={*replaced.values()}).values_list("language", "page")
    readable = {code: {page for language, page in asked if language == code} for code in languages.CODES}
    for edition, page, language, to in rows:
        read = replacements.follow(to, language, readable[language], replaced)
        if read not in (None, page):
            yield edition, language, read
