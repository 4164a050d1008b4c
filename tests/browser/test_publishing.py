"""What an editor sees before publishing, and when a link is made for a doctor, in a browser: both languages, light and dark."""

import re

import pytest
from playwright.sync_api import expect

from doctors.review import reviewing
from pages.drafting import drafts
from tests import factories
from tests.browser.documents import another_document
from tests.doctors.review.test_bylines import digest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How far what has the focus, if it is not in the bar itself, reaches under the bar.
UNDER_THE_BAR = """() => {
  const bar = document.querySelector(".action-bar"), at = document.activeElement;
  return bar.contains(at) ? 0 : at.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
}"""
PARAGRAPHS = "".join(
    f"<p>On day {day} you walk a little further than on the day before, and rest.</p>" for day in range(2, 12)
)
ARABIC_PARAGRAPHS = "".join(
    f"<p>في اليوم {day} تمشي أكثر قليلًا مما مشيته في اليوم السابق، ثم تستريح.</p>" for day in range(2, 12)
)
LOOKS = [("ar", 360, "light"), ("ar", 360, "dark"), ("en", 1440, "light"), ("en", 1440, "dark")]


@pytest.fixture
def signed_in(visit, admin_client):
    """`signed_in(path, language, …)`: a page of the admin as an administrator sees it."""

    def opened(path, language, **options):
        page = visit("/healthz", **options)
        cookies = {"sessionid": admin_client.cookies["sessionid"].value, "language": language}
        origin = page.evaluate("location.origin")
        page.context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in cookies.items()])
        page.goto(path)
        return page

    return opened


@pytest.fixture
def changed(world):
    """A procedure with every kind of change since it was published and reviewed in both languages."""
    page = world.procedure
    for language in ("en", "ar"):
        reviewing.review(world.doctor, page, language, digest(page, language), "by_editor")
    risk, step = page.risks.first(), page.steps.first()
    link = f'<a data-page="{world.article.pk}">{{}}</a>'
    risk.body_en, risk.body_ar = f"<p>{link.format('About it')} now.</p>", f"<p>{link.format('عنه')} الآن.</p>"
    risk.severity, step.body_ar = "mild", f"<h3>{step.body_ar[3:-4]}</h3>"
    for row in (risk, step):
        row.save()
    drafts.record(page, by=None)
    return page


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_what_would_be_published_fits_and_is_bound_to_what_was_shown(
    language, width, scheme, changed, signed_in, faults
):
    page = signed_in(
        f"/admin/procedures/procedure/{changed.pk}/publish/{language}/", language, width=width, scheme=scheme
    )
    changes = page.locator(".changes dd")
    leads_to = {"en": "[leads to:", "ar": "[رابط إلى:"}[language]
    expect(changes.filter(has_text=leads_to).locator("ins")).to_be_visible()
    assert page.evaluate(WIDER) <= 0
    changed.summary_en, changed.summary_ar = "Saved by another.", "حفظه شخص آخر."
    changed.save()
    drafts.record(changed, by=None)
    with another_document(page):
        page.locator(".submit-row [type=submit]").click()
    expect(page.locator("[role=alert] .changes ins").first).to_be_visible()
    assert page.evaluate(WIDER) <= 0
    assert factories.current(changed, language).number == 1
    assert [fault for fault in faults(page) if re.search("<(ins|del|dt|dd)[ >]", fault)] == []
    with another_document(page):
        page.locator(".submit-row [type=submit]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert factories.current(changed, language).number == 2
    assert page.complaints == []


@pytest.fixture
def long():
    """A procedure of 60 parts in which, since it was published, a risk moved, one was deleted and one word changed."""
    page = factories.procedure(parts=8)
    factories.section(page, kind="recovery", order=9, **factories.both("body", PARAGRAPHS, ARABIC_PARAGRAPHS))
    drafts.record(page, by=None)
    factories.published(page, confirmed=True)
    section, risks = page.sections.get(kind="recovery"), list(page.risks.all())
    section.body_en, section.body_ar = PARAGRAPHS.replace("7", "8"), ARABIC_PARAGRAPHS.replace("7", "8")
    section.save()
    page.risks.filter(pk=risks[1].pk).update(order=20)
    risks[4].delete()
    drafts.record(page, by=None)
    return page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_few_changes_of_a_long_page_fit_two_screens_of_a_phone(language, long, signed_in):
    page = signed_in(f"/admin/procedures/procedure/{long.pk}/publish/{language}/", language, width=390)
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 844
    button = page.locator(".submit-row [type=submit]")
    expect(button).to_be_in_viewport()
    folded = page.locator(".unchanged").last
    folded.locator("summary").press("Enter")
    expect(folded.locator(".block")).to_be_visible()
    for _stop in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(UNDER_THE_BAR) <= 0


@pytest.mark.parametrize(
    ("language", "day", "hour", "now", "later"),
    [
        ("en", "20/12/2099", "10 p.m.", "Publish", "Schedule"),
        ("ar", "٢٠ أكتوبر ٢٠٩٩", "10:00 م", "نشر", "جدولة النشر"),
    ],
)
def test_the_button_schedules_while_a_time_in_the_future_is_filled_in(
    language, day, hour, now, later, changed, signed_in
):
    page = signed_in(f"/admin/procedures/procedure/{changed.pk}/publish/{language}/", language, width=390)
    button = page.locator(".submit-row [type=submit]")
    expect(button).to_have_value(now)
    page.locator("#id_at_0").fill(day)
    page.locator("#id_at_1").fill(hour)
    expect(button).to_have_value(later)
    page.locator("#id_at_0").fill("2020-01-01")
    expect(button).to_have_value(now)
    box = page.locator("#id_note")
    assert box.bounding_box()["height"] > 50
    box.fill("\n".join("abcdefgh"))
    assert box.bounding_box()["height"] > 150
    assert page.complaints == []


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_a_link_for_a_doctor_is_copied_where_it_is_shown(language, width, scheme, world, signed_in, faults):
    world.doctor.email = "mona@clinic.example"
    world.doctor.save()
    page = signed_in(f"/admin/doctors/doctor/{world.doctor.pk}/links/", language, width=width, scheme=scheme)
    with another_document(page):
        page.locator(".submit-row [type=submit]").click()
    field, copy = page.locator("#review-link"), page.locator("[data-copies]")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy.click()
    expect(page.locator("#review-link-copied")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    assert page.evaluate(WIDER) <= 0
    for target in page.locator(".review-link-made .button").all():
        assert target.bounding_box()["height"] >= 44
    assert [fault for fault in faults(page) if "review-link" in fault] == []
    with another_document(page):
        page.locator("button[name=token]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.complaints == []
