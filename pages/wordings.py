"""Wordings: what a link is called whose page is not known yet, and which page it turns out to be."""

from pages import languages, plain_text
from pages.models import Page, Wording


def page_named(text):
    """The one page whose title or other name, in either language, says exactly this; None for none or several."""
    sought = plain_text.words(text)
    if not sought:
        return None
    candidates = Page.objects.filter(finding_words__contains=sought)
    named = [page for page in candidates if sought in _names(page)]
    return named[0] if len(named) == 1 else None


def wording(text):
    """The Wording of a text, made where there is none, and resolved where a page of that name exists."""
    text = plain_text.clean(text)[: Wording.LONGEST]
    row, _ = Wording.objects.get_or_create(words=Wording.folded(text), defaults={"text": text})
    if row.page_id is None and (page := page_named(text)):
        row.page = page
        row.save()
    return row


def resolve(page):
    """Leads to a page all wordings that wait for one of its names."""
    for row in Wording.objects.filter(page=None, words__in=_names(page)):
        if page_named(row.text) == Page(pk=page.pk):
            Wording.objects.filter(pk=row.pk).update(page_id=page.pk)


def _names(page):
    names = [page.text("title", code) for code in languages.CODES]
    names += [alias for code in languages.CODES for alias in page.alias_list(code)]
    return {plain_text.words(name) for name in names if name}
