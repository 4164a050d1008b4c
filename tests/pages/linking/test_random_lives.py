"""Random lives of pages: whatever is written, renamed, withdrawn, restored and imported, no link leads nowhere.

LIVES is how many lives each test tries: 12 by default, the same ones each time, which takes about 25 seconds a test. With
it set they are drawn anew, so that CI can look further.
"""

import contextlib
import itertools
import os
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from hypothesis import HealthCheck, given, settings, target
from hypothesis import strategies as st

from articles.models import Article
from doctors.desk import links as desk_links
from doctors.models import Handout
from importers.importing import import_file
from pages import kinds, languages
from pages.content import links
from pages.drafting import drafts, mention_links
from pages.linking import backlinks, link_index, mentions, places, wordings
from pages.models import Edition, EditionLink, Link, Page, Revision, Section, ShortAddress, Wording
from pages.public import reading, whereabouts
from pages.publishing import editions, progress
from procedures.models import Procedure
from tests import factories

pytestmark = pytest.mark.django_db

PAGES, PUBLISHED, PARTS = 5, 3, ("", "risks", "other", "recovery", "nowhere")
EXAMPLES = int(os.environ.get("LIVES", 12))
CHOICE = st.integers(0, 10**6)
ACTIONS = (
    "write", "write", "add_line", "add_line", "drop_part", "rename", "publish", "publish", "publish", "schedule", "cancel",
    "expire", "withdraw", "replace", "replace", "replace", "replace", "restore", "go_back", "delete", "bring_back", "import_text", "compare",
    "hand_out", "link_at_the_desk", "accept", "link_wording",
)  # fmt: skip
LIVES = st.lists(
    st.tuples(st.sampled_from(ACTIONS), CHOICE, CHOICE, st.sampled_from(languages.CODES)), min_size=3, max_size=25
)


class Site:
    """A few pages that lead to each other, and what can happen to one: every action takes two numbers and a language.

    It begins with three published pages that lead to each other in a ring, the last of which the first one then stands in
    for, and two drafts.
    """

    def __init__(self, folder):
        self.folder = folder
        self.numbers = [
            factories.page(model, parts=1).pk for model in (Procedure, Article, Page, Article, Procedure)[:PAGES]
        ]
        for place, code in itertools.product(range(PUBLISHED), languages.CODES):
            self.live("write", place, (place + 1) % PUBLISHED, code)
            self.live("publish", place, 0, code)
        self.live("replace", PUBLISHED - 1, 0, "en")
        self.live("withdraw", PUBLISHED - 1, 0, "ar")

    def live(self, action, one, two, language):
        page = Page.objects.filter(pk=self.numbers[one % PAGES]).first()
        if page or action == "bring_back":
            getattr(self, action)(page and kinds.specific(page), one // PAGES, two, language)

    def write(self, page, part, two, language):
        link = f'<a data-page="{self.numbers[two % PAGES]}" data-part="{PARTS[part % len(PARTS)]}">words</a>'
        named = f"<p>Named {part % 3}: {link}</p>"
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
        until = factories.later(days=5) if two % 2 else None
        replacement = self._other(two) if until and part % 2 else None
        start = factories.later(days=1 + part % 3) if part % 5 else None
        self.publish(page, part, two, language, at=start, until=until, replacement=replacement)

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
        self.withdraw(page, part, two, language, self._other(two))

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

    def hand_out(self, page, part, two, language):
        parts = list(Page.objects.filter(pk__in=self.numbers))
        factories.handout(*parts, language=(language, "both")[part % 2])

    def link_at_the_desk(self, page, part, two, language):
        target = self._other(two)
        after, anchors = places.anchors_of(page), places.anchors_of(target) if target else [""]
        with contextlib.suppress(desk_links.NotLinked):
            if target:
                chosen = sorted(after)[part % len(after)], sorted(anchors)[part % len(anchors)]
                desk_links.link(page, chosen[0], kinds.specific(target), chosen[1], by=None)

    def accept(self, page, part, two, language):
        for mention in mentions.find(page, language)[:1]:
            mention_links.accept(page.pk, language, mention.to_page.pk, mention.anchor, by=None)

    def link_wording(self, page, part, two, language):
        if waiting := Wording.objects.filter(page=None).first():
            waiting.page_id = page.pk
            waiting.save()

    def _other(self, two):
        return Page.objects.filter(pk=self.numbers[two % PAGES]).first()

    def import_text(self, page, part, two, language):
        path = self.folder / f"{page.pk}.txt"
        path.write_text(f"{page.text('title', language)}\n\nRecovery\n\nWords {part}.\n\nAlso read: Named {two % 3}\n")
        import_file(path, kind=page.kind, language=language, into=page.pk)


def live_many(folder, check, least=0):
    """Lets many lives happen, each in a database that is as it was afterwards. `check` gives how many links it followed.

    Among all lives there must be at least so many: a check that looks at nothing proves nothing.
    """
    followed = []
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    own = {"max_examples": EXAMPLES, "deadline": None, "suppress_health_check": quiet, "database": None}

    @given(life=LIVES)
    @settings(derandomize="LIVES" not in os.environ, **own)
    def live(life):
        with transaction.atomic():
            site = Site(folder)
            for step in life:
                site.live(*step)
            followed.append(check(site))
            transaction.set_rollback(True)
        target(float(followed[-1]), label="links followed")

    live()
    assert sum(followed) >= least * EXAMPLES, followed


def leads(edition, last):
    """What an edition's text and lines lead to: (place, the Edition that is read there, or None), as 0011 says it."""
    for place in links.places(edition.content):
        page = place.page or Wording.objects.get(pk=place.wording).page_id
        if place.kind != "comparison":
            yield place, read_for(page, edition.language, last)


def last_editions():
    """The last edition of each page in each language that has begun: {(page, language): Edition}."""
    begun = Edition.objects.exclude(end_reason="cancelled").filter(starts_at__lte=factories.later())
    return {(edition.page_id, edition.language): edition for edition in begun.order_by("number")}


def read_for(page, language, last):
    """The edition that a link to a page leads to, worked out from the editions alone; None where its words stay plain."""
    passed, now = set(), factories.later()
    while page and page not in passed:
        passed.add(page)
        own, twin = (last.get((page, code)) for code in (language, languages.other(language)))
        if own and holds(own, now):
            return own
        named = [one.replacement_id for one in (own, twin) if one and not holds(one, now) and one.replacement_id]
        page = named[0] if named else None
    return None


def holds(edition, now):
    return not edition.ends_at or edition.ends_at > now


def indexes_are_right(site):
    assert list(link_index.differences()) == []
    assert list(progress.differences()) == []
    holding = [
        e for e in Edition.objects.exclude(end_reason="cancelled") if not e.ends_at or e.ends_at > factories.later()
    ]
    for page in Page.objects.all():
        told = {(b.edition, b.kind, b.anchor, b.to_anchor) for b in backlinks.to(page) if b.edition}
        named = {row.pk for row in page.wordings.all()}
        said = {(e.pk, p.kind, p.anchor, p.part) for e in holding for p in links.places(e.content)
                if p.page == page.pk or p.wording in named}  # fmt: skip
        assert told == said
    return EditionLink.objects.count()


def links_lead_where_they_should(site):
    """What is led to is what 0011 says, in the language; addresses agree. Gives how many links found what stands in."""
    last, count = last_editions(), 0
    for edition in Edition.objects.current():
        found = reading.read(edition.kind, edition.language, edition.slug)
        for place, read in leads(edition, last):
            page = place.page or found.wordings.get(place.wording)
            shown = found.targets.get(page)
            itself = read and page != read.page_id == edition.page_id
            address = read.get_absolute_url() if read and not itself else ""
            assert (shown.address if shown else "") == address, place
            assert not page or (whereabouts.of_page(page, edition.language).moved_to or "") == (
                read.get_absolute_url() if read else ""
            )
            count += bool(address) and read.page_id != page
    return count


def short_addresses_lead_there_too(site):
    last, client, count = last_editions(), Client(), 0
    for short, language in itertools.product(ShortAddress.objects.all(), languages.CODES):
        read = read_for(short.page_id, language, last)
        answer = client.get(f"/go/{short.code}/{language}/")
        if read is None:
            assert answer.status_code in (404, 410)
        else:
            assert answer.status_code == 302
            assert unquote(answer.headers["Location"]).partition("#")[0] == read.get_absolute_url()
            count += read.page_id != short.page_id
    return count


LINKS = ".page-text .rich a[href^='/'], .page-text .also-read a, th[role=columnheader] a, .handed-out-cell .rich a[href^='/']"


def readers_arrive(site):
    """Every link of a page or a hand-out answers at once, in its language, and has the part that it names."""
    client, seen, count = Client(), {}, 0

    def shown(address):
        if address not in seen:
            response = client.get(address)
            seen[address] = response.status_code, BeautifulSoup(response.content, "html.parser")
        return seen[address]

    handed = [f"/go/{one.code}/{one.language}/" for one in Handout.objects.open()]
    for opened in [*(edition.get_absolute_url() for edition in Edition.objects.current()), *handed]:
        status, html = shown(opened.replace("/both/", "/"))
        assert status == 200 or opened in handed, opened
        for link in html.select(LINKS):
            address, _, part = unquote(link["href"]).partition("#")
            status, there = shown(address)
            language = link.find_parent(lang=True)["lang"]
            assert (status, there.html["lang"]) == (200, language)
            assert not part or there.find(id=part)
            count += 1
    return count


def test_the_index_is_right_after_any_life(tmp_path):
    live_many(tmp_path, indexes_are_right)


def test_every_link_leads_to_what_is_read_in_its_place_and_addresses_agree(tmp_path):
    live_many(tmp_path, links_lead_where_they_should, least=0.5)


def test_every_short_address_leads_to_what_is_read_in_the_place_of_its_page(tmp_path):
    live_many(tmp_path, short_addresses_lead_there_too, least=0.5)


def test_no_reader_follows_a_link_to_nowhere_or_to_the_other_language(tmp_path):
    live_many(tmp_path, readers_arrive, least=1)
