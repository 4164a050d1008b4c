"""Where a page is that is not at the address where somebody looks for it."""

from dataclasses import dataclass

from pages import addresses, languages
from pages.clock import Clock
from pages.models import Address, Edition

# A chain of replacements longer than this is a mistake; a ring of them is one too.
LONGEST_CHAIN = 8


@dataclass(frozen=True)
class Whereabouts:
    """`moved_to`: the address to redirect to (`replaced`: of the page that stands in its place). `gone`: it ended.

    `twin`: the edition in the other language, if any.
    """

    moved_to: str = ""
    replaced: bool = False
    gone: bool = False
    twin: Edition | None = None


def find(path):
    """What became of a path: a Whereabouts."""
    address = Address.objects.filter(path=addresses.normalised(path)).first()
    if address is None:
        return Whereabouts(twin=_twin_of_unknown(path))
    return of_page(address.page_id, address.language)


def of_page(page_id, language):
    """What became of a page in a language: a Whereabouts."""
    page, twin = page_id, _current(page_id, languages.other(language))
    for _ in range(LONGEST_CHAIN):
        if here := _current(page, language):
            return Whereabouts(moved_to=here.get_absolute_url(), replaced=page != page_id)
        ended = _last_ended(page, language)
        if ended is None or ended.replacement_id is None:
            return Whereabouts(gone=_last_ended(page_id, language) is not None, twin=twin)
        page = ended.replacement_id
    return Whereabouts(gone=True, twin=twin)


def _twin_of_unknown(path):
    """The page in the other language for `/ar/articles/sciatica/` where only /en/articles/sciatica/ is known."""
    language = languages.of_path(path)
    if language is None or not path.startswith(f"/{language}/"):
        return None
    swapped = f"/{languages.other(language)}{path[len(language) + 1 :]}"
    address = Address.objects.filter(path=addresses.normalised(swapped)).first()
    return address and _current(address.page_id, address.language)


def _current(page, language):
    return Edition.objects.current().listed().filter(page=page, language=language).first()


def _last_ended(page, language):
    ended = Edition.objects.filter(page=page, language=language, ends_at__lte=Clock()).exclude(end_reason="cancelled")
    return ended.order_by("-ends_at", "-number").only("replacement_id").first()
