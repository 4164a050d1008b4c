import re

import pytest
from django.core.cache import cache

from clinic.models import Branch, Clinic, OpeningHours
from tests.factories import article, doctor, page, procedure, published, section, topic

KINDS = ("", "procedures/", "articles/", "topics/", "doctors/", "contact/", "how-we-count/")


@pytest.fixture
def clinic():
    clinic = Clinic.objects.create(name_en="Nile Clinic", name_ar="عيادة النيل", default_language="ar")
    for number in (1, 2):
        branch = Branch.objects.create(
            name_en=f"Branch {number}", name_ar=f"فرع {number}", telephone=f"+20 2 5550 010{number}", order=number
        )
        for day in (0, 1):
            OpeningHours.objects.create(branch=branch, day=day, opens="10:00", closes="18:00")
    return clinic


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_empty_clinic_has_all_its_lists(client, language):
    for place in KINDS:
        response = client.get(f"/{language}/{place}")
        assert response.status_code == 200, place
        assert f'lang="{language}"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_a_filled_clinic_answers(client, clinic, language):
    person, filed = doctor(), topic()
    for made in (procedure(author=person), article(author=person), page()):
        made.topics.add(filed)
        edition = published(made, language)
        response = client.get(edition.get_absolute_url())
        assert response.status_code == 200
        assert edition.title in response.content.decode()
    slug = getattr(filed, f"slug_{language}")
    for place in (*KINDS, f"doctors/{person.slug}/", f"topics/{slug}/"):
        assert client.get(f"/{language}/{place}").status_code == 200, place


@pytest.mark.django_db
@pytest.mark.parametrize("parts", [1, 50])
def test_a_procedure_page_costs_two_queries(client, clinic, django_assert_num_queries, parts):
    edition = published(procedure(parts=parts), "en")
    cache.clear()
    with django_assert_num_queries(2):
        response = client.get(edition.get_absolute_url())
    assert response.content.decode().count('class="question"') == parts


@pytest.mark.django_db
def test_lists_cost_the_same_with_one_and_with_many_pages(client, clinic, django_assert_num_queries):
    for number in range(8):
        published(procedure(), "en")
        published(article(), "en")
        if number in (0, 7):
            with django_assert_num_queries(2):
                client.get("/en/articles/")
            with django_assert_num_queries(3):
                client.get("/en/procedures/")


@pytest.mark.django_db
def test_the_root_leads_to_the_language_that_was_chosen_or_asked_for(client, clinic):
    def leads_to(**headers):
        return client.get("/", **headers).headers["Location"]

    assert leads_to() == "/ar/"
    assert leads_to(HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.9") == "/en/"
    assert leads_to(HTTP_ACCEPT_LANGUAGE="fr-FR") == "/ar/"
    client.cookies["language"] = "en"
    assert leads_to(HTTP_ACCEPT_LANGUAGE="ar") == "/en/"
    client.cookies["language"] = "zz"
    assert leads_to() == "/ar/"


@pytest.mark.django_db
@pytest.mark.parametrize("there", ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/"])
def test_the_language_switch_leads_to_no_other_site(client, there):
    response = client.post("/language/", {"language": "ar", "next": there})
    assert response.headers["Location"] == "/"


@pytest.mark.django_db
def test_the_switch_hreflang_and_canonical_are_of_the_same_page(client):
    made = procedure(title_en="Knee", title_ar="الركبة", original_language="ar")
    published(made)
    html = client.get("/en/procedures/knee/").content.decode()
    arabic = "/ar/procedures/%D8%A7%D9%84%D8%B1%D9%83%D8%A8%D8%A9/"
    assert '<link rel="canonical" href="http://testserver/en/procedures/knee/">' in html
    assert f'<link rel="alternate" hreflang="ar" href="http://testserver{arabic}">' in html
    assert f'<link rel="alternate" hreflang="x-default" href="http://testserver{arabic}">' in html
    assert f'href="{arabic}" hreflang="ar" lang="ar"' in html


@pytest.mark.django_db
def test_a_page_without_a_twin_says_so_and_leads_nowhere(client):
    published(procedure(title_en="Knee"), "en")
    html = client.get("/en/procedures/knee/").content.decode()
    assert "Not in Arabic" in html
    assert 'hreflang="ar"' not in html


@pytest.mark.django_db
def test_the_public_address_is_the_one_that_was_set_up(client, settings):
    settings.SITE_URL = "https://clinic.example"
    published(procedure(title_en="Knee"), "en")
    html = client.get("/en/procedures/knee/").content.decode()
    assert '<link rel="canonical" href="https://clinic.example/en/procedures/knee/">' in html


@pytest.mark.django_db
def test_an_unknown_host_is_refused(client):
    assert client.get("/en/", HTTP_HOST="evil.example").status_code == 400


@pytest.mark.django_db
def test_forwarding_headers_of_a_client_are_ignored(client, settings):
    published(procedure(title_en="Knee"), "en")
    forged = {"HTTP_HOST": "testserver", "HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "https"}
    html = client.get("/en/procedures/knee/", **forged).content.decode()
    assert "evil.example" not in html
    assert 'href="http://testserver/en/' in html
    settings.BEHIND_PROXY = True
    assert 'href="https://testserver/en/' in client.get("/en/procedures/knee/", **forged).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "-1", "abc", "1" + "0" * 30, "9" * 5000, "", "٣", "2"])
def test_an_odd_page_number_gives_the_nearest_page(client, number):
    for _ in range(3):
        published(article(), "en")
    assert client.get("/en/articles/", {"page": number}).status_code == 200


@pytest.mark.django_db
def test_procedures_are_filed_under_their_letter_without_the_article(client):
    for title in ("الركبة", "أوتار الكتف", "إصابة الكتف", "حقن الركبة"):
        published(procedure(title_ar=title, original_language="ar"), "ar")
    letters = client.get("/ar/procedures/").context["letters"]
    assert [(letter, len(found)) for letter, found in letters] == [("ا", 2), ("ح", 1), ("ر", 1)]


@pytest.mark.django_db
def test_the_view_count_is_hidden_below_the_clinics_threshold(client, clinic):
    edition = published(article(opening_views=5), "en")
    assert "5 views</p>" in client.get(edition.get_absolute_url()).content.decode()
    Clinic.objects.update(show_views_from=10)
    assert "hidden>5 views</p>" in client.get(edition.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_title_with_mark_up_is_escaped_everywhere(client):
    hostile = '"><script>alert(1)</script>'
    made = procedure(title_en=hostile, summary_en=hostile)
    section(made, heading_en=hostile)
    edition = published(made, "en", confirmed=True)
    for address in (edition.get_absolute_url(), "/en/", "/en/procedures/", "/sitemap-pages-1.xml", "/en/feed/"):
        assert "<script>alert" not in client.get(address).getvalue().decode(), address


@pytest.mark.django_db
def test_public_pages_set_no_cookie_and_carry_no_inline_code(client):
    edition = published(procedure(), "en")
    response = client.get(edition.get_absolute_url())
    html = response.content.decode()
    assert not response.cookies
    assert "nonce-" not in response.headers["Content-Security-Policy"]
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="application/ld+json">')


@pytest.mark.django_db
def test_machines_get_their_answers(client, clinic):
    assert client.get("/healthz").json() == {"ok": True}
    assert client.get("/readyz").json() == {"ok": True}
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert client.get("/theme-0f6b6b.css").headers["Content-Type"] == "text/css; charset=utf-8"
    assert client.get("/theme-};evil.css").content == client.get("/theme-0f6b6b.css").content


@pytest.mark.django_db
def test_a_long_list_of_procedures_is_shown_a_page_at_a_time_with_its_topics(client, clinic, monkeypatch):
    monkeypatch.setattr("procedures.views.MOST_AT_ONCE", 3)
    monkeypatch.setattr("procedures.views.ON_A_PAGE", 2)
    filed, _empty = topic(), topic("Hip", "الورك")
    titles = []
    for number in range(4):
        made = procedure(title_en=f"Number {number}")
        made.topics.add(filed)
        titles.insert(0, published(made, "en").title)
    first = client.get("/en/procedures/").content.decode()
    shown = re.findall(r'class="card-title"><a[^>]*>([^<]*)', first)
    older = "/en/procedures/" + re.search(r'href="(\?before=[^"]*)" rel="next"', first)[1]
    second = client.get(older).content.decode()
    assert shown + re.findall(r'class="card-title"><a[^>]*>([^<]*)', second) == titles
    assert ["/en/topics/spine/" in first, "/en/topics/hip/" in first] == [True, False]
    assert f'<link rel="canonical" href="http://testserver{older}">' in second
