"""What publishing, revisions and a doctor's review say of a change: links as words, and nothing that changes unsaid."""

import pytest
from bs4 import BeautifulSoup

from pages.drafting import drafts
from pages.models import Revision
from pages.publishing import editions
from tests import factories
from tests.factories import both, published

pytestmark = pytest.mark.django_db


def address(made, action, *rest):
    return f"/admin/{made._meta.app_label}/{made._meta.model_name}/{made.pk}/{action}/" + "".join(f"{r}/" for r in rest)


def linked(english, arabic=""):
    return both("body", f"<p>Read {english} first.</p>", f"<p>اقرأ {arabic or english} أولًا.</p>")


@pytest.fixture
def target():
    made = factories.article(**both("title", "Knee wash", "غسيل الركبة"))
    factories.section(made, order=1, **both("heading", "At home", "في البيت"))
    return made


def publish(page, client):
    return BeautifulSoup(client.get(address(page, "publish", "en")).content, "html.parser").select_one("#content")


@pytest.mark.parametrize(
    ("before", "after", "removed", "added"),
    [
        ("this", "<a data-page='{0}'>this</a>", "", "[leads to: Knee wash]"),
        ("<a data-page='{0}'>this</a>", "this", "[leads to: Knee wash]", ""),
        ("<a data-page='{0}'>this</a>", "<a data-page='{0}' data-part='at-home'>this</a>", "wash]", "wash: At home]"),
        ("<a data-page='{0}'>this</a>", "<a data-page='{1}'>this</a>", "Knee", "Hip"),
        ("this", "<a href='https://example.org/a'>this</a>", "", "[leads to: https://example.org/a]"),
        (
            "<a href='https://a.example/'>this</a>",
            "<a href='https://b.example/'>this</a>",
            "https://a.example/]",
            "https://b.example/]",
        ),
        ("<a data-page='{0}'>this</a>", "<a data-page='99999'>this</a>", "Knee wash]", "page 99999]"),
    ],
)
def test_a_link_that_comes_goes_or_leads_elsewhere_is_told_before_publishing(
    admin_client, target, before, after, removed, added
):
    other = factories.article(title_en="Hip wash")
    page = factories.page(parts=0)
    section = factories.section(page, body_en=f"<p>Read {before.format(target.pk, other.pk)} first.</p>")
    published(page, "en")
    section.body_en = f"<p>Read {after.format(target.pk, other.pk)} first.</p>"
    section.save()
    drafts.record(page, by=None)
    told = publish(page, admin_client)
    assert "Nothing would change" not in told.get_text()
    assert removed in told.select_one(".changes").get_text()
    assert (removed != "") == bool(told.select(".changes del"))
    assert (added != "") == bool(told.select(".changes ins"))
    assert added in "".join(ins.get_text() for ins in told.select(".changes ins"))
    first = Revision.objects.filter(page=page.pk).last()
    revision = admin_client.get(address(page, "revision", first.number)).content.decode()
    assert "Nothing would change" not in revision


def test_a_line_with_words_of_its_own_that_leads_elsewhere_is_told(target):
    page = factories.page()
    page.links.create(to_page=target, **both("label", "See", "انظر"))
    first = published(page, "en")
    page.links.update(to_page=factories.article(title_en="Hip wash"))
    (change,) = editions.difference(first, published(page, "en"))
    assert (change.old, change.new) == ("See [leads to: Knee wash]", "See [leads to: Hip wash]")


def test_where_an_arabic_text_leads_is_told_in_arabic(target):
    page = factories.page(parts=0)
    section = factories.section(page)
    first = published(page, "ar")
    section.body_ar = f'<p>اقرأ <a data-page="{target.pk}" data-part="at-home">هذا</a></p>'
    section.save()
    (change,) = editions.difference(first, published(page, "ar"))
    assert change.new == "اقرأ هذا [رابط إلى: غسيل الركبة: في البيت]"
    assert (change.part, str(change.field), change.language) == (section.heading_ar, "text", "ar")


def test_what_is_not_in_the_words_is_told_too():
    page = factories.everything()
    risk, section = page.risks.get(severity="serious"), page.sections.get(kind="recovery")
    first, revision = published(page, "en", confirmed=True), Revision.objects.filter(page=page.pk).first()
    risk.severity, section.kind, risk.body_en = "mild", "cost", f"<p><strong>{risk.body_en[3:-4]}</strong></p>"
    section.picture.caption_en = "After a week"
    for row in (risk, section, section.picture):
        row.save()
    page.topics.clear()
    changes = editions.difference(first, published(page, "en", confirmed=True))
    told = {change.place: change for change in changes}
    assert set(told) == {
        (risk.anchor, "severity"), (risk.anchor, "body"), (section.anchor, "kind"), (section.anchor, "picture"),
        ("", "topics"),
    }  # fmt: skip
    severity = told[risk.anchor, "severity"]
    assert (severity.old, severity.new, str(severity.field)) == ("Serious", "Mild", "how serious")
    assert severity.part == risk.heading_en
    assert told[risk.anchor, "body"].has_same_words
    changes = drafts.difference(revision, drafts.record(page, by=None))
    assert {change.place[1] for change in changes} >= {"severity", "body_en", "kind", "topics"}


def test_the_order_of_the_parts_is_told():
    page = factories.page(parts=2)
    first, revision = published(page, "en"), Revision.objects.filter(page=page.pk).first()
    one, two = page.sections.all()
    page.sections.filter(pk=one.pk).update(order=5)
    (change,) = editions.difference(first, published(page, "en"))
    assert change.new == f"{two.heading_en}\n{one.heading_en}"
    assert [change.place for change in drafts.difference(revision, drafts.record(page, by=None))] == [("", "order")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_places_are_named_as_people_know_them(admin_client, settings, language):
    admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = factories.procedure()
    risk, step = page.risks.get(), page.steps.get()
    called = step.heading_ar
    published(page)
    risk.body_ar, step.heading_ar, step.body_ar = "<p>أسوأ.</p>", "", ""
    risk.save()
    step.save()
    page.links.create(to_page=factories.article(), after_anchor="risks")
    drafts.record(page, by=None)
    told = BeautifulSoup(admin_client.get(address(page, "publish", "ar")).content, "html.parser")
    text, heading, line, gone = {
        "en": ("text", "heading", "Risks: Also read", "A part that is gone"),
        "ar": ("النص", "العنوان الفرعي", "المخاطر: اقرأ أيضًا", "جزء حُذف"),
    }[language]  # fmt: skip
    assert [" ".join(name.get_text().split()) for name in told.select(".changes dt")] == [
        f"{risk.heading_ar}: {text}", line, f"{gone}: {called}", heading, text,
    ]  # fmt: skip
    assert {(block["lang"], block["dir"]) for block in told.select(".changes .block")} == {("ar", "rtl")}
