"""The admin as an editor who works in Arabic has it: the original first, figures by the clinic's choice, plain words."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from clinic.models import Clinic
from pages.models import Topic
from procedures.models import Risk
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_client):
    """Somebody who may do everything, with the admin in Arabic."""
    admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    return admin_client


def opened(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def columns(client, address, *names):
    """The languages of some translated fields of a form, in the order in which they stand."""
    fields = opened(client, address).select("[name]")
    return [field["name"][-2:] for field in fields if field["name"][:-3] in names]


@pytest.mark.parametrize(("original", "order"), [("ar", ["ar", "en"]), ("en", ["en", "ar"])])
def test_the_original_stands_before_its_translation_in_fields_and_parts(editor, original, order):
    made = factories.procedure(original_language=original)
    address = f"/admin/procedures/procedure/{made.pk}/change/"
    assert columns(editor, address, "title") == order
    assert columns(editor, address, "search_title", f"risks-0-{Risk.translated_fields()[0]}", "duration") == order * 3
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert columns(editor, address, "title") == order


def test_where_there_is_no_original_yet_the_editors_own_language_comes_first(editor):
    assert columns(editor, "/admin/articles/article/add/", "title") == ["ar", "en"]
    assert columns(editor, "/admin/pages/topic/add/", "name") == ["ar", "en"]
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert columns(editor, "/admin/articles/article/add/", "title") == ["en", "ar"]


@pytest.mark.parametrize(
    ("digits", "total", "heading"),
    [("western", "38,965", "المشاهدات في آخر 30 يومًا"), ("arabic", "٣٨٬٩٦٥", "المشاهدات في آخر ٣٠ يومًا")],
)
def test_figures_have_the_clinics_digits_and_their_thousands_apart(editor, digits, total, heading):
    Clinic.objects.create(digits=digits)
    made = factories.article(opening_views=38_965)
    page = opened(editor, f"/admin/figures/{made.pk}/")
    assert page.select_one(".figures-total td").text == total
    assert page.select_one("#views-heading").text.strip() == heading
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert opened(editor, f"/admin/figures/{made.pk}/").select_one(".figures-total td").text == "38,965"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "صفحة واحدة ينقصها نص عربي"), (2, "صفحتان ينقصهما نص عربي"), (3, "3 صفحات ينقصها نص عربي")],
)
def test_work_that_waits_is_counted_as_arabic_counts(editor, count, said):
    for _ in range(count):
        factories.article(title_ar="", original_language="en")
    assert said in [" ".join(task.text.split()) for task in opened(editor, "/admin/").select(".first-tasks a")]


def test_a_list_counts_its_rows_and_speaks_of_results_only_where_something_was_asked(editor):
    for number in range(3):
        factories.topic(f"Topic {number}", f"موضوع {number}")
    page = opened(editor, "/admin/pages/topic/")
    assert " ".join(page.select_one(".paginator").text.split()) == "الموضوعات: 3"
    assert page.select_one("#changelist-search .quiet") is None
    assert "نتيجة واحدة" in opened(editor, "/admin/pages/topic/?q=Topic+1").select_one("#changelist-search .quiet").text


@pytest.mark.parametrize(("model", "called"), [("articles/article", "مقالات"), ("pages/picture", "الصور")])
def test_a_list_is_called_by_what_it_lists(editor, model, called):
    soup = opened(editor, f"/admin/{model}/")
    assert [heading.text.strip() for heading in soup.select("h1")] == [called]
    assert soup.title.get_text().startswith(called)


def test_pages_without_a_topic_are_found_by_words(editor):
    factories.article()
    factories.article().topics.add(factories.topic())
    page = opened(editor, "/admin/articles/article/")
    links = {one.get_text(strip=True): one["href"] for one in page.select("#changelist-filter a")}
    assert "-" not in links
    assert "topics__isnull=True" in links["بلا موضوع"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_step_of_the_way_to_a_form_is_said_twice(editor, language):
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    made = factories.procedure()
    Topic.objects.create(name_ar="الظهر")
    for address in ("", "add/", f"{made.pk}/change/", f"{made.pk}/delete/"):
        steps = [
            step.strip()
            for step in opened(editor, f"/admin/procedures/procedure/{address}")
            .select_one(".breadcrumbs")
            .text.split("›")
        ]
        assert len(steps) == len(set(steps)) > 1


@pytest.mark.parametrize(("language", "offered"), [("ar", "en"), ("en", "ar")])
def test_signing_in_offers_the_other_language(client, language, offered):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    switch = opened(client, "/admin/login/?next=/admin/matrix/").select_one("#header .interface-language")
    assert switch.select_one("button")["value"] == offered
    assert client.post(switch["action"], {"language": offered, "next": "/admin/login/"})["Location"] == "/admin/login/"
