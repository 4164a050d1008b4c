"""Random lives of pages: whatever is written, renamed, withdrawn, restored and imported, no link leads nowhere."""

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from importers.importing import import_file
from pages import (
    backlinks,
    drafts,
    editions,
    kinds,
    languages,
    link_index,
    links,
    reading,
    replacements,
    whereabouts,
    wordings,
)
from pages.models import Edition, Link, Page, Revision, Section
from procedures.models import Procedure
from tests import factories

pytestmark = pytest.mark.django_db

PAGES, PARTS = 4, ("", "risks", "other", "recovery", "nowhere")
CHOICE = st.integers(0, 10**6)
ACTIONS = (
    "write", "write", "add_line", "add_line", "drop_part", "rename", "publish", "publish", "publish", "schedule", "cancel",
    "expire", "withdraw", "replace", "replace", "restore", "go_back", "delete", "bring_back", "import_text", "compare",
)  # fmt: skip
LIVES = st.lists(st.tuples(st.sampled_from(ACTIONS), CHOICE, CHOICE, st.sampled_from(languages.CODES)), max_size=25)


class Site:
    """A few pages that lead to each other, and what can happen to one: every action takes two numbers and a language."""

    def __init__(self, folder):
        self.folder = folder
        self.numbers = [
            factories.page(model, parts=1).pk for model in (Procedure, Article, Page, Article, Procedure)[:PAGES]
        ]

    def live(self, action, one, two, language):
        page = Page.objects.filter(pk=self.numbers[one % PAGES]).first()
        if page or action == "bring_back":
            getattr(self, action)(page and kinds.specific(page), one // PAGES, two, language)

    def write(self, page, part, two, language):
        named = f'<p><a data-page="{self.numbers[two % PAGES]}" data-part="{PARTS[part % len(PARTS)]}">words</a></p>'
        section = page.sections.order_by("pk").last() or Section(page=page, kind="recovery")
        section.set_text("body", language, named)
        section.save()
        drafts.record(page, by=None)

    def add_line(self, page, part, two, language):
        target = Page.objects.filter(pk=self.numbers[two % PAGES]).first()
        leads = {"to_page": target} if target and part % 3 else {"wording": wordings.wording(f"Named {two % 3}")}
        anchor = page.sections.values_list("anchor", flat=True).first() or ""
        Link.objects.create(from_page_id=page.pk, to_anchor=PARTS[part % len(PARTS)], after_anchor=anchor, **leads)
        drafts.record(page, by=None)

    def drop_part(self, page, part, two, language):
        sections = list(page.sections.all())
        if len(sections) > 1:
            sections[part % len(sections)].delete()
        else:
            Section.objects.create(page=page, kind="recovery", heading_en="More", heading_ar="المزيد")
        drafts.record(page, by=None)

    def compare(self, page, part, two, language):
        if isinstance(page, Procedure):
            page.compared_with = Procedure.objects.filter(pk=self.numbers[two % PAGES]).first()
            page.save()
            drafts.record(page, by=None)

    def rename(self, page, part, two, language):
        page.set_text("slug", language, f"slug-{page.pk}-{two % 3}")
        page.set_text("title", language, f"Named {two % 3}")
        page.save()
        drafts.record(page, by=None)

    def publish(self, page, part, two, language, **times):
        try:
            editions.publish(page, language, by=None, confirmed=True, **times)
        except editions.Refused:
            return

    def schedule(self, page, part, two, language):
        start = factories.later(days=1 + part % 3)
        self.publish(page, part, two, language, at=start, until=factories.later(days=5) if two % 2 else None)

    def cancel(self, page, part, two, language):
        scheduled = page.editions.filter(language=language).exclude(end_reason="cancelled").first()
        if scheduled and scheduled.starts_at > factories.later():
            editions.cancel(scheduled, by=None)

    def expire(self, page, part, two, language):
        factories.time_passes(days=1 + part % 3)

    def withdraw(self, page, part, two, language, replacement=None):
        try:
            editions.withdraw(page, language, by=None, replacement=replacement)
        except editions.Refused:
            return

    def replace(self, page, part, two, language):
        self.withdraw(page, part, two, language, Page.objects.filter(pk=self.numbers[two % PAGES]).first())

    def restore(self, page, part, two, language):
        known = list(page.editions.all())
        if known:
            editions.restore(known[part % len(known)], by=None)

    def go_back(self, page, part, two, language):
        known = list(page.revisions.all())
        drafts.restore(known[part % len(known)], by=None)

    def delete(self, page, part, two, language):
        try:
            with transaction.atomic():
                drafts.delete(page, by=None)
        except ProtectedError:
            return

    def bring_back(self, page, part, two, language):
        gone = Revision.objects.filter(page=None).exclude(page_number__in=Page.objects.values("pk")).first()
        if gone:
            drafts.bring_back(gone, by=None)

    def import_text(self, page, part, two, language):
        path = self.folder / f"{page.pk}.txt"
        path.write_text(f"{page.text('title', language)}\n\nRecovery\n\nWords {part}.\n\nAlso read: Named {two % 3}\n")
        import_file(path, kind=page.kind, language=language, into=page.pk)


def lived(folder, life, check):
    """Lets a life happen in a database that is as it was afterwards."""
    with transaction.atomic():
        site = Site(folder)
        for step in life:
            site.live(*step)
        check(site)
        transaction.set_rollback(True)


def bounded(examples):
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples, deadline=None, suppress_health_check=quiet, derandomize=True, database=None)


def indexes_are_right(site):
    assert list(link_index.differences()) == []
    holding = [
        e for e in Edition.objects.exclude(end_reason="cancelled") if not e.ends_at or e.ends_at > factories.later()
    ]
    for page in Page.objects.all():
        told = {(b.edition, b.kind, b.anchor, b.to_anchor) for b in backlinks.to(page) if b.edition}
        named = {row.pk for row in page.wordings.all()}
        said = {(e.pk, p.kind, p.anchor, p.part) for e in holding for p in links.places(e.content)
                if p.page == page.pk or p.wording in named}  # fmt: skip
        assert told == said


def links_lead_where_they_should(site):
    """What is led to can be read in the language, addresses agree with links, and what can be read is led to."""
    for edition in Edition.objects.current():
        here = set(Edition.objects.current().in_language(edition.language).values_list("page_id", flat=True))
        found = reading.read(edition.kind, edition.language, edition.slug)
        replaced = replacements.around({place.page for place in links.places(edition.content)} - {None})
        for place in links.places(edition.content):
            page = place.page or found.wordings.get(place.wording)
            target = found.targets.get(page)
            follows = page and whereabouts.of_page(page, edition.language).moved_to
            itself = page not in here and follows == edition.get_absolute_url()
            assert (target.address if target else "") == ("" if itself else follows or ""), (place, replaced)


def readers_arrive(site):
    """Every link that a page shows answers at once, in the page's language, and has the part that it names."""
    client, seen = Client(), {}

    def shown(address):
        if address not in seen:
            response = client.get(address)
            seen[address] = response.status_code, BeautifulSoup(response.content, "html.parser")
        return seen[address]

    for edition in Edition.objects.current():
        _, html = shown(edition.get_absolute_url())
        for link in html.select(".page-text .rich a[href^='/'], .page-text .also-read a"):
            address, _, part = unquote(link["href"]).partition("#")
            status, there = shown(address)
            assert (status, there.html["lang"]) == (200, edition.language)
            assert not part or there.find(id=part)


@given(life=LIVES)
@bounded(15)
def test_the_index_is_right_after_any_life(life, tmp_path):
    lived(tmp_path, life, indexes_are_right)


@given(life=LIVES)
@bounded(15)
def test_every_link_leads_to_what_can_be_read_and_addresses_agree(life, tmp_path):
    lived(tmp_path, life, links_lead_where_they_should)


@given(life=LIVES)
@bounded(8)
def test_no_reader_follows_a_link_to_nowhere_or_to_the_other_language(life, tmp_path):
    lived(tmp_path, life, readers_arrive)
