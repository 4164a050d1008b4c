"""Wordings: what a link is called whose page is not known yet, and which page it turns out to be.

Where a wording leads, patients are led at once. So by itself it is led by what is published only: a draft that is called
so is proposed to publishers (`pages.linking.wording_matches`), and nothing changes before one of them says so or publishes it.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from pages import clock, plain_text
from pages.linking import names
from pages.models import Edition, EditionLink, Link, PageName, Wording

# Scheduled editions begin by themselves: a scheduler that rested for less than this misses none.
BEGUN = timedelta(days=2)


def page_named(text):
    """The number of the one page that patients know by exactly this name, in either language; None for none or several.

    A name that the page's draft has given up since is none.
    """
    sought = Wording.folded(text)
    if not sought:
        return None
    drafted = PageName.objects.filter(words=sought).values("page")
    editions = Edition.objects.current().filter(page__in=drafted)
    named = {edition.page_id for edition in editions if sought in names.of_edition(edition)}
    return named.pop() if len(named) == 1 else None


def wording(text):
    """The Wording of a text, made where there is none, and resolved where a page of that name is published."""
    text = plain_text.clean(text)[: Wording.LONGEST]
    row, _ = Wording.objects.get_or_create(words=Wording.folded(text), defaults={"text": text})
    if row.page_id is None and (page := page_named(text)):
        row.page_id = page
        row.save()
    return row


def resolve_for(*editions):
    """Leads the wordings that wait for a name of these editions to the one page that patients know by it now."""
    called = {words for edition in editions for words in names.of_edition(edition)}
    _resolve(Wording.objects.filter(page=None, words__in=called))


def resolve_begun():
    """Does so for the editions that began in the last days, as those that were scheduled. Returns how many there are."""
    begun = list(Edition.objects.current().filter(starts_at__gt=clock.now() - BEGUN))
    resolve_for(*begun)
    return len(begun)


def resolve_waiting(numbers):
    """Leads those of the numbered wordings that still wait to the one page that is called so."""
    _resolve(Wording.objects.filter(page=None, pk__in=numbers))


def lines_waiting_for(text):
    """The "Also read" lines of drafts that wait with this wording."""
    waiting = {"wording__page": None, "wording__words": Wording.folded(text)}
    return Link.objects.filter(in_text=False, to_page=None, **waiting)


def waiting():
    """The wordings that some line of a draft, or of what patients read, still waits with."""
    drafted = Link.objects.filter(wording=OuterRef("pk"), to_page=None)
    read = EditionLink.objects.of_current_editions().filter(wording=OuterRef("pk"))
    return Wording.objects.filter(Exists(drafted) | Exists(read), page=None)


def _resolve(rows):
    for row in rows:
        if page := page_named(row.text):
            Wording.objects.filter(pk__in=[row.pk, *_called_so(row)]).update(page_id=page)


def _called_so(row):
    """The wordings whose line is called so in its other language: what Hip wash waits for may come as غسل الورك only."""
    labelled = Q(label_en=row.text) | Q(label_ar=row.text)
    lines = Link.objects.filter(labelled, in_text=False, to_page=None, wording__page=None, wording__isnull=False)
    return lines.values_list("wording", flat=True)
