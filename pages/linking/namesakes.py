"""What tells pages apart that may have the same title: their kind, and where patients read them."""

from django.utils.translation import gettext as _

from pages import addresses, kinds, languages
from pages.models import Edition

# An address runs from the left in a line of either direction (Unicode Standard Annex 9: isolates).
ISOLATED = "\u2066{}\u2069"


def apart(pages, language=None):
    """What stands beside the title of each of some pages: {number: "article · /en/articles/knee/"}, in one query.

    `pages`: {number: name of its kind}. The address is that in `language` (the interface's), else in the other; a page that
    nobody can read is told by its number.
    """
    here, read = language or languages.current(), {}
    current = Edition.objects.current().filter(page__in=pages).order_by()
    for page, kind, language, slug in current.values_list("page_id", "kind", "language", "slug"):
        if page not in read or language == here:
            read[page] = address_told(addresses.path_of(kind, language, slug))
    return {number: f"{kind_name(kind)} · {read.get(number) or _numbered(number)}" for number, kind in pages.items()}


def named(page):
    """The title of a page with what tells it apart."""
    return f"{page} ({apart({page.pk: page.kind})[page.pk]})"


def tell(pages):
    """Keeps on each of some pages, as `apart`, what tells it apart."""
    pages = list(pages)
    told = apart({page.pk: page.kind for page in pages})
    for page in pages:
        page.apart = told[page.pk]


def address_told(address):
    """An address as it is told within a line."""
    return ISOLATED.format(address)


def kind_name(kind):
    """What people call a kind of page."""
    return str(kinds.by_name(kind).model._meta.verbose_name)


def _numbered(number):
    return _("page %(number)s") % {"number": number}
