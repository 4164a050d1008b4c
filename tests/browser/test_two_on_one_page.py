"""Two people with one page open, each in a browser of their own: they see each other, and both of their texts are saved."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from pages.models import OpenForm
from tests import factories
from tests.browser import desk_bar
from tests.browser.documents import another_document
from tests.browser.writing_desk import BEYOND, WIDER, comes_to, saved, strange

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = [("ar", 390), ("en", 1440)]
NAMES = {"ar": ("منى", "سارة"), "en": ("Mona", "Sara")}
WORDS = {
    "ar": {"here": "شخص آخر يفتح هذه الصفحة: سارة منذ", "saved": "حُفظت هذه الصفحة بعد أن فتحتها", "merged": "جمعنا النصين معًا"},
    "en": {"here": "1 other person has this page open: Sara, since", "saved": "Sara saved this page at", "merged": "Both texts were put together"},
}  # fmt: skip


@pytest.fixture
def made():
    return factories.procedure(parts=2)


@pytest.fixture
def two(visit, made, django_user_model):
    """`two(language, width)`: the form of the procedure as two people have it open."""

    def opened(language, width):
        pages = []
        for name in NAMES[language]:
            client = Client()
            client.force_login(django_user_model.objects.create_superuser(name, first_name=name, password="x"))
            page = visit("/healthz", width=width)
            origin = page.evaluate("location.origin")
            cookies = {"sessionid": client.cookies["sessionid"].value, "language": language}
            page.context.add_cookies([{"name": n, "value": value, "url": origin} for n, value in cookies.items()])
            page.goto(f"/admin/procedures/procedure/{made.pk}/change/")
            pages.append(page)
        return pages

    return opened


def looked_at_again(page):
    """As if the tab was left and come back to: then the form asks at once, and nobody has to wait for it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def write(page, group, number, text):
    page.locator(f"#chapter-{group} .part[data-prefix={group}]").nth(number).locator("[name$=heading_en]").fill(text)


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_each_sees_the_other_come_save_and_leave_and_both_texts_are_saved(language, width, two, made, faults):
    words, (mona, sara) = WORDS[language], two(language, width)
    told = mona.locator("#desk-others")
    expect(sara.locator("#desk-others")).to_contain_text(NAMES[language][0])
    looked_at_again(mona)
    expect(told).to_contain_text(words["here"])
    write(mona, "risks", 0, "What Mona wrote")
    write(sara, "risks", 1, "What Sara wrote")
    saved(sara)
    looked_at_again(mona)
    expect(told).to_contain_text(words["saved"])
    assert (strange(mona, language), mona.evaluate(WIDER), mona.evaluate(BEYOND)) == ([], 0, [])
    desk_bar.opened(mona)  # in the row of a phone the link has no room
    with mona.context.expect_page() as other:
        told.locator("a").click()
    expect(other.value.locator(".changes")).to_contain_text("What Sara wrote")
    other.value.close()
    with another_document(mona):
        mona.locator(".desk-bar [name=_continue]").click()
    expect(mona.locator(".messagelist .info")).to_contain_text(words["merged"])
    expect(mona.locator(".messagelist .success")).to_be_visible()
    assert [risk.heading_en for risk in made.risks.all()] == ["What Mona wrote", "What Sara wrote"]
    assert strange(mona, language) == []
    sara.goto("/admin/")
    assert comes_to(lambda: OpenForm.objects.count() == 1)
    looked_at_again(mona)
    expect(told).to_be_empty()
    assert mona.complaints == sara.complaints == []


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_only_the_text_that_both_changed_is_a_choice_and_it_is_made_in_the_form(language, width, two, made, faults):
    mona, sara = two(language, width)
    write(mona, "risks", 0, "What Mona wrote")
    mona.locator("#page-title_en input").fill("A title of Mona")
    write(sara, "risks", 0, "What Sara wrote")
    saved(sara)
    with another_document(mona):
        mona.locator(".desk-bar [name=_continue]").click()
    choice = mona.locator("fieldset.choice")
    expect(choice).to_have_count(1)
    expect(choice).to_contain_text("What Sara wrote")
    expect(mona.locator(".errornote")).to_have_count(0)  # there is nothing to correct
    assert (strange(mona, language), mona.evaluate(WIDER), mona.evaluate(BEYOND)) == ([], 0, [])
    mona.set_viewport_size({"width": width, "height": 30_000})  # the bar lies over nothing where the whole form is seen
    assert faults(mona) == []
    mona.set_viewport_size({"width": width, "height": 900})
    expect(choice.get_by_role("radio").first).to_be_checked()
    choice.get_by_role("radio").last.check()
    saved(mona)
    made.refresh_from_db()
    assert (made.title_en, made.risks.first().heading_en) == ("A title of Mona", "What Sara wrote")
    assert mona.complaints == []


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_who_was_signed_out_is_told_signs_in_beside_the_form_and_saves_what_was_written(language, width, two, made):
    page, _other = two(language, width)
    told = page.locator("#desk-signed-out")
    expect(told).to_be_hidden()
    Session.objects.all().delete()
    write(page, "risks", 0, "Written meanwhile")
    looked_at_again(page)
    expect(told).to_be_visible()
    expect(told.locator("a")).to_be_in_viewport(ratio=1)
    assert (strange(page, language), page.evaluate(WIDER), page.evaluate(BEYOND)) == ([], 0, [])
    with page.context.expect_page() as beside:
        told.locator("a").click()
    sign_in = beside.value
    sign_in.locator("[name=username]").fill(NAMES[language][0])
    sign_in.locator("[name=password]").fill("x")
    sign_in.locator("[type=submit]").last.click()
    expect(sign_in).to_have_url(re.compile("/admin/$"))
    looked_at_again(page)
    expect(told).to_be_hidden()
    saved(page)
    assert made.risks.first().heading_en == "Written meanwhile"


def test_a_new_page_begins_with_its_title_in_the_language_of_whoever_writes(signed_in):
    for language in ("ar", "en"):
        page = signed_in("/admin/procedures/procedure/add/", language)
        expect(page.locator(f"[name=title_{language}]")).to_be_focused()


def test_the_form_tells_nothing_without_scripts(made, signed_in):
    page = signed_in(f"/admin/procedures/procedure/{made.pk}/change/", "en", scripts=False)
    expect(page.locator("#desk-others")).to_be_empty()
    assert not OpenForm.objects.exists()
