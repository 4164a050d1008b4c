"""What waits for somebody, as a letter tells it: what was handed over or came back, and what editors said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import takewhile

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pages import kinds, languages, letters, log
from pages.admin import page_addresses
from pages.drafting import remarks
from pages.models import Handover, LetterMark, Page, Remark
from pages.publishing import publishers

FIRST_WORDS = 30


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: which (as in a LetterMark), of which page, and `line()`, its letters.Line in the spoken language."""

    what: str
    number: int
    moment: datetime
    page: Page
    line: Callable

    @property
    def key(self):
        """What tells it from all else that somebody was ever told of."""
        return self.what, self.number, self.moment


def is_anything():
    """Whether anything waits for anybody."""
    return Handover.objects.exists() or Remark.objects.open().exists()


def of(person, choice):
    """What waits for somebody of what they chose to be told: Waitings on pages that they may change, handovers first, each kind's oldest first."""
    found = [*(_handovers(person) if choice.handovers else ()), *(_remarks(person) if choice.remarks else ())]
    return [one for one in found if kinds.may_change(person, one.page)]


def _handovers(person):
    """What waits for a publisher but from themselves, and what came back to whoever handed it over."""
    found = list(Handover.objects.returned_to(person).select_related("page", "returned_by"))
    if publishers.may_publish(person):
        found += Handover.objects.waiting().exclude(by=person).select_related("page", "by")
    for held in sorted(found, key=lambda one: (one.at, one.pk)):
        moment = held.at if held.is_waiting else held.returned_at
        yield Waiting(LetterMark.HANDOVER, held.pk, _stored(moment), held.page, partial(_line_of_handover, held))


def _remarks(person):
    """What others said since somebody's own last word in the threads that wait for them."""
    for first in remarks.waiting_for(person).select_related("page", "by").prefetch_related("answers__by").reverse():
        said = [first, *first.answers.all()]
        new = list(takewhile(lambda one: one.by_id != person.pk, reversed(said)))
        for one in (one for one in reversed(new) if one.text):
            line = partial(_line_of_remark, one, first)
            yield Waiting(LetterMark.REMARK, one.pk, _stored(one.at), first.page, line)


def _line_of_handover(held):
    """`Arabic · handed back by Mona · “A source is missing”`."""
    if held.is_waiting:
        said, who, words, action = _("ready to publish, handed over by %(who)s"), held.by, held.note, "publish"
    else:
        said, who, words, action = _("handed back by %(who)s"), held.returned_by, held.reason, "change"
    in_language = [held.language] if held.is_waiting else []
    language = _("English") if held.language == "en" else _("Arabic")
    told = [language, said % {"who": _name(who)}, *_quoted(words)]
    address = page_addresses.of(held.page.kind, held.page.pk, action, *in_language)
    return letters.Line(held.page.name_in(held.language), held.language, " · ".join(told), _whole(address))


def _line_of_remark(remark, first):
    """`comment by Omar · “The dose?”`, at its thread."""
    page, here = first.page, languages.current()
    told = [_("comment by %(who)s") % {"who": _name(remark.by)}, *_quoted(remark.text)]
    address = f"{page_addresses.of(page.kind, page.pk)}#thread-{first.pk}"
    language = here if page.text("title", here) else languages.other(here)
    return letters.Line(page.name_in(here), language, " · ".join(told), _whole(address))


def _quoted(words):
    """The first words of what was noted, in one line and in the marks of the letter's language; [] for nothing."""
    before, after = "«»" if languages.current() == "ar" else "“”"
    told = Truncator(" ".join(words.split())).words(FIRST_WORDS)
    return [f"{before}{letters.isolated(told)}{after}"] if words else []


def _name(user):
    return letters.isolated(log.name_of(user) or _("Somebody"))


def _whole(address):
    """The address with the site before it, "" while nobody told where the site is."""
    return iri_to_uri(settings.SITE_URL + address) if settings.SITE_URL else ""


def _stored(moment):
    """A moment as it is still after a draft was deleted and brought back, which keeps milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
