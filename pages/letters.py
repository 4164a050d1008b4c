"""A letter by mail: plain text and HTML, in one language or in both, one after the other."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pages import languages

# From its first letter to its last a name or a quotation runs in its own direction (Unicode Standard Annex 9: isolates).
ISOLATED = "\u2068{}\u2069"


@dataclass(frozen=True)
class Line:
    """One text that a letter tells of: its title, in which language it is, what is said of it, and where it is ("": nowhere)."""

    title: str
    language: str
    told: str
    address: str

    @property
    def direction(self):
        return languages.DIRECTIONS[self.language]


@dataclass(frozen=True)
class Way:
    """Where a letter leads beside what it tells of, and in which words."""

    words: str
    address: str


@dataclass(frozen=True)
class Side:
    """What the letter says in one language: sentences before the Lines and after them, and a Way at the end, None for none."""

    language: str
    before: list
    lines: list
    after: list
    way: Way | None = None

    @property
    def direction(self):
        return languages.DIRECTIONS[self.language]


def isolated(words):
    """A name or a quotation that stands in a sentence of either direction."""
    return ISOLATED.format(words)


def message(address, subjects, sides):
    """The message to an address, ready to be sent; its subject and its Sides in the same order of languages."""
    subject = " · ".join(subjects)
    context = {"subject": subject, "sides": sides, "language": sides[0].language, "direction": sides[0].direction}
    plain = render_to_string("pages/letter.txt", context)
    made = EmailMultiAlternatives(subject, plain, settings.DEFAULT_FROM_EMAIL, [address])
    made.attach_alternative(render_to_string("pages/letter.html", context), "text/html")
    made.extra_headers["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note answers it
    return made
