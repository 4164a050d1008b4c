"""Every kind of page in each language: no word, number or direction of the other one. See sweep.js."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from clinic import views
from clinic.models import Clinic
from tests import factories
from tests.browser.sweep import sweep
from tests.browser.test_every_page import KINDS
from tests.deploy.production import DOMAIN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("en", "ar")
# What a browser orders wrongly if it is not set apart, in every place that an editor can write in.
MIXED = {
    "en": "LASIK or Femto-LASIK (الليزك), 5 mg, L4–L5, +20 2 5550 0101",
    "ar": "الليزك LASIK 20 دقيقة ثم 5 mg بين L4–L5، L5–S1 و+20 2 5550 0101 أو (02) 2345 6789، ثم -6.00 وO+",
}


@pytest.mark.parametrize("digits", ["western", "arabic"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_in_one_language(language, digits, world, visit):
    Clinic.objects.update(digits=digits)
    page, faults = visit(world.paths["home"][language]), []
    for kind in KINDS:
        page.goto(world.paths[kind][language])
        faults += [f"{kind}: {fault}" for fault in sweep(page, language, digits)]
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_mixed_texts_are_set_apart_wherever_editors_write_them(language, world, visit):
    mixed = _mixed_procedure(world)
    page = visit(factories.current(mixed, language).get_absolute_url())
    assert page.locator("bdo").count() + page.locator("bdi[lang]").count() > 40
    assert sweep(page, language) == []
    for kind in ("home", "procedures", "topic", "doctor", "contact"):
        page.goto(world.paths[kind][language])
        assert sweep(page, language) == [], kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_faults_and_refusals_are_in_one_language(language, world, visit):
    page = visit(world.paths["home"][language])
    request = RequestFactory().get(f"/{language}/")
    request.LANGUAGE_CODE = language
    with translation.override(language):
        answers = [views.refused(request), views.server_error(request)]
    for answer in answers:
        page.set_content(answer.content.decode())
        assert sweep(page, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_without_a_twin_and_its_twins_404_are_in_one_language(language, world, visit):
    other = {"en": "ar", "ar": "en"}[language]
    alone = factories.article()
    factories.published(alone, other)
    path = factories.current(alone, other).get_absolute_url()
    page = visit(path)
    assert sweep(page, other) == []
    page.goto(path.replace(f"/{other}/", f"/{language}/"))
    assert page.locator(".twin-offer").count() == 1
    assert sweep(page, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_preview_is_in_one_language(language, world, visit, admin_client):
    page = visit(world.paths["home"][language])
    cookie = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.evaluate("location.origin")}])
    page.goto(f"/admin/procedures/procedure/{world.procedure.pk}/preview/{language}/")
    assert page.locator(".notice-preview").count() == 1
    assert sweep(page, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_demo_is_in_one_language(language, chromium, production):
    context = chromium.new_context(base_url=f"https://{DOMAIN}:{production.https}", ignore_https_errors=True)
    context.route("**/media/**", lambda route: route.abort())
    page, seen, left, faults = context.new_page(), set(), [f"/{language}/"], []
    while left:
        path = left.pop()
        seen.add(path)
        page.goto(path, wait_until="domcontentloaded")
        faults += [f"{path}: {fault}" for fault in sweep(page, language)]
        leads = page.evaluate("[...document.links].filter((one) => one.origin === origin).map((one) => one.pathname)")
        left += {lead for lead in leads if lead.startswith(f"/{language}/")} - seen - set(left)
    context.close()
    assert len(seen) > 30
    assert faults == []


# -- The sweep itself: one fault of each kind is planted, and found ----------------------------------------

PLANTED = {
    "ar": [
        ("interface word of the other language", "<h2>Procedures</h2>"),
        ("interface word of the other language", '<p><bdi lang="en">Related pages</bdi></p>'),
        ("interface sentence of the other language", '<p><bdi lang="en">Go back and load the page again, then try once more.</bdi></p>'),
        ("sentence of the other language", '<p><bdi lang="en">The nurse comes each morning and looks after the wound.</bdi></p>'),
        ("Latin that is not set apart in Arabic", "<p>عملية LASIK اليوم</p>"),
        ("Latin that is not set apart in Arabic", '<p>عملية <span lang="en">LASIK</span> اليوم</p>'),
        ("Latin that is not set apart in Arabic", "<p>حبة 5 mg اليوم</p>"),
        ("Latin that is not set apart in Arabic", "<p>بين L4–L5 في الظهر</p>"),
        ("Latin that is not set apart in Arabic", "<p><bdi>غضروف L4–L5</bdi></p>"),
        ("telephone number that is not set apart", "<p>اتصل +20 2 5550 0101</p>"),
        ("telephone number that is not set apart", "<p>اتصل ٠١٠٠ ٥٥٥ ٠١٠١</p>"),
        ("signed number that is not set apart", "<p>مقاس -6.00</p>"),
        ("words that are not of the element's language", "<p>Sciatica</p>"),
        ("Arabic that is told to be English", '<p lang="en" dir="rtl">عرق النسا</p>'),
        ("Arabic that runs from the left", '<p dir="ltr">عرق النسا</p>'),
        ("Arabic that runs from the left", '<p><bdi dir="ltr">عرق النسا</bdi></p>'),
        ("Arabic that runs from the left", '<input dir="ltr" value="عرق النسا">'),
        ("Latin that runs from the right", '<blockquote lang="en">Sciatica</blockquote>'),
        ("Latin that runs from the right", '<input type="email" dir="rtl">'),
        ("field in the wrong direction", '<input type="search" dir="ltr">'),
        ("text at the wrong side", '<p align="left">عرق النسا</p>'),
        ("attribute in the other language", '<img alt="A knee">'),
        ("attribute in the other language", '<nav aria-label="Ways"></nav>'),
        ("attribute in the other language", '<input placeholder="Search here">'),
        ("attribute in the other language", '<input type="submit" value="Send now">'),
        ("interface word of the other language", '<a title="Home"></a>'),
        ("digits of the other kind", "<p>بعد ٣ أيام</p>"),
    ],
    "en": [
        ("interface word of the other language", '<h2><bdi lang="ar">الرئيسية</bdi></h2>'),
        ("words that are not of the element's language", "<p>عرق النسا</p>"),
        ("Arabic that is told to be English", "<p>Sciatica (عرق النسا)</p>"),
        ("Arabic that runs from the left", '<p lang="ar">عرق النسا</p>'),
        ("Latin that runs from the right", '<p dir="rtl">Sciatica</p>'),
        ("text at the wrong side", '<p align="right">Sciatica</p>'),
        ("attribute in the other language", '<img alt="ركبة">'),
        ("attribute in the other language", '<button aria-label="بحث"></button>'),
        ("field in the wrong direction", '<input type="search" dir="rtl">'),
        ("digits of the other kind", "<p>In ٣ days</p>"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_sweep_finds_each_planted_fault(language, world, visit):
    page, missed = visit(world.paths["contact"][language]), []
    assert sweep(page, language) == []
    for kind, html in PLANTED[language]:
        page.evaluate(PLANT, html)
        if not any(fault.startswith(f"{kind} |") for fault in sweep(page, language)):
            missed.append((kind, html, sweep(page, language)))
    assert not missed, missed


@pytest.mark.parametrize(("language", "words"), [("ar", "Procedures"), ("en", "حقائق")])
def test_sweep_reads_what_style_sheets_write(language, words, world, visit):
    page = visit(world.paths["contact"][language])
    sheet = f"h1::after {{ content: '{words}' }}"
    page.evaluate(STYLE, sheet)
    assert any(fault.startswith("attribute in the other language | h1") for fault in sweep(page, language))


@pytest.mark.parametrize(("language", "words"), [("ar", "Procedures of Nile Gate"), ("en", "عيادة باب النيل")])
def test_sweep_reads_the_head_too(language, words, world, visit):
    page = visit(world.paths["home"][language])
    page.evaluate("words => { document.title = words }", words)
    assert [fault.partition(" |")[0] for fault in sweep(page, language)] == ["attribute in the other language"]
    page.goto(world.paths["home"][language])
    page.evaluate("words => { document.querySelector('meta[name=description]').content = words }", words)
    assert [fault.partition(" |")[0] for fault in sweep(page, language)] == ["attribute in the other language"]
    page.goto(world.paths["home"][language])
    page.evaluate("document.documentElement.lang = 'fr'")
    assert any(fault.startswith("page's language |") for fault in sweep(page, language))


PLANT = """html => {
  document.querySelector("#planted")?.remove();
  document.querySelector("main").insertAdjacentHTML("beforeend", `<div id="planted">${html}</div>`);
}"""

# The content security policy refuses a <style>.
STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}"""


def _mixed_procedure(world):
    """A procedure with mixed words in every one of its texts."""
    texts = {
        column: MIXED[column[-2:]]
        for field in ("title", "summary", "medical_name", "anaesthesia", "duration", "compared_with_name")
        for column in factories.both(field, "", "")
    }
    made = factories.procedure(parts=2, author=world.doctor, **texts)
    made.topics.set([world.topic])
    made.performed_by.set([world.doctor])
    for rows in (
        made.sections,
        made.steps,
        made.risks,
        made.benefits,
        made.candidates,
        made.indications,
        made.questions,
        made.aspects,
    ):
        for row in rows.all():
            for field in row.translated_fields():
                for language in LANGUAGES:
                    words = f"<p>{MIXED[language]}</p>" if row.is_rich(field) else MIXED[language]
                    setattr(row, f"{field}_{language}", words)
            row.save()
    factories.published(made, confirmed=True)
    return made
