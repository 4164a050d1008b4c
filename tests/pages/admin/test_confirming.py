"""A double click on a button that confirms something: the second post is told the same, and does nothing more."""

from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.encoding import iri_to_uri

from pages.drafting import drafts
from pages.models import Deed, Edition, Page, Revision
from tests.factories import article, current, later, published
from tests.pages.admin.admin_forms import shown_by
from tests.pages.admin.test_admin_publishing import address, split

pytestmark = pytest.mark.django_db


def rows():
    return [model.objects.count() for model in (Edition, Deed, Revision)]


def told(response):
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


def answers_to_two(client, address, fields):
    """The answers to a form that a browser sends twice before it has an answer."""
    for _ in ("first", "second"):
        client.cookies.pop("messages", None)
        yield client.post(address, fields)


def posted_twice(client, address, fields=()):
    """What each of two such posts of a form answers, and what is stored after it."""
    shown = shown_by(client, address) | dict(fields)
    return [(answer.status_code, told(answer), rows()) for answer in answers_to_two(client, address, shown)]


IN = {"en": "English", "ar": "Arabic"}


def published_told(edition):
    way = f'<a href="{iri_to_uri(edition.get_absolute_url())}">See on the site</a>'
    return f"“{edition.title}” is published in {IN[edition.language]}. {way}"


def scheduled_told(edition):
    begins = formats.date_format(timezone.localtime(edition.starts_at), "DATETIME_FORMAT")
    return f"“{edition.title}” is scheduled in {IN[edition.language]} for {begins}."


@pytest.fixture
def made():
    """An article that patients read, changed since."""
    page = article(title_en="Before", title_ar="قبل")
    published(page, confirmed=True)
    page.title_en, page.title_ar = "After", "بعد"
    page.save()
    drafts.record(page, by=None)
    return page


@pytest.mark.parametrize("scheduled", [False, True])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_publishing(language, scheduled, made, admin_client):
    fields = {"confirmed": "1"} | (split(later(days=2), "at") if scheduled else {})
    first, second = posted_twice(admin_client, address(made, "publish", language), fields)
    assert first == second
    edition = Edition.objects.filter(page=made.pk, language=language).latest("number")
    assert first[:2] == (302, [("success", scheduled_told(edition) if scheduled else published_told(edition))])
    assert Edition.objects.filter(page=made.pk, language=language).count() == 2


def test_publishing_where_another_edition_is_scheduled(made, admin_client):
    published(made, "en", at=later(days=2), confirmed=True)
    first, second = posted_twice(admin_client, address(made, "publish", "en"), {"confirmed": "1"})
    assert first == second
    assert first[1] == [("success", published_told(current(made, "en")))]


def test_publishing_both_languages(made, admin_client):
    first, second = posted_twice(admin_client, address(made, "both"), {"confirmed": "1"})
    assert first == second
    assert first[1] == [("success", published_told(current(made, code))) for code in ("en", "ar")]


def test_what_is_confirmed_anew_is_done_anew(made, admin_client):
    for number in (2, 3):
        shown = shown_by(admin_client, address(made, "publish", "en")) | {"confirmed": "1"}
        admin_client.post(address(made, "publish", "en"), shown)
        assert current(made, "en").number == number


@pytest.mark.parametrize("both", [False, True])
def test_withdrawing(both, made, admin_client):
    fields = {"note": "Wrong"} | ({"both": "on"} if both else {})
    first, second = posted_twice(admin_client, address(made, "withdraw", "en"), fields)
    assert first == second
    assert first[0] == 302
    assert [tag for tag, _words in first[1]] == ["success"]
    assert ("in both languages" in first[1][0][1]) is both
    assert bool(current(made, "ar")) is not both


def test_cancelling(made, admin_client):
    edition = published(made, "en", at=later(days=2), confirmed=True)
    answers = answers_to_two(admin_client, address(made, "cancel", "en"), {"edition": str(edition.number)})
    assert [told(answer) for answer in answers] == [[("success", "The scheduled edition was cancelled.")]] * 2
    assert Deed.objects.filter(what="cancelled").count() == 1


def test_restoring_a_revision_and_an_edition(made, admin_client):
    oldest = Revision.objects.filter(page_number=made.pk).order_by("number").first()
    for where in (address(made, "revision", oldest.number), address(made, "restoring", "en", 1)):
        first, second = posted_twice(admin_client, where)
        assert first == second
        assert (first[0], [tag for tag, _words in first[1]]) == (302, ["success"])
        made.refresh_from_db()
        made.title_en = "After"
        made.save()
        drafts.record(made, by=None)


def test_bringing_a_page_back(admin_client, admin_user):
    gone = article()
    drafts.record(gone, by=None)
    number = gone.pk
    drafts.delete(gone, by=admin_user)
    answers = list(answers_to_two(admin_client, reverse("admin:bring_back", args=[number]), {}))
    assert [answer.url for answer in answers] == [reverse("admin:articles_article_change", args=[number])] * 2
    assert [tag for answer in answers for tag, _words in told(answer)] == ["success", "success"]
    assert (Page.objects.count(), Deed.objects.filter(what="brought_back").count()) == (1, 1)


@pytest.mark.parametrize("confirmation", ["\x00", "x" * 5000, "\ud800"])
def test_what_is_no_confirmation_of_ours_is_none(confirmation, made, admin_client):
    shown = shown_by(admin_client, address(made, "publish", "en")) | {"confirmed": "1"}
    body = urlencode(shown | {"confirmation": confirmation}, errors="surrogatepass")
    posted = {"content_type": "application/x-www-form-urlencoded"}
    assert admin_client.post(address(made, "publish", "en"), body, **posted).status_code == 302
    assert "confirmation" not in Deed.objects.first().details
