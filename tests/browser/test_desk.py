"""The doctors' desk on a phone: linking in three taps; and every page of it in one language, whole and accessible."""

import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from doctors.models import Comment
from doctors.review import reviewing
from pages.drafting import drafts
from pages.models import Link, Revision
from pageviews.models import UnansweredSearch
from procedures.models import Step
from tests import factories
from tests.browser.documents import another_document
from tests.browser.sweep import sweep
from tests.browser.test_every_page import assert_whole
from tests.doctors.review.test_bylines import digest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("en", "ar")


@pytest.fixture
def at_the_desk(world, visit, client, django_user_model):
    """`at_the_desk(language)`: a phone on which the doctor of the procedure is signed in, at the desk."""

    def opened(language, **options):
        doctor = world.doctor
        doctor.user = doctor.user or django_user_model.objects.create_user("mona", password="right-horse-battery")
        doctor.save()
        page = visit("/desk/sign-in/", **options)
        place = {"url": page.evaluate("location.origin")}
        client.force_login(doctor.user)
        cookies = {"sessionid": client.cookies["sessionid"].value, settings.LANGUAGE_COOKIE_NAME: language}
        page.context.add_cookies([{"name": name, "value": value} | place for name, value in cookies.items()])
        page.goto("/desk/")
        return page

    return opened


@pytest.mark.parametrize("scripts", [True, False], ids=["with a script", "without"])
def test_a_doctor_links_a_procedure_to_a_part_of_another_in_three_taps(scripts, at_the_desk, world):
    target = factories.procedure(parts=1, **factories.both("title", "Spinal fusion", "تثبيت الفقرات"))
    factories.published(target)
    drafts.record(world.procedure, by=None)
    version = Revision.objects.filter(page=world.procedure).first().version
    page, taps = at_the_desk("ar", scripts=scripts), []

    def tap(place):
        taps.append(place.inner_text())
        with another_document(page):
            place.click()

    tap(page.locator(f".desk-card[href='/desk/pages/{world.procedure.pk}/']"))
    tap(page.locator(".desk-part:has(#recovery) .desk-actions a").first)
    words = page.locator("[name=q]")
    expect(words).to_be_focused()
    words.press_sequentially("fusion risks")
    if not scripts:
        with another_document(page):
            words.press("Enter")
    expect(page).to_have_url(re.compile("[?&]q=fusion[+]risks"))  # what was found by half of the words is gone
    result = page.locator(".desk-result")
    expect(result).to_have_count(1)
    expect(result.locator(".desk-target-page")).to_have_text("تثبيت الفقرات")
    tap(result.locator(".desk-target-named").first)

    assert (len(taps), taps[2]) == (3, "المخاطر")
    told = page.locator("#told")
    expect(told).to_contain_text("أُضيف الرابط")
    expect(told).to_contain_text("تثبيت الفقرات: المخاطر")
    if scripts:
        expect(told).to_be_in_viewport()
    made = Link.objects.get(to_page=target)
    assert (made.from_page_id, made.after_anchor, made.to_anchor) == (world.procedure.pk, "recovery", "risks")
    revision = Revision.objects.filter(page=world.procedure).first()
    assert (revision.by, revision.version) == (world.doctor.user, version + 1)
    assert "تثبيت" not in page.context.new_page().goto(world.paths["procedure"]["ar"]).text()
    with another_document(page):
        told.locator("form[action$='/undo/'] button").click()
    expect(page.locator("#told")).to_contain_text("تم التراجع")
    assert (Link.objects.filter(to_page=target).count(), page.complaints) == (0, [])


def test_linking_back_is_one_more_tap_where_both_pages_are_the_doctor_s(at_the_desk, world):
    page = at_the_desk("ar")
    page.goto(f"/desk/pages/{world.procedure.pk}/ar/link/?after=benefits")
    with another_document(page):
        page.locator(f"[name=to][value='{world.article.pk}:']").click()
    with another_document(page):
        page.locator("#told form[action$='/back/'] button").click()
    expect(page.locator("#told")).to_contain_text("وتلك الصفحة تؤدي إلى هنا أيضًا.")
    back = Link.objects.get(from_page=world.article)
    assert (back.to_page_id, back.to_anchor) == (world.procedure.pk, "benefits")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_desk_is_whole_and_in_one_language(language, at_the_desk, world, faults):
    page, wrong = at_the_desk(language), []
    for address in _pages(world, language):
        page.goto(address)
        wrong += [f"{address}: {fault}" for fault in sweep(page, language)]
        assert_whole(page, language, faults)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_in_and_being_refused_are_whole_and_in_one_language(language, at_the_desk, world, faults):
    page = at_the_desk(language)
    page.goto(f"/desk/pages/{factories.article().pk}/{language}/")
    page.complaints.clear()  # Chromium's, that the answer is 403
    assert sweep(page, language) == []
    assert_whole(page, language, faults)
    page.goto("/desk/")
    with another_document(page):
        page.locator("form[action='/desk/sign-out/'] button").click()
    assert sweep(page, language) == []
    assert_whole(page, language, faults)
    told = []
    for _ in range(5):
        page.goto("/desk/sign-in/")
        page.locator("[name=username]").fill("mona")
        page.locator("[name=password]").fill("wrong")
        with another_document(page):
            page.locator(".desk-form button").click()
        told.append(sweep(page, language))
    page.complaints.clear()  # that the last answer is 429
    expect(page.locator(".desk-form")).to_have_count(0)
    assert told == [[]] * 5
    assert_whole(page, language, faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_since_the_last_review_is_marked_and_the_page_stays_whole(language, at_the_desk, world, faults):
    page = at_the_desk(language, scripts=True, scheme={"ar": "dark", "en": "light"}[language])
    page.goto(_reviewed_again(world, language))
    expect(page.locator("#risks .mark-gone")).to_have_count(1)
    expect(page.locator("#recovery ins").first).to_be_visible()
    assert (sweep(page, language), page.evaluate(SMALL)) == ([], [])
    assert_whole(page, language, faults)
    with another_document(page):
        page.locator(".marks-switch a").last.click()
    expect(page.locator(".block :is(ins, del, .mark)")).to_have_count(0)
    assert sweep(page, language) == []
    assert_whole(page, language, faults)


def _reviewed_again(world, language):
    """The address at the desk of a procedure that changed since its review: a risk is gone, a step and words are new."""
    procedure = world.procedure
    reviewing.review(world.doctor, procedure, language, digest(procedure, language), "by_editor")
    procedure.risks.first().delete()
    factories.part(Step, procedure, order=1, **factories.both("heading", "Wash first", "اغتسل أولًا"))
    told = "<ul><li>Signs of {} recovery.</li></ul>", "<ul><li>علامات {}.</li></ul>"
    procedure.sections.filter(kind="recovery").update(
        **factories.both("body", told[0].format("slow"), told[1].format("البطء"))
    )
    drafts.record(procedure, by=None)
    return f"/desk/pages/{procedure.pk}/{language}/"


SMALL = """() => [...document.querySelectorAll("button, .button, summary, .desk a, input, textarea")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden" && !one.closest(".rich, .skip"))
  .filter((one) => one.getBoundingClientRect().height < 43.5)
  .map((one) => `${one.outerHTML.slice(0, 100)} ${one.getBoundingClientRect().height}`)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_tapped_is_large(language, at_the_desk, world):
    page, small = at_the_desk(language), []
    for address in _pages(world, language):
        page.goto(address)
        small += [f"{address}: {one}" for one in page.evaluate(SMALL)]
    assert small == []


def _pages(world, language):
    """The addresses of the desk's pages, with something in every corner of each."""
    today, own = timezone.localdate(), f"/desk/pages/{world.procedure.pk}/{language}/"
    if not UnansweredSearch.objects.exists():
        factories.viewed(world.procedure, "ar", today, 3)
        for code, words in (("ar", "سعر الليزك"), ("en", "disc replacement")):
            UnansweredSearch.objects.create(language=code, words=words, times=4, first_day=today, last_day=today)
        said = {"doctor": world.doctor, "page": world.procedure, "digest": "x"}
        Comment.objects.create(language="ar", anchor="risks", text="العدوى أقل.", **said)
        Comment.objects.create(language="en", text="Shorter.", resolved_at=timezone.now(), **said)
        Link.objects.create(from_page=world.procedure, to_page=factories.article(), after_anchor="risks")
    words = {"en": "hours", "ar": "العمل"}[language]
    return [
        "/desk/", own, f"{own}?said=taken-back", f"{own}link/?after=risks", f"{own}link/?after=risks&q={words}",
        f"{own}link/?q=zzzz", f"{own}comment/?about=risks", "/desk/password/x/y/",
    ]  # fmt: skip
