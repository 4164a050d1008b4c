"""The search page: pages in the reader's language, and doctors by their names."""

from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clinic.contact_words import ask_for_contact
from doctors import naming
from pages import languages, plain_text
from pages.models import Topic
from pages.search import search as engine
from pageviews import unanswered

LONGEST = 200
# What a kind of page is called over many results and on one.
KINDS = {
    "procedure": (_("Procedures"), _("Procedure")),
    "article": (_("Articles"), _("Article")),
    "page": (_("The clinic"), _("The clinic")),
}


@require_safe
def search(request, language):
    """What is found for `q`, narrowed by `kind` and `topic`; whatever is asked, the answer is a page (200)."""
    asked = Asked.of(request.GET)
    found = engine.find(asked.q, language, kind=asked.kind, topic=asked.topic or None, page=asked.page)
    doctors = [] if asked.is_narrowed or asked.page > 1 else naming.named(asked.q, language)
    offers_contact = ask_for_contact(asked.q)
    if asked.q and not (found.total or doctors or asked.is_narrowed or offers_contact):
        unanswered.note(request, asked.q, language)
    context = {
        "language": language,
        "asked": asked,
        "found": found,
        "doctors": doctors,
        "offers_contact": offers_contact,
        "kind_names": {kind: one for kind, (_many, one) in KINDS.items()},
        "narrowings": _narrowings(asked, found, language),
        "whole": asked.address(language, kind="", topic=0),
        "suggested": Asked(found.suggestion).address(language) if found.suggestion else "",
        **_neighbours(asked, found, language),
        "alternates": {code: asked.address(code) for code in languages.CODES},
    }
    return render(request, "clinic/search.html", context)


@dataclass(frozen=True)
class Asked:
    """What an address asks for: words, and the kind, the topic and the page of results where it names them."""

    q: str = ""
    kind: str = ""
    topic: int = 0
    page: int = 1

    @classmethod
    def of(cls, parameters):
        """What the parameters of a request ask for; what cannot be is left out."""
        q = " ".join(plain_text.clean(parameters.get("q", "")[:LONGEST]).split())
        kind = parameters.get("kind", "")
        return cls(
            q=q if plain_text.fold(q) else "",
            kind=kind if kind in KINDS else "",
            topic=_number(parameters.get("topic", "")),
            page=max(1, _number(parameters.get("page", ""))),
        )

    @property
    def is_narrowed(self):
        """Whether only a part of what is found is asked for."""
        return bool(self.kind or self.topic)

    def address(self, language, page=1, **other):
        """The address that asks for this, but for what is `other`, from the first result on."""
        wanted = asdict(replace(self, page=page, **other))
        query = urlencode({name: value for name, value in wanted.items() if value and (name, value) != ("page", 1)})
        return reverse("search", args=[language]) + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Narrowing:
    """One way to narrow what is found, or, where it is chosen, to take that back."""

    name: str
    count: int
    address: str
    is_chosen: bool


def _narrowings(asked, found, language):
    """The choices of kinds and those of topics, where there is something to choose or to take back."""
    ways = (_by_kind(asked, found, language), _by_topic(asked, found, language))
    return [way for way in ways if len(way) > 1 or any(choice.is_chosen for choice in way)]


def _by_kind(asked, found, language):
    return [
        Narrowing(
            name=many,
            count=found.kinds[kind],
            address=asked.address(language, kind="" if kind == asked.kind else kind),
            is_chosen=kind == asked.kind,
        )
        for kind, (many, _one) in KINDS.items()
        if kind in found.kinds
    ]


def _by_topic(asked, found, language):
    return [
        Narrowing(
            name=topic.name_in(language),
            count=found.topics[topic.pk],
            address=asked.address(language, topic=0 if topic.pk == asked.topic else topic.pk),
            is_chosen=topic.pk == asked.topic,
        )
        for topic in Topic.objects.filter(pk__in=found.topics)
    ]


def _neighbours(asked, found, language):
    """The addresses of the results before and after those that are shown, "" where there are none."""
    return {
        "previous": asked.address(language, page=found.page - 1) if found.page > 1 else "",
        "next": asked.address(language, page=found.page + 1) if found.page < found.pages else "",
    }


def _number(text):
    """A number that a text may be, 0 where it is none; a longer one than any there is becomes a large one."""
    return int(text[:9]) if text.isdecimal() else 0
