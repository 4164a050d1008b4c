"""Wordings: what a link is called whose page is not known yet, and which page it turns out to be."""

from django.db.models import Exists, OuterRef, Q

from pages import plain_text
from pages.models import Edition, EditionLink, Link, Page, PageName, Wording


def page_named(text):
    """The one page whose title or other name, in either language, says exactly this; None for none or several."""
    sought = Wording.folded(text)
    if not sought:
        return None
    named = list(Page.objects.filter(pk__in=PageName.objects.filter(words=sought).values("page"))[:2])
    return named[0] if len(named) == 1 else None


def wording(text):
    """The Wording of a text, made where there is none, and resolved where a page of that name exists."""
    text = plain_text.clean(text)[: Wording.LONGEST]
    row, _ = Wording.objects.get_or_create(words=Wording.folded(text), defaults={"text": text})
    if row.page_id is None and (page := page_named(text)):
        row.page = page
        row.save()
    return row


def resolve(names):
    """Leads the wordings that wait for one of these names (folded words) to the one page that has it now."""
    _resolve(Wording.objects.filter(page=None, words__in=names))


def resolve_waiting(numbers):
    """Leads those of the numbered wordings that still wait to the one page that is called so."""
    _resolve(Wording.objects.filter(page=None, pk__in=numbers))


def waiting():
    """The wordings that some line of a draft, or of what patients read, still waits with."""
    drafted = Link.objects.filter(wording=OuterRef("pk"), to_page=None)
    read = EditionLink.objects.filter(wording=OuterRef("pk"), edition__in=Edition.objects.current().values("pk"))
    return Wording.objects.filter(Exists(drafted) | Exists(read), page=None)


def _resolve(rows):
    for row in rows:
        if page := page_named(row.text):
            Wording.objects.filter(pk__in=[row.pk, *_called_so(row)]).update(page_id=page.pk)


def _called_so(row):
    """The wordings whose line is called so in its other language: what Hip wash waits for may come as غسل الورك only."""
    labelled = Q(label_en=row.text) | Q(label_ar=row.text)
    lines = Link.objects.filter(labelled, in_text=False, to_page=None, wording__page=None, wording__isnull=False)
    return lines.values_list("wording", flat=True)
