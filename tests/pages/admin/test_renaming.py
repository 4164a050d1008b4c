"""Another title of a page that patients know is saved and told of; another address is asked about, and answered once."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.admin import own_words
from pages.drafting import drafts
from pages.models import Link
from tests.factories import article, page, published, section
from tests.pages.admin.admin_forms import fields_of

pytestmark = pytest.mark.django_db


def address(made, action="change"):
    """Where something is done with a page."""
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_{action}", args=[made.pk])


@pytest.fixture
def target():
    """A published article that two pages lead to: one by a line, one with words of its own in its English text."""
    target = article(title_en="Hip wash", slug_en="hip-wash")
    published(target)
    lined, worded = page(title_en="By a line"), page(title_en="By words")
    Link.objects.create(from_page=lined, to_page=target)
    section(worded, body_en=f'<p>The <a data-page="{target.pk}">hip wash</a>.</p>')
    for leading in (lined, worded):
        drafts.record(leading, by=None)
    return target


def posted(client, target, button=("_continue", "1"), **texts):
    return client.post(address(target), fields_of(client.get(address(target))) | texts | dict([button]))


def again(client, response, target, name):
    """Presses a button of a form that was shown again."""
    button = shown(response).select_one(f"button[name={name}]")
    return client.post(address(target), fields_of(response) | {name: button["value"]})


def shown(response):
    return BeautifulSoup(response.content, "html.parser")


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_title_is_saved_at_once_and_the_words_that_stay_are_named_with_their_pages(admin_client, target):
    response = posted(admin_client, target, title_en="Hip lavage")
    target.refresh_from_db()
    assert (response.status_code, target.title_en, target.slug_en) == (302, "Hip lavage", "hip-wash")
    said = next(one for one in told(response) if "new title" in one)
    worded = shown(admin_client.get(response.url)).select_one(".messagelist a[href*='/pages/page/']")
    assert worded.get_text() == "By words"
    assert "By a line" not in said


def test_only_pages_whose_own_words_hold_the_old_title_are_named(admin_client, target):
    target.title_ar = "غسيل المفصل"
    target.save()
    published(target, "ar")
    other, arabic, another = page(title_en="Other words"), page(title_en="In Arabic"), page(title_en="Of another")
    section(other, body_en=f'<p>See <a data-page="{target.pk}">this</a>, not the hip wash.</p>')
    section(arabic, body_ar=f'<p>اقرأ عن <a data-page="{target.pk}"><strong>غَسيل</strong> المفصل</a>.</p>')
    section(another, body_ar=f'<p><a data-page="{other.pk}">غسيل المفصل</a>, <a data-page="{target.pk}">هذا</a></p>')
    Link.objects.create(from_page=other, to_page=target, label_ar="عن المفصل")
    for leading in (other, arabic, another):
        drafts.record(leading, by=None)
    response = posted(admin_client, target, title_en="Hip lavage", title_ar="شطف المفصل")
    named = shown(admin_client.get(response.url)).select(".messagelist .info a")
    assert [one.get_text() for one in named] == ["By words", "In Arabic"]


def test_the_words_of_links_are_read_in_as_many_queries_for_many_pages_as_for_one(
    admin_client, target, django_assert_num_queries
):
    links, titles = Link.objects.filter(to_page=target), {"en": "Hip wash"}
    with CaptureQueriesContext(connection) as of_two:
        assert len(own_words.with_title(links, target, titles)) == 1
    for _n in range(3):
        worded = page()
        section(worded, body_en=f'<p><a data-page="{target.pk}">Hip wash</a></p>')
        drafts.record(worded, by=None)
    with django_assert_num_queries(len(of_two)):
        assert len(own_words.with_title(links.all(), target, titles)) == 4


def test_of_a_title_that_nobody_read_or_links_to_nothing_is_said(admin_client, target):
    lonely, unread = article(), article()
    published(lonely)
    Link.objects.create(from_page=target, to_page=unread)
    for made in (lonely, unread):
        assert len(told(posted(admin_client, made, title_en="Another"))) == 1


def test_many_pages_with_words_of_their_own_are_counted(admin_client, target):
    for _n in range(9):
        Link.objects.create(from_page=page(), to_page=target, label_en="The hip wash")
    response = posted(admin_client, target, title_en="Hip lavage")
    links = shown(admin_client.get(response.url)).select(".messagelist .info a")
    assert (len(links), links[-1]["href"]) == (9, address(target, "links"))
    assert links[-1].get_text() == "and 2 more"


@pytest.mark.parametrize("button", [("_continue", "1"), ("_save", "1"), ("_then", "publish-en")])
def test_an_address_is_asked_about_and_one_press_goes_on_as_was_meant(admin_client, target, button):
    asked = posted(admin_client, target, button, slug_en="renamed", summary_en="Written meanwhile.")
    question = shown(asked).select_one(".new-address")
    assert (asked.status_code, question["role"], shown(asked).select_one(".errornote")) == (200, "alert", None)
    assert [one.get_text() for one in question.select("bdi[dir]")] == [
        "/en/articles/hip-wash/",
        "/en/articles/renamed/",
    ]
    assert [one.get_text() for one in question.select("a")] == ["By a line", "By words"]
    target.refresh_from_db()
    assert target.slug_en == "hip-wash"
    answer = again(admin_client, asked, target, "_new_address")
    target.refresh_from_db()
    assert (answer.status_code, target.slug_en, target.summary_en) == (302, "renamed", "Written meanwhile.")
    assert (
        answer.url
        == {
            "_continue": address(target),
            "_save": reverse("admin:articles_article_changelist"),
            "_then": reverse("admin:articles_article_publish", args=[target.pk, "en"]),
        }[button[0]]
    )


def test_the_old_address_stays_by_one_press_and_everything_else_is_saved(admin_client, target):
    asked = posted(admin_client, target, slug_en="renamed", summary_en="Written meanwhile.")
    assert again(admin_client, asked, target, "_old_address").status_code == 302
    target.refresh_from_db()
    assert (target.slug_en, target.summary_en) == ("hip-wash", "Written meanwhile.")


def test_the_ordinary_button_answers_nothing(admin_client, target):
    asked = posted(admin_client, target, slug_en="renamed")
    asked = admin_client.post(address(target), fields_of(asked) | {"_continue": "1"})
    assert (asked.status_code, bool(shown(asked).select(".new-address"))) == (200, True)


def test_what_was_agreed_to_is_not_asked_again_where_the_form_is_shown_for_another_reason(admin_client, target):
    asked = posted(admin_client, target, slug_en="renamed")
    refused = admin_client.post(address(target), fields_of(asked) | {"title_en": "", "_new_address": "_continue=1"})
    assert (refused.status_code, shown(refused).select(".new-address")) == (200, [])
    fields = fields_of(refused) | {"title_en": "Hip wash", "_continue": "1"}
    assert admin_client.post(address(target), fields | {"slug_en": "yet-another"}).status_code == 200
    assert admin_client.post(address(target), fields).status_code == 302


def test_an_emptied_address_is_asked_about_where_the_title_gives_another(admin_client, target):
    asked = posted(admin_client, target, slug_en="", title_en="Hip lavage")
    assert shown(asked).select(".new-address bdi[dir]")[1].get_text() == "/en/articles/hip-lavage/"
    assert posted(admin_client, target, slug_en="").status_code == 302


def test_an_address_that_nobody_knows_changes_at_once(admin_client, target):
    assert posted(admin_client, target, slug_ar="رابط-آخر").status_code == 200
    assert posted(admin_client, article(), slug_en="renamed").status_code == 302
