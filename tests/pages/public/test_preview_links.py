"""A draft shown for some days to somebody without an account: by a link, to nobody else, and as nothing but a draft."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db.models import F
from django.utils import timezone

from pages.drafting import drafts
from pages.models import Deed, PreviewLink, Revision
from pages.public import preview_links
from pageviews.models import DailyViews
from tests.factories import article, page, procedure, published
from tests.pages.admin.test_admin_publishing import address

pytestmark = pytest.mark.django_db

UNKNOWN = {"en": "This preview cannot be opened", "ar": "لا يمكن فتح هذه المعاينة"}
ENDED = {"en": "This preview has ended", "ar": "انتهت هذه المعاينة"}


def make(draft, user, language="en", days=7):
    return preview_links.make(draft, language, by=user, days=days)


def opened(client, token, status=200, **headers):
    response = client.get(f"/preview/{token}/", **headers)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("language", "told", "says"),
    [("en", "This is a draft, shown to you until", "Ablation"), ("ar", "هذه مسودة، تُعرض لك حتى", "الكي")],
)
@pytest.mark.parametrize("make_draft", [page, article, procedure])
def test_it_shows_the_draft_as_it_stands_now_in_the_language_of_the_link(
    client, user, make_draft, language, told, says
):
    draft = make_draft()
    published(draft, language)
    _link, token = make(draft, user, language)
    setattr(draft, f"title_{language}", says)
    draft.save()
    soup = opened(client, token, headers={"accept-language": "en" if language == "ar" else "ar"})
    assert (soup.html["lang"], soup.h1.get_text()) == (language, says)
    bar = soup.select_one(".notice-preview").get_text()
    assert told in bar
    assert str((timezone.localtime() + timedelta(days=7)).year) in bar


def test_nothing_of_it_is_found_kept_counted_or_passed_on(client, user):
    draft = article()
    published(draft, "en")
    token = make(draft, user)[1]
    for method in (client.get, client.head):
        response = method(f"/preview/{token}/")
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Robots-Tag"].startswith("noindex")
        assert response.headers["Content-Language"] == "en"
    soup = opened(client, token)
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    passed_on = "[rel=canonical], [rel=alternate], [property^=og], [type='application/ld+json']"
    of_readers = "[data-count], .helped, .handout, a[href*='wa.me/?'], .language-switch"
    assert soup.select(f"{passed_on}, {of_readers}") == []
    assert token not in str(soup)
    assert not DailyViews.objects.exists()
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()
    assert token not in client.get("/sitemap.xml").content.decode()
    assert client.post(f"/preview/{token}/").status_code == 405


def test_only_the_digest_of_a_link_is_kept(user):
    link, token = make(article(), user)
    assert len(token) == 32
    assert token not in str(PreviewLink.objects.get().__dict__)
    assert preview_links.live(link.page).get() == link


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_has_ended_and_what_never_was_is_told_kindly_and_shows_nothing(client, user, language):
    draft = article(title_en="Secret", title_ar="سر")
    expired, token_expired = make(draft, user, language)
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=F("expires_at") - timedelta(days=7, seconds=1))
    revoked, token_revoked = make(draft, user, language)
    assert preview_links.revoke(preview_links.live(draft), by=user) == 1
    whole = make(draft, user, language)[1]
    other = "en" if language == "ar" else "ar"  # what has ended is told in its own language
    altered = whole[:-1] + ("a" if whole[-1] != "a" else "b")
    wanted = [(token, 410, ENDED, other) for token in (token_expired, token_revoked)]
    wanted += [(token, 404, UNKNOWN, language) for token in (altered, "x", "x" * 5000)]
    for token, status, told, accepted in wanted:
        soup = opened(client, token, status=status, headers={"accept-language": accepted})
        assert (soup.html["lang"], soup.h1.get_text()) == (language, told[language])
        assert soup.select_one("meta[name=robots]")
        assert draft.text("title", language) not in soup.get_text()
    response = client.get(f"/preview/{token_revoked}/")
    assert (response.headers["Cache-Control"], response.headers["Referrer-Policy"]) == (
        "no-store, private",
        "no-referrer",
    )
    assert revoked.pk != expired.pk


def test_a_page_that_is_deleted_ends_its_links_for_good(client, user):
    draft = procedure()
    token = make(draft, user)[1]
    opened(client, token)
    drafts.delete(draft, by=user)
    opened(client, token, status=404)
    drafts.bring_back(Revision.objects.filter(page_number=draft.pk).first(), by=user)
    opened(client, token, status=404)


# -- In the admin ------------------------------------------------------------------------------------------------


def test_a_link_is_made_shown_once_listed_and_revoked_and_each_is_logged(admin_client, admin_user, client):
    draft = article()
    where = address(draft, "previews")
    form = admin_client.get(address(draft, "change")).content.decode()
    assert f'href="{where}"' in form
    fields = BeautifulSoup(admin_client.get(where).content, "html.parser").select_one("#content form")
    assert [one["value"] for one in fields.select("[name=days] option[selected]")] == ["7"]
    made = admin_client.post(where, {"language": "ar", "days": "1"})
    soup = BeautifulSoup(made.content, "html.parser")
    shown = soup.select_one("#preview-link")["value"]
    assert shown.startswith("http://testserver/preview/")
    assert "no-store" in made.headers["Cache-Control"]
    assert soup.select_one("button[data-copies=preview-link]")
    link = PreviewLink.objects.get()
    assert (link.page_id, link.language, link.made_by) == (draft.pk, "ar", admin_user)
    assert timedelta(hours=23) < link.expires_at - timezone.now() <= timedelta(days=1)
    client.logout()
    assert opened(client, shown.rstrip("/").rpartition("/")[2]).html["lang"] == "ar"
    client.force_login(admin_user)
    listed = admin_client.get(where).content.decode()
    assert shown not in listed
    assert len(BeautifulSoup(listed, "html.parser").select(".preview-links li")) == 1
    assert admin_client.post(where, {"revoke": link.pk}).status_code == 302
    assert not BeautifulSoup(admin_client.get(where).content, "html.parser").select(".preview-links li")
    deeds = Deed.objects.filter(what__startswith="preview").order_by("pk")
    assert [(deed.what, deed.page, deed.language, deed.by) for deed in deeds] == [
        ("preview_made", draft.pk, "ar", admin_user),
        ("preview_revoked", draft.pk, "ar", admin_user),
    ]
    admin_client.post(where, {"revoke": link.pk})  # sent twice
    assert Deed.objects.filter(what="preview_revoked").count() == 1


@pytest.mark.parametrize("wrong", [{"days": "2"}, {"days": "31"}, {"language": "fr"}, {"language": ""}, {"days": "١"}])
def test_other_days_and_languages_are_refused(admin_client, wrong):
    draft = article()
    assert admin_client.post(address(draft, "previews"), {"language": "en", "days": "7"} | wrong).status_code == 200
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "²", ""])
def test_what_is_no_link_of_this_page_is_not_revoked(admin_client, user, number):
    other = make(article(), user)[0]
    for told in (number, other.pk):
        assert admin_client.post(address(article(), "previews"), {"revoke": told}).status_code == 302
    assert preview_links.live(other.page).exists()


def test_a_language_that_is_not_written_is_not_offered(admin_client):
    draft = article(title_ar="")
    shown = BeautifulSoup(admin_client.get(address(draft, "previews")).content, "html.parser")
    assert [one["value"] for one in shown.select("[name=language] option")] == ["en"]
    assert admin_client.post(address(draft, "previews"), {"language": "ar", "days": "7"}).status_code == 200
    assert not PreviewLink.objects.exists()


def test_who_may_only_see_links_is_shown_no_way_to_make_or_revoke_one(client, user):
    draft = article()
    link = make(draft, user)[0]
    names = ["view_article", "change_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    where = address(draft, "previews")
    assert client.get(where).status_code == 403
    assert where not in client.get(address(draft, "change")).content.decode()
    user.user_permissions.add(Permission.objects.get(codename="view_previewlink"))
    shown = BeautifulSoup(client.get(where).content, "html.parser")
    assert (len(shown.select(".preview-links li")), shown.select("#content form")) == (1, [])
    for fields in ({"language": "en", "days": "7"}, {"revoke": link.pk}):
        assert client.post(where, fields).status_code == 403
    assert preview_links.live(draft).count() == 1
