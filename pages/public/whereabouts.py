"""Where a page is that is not at the address where somebody looks for it."""

from dataclasses import dataclass

from pages import addresses, languages
from pages.clock import Clock
from pages.models import Address, Edition
from pages.public import replacements


@dataclass(frozen=True)
class Whereabouts:
    """`moved_to`: the address to redirect to (`replaced`: of the page that stands in its place). `gone`: it ended.

    `twin`: the edition in the other language, if any. `anchors`: those that the page has now.
    """

    moved_to: str = ""
    replaced: bool = False
    gone: bool = False
    twin: Edition | None = None
    anchors: frozenset = frozenset()


def find(path):
    """What became of a path: a Whereabouts."""
    address = Address.objects.filter(path=addresses.normalised(path)).first()
    if address is None:
        return Whereabouts(twin=_twin_of_unknown(path))
    return of_page(address.page_id, address.language)


def of_page(page_id, language):
    """What became of a page in a language: a Whereabouts."""
    if here := _current(page_id, language):
        return _whereabouts(here)
    replaced = replacements.around({page_id})
    readable = {edition.page_id: edition for edition in _readable(replaced.values(), language)}
    read = replacements.follow(page_id, language, readable, replaced)
    if read is not None:
        return _whereabouts(readable[read], replaced=True)
    return Whereabouts(gone=_ended(page_id, language), twin=_current(page_id, languages.other(language)))


def _twin_of_unknown(path):
    """The page in the other language for `/ar/articles/sciatica/` where only /en/articles/sciatica/ is known."""
    language = languages.of_path(path)
    if language is None or not path.startswith(f"/{language}/"):
        return None
    swapped = f"/{languages.other(language)}{path[len(language) + 1 :]}"
    address = Address.objects.filter(path=addresses.normalised(swapped)).first()
    return address and _current(address.page_id, address.language)


def _whereabouts(edition, replaced=False):
    anchors = frozenset() if replaced else frozenset(edition.anchors.split())
    return Whereabouts(moved_to=edition.get_absolute_url(), replaced=replaced, anchors=anchors)


def _current(page, language):
    return _readable([page], language).first()


def _readable(pages, language):
    return Edition.objects.current().listed().filter(page__in=pages, language=language)


def _ended(page, language):
    ended = Edition.objects.filter(page=page, language=language, ends_at__lte=Clock())
    return ended.exclude(end_reason="cancelled").exists()
