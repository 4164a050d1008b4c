"""One page of the demo: from its TOML text to a draft, its links and its reviews."""

import re

from articles.models import Article
from doctors.review import reviewing
from pages import kinds
from pages.content import composing
from pages.drafting import drafts
from pages.models import Link, Page, Section, Source
from procedures.models import Procedure

MODELS = {"procedure": Procedure, "article": Article, "page": Page}
# Texts of a page that are no part of it.
OWN_TEXTS = ("title", "summary", "aliases", "search_title", "search_description")
LINK = re.compile(r'data-page="([a-z-]+)"')


def begun(entry):
    """A new page with nothing but its titles."""
    page = MODELS[entry["kind"]](original_language="ar", title_ar=entry["title_ar"], title_en=entry["title_en"])
    page.save()
    return page


def fill(page, entry, pages, topics, drawn, doctors, by=None):
    """Fills a draft from its text. `by`: who is told of as its writer. The others are rows by key."""
    kind = kinds.of(page)
    for name in (*OWN_TEXTS, *kind.facts):
        for column in (f"{name}_en", f"{name}_ar"):
            value = entry.get(column, "")
            setattr(page, column, "\n".join(value) if isinstance(value, list) else value)
    page.first_published_on, page.opening_views = entry.get("first_published_on"), entry.get("opening_views", 0)
    page.picture, page.author = drawn.get(entry.get("picture")), doctors.get(entry.get("author"))
    if "type" in entry:
        page.type, page.compared_with = entry["type"], pages.get(entry.get("compared_with"))
    if reviewed := entry.get("review"):
        page.review_due_on = reviewed["on"].replace(year=reviewed["on"].year + 1)
    page.save()
    page.topics.set(topics[key] for key in entry.get("topics", []))
    if "performed_by" in entry:
        page.performed_by.set(doctors[key] for key in entry["performed_by"])
    _parts(page, kind, entry, pages)
    _links(page, kind, entry, pages)
    drafts.record(page, by=by)


def review(page, entry, language, doctors):
    """Records the review that the demo tells of, of exactly the text that will be published."""
    if told := entry.get("review"):
        digest = composing.content_of(kinds.specific(page), language)["digest"]
        reviewing.review(doctors[told["doctor"]], page, language, digest, "by_editor", on=told["on"])


def _parts(page, kind, entry, pages):
    for name, model in (("sections", Section), *((group.name, group.model) for group in kind.groups)):
        for order, told in enumerate(entry.get(name, [])):
            texts = {column: _linked(value, pages) for column, value in told.items()}
            model.objects.create(**{model.owner: page}, order=order, **texts)
    for order, told in enumerate(entry.get("sources", [])):
        Source.objects.create(page=page, order=order, **told)


def _linked(value, pages):
    """A text with the keys of the pages that it links to made their numbers."""
    return LINK.sub(lambda match: f'data-page="{pages[match[1]].pk}"', value) if isinstance(value, str) else value


def _links(page, kind, entry, pages):
    for order, told in enumerate(entry.get("also_read", [])):
        labels = {column: told[column] for column in ("label_en", "label_ar") if column in told}
        after = _anchor(page, kind, told["after"])
        Link.objects.create(from_page=page, order=order, after_anchor=after, to_page=pages[told["to"]], **labels)


def _anchor(page, kind, after):
    """The anchor of "how_it_works", of "benefits:2" (the second benefit) or of "other:1"."""
    name, _, number = after.partition(":")
    group = kind.group_headed_by(name)
    if number:
        rows = getattr(page, group.name) if group else page.sections.filter(kind=name)
        return rows.all()[int(number) - 1].anchor
    return group.anchor if group else page.sections.filter(kind=name).first().anchor
