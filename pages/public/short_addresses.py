"""Short addresses: `/go/<code>/` leads to a page, or to a part of one, wherever that is now."""

import secrets
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT

from pages import languages
from pages.models import Edition, ShortAddress
from pages.public import whereabouts

# No vowels, so that no code is a word; of signs that look alike (0 o, 1 l i, 2 z, 5 s, 8 b) one at most.
ALPHABET = "34679bcdfghjkmnpqrstvwxz"
PAGE_LENGTH, PART_LENGTH = 5, 6  # 8 and 191 million codes
# What may be typed: also the digits of Arabic keyboards, and what a sign of the alphabet is misread as.
TYPED = "[0-9A-Za-z٠-٩۰-۹]"
MEANT = str.maketrans("٣٤٦٧٩۳۴۶۷۹258٢٥٨۲۵۸", "3467934679zsbzsbzsb")


class CodeConverter:
    """`<code:code>` in a URL pattern; in capitals, in Arabic digits or with a sign that looks alike it is the same code."""

    regex = f"{TYPED}{{{PAGE_LENGTH},{PART_LENGTH}}}"

    def to_python(self, value):
        return value.lower().translate(MEANT)

    def to_url(self, value):
        return value


@dataclass(frozen=True)
class Lead:
    """Where a code leads: `address`, with its anchor, or "" and the Whereabouts (`found`) that say why."""

    address: str
    found: whereabouts.Whereabouts


def path_of(code, language):
    """The short address that fixes the language: `/go/k7m3p/ar/`; "" for no code."""
    return f"/go/{code}/{language}/" if code else ""


def code_of(page_id, anchor=""):
    """The code of a page, or of the part of it at an anchor; "" for what was never published."""
    codes = ShortAddress.objects.filter(page=page_id, anchor=anchor).values_list("code", flat=True)
    return codes.first() or ""


def codes_of(page_id):
    """The codes of a page and of its parts by anchor; the page's own is at ""."""
    return dict(ShortAddress.objects.filter(page=page_id).values_list("anchor", "code"))


def column():
    """The code of an edition's page, for a query for editions."""
    return Subquery(ShortAddress.objects.filter(page=OuterRef("page"), anchor="").values("code"))


def exists(code):
    """Whether a code was ever given."""
    return ShortAddress.objects.filter(code=code).exists()


def lead(code, language="", asked_for=""):
    """The Lead of a code in a language, or None where the code was never given.

    Without `language` it is the one `asked_for`, else the page's original, else the one that can be read.
    """
    short = ShortAddress.objects.filter(code=code).first()
    if short is None:
        return None
    chosen = [language] if language else _in_order(asked_for or _original(short.page_id))
    told = [whereabouts.of_page(short.page_id, one) for one in chosen]
    found = max(told, key=lambda one: (bool(one.moved_to), one.gone))  # the first of the best
    has_part = short.anchor in found.anchors
    return Lead(f"{found.moved_to}#{short.anchor}" if has_part else found.moved_to, found)


def new_code(anchor):
    """A random code, for a page or for the part of one at an anchor."""
    return drawn(PART_LENGTH if anchor else PAGE_LENGTH)


def drawn(length):
    """So many random signs. What an upper room gives codes to has a length of its own: no two codes are ever the same."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def make(edition):
    """Gives an edition's page and each part of it its code, for ever; those that have one keep it."""
    missing = {"", *edition.anchors.split()} - _coded(edition)
    while missing:  # a code that another page took is ignored here, and another one is drawn
        rows = [ShortAddress(code=new_code(anchor), page_id=edition.page_id, anchor=anchor) for anchor in missing]
        ShortAddress.objects.bulk_create(rows, ignore_conflicts=True)
        missing -= _coded(edition)


def _in_order(language):
    return [language, languages.other(language)]


def _original(page_id):
    """The language that a page was first written in, by what is published of it."""
    current = Edition.objects.current().filter(page=page_id).annotate(original=KT("content__original_language"))
    return current.values_list("original", flat=True).first() or languages.CODES[0]


def _coded(edition):
    return set(ShortAddress.objects.filter(page=edition.page_id).values_list("anchor", flat=True))
