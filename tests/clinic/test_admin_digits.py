"""The admin in Arabic has the digits that the clinic chose, whoever writes them; English, fields and people's words keep theirs."""

import re

import pytest
from bs4 import BeautifulSoup

from clinic.models import Clinic
from pages.interface_digits import turned
from tests import factories

WORDS = {
    "<p>20 من 1,234.5</p>": "<p>٢٠ من ١٬٢٣٤٫٥</p>",
    '<a href="?p=2" title="2">2</a>': '<a href="?p=2" title="2">٢</a>',
    "<p>L4–L5 في 2 أيام، Word 2</p>": "<p>L4–L5 في ٢ أيام، Word 2</p>",
    "<td>&#x27;10&#39; &amp; 3</td>": "<td>&#x27;١٠&#39; &amp; ٣</td>",
    "<b>1</b><bdi>Sara <i>2</i></bdi> 3": "<b>١</b><bdi>Sara <i>2</i></bdi> ٣",
    '<dd lang="ar">رقم 1 <p>2</p></dd><dd dir="auto">3</dd>': '<dd lang="ar">رقم 1 <p>2</p></dd><dd dir="auto">٣</dd>',
    "<textarea>1</textarea><script>let a = 1 < 2</script>3": "<textarea>1</textarea><script>let a = 1 < 2</script>٣",
    '<input value="1" lang="ar"> 2': '<input value="1" lang="ar"> ٢',
    '<select name="digits"><option>123</option></select><select name="day"><option>1</option></select>': (
        '<select name="digits"><option>123</option></select><select name="day"><option>١</option></select>'
    ),
    '<html lang="ar" dir="rtl"><p>1</p></html>': '<html lang="ar" dir="rtl" data-digits="arabic"><p>١</p></html>',
    '<html lang="en"><p>1</p></html>': '<html lang="en"><p>1</p></html>',
    '<html lang="ar" data-digits="arabic"><p>1</p></html>': '<html lang="ar" data-digits="arabic"><p>1</p></html>',
}


@pytest.mark.parametrize("html", WORDS)
def test_only_what_the_interface_says_is_turned(html):
    assert turned(html) == WORDS[html]


@pytest.fixture
def clinic(db):
    return Clinic.objects.create(digits="arabic")


def said(client, address, language):
    """What a page of the admin says, without what is typed in it."""
    client.cookies["language"] = language
    page = BeautifulSoup(client.get(address).content, "html.parser")
    for apart in page.select("script, style, textarea, bdi, [lang]:not(html)"):
        apart.decompose()
    return page.get_text(" ")


@pytest.mark.parametrize("digits", ["western", "arabic"])
def test_lists_their_counts_dates_and_pages_are_in_the_chosen_digits(digits, admin_client, clinic):
    Clinic.objects.update(digits=digits)
    for _ in range(101):
        factories.topic()
    page = factories.page(parts=0)
    factories.published(page, confirmed=True)
    unchosen = {"western": "[٠-٩]", "arabic": "[0-9]"}[digits]
    for address in ("/admin/pages/topic/", "/admin/log/", f"/admin/pages/page/{page.pk}/publish/ar/"):
        arabic = said(admin_client, address, "ar")
        assert re.findall(unchosen, arabic) == [], address
        assert re.search(r"\d", arabic), address
        assert re.findall("[٠-٩]", said(admin_client, address, "en")) == [], address


def test_the_form_of_the_clinic_offers_both_and_keeps_what_is_typed(admin_client, clinic):
    clinic.emergency_telephone = "123"
    clinic.save()
    admin_client.cookies["language"] = "ar"
    form = BeautifulSoup(admin_client.get(f"/admin/clinic/clinic/{clinic.pk}/change/").content, "html.parser")
    assert [option.text for option in form.select("[name=digits] option")] == ["123", "١٢٣"]
    assert form.select_one("[name=emergency_telephone]")["value"] == "123"
    assert form.html["data-digits"] == "arabic"
