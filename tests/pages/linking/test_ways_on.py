"""What readers of a page come from and go on to, in each language."""

import pytest

from pages.linking import ways_on, wordings
from pages.models import Link
from pages.publishing import editions
from tests import factories
from tests.pages.linking.test_dead_ends import leading

pytestmark = pytest.mark.django_db


def told(page, language="en"):
    found = ways_on.of_page(page)[language]
    return (
        [(way.page.pk, way.number) for way in found["to"]],
        [(way.page and way.page.pk, way.name, way.number, way.is_followed) for way in found["from"]],
    )


def test_links_are_counted_by_page_and_language():
    target = factories.article()
    page = leading(target)
    Link.objects.create(from_page=page, to_page=target, after_anchor=page.sections.get().anchor)
    factories.published(page), factories.published(target, "en")
    assert told(page) == ([], [(target.pk, str(target), 2, True)])
    assert told(page, "ar") == ([], [(target.pk, target.title_ar, 2, False)])
    assert told(target) == ([(page.pk, 2)], [])
    assert "ar" not in ways_on.of_page(target)


def test_a_draft_s_link_and_one_to_the_page_itself_lead_nowhere():
    target = factories.article()
    leading(target)
    Link.objects.create(from_page=target, to_page=target)
    factories.published(target, "en")
    assert told(target) == ([], [])


def test_a_wording_waits_until_it_leads_to_a_page():
    wording, target = wordings.wording("Hip wash"), factories.article()
    page = leading(wording=wording)
    factories.published(page, "en"), factories.published(target, "en")
    assert told(page)[1] == [(None, "Hip wash", 1, False)]
    wording.page_id = target.pk
    wording.save()
    assert told(page)[1] == [(target.pk, str(target), 1, True)]
    assert told(target)[0] == [(page.pk, 1)]


def test_what_stands_in_for_a_page_is_led_to_unless_it_is_the_page_itself(user):
    gone, there = factories.article(), factories.article()
    page = leading(gone)
    for made in (page, gone, there):
        factories.published(made, "en")
    editions.withdraw(gone, "en", by=user, replacement=there)
    assert told(page)[1] == [(gone.pk, str(gone), 1, True)]
    own = factories.article()
    other = leading(own)
    for made in (own, other):
        factories.published(made, "en")
    editions.withdraw(own, "en", by=user, replacement=other)
    assert told(other)[1] == [(own.pk, str(own), 1, False)]


def test_however_many_links_the_queries_are_as_many(django_assert_num_queries):
    for count in (1, 5):
        page = factories.article()
        for _ in range(count):
            other = factories.article()
            Link.objects.create(from_page=page, to_page=other)
            Link.objects.create(from_page=other, to_page=page)
            factories.published(other)
        factories.published(page)
        with django_assert_num_queries(11):
            found = ways_on.of_page(page)
        assert [len(found[code][side]) for code in ("en", "ar") for side in ("to", "from")] == [count] * 4


def test_pages_are_called_as_in_the_language_in_which_their_links_stand():
    target = factories.article()
    page, english = leading(target), factories.article(title_ar="")
    Link.objects.create(from_page=target, to_page=english)
    for made in (page, target):
        factories.published(made)
    factories.published(english, "en")
    found = ways_on.of_page(target)
    for code in ("en", "ar"):
        (way,) = found[code]["to"]
        assert (way.name, factories.current(page, code).get_absolute_url() in way.apart) == (page.name_in(code), True)
        (way,) = found[code]["from"]
        assert (way.name, factories.current(english).get_absolute_url() in way.apart) == (english.title_en, True)
