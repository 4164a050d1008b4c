import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from pages import clock
from pages.drafting import drafts
from pages.models import Address, Edition
from pages.publishing import editions
from tests.factories import article, procedure, published, section, time_passes


def renamed(page, **columns):
    for name, value in columns.items():
        setattr(page, name, value)
    page.save()
    drafts.record(page, by=None)
    return page


@pytest.mark.django_db
def test_a_former_address_leads_to_where_the_page_lives(client):
    page = article(title_en="Sciatica")
    published(page, "en")
    renamed(page, slug_en="sciatica-explained")
    published(page, "en")
    response = client.get("/en/articles/sciatica/")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/articles/sciatica-explained/")
    assert client.get("/en/articles/sciatica-explained/").status_code == 200


@pytest.mark.django_db
def test_an_address_of_the_old_site_leads_to_the_page(client):
    page = article(title_en="Sciatica")
    Address.objects.create(path="/blog/مقال-قديم.html", page_id=page.pk, language="en")
    Address.objects.create(path="/?p=123", page_id=page.pk, language="en")
    assert client.get("/blog/مقال-قديم.html").status_code == 404
    published(page, "en")
    for path in ("/blog/مقال-قديم.html", "/blog/" + quote("مقال-قديم.html"), "/?p=123"):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, "/en/articles/sciatica/"), path


@pytest.mark.django_db
def test_a_unicode_address_works_raw_and_percent_encoded(client):
    published(article(title_ar="عرق النسا", original_language="ar"), "ar")
    assert client.get("/ar/articles/عرق-النسا/").status_code == 200
    assert client.get("/ar/articles/" + quote("عرق-النسا") + "/").status_code == 200
    assert client.get("/ar/articles/" + quote("عرق-النسا")).status_code == 301


@pytest.mark.django_db
def test_a_withdrawn_page_answers_gone_in_the_readers_language(client):
    page = article(title_en="Sciatica", title_ar="عرق النسا")
    published(page)
    editions.withdraw(page, "en", by=None)
    response = client.get("/en/articles/sciatica/")
    assert response.status_code == 410
    html = response.content.decode()
    assert "This page was taken down" in html
    assert 'lang="ar" dir="rtl" hreflang="ar">عرق النسا</a>' in html
    assert client.get("/ar/articles/عرق-النسا/").status_code == 200


@pytest.mark.django_db
def test_a_withdrawn_page_leads_to_its_replacement_and_on_to_the_replacements_own(client):
    first, second, third = (article(title_en=f"Page {n}") for n in (1, 2, 3))
    for page in (first, second, third):
        published(page, "en")
    editions.withdraw(first, "en", by=None, replacement=second)
    assert client.get("/en/articles/page-1/").headers["Location"] == "/en/articles/page-2/"
    editions.withdraw(second, "en", by=None, replacement=third)
    assert client.get("/en/articles/page-1/").headers["Location"] == "/en/articles/page-3/"


@pytest.mark.django_db
def test_pages_that_replace_each_other_end_in_gone_not_in_a_ring(client):
    first, second = (article(title_en=f"Page {n}") for n in (1, 2))
    for page, other in ((first, second), (second, first)):
        published(page, "en")
        ended = editions.withdraw(page, "en", by=None)
        Edition._base_manager.filter(pk=ended.pk).update(replacement=other)
    assert client.get("/en/articles/page-1/").status_code == 410


@pytest.mark.django_db
def test_a_page_that_exists_in_the_other_language_only_is_offered_there(client):
    published(procedure(title_en="Knee", slug_ar="الركبة"), "en")
    response = client.get("/ar/procedures/knee/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'lang="ar" dir="rtl"' in html
    assert "لم نجد هذه الصفحة" in html
    assert '<a href="/en/procedures/knee/" lang="en" dir="ltr" hreflang="en">Knee</a>' in html


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_unknown_address_is_told_so_in_its_language(client, language):
    for path in ("nothing/", "articles/nothing/", "doctors/nobody/", "topics/none/", "a/b/c/d/", "%00/", "%FF%FE/"):
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 404, path
        assert f'lang="{language}"' in response.content.decode()


@pytest.mark.django_db
def test_addresses_longer_than_any_that_is_kept_are_unknown(client):
    assert client.get("/en/" + "x" * 3000 + "/").status_code == 404
    assert client.get("/?p=" + "9" * 5000).status_code == 302


HIDDEN = ("draft", "scheduled", "expired", "withdrawn")


def hidden_page(state):
    page = article(title_en="Hidden thing", title_ar="شيء مخفي")
    if state == "scheduled":
        editions.publish(page, "en", by=None, at=clock.now() + timedelta(days=1))
    if state == "expired":
        editions.publish(page, "en", by=None, until=clock.now() + timedelta(hours=1))
        time_passes(hours=2)
    if state == "withdrawn":
        published(page, "en")
        editions.withdraw(page, "en", by=None)
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_current_is_absent_everywhere(client, state, numbered_from_one):
    page = hidden_page(state)
    linking = article(title_en="Linking", parts=0)
    section(linking, body_en=f'<p>See <a data-page="{page.pk}">that</a>.</p>')
    published(linking, "en", confirmed=True)
    gone = 410 if state in ("expired", "withdrawn") else 404
    assert client.get("/en/articles/hidden-thing/").status_code == gone
    assert client.head("/en/articles/hidden-thing/").status_code == gone
    for address in ("/en/", "/en/articles/", "/sitemap-pages-1.xml", "/en/feed/", "/en/articles/linking/"):
        assert not re.search("hidden.thing", client.get(address).getvalue().decode(), re.IGNORECASE), address
    assert "See that." in client.get("/en/articles/linking/").content.decode()
    published(page, "en", confirmed=True)  # which cancels what was scheduled
    assert 'See <a href="/en/articles/hidden-thing/">that</a>.' in client.get("/en/articles/linking/").content.decode()
