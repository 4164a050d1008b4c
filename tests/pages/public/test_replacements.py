"""What stands in for a page that cannot be read: links, lines and addresses follow it, in both languages."""

import itertools

import pytest

from pages.content import links
from pages.linking import wordings
from pages.models import Edition, Link
from pages.public import reading, whereabouts
from pages.publishing import editions
from tests import factories
from tests.factories import current, later, published, time_passes

pytestmark = pytest.mark.django_db


def linking(target, part=""):
    """A page published in both languages that leads to `target` in its text and by a line."""
    page = factories.page()
    named = f' data-part="{part}"' if part else ""
    html = f'<p><a data-page="{target.pk}"{named}>there</a></p>'
    factories.section(page, body_en=html, body_ar=html)
    Link.objects.create(from_page=page, to_page=target, to_anchor=part)
    published(page, confirmed=True)
    return page


def led(page, language="en"):
    """Where a page leads: (the addresses of its text's links, its lines)."""
    edition = current(page, language)
    found = reading.read(edition.kind, language, edition.slug)
    html = links.fill(edition.content["sections"][-1]["texts"]["body"], found.targets)
    lines = [(line["address"], line["text"]) for lines in found.also_read.values() for line in lines]
    return html, lines


def to(edition, part=""):
    address = edition.get_absolute_url() + part
    return f'<p><a href="{address}">there</a></p>', [(address, edition.title)]


PLAIN = ("<p>there</p>", [])


def test_a_part_that_is_there_is_led_to_and_one_that_is_not_leads_to_the_page_itself():
    target = factories.procedure()
    page, elsewhere = linking(target, "risks"), linking(target, "risk-that-went")
    edition = published(target, "en")
    words, lines = to(edition, "#risks")
    assert led(page) == (words, [(address, f"{title}: Risks") for address, title in lines])
    assert led(elsewhere) == to(edition)
    target.risks.all().delete()
    again = published(target, "en", confirmed=True)
    assert led(page) == to(again)


def test_links_follow_a_page_that_is_renamed_without_being_published_again():
    target = factories.article()
    page = linking(target)
    published(target, "en")
    target.slug_en = "renamed"
    target.save()
    renamed = published(target, "en")
    assert (renamed.slug, led(page)) == ("renamed", to(renamed))


def test_a_replacement_named_in_one_language_stands_in_in_both(user):
    target, other = factories.article(), factories.article()
    page = linking(target)
    published(target, "en")
    english, arabic = published(other, "en"), published(other, "ar")
    assert (led(page)[1] != [], led(page, "ar")) == (True, PLAIN)
    editions.withdraw(target, "en", by=user, replacement=other)
    assert (led(page), led(page, "ar")) == (to(english), to(arabic))


def test_what_can_be_read_is_read_and_each_language_s_own_word_goes_first(user):
    target, one, two = (factories.article() for _ in range(3))
    page = linking(target)
    arabic = published(target)
    published(one)
    two_in_arabic = published(two)
    editions.withdraw(target, "en", by=user, replacement=one)
    assert (led(page), led(page, "ar")) == (to(current(one)), to(arabic))
    editions.withdraw(target, "ar", by=user, replacement=two)
    assert (led(page), led(page, "ar")) == (to(current(one)), to(two_in_arabic))


def test_chains_are_followed_and_rings_leave_the_words_plain(user):
    pages = [factories.article() for _ in range(12)]
    page = linking(pages[0])
    for one in pages:
        published(one, "en")
    for one, following in itertools.pairwise(pages):
        editions.withdraw(one, "en", by=user, replacement=following)
    assert led(page) == to(current(pages[-1]))
    last = editions.withdraw(pages[-1], "en", by=user)
    Edition._base_manager.filter(pk=last.pk).update(replacement=pages[0])
    assert (led(page), whereabouts.of_page(pages[0].pk, "en").gone) == (PLAIN, True)


def test_where_the_replacement_cannot_be_read_the_words_stay_plain(user):
    target, other = factories.article(), factories.article()
    page = linking(target)
    published(target)
    published(other)
    editions.withdraw(target, "en", by=user, replacement=other)
    editions.withdraw(other, "en", by=user)
    assert led(page) == PLAIN


def test_a_page_that_comes_back_ends_what_was_said_of_it(user):
    target, other = factories.article(), factories.article()
    page = linking(target)
    published(target, "en")
    published(other)
    editions.withdraw(target, "en", by=user, replacement=other)
    published(target, "en", at=later(days=1), until=later(days=3))
    assert (led(page), led(page, "ar")) == (to(current(other)), to(current(other, "ar")))
    time_passes(days=2)
    assert (led(page), led(page, "ar")) == (to(current(target)), PLAIN)
    time_passes(days=2)
    assert (led(page), led(page, "ar")) == (PLAIN, PLAIN)


def test_a_replacement_that_links_to_what_it_replaces_does_not_link_to_itself(user):
    target = factories.article()
    published(target, "en")
    other = linking(target)
    editions.withdraw(target, "en", by=user, replacement=other)
    assert led(other) == PLAIN


def test_a_line_to_the_replacement_is_not_doubled(user):
    target, other = factories.article(), factories.article()
    page = factories.page()
    for one in (other, target):
        Link.objects.create(from_page=page, to_page=one)
        published(one, "en")
    published(page, "en")
    editions.withdraw(target, "en", by=user, replacement=other)
    edition = current(page)
    assert reading.read("page", "en", edition.slug).also_read[""] == [
        {"address": current(other).get_absolute_url(), "text": other.title_en}
    ]


def test_a_wording_s_page_is_replaced_too(user):
    target, other, page = factories.article(title_en="Hip wash"), factories.article(), factories.page()
    Link.objects.create(from_page=page, wording=wordings.wording("Hip wash"), label_en="The wash")
    for one in (target, other, page):
        published(one, "en")
    editions.withdraw(target, "en", by=user, replacement=other)
    edition = current(page)
    lines = reading.read("page", "en", edition.slug).also_read[""]
    assert lines == [{"address": current(other).get_absolute_url(), "text": "The wash"}]


def test_a_comparison_does_not_follow(user, client):
    other, replacement = factories.procedure(), factories.procedure()
    page = factories.procedure(compared_with=other, compared_with_name_en="Open surgery")
    for one in (other, replacement, page):
        published(one, "en")
    editions.withdraw(other, "en", by=user, replacement=replacement)
    shown = client.get(current(page).get_absolute_url()).context["compared_with"]
    assert shown == {"name": "Open surgery", "address": ""}


def test_an_old_address_follows_as_links_do(user, client):
    target, other = factories.article(), factories.article()
    old = published(target, "ar").get_absolute_url()
    published(target, "en")
    published(other)
    editions.withdraw(target, "ar", by=user)
    gone = client.get(old)
    assert (gone.status_code, gone.headers["Cache-Control"]) == (410, "no-cache"), "no browser goes by it for ever"
    editions.withdraw(target, "en", by=user, replacement=other)
    moved = client.get(old)
    assert (moved.status_code, moved.headers["Cache-Control"]) == (301, "no-cache")


@pytest.mark.parametrize("links_in_text", [1, 30])
def test_a_page_with_replaced_links_is_one_query(links_in_text, user, django_assert_num_queries):
    target, other = factories.article(), factories.article()
    published(target, "en")
    published(other, "en")
    page = factories.page()
    factories.section(page, body_en=f'<p><a data-page="{target.pk}">there</a></p>' * links_in_text)
    edition = published(page, "en", confirmed=True)
    editions.withdraw(target, "en", by=user, replacement=other)
    with django_assert_num_queries(1):
        found = reading.read("page", "en", edition.slug)
        assert links.fill(edition.content["sections"][-1]["texts"]["body"], found.targets).count("<a") == links_in_text


def test_a_preview_follows_as_well_and_leads_to_its_own_parts(user):
    target, other = factories.article(), factories.article()
    published(target, "en")
    published(other, "en")
    page = factories.page()
    part = page.sections.get().anchor
    Link.objects.create(from_page=page, to_page=target)
    Link.objects.create(from_page=page, to_page=page, to_anchor=part)
    editions.withdraw(target, "en", by=user, replacement=other)
    edition, _ = editions.compose(page, "en")
    lines = [line["address"] for line in reading.preview(edition).also_read[""]]
    assert lines == [current(other).get_absolute_url(), f"{edition.get_absolute_url()}#{part}"]


@pytest.mark.parametrize("kind", ["draft", "other language", "withdrawn", "ring", "scheduled"])
def test_what_cannot_be_read_in_the_language_is_no_replacement(user, kind):
    target, other = factories.article(), factories.article(title_en="Hip wash")
    published(target)
    if kind == "other language":
        published(other, "ar")
    elif kind == "scheduled":
        published(other, "en", at=later(days=1))
    elif kind != "draft":
        published(other, "en")
        editions.withdraw(other, "en", by=user, replacement=target if kind == "ring" else None)
    with pytest.raises(editions.Refused) as refused:
        editions.withdraw(target, "en", by=user, replacement=other)
    assert [problem.code for problem in refused.value.problems] == ["replacement_not_readable"]
    assert "Hip wash" in refused.value.problems[0].message
    assert current(target)


def test_a_replacement_that_itself_leads_to_what_can_be_read_is_one(user):
    target, between, last = (factories.article() for _ in range(3))
    page = linking(target)
    published(target, "en"), published(between, "en")
    edition = published(last, "en")
    editions.withdraw(between, "en", by=user, replacement=last)
    editions.withdraw(target, "en", by=user, replacement=between)
    assert led(page) == to(edition)


def test_a_page_that_expires_leads_to_the_replacement_that_was_named_with_its_end(user):
    target, other = factories.article(), factories.article()
    page = linking(target)
    edition = published(other, "en")
    own = published(target, "en", until=later(days=1), replacement=other)
    assert led(page) == to(own)
    time_passes(days=2)
    other_now = current(other)
    assert (other_now, led(page)) == (edition, to(other_now))


@pytest.mark.parametrize(
    ("until", "is_live", "key"), [(1, False, "replacement_not_readable"), (None, True, "replacement_without_end")]
)
def test_a_page_is_published_with_a_replacement_only_where_it_ends_and_that_can_be_read(user, until, is_live, key):
    target, other = factories.article(), factories.article()
    if is_live:
        published(other, "en")
    with pytest.raises(editions.Refused) as refused:
        published(target, "en", until=until and later(days=until), replacement=other)
    assert [problem.code for problem in refused.value.problems] == [key]
