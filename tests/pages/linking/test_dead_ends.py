"""Pages that nothing leads to, and pages that lead nowhere."""

import pytest

from pages.linking import dead_ends, wordings
from pages.models import Link
from pages.publishing import editions
from tests import factories

pytestmark = pytest.mark.django_db


def told(rows, language="en"):
    return {edition.page_id for edition in rows if edition.language == language}


def leading(to_page=None, **columns):
    page = factories.article()
    Link.objects.create(from_page=page, to_page=to_page, **columns)
    return page


def test_a_page_that_another_leads_to_is_no_orphan_and_the_other_no_dead_end():
    target = factories.article()
    page = leading(target)
    for made in (page, target):
        factories.published(made, "en")
    assert (told(dead_ends.orphans()), told(dead_ends.dead_ends())) == ({page.pk}, {target.pk})


def test_a_link_by_a_wording_counts_once_the_wording_leads_somewhere():
    target, wording = factories.article(), wordings.wording("Hip wash")
    page = leading(wording=wording)
    for made in (page, target):
        factories.published(made, "en")
    assert told(dead_ends.dead_ends()) == told(dead_ends.orphans()) == {page.pk, target.pk}
    wording.page_id = target.pk
    wording.save()
    assert (told(dead_ends.orphans()), told(dead_ends.dead_ends())) == ({page.pk}, {target.pk})


def test_a_link_that_no_reader_can_follow_leads_nowhere():
    target = factories.article()
    page = leading(target)
    factories.published(page)
    factories.published(target, "ar")
    assert (told(dead_ends.dead_ends()), told(dead_ends.dead_ends(), "ar")) == ({page.pk}, {target.pk})


def test_a_link_to_a_page_that_another_one_stands_in_for_leads_to_that_one(user):
    gone, there = factories.article(), factories.article()
    page = leading(gone)
    for made in (page, gone, there):
        factories.published(made)
    assert there.pk in told(dead_ends.orphans())
    editions.withdraw(gone, "en", by=user, replacement=there)
    assert (told(dead_ends.orphans()), told(dead_ends.dead_ends())) == ({page.pk}, {there.pk})
    assert told(dead_ends.orphans(), "ar") == {page.pk, there.pk}
    editions.withdraw(gone, "ar", by=user)
    assert told(dead_ends.orphans(), "ar") == {page.pk}
    own = leading(gone)
    factories.published(own, "en")
    editions.withdraw(there, "en", by=user, replacement=own)
    assert own.pk in told(dead_ends.dead_ends()), "it stands in for what it links to"


def test_links_of_other_languages_withdrawn_editions_drafts_and_a_page_itself_do_not_count():
    target = factories.article()
    own = leading(target)
    Link.objects.filter(from_page=own).update(to_page=own.pk)
    withdrawn, drafted = leading(target), leading(target)
    for made in (target, own, withdrawn):
        factories.published(made, "en")
    editions.withdraw(withdrawn, "en", by=None)
    factories.published(drafted, "ar")
    assert told(dead_ends.orphans()) == told(dead_ends.dead_ends()) == {target.pk, own.pk}
