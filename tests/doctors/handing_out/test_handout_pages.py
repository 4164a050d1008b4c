"""What a patient reads at the address of a hand-out: what is published at that moment, and after its end nothing."""

import re
from datetime import timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.db.models import F

from clinic.models import Branch, Clinic
from doctors.handing_out import handouts
from doctors.models import Handout
from pages.public import qr_codes, short_addresses
from pages.publishing import editions
from procedures.models import Risk
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    made = Clinic.objects.create(**factories.both("name", "Nile Gate Clinic", "عيادة باب النيل"))
    Branch.objects.create(telephone="+20 2 5550 0101", **factories.both("name", "Dokki", "الدقي"))
    return made


def opened(client, handout, language=None):
    """The hand-out as a reader sees it: its soup, where its address leads without a language."""
    answer = client.get(handout.address_in(language or handout.language))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def procedure(**columns):
    page = factories.procedure(parts=2, **columns)
    factories.published(page)
    return page


def headings(soup):
    return [one.get_text(strip=True) for one in soup.select(".handed-out-item .block > h2")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_whole_page_is_there_in_the_language_that_was_chosen(client, clinic, language):
    page = procedure()
    soup = opened(client, factories.handout(page, language=language))
    edition = factories.current(page, language)
    assert soup.html["lang"] == language
    assert soup.select_one(".handed-out-title").text == edition.title
    assert len(soup.select(".handed-out-item .block")) == 9
    assert {one["lang"] for one in soup.select(".handed-out-cell")} == {language}


def test_only_the_parts_that_were_chosen_are_there_in_the_order_of_the_page(client, clinic):
    page, other = procedure(), factories.article()
    factories.published(other)
    soup = opened(client, factories.handout((page, "risks"), (page, "benefits"), other))
    assert headings(soup)[:2] == ["Benefits", "Risks"]
    assert [one["id"] for one in soup.select(".handed-out-item")] == [f"page-{page.pk}", f"page-{other.pk}"]
    assert not soup.select(".steps, .facts")


@pytest.mark.parametrize(("language", "first"), [("en", "en"), ("ar", "ar")])
def test_both_languages_stand_side_by_side_part_by_part(client, clinic, language, first):
    page = procedure()
    only_english = factories.section(page, not_for_language="ar")
    factories.published(page, confirmed=True)
    soup = opened(client, factories.handout(page, language="both"), language)
    rows = [[cell["lang"] for cell in row.select(".handed-out-cell")] for row in soup.select("article .handed-out-row")]
    second = {"en": "ar", "ar": "en"}[first]
    assert rows == [[first, second]] * 12  # the titles, ten parts, and the addresses
    for row in soup.select(".handed-out-row"):
        anchors = [block["id"].split("-", 2)[2] for block in row.select(".block")]
        assert len(set(anchors)) <= 1
        assert len(anchors) == (1 if anchors == [only_english.anchor] else 2 if anchors else 0)
    assert {(cell["lang"], cell["dir"]) for cell in soup.select(".handed-out-cell")} == {("en", "ltr"), ("ar", "rtl")}


def test_no_two_elements_have_one_id_however_many_pages_and_languages(client, clinic):
    soup = opened(client, factories.handout(procedure(), procedure(), language="both"), "en")
    ids = [one["id"] for one in soup.select("[id]")]
    assert len(ids) == len(set(ids)) > 40
    named = {one for labelled in soup.select("[aria-labelledby]") for one in labelled["aria-labelledby"].split()}
    assert named <= set(ids)


@pytest.mark.parametrize(
    ("language", "asked", "leads"),
    [("ar", "en", "ar"), ("en", "ar", "en"), ("both", "en", "en"), ("both", "ar", "ar")],
)
def test_its_address_leads_to_the_language_that_was_chosen_or_of_the_reader(client, clinic, language, asked, leads):
    made = factories.handout(procedure(), language=language)
    answer = client.get(made.get_absolute_url(), headers={"accept-language": asked})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/go/{made.code}/{leads}/")
    assert "no-store" in answer.headers["Cache-Control"]
    other = client.get(f"/go/{made.code}/{asked}/")
    assert other.status_code == (200 if asked == leads else 302)


def test_what_is_published_later_is_what_is_read(client, clinic):
    page = procedure()
    made = factories.handout(page)
    page.title_en = "A better title"
    page.save()
    assert "A better title" not in opened(client, made).text
    factories.published(page, "en", confirmed=True)
    assert "A better title" in opened(client, made).text


def test_a_page_that_was_withdrawn_is_gone_at_once_and_the_others_stay(client, clinic):
    page, other = procedure(), factories.article()
    words = factories.published(other, "en").title
    made = factories.handout(page, other)
    title = factories.current(page).title
    assert title in opened(client, made).text
    editions.withdraw(page, "en", by=None)
    soup = opened(client, made)
    assert (title in soup.text, words in soup.text) == (False, True)
    assert len(soup.select(".handed-out-gone")) == 1


def test_a_page_that_is_in_one_language_only_says_so_in_the_other_s_column(client, clinic):
    page = procedure()
    made = factories.handout(page, language="both")
    editions.withdraw(page, "ar", by=None)
    soup = opened(client, made, "ar")
    gone = soup.select_one(".handed-out-gone")
    assert (gone.text, gone.find_parent(lang=True)["lang"]) == ("هذه الصفحة غير متاحة بالعربية.", "ar")
    assert factories.current(page).title in soup.text


def test_a_part_that_went_says_that_it_is_not_there_any_more(client, clinic):
    page = procedure()
    made = factories.handout((page, "risks"), (page, "questions"))
    Risk.objects.all().delete()
    factories.published(page, "en", confirmed=True)
    soup = opened(client, made)
    assert headings(soup) == ["Questions"]
    assert soup.select_one(".handed-out-gone").text.startswith("A part of this page")


def test_a_scheduled_edition_is_not_read_before_its_time(client, clinic):
    page = procedure()
    made = factories.handout(page)
    page.title_en = "Secret plan"
    page.save()
    factories.published(page, "en", at=factories.later(days=1), confirmed=True)
    assert "Secret plan" not in opened(client, made).text


def test_it_names_the_doctor_the_note_its_days_and_the_telephones(client, clinic):
    doctor = factories.doctor()
    made = factories.handout(procedure(), doctor=doctor, note_ar="Bring the scan.\nDo not fast.", language="ar")
    soup = opened(client, made)
    assert soup.h1.get_text(" ", strip=True) == "للقراءة، من د. منى سالم"
    note = soup.select_one(".handed-out-note p[lang]")
    assert (note["lang"], note["dir"], note.get_text("|", strip=True)) == ("en", "ltr", "Bring the scan.|Do not fast.")
    assert len(soup.select(".handed-out-days span")) == 2
    assert soup.select_one('.contact-card a[href="tel:+20255500101"]')


def test_it_carries_its_own_code_and_leads_to_each_whole_page(client, clinic, settings):
    settings.SITE_URL = "https://clinic.example"
    page = procedure()
    made = factories.handout((page, "risks"))
    html = unescape(client.get(made.address_in("en")).content.decode())
    strip = re.search(r'<aside class="handout">.*?</aside>', html, re.DOTALL)[0]
    assert unescape(qr_codes.svg(f"https://clinic.example/go/{made.code}/")) in strip
    assert f"clinic.example/go/{made.code}/" in strip
    assert f"clinic.example/go/{short_addresses.code_of(page.pk)}/en/" in html


def test_both_languages_have_the_clinic_the_doctor_and_the_days(client, clinic):
    made = factories.handout(procedure(), language="both", doctor=factories.doctor(), note_en="Bring the scan.")
    soup = opened(client, made, "en")
    own, other = soup.select(".handed-out-header .handed-out-cell")[:2]
    assert own.h1.get_text(" ", strip=True) == "For you to read, from Dr. Mona Salem"
    told = other.get_text(" ", strip=True)
    assert (other["lang"], other["dir"]) == ("ar", "rtl")
    for words in ("للقراءة، من د. منى سالم", Clinic.objects.get().name_ar, "متاحة حتى"):
        assert words in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", [("en", "A note from your doctor", "Bring the scan.")]),
        ("ar", [("ar", "ملاحظة من طبيبك", "أحضر الأشعة معك.")]),
        (
            "both",
            [
                ("ar", "ملاحظة من طبيبك", "أحضر الأشعة معك."),
                ("en", "A note from your doctor", "Bring the scan."),
            ],
        ),
    ],
)
def test_each_note_stands_on_the_side_of_its_language(client, clinic, language, told):
    notes = {"note_en": "Bring the scan.", "note_ar": "أحضر الأشعة معك."}
    soup = opened(
        client, factories.handout(procedure(), language=language, **notes), "en" if language == "en" else "ar"
    )
    cells = [note.find_parent(class_="handed-out-cell") for note in soup.select(".handed-out-note")]
    assert [(cell["lang"], *(p.text for p in cell.select("p"))) for cell in cells] == told


def test_only_the_rows_that_were_chosen_are_there_under_their_heading(client, clinic):
    page = procedure()
    factories.section(page, kind="steps", body_en="<p>All of them in order.</p>")
    factories.published(page, confirmed=True)
    last, question = page.steps.last(), page.questions.first()
    soup = opened(client, factories.handout((page, last.anchor), (page, question.anchor), language="both"), "en")
    steps = soup.select_one(".block-steps")
    assert [one.h3.text for one in steps.select("li")] == [last.heading_en]
    assert "All of them in order." not in soup.text
    assert [one.text for one in soup.select('[lang="ar"] summary')] == [question.question_ar]
    assert len(soup.select("article .block")) == 4
    last.delete()
    factories.published(page, confirmed=True)
    assert len(opened(client, Handout.objects.get(), "en").select(".handed-out-gone")) == 1


def test_steps_that_are_handed_out_alone_keep_the_numbers_that_they_have_on_their_page(client, clinic):
    Clinic.objects.update(digits="arabic")
    page = factories.procedure(parts=4)
    factories.published(page)
    second, fourth = page.steps.all()[1::2]
    soup = opened(client, factories.handout((page, second.anchor), (page, fourth.anchor), language="both"), "en")
    told = {
        language: [
            (one["value"], one["data-number"])
            for one in soup.select(f'.handed-out-cell[lang="{language}"] .steps > li')
        ]
        for language in ("en", "ar")
    }
    assert told == {"en": [("2", "2"), ("4", "4")], "ar": [("2", "٢"), ("4", "٤")]}
    whole = opened(client, factories.handout((page, "steps")))
    assert [one.get("value") for one in whole.select(".steps > li")] == [None] * 4


def test_a_doctor_who_left_is_no_longer_named_and_the_hand_out_stays_open(client, clinic):
    doctor = factories.doctor()
    made = factories.handout(procedure(), doctor=doctor, note_en="Bring the scan.")
    doctor.active = False
    doctor.save()
    soup = opened(client, made)
    assert soup.h1.get_text(" ", strip=True) == "For you to read, from the clinic"
    assert ("Mona" in soup.select_one(".handed-out-header").text, "Bring the scan." in soup.text) == (False, True)


def test_hostile_notes_are_words(client, clinic):
    made = factories.handout(
        procedure(), note_en='</p><script>alert(1)</script><img src=x onerror="alert(2)">\u202egnp'
    )
    html = client.get(made.address_in("en")).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_nothing_lists_it_or_keeps_it(client, clinic):
    made = factories.handout(procedure())
    answer = client.get(made.address_in("en"))
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    listed = [
        client.get(path).getvalue().decode() for path in ("/sitemap-clinic-1.xml", "/sitemap-pages-1.xml", "/en/feed/")
    ]
    assert [made.code in one for one in listed] == [False] * 3


@pytest.mark.parametrize("language", ["en", "ar"])
def test_after_its_end_it_is_gone_and_says_whom_to_call_and_what_can_still_be_read(client, clinic, language):
    page, gone = procedure(), factories.article()
    factories.published(gone)
    made = factories.handout(page, gone, language=language, note_en="Bring the scan.")
    Handout.objects.update(expires_at=F("expires_at") - timedelta(days=31))
    editions.withdraw(gone, language, by=None)
    for path in (made.get_absolute_url(), made.address_in(language)):
        answer = client.get(path, headers={"accept-language": language})
        soup = BeautifulSoup(answer.content, "html.parser")
        assert (answer.status_code, soup.html["lang"]) == (410, language)
        assert "Bring the scan" not in soup.text
        assert soup.select_one('.call-line a[href="tel:+20255500101"]')
        edition = factories.current(page, language)
        assert [one.text for one in soup.select("main .plain-list a")] == [edition.title]
    assert client.get(made.address_in("ar"), headers={"accept-language": "en"}).headers["Content-Language"] == "ar"


def test_it_can_be_opened_until_its_last_moment(client, clinic):
    made = factories.handout(procedure(), expires_at=handouts.in_days(1))
    Handout.objects.update(expires_at=F("expires_at") - timedelta(days=1) + timedelta(seconds=30))
    assert client.get(made.address_in("en")).status_code == 200
    Handout.objects.update(expires_at=F("expires_at") - timedelta(seconds=31))
    assert client.get(made.address_in("en")).status_code == 410


def test_only_reading_is_answered_and_misread_codes_are_found(client, clinic):
    made = factories.handout(procedure())
    Handout.objects.update(code="zsb34679")
    for typed in ("zsb34679", "ZSB34679", "258٣٤٦٧٩"):
        assert client.get(f"/go/{typed}/en/").status_code == 200
    assert client.head("/go/zsb34679/en/").status_code == 200
    assert client.post("/go/zsb34679/en/").status_code == 405
    for path in ("/go/bbbbbbbb/", "/go/bbbbbbbb/ar/", "/go/bbbbbbbbb/", f"/go/{made.code}/fr/", "/go/bbbbbbb%00/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 6])
def test_however_many_parts_it_costs_as_many_queries(client, clinic, django_assert_num_queries, count):
    pages = [factories.everything() for _ in range(count)]
    for page in pages:
        factories.published(page, confirmed=True)
    one = factories.handout(*pages, doctor=factories.doctor())
    both = factories.handout(*[part for page in pages for part in ((page, "risks"), (page, "steps"))], language="both")
    for made, language, cost in ((one, "en", 4), (both, "ar", 5)):
        with django_assert_num_queries(cost):  # itself, its parts, their editions, and the clinic in each language
            client.get(made.address_in(language))
