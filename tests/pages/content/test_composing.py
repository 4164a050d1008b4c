"""What composing gives: the edition that publishing would make."""

import pytest

from pages.linking import wordings
from pages.models import Edition, Link, Section
from pages.publishing import editions
from procedures.models import Risk
from tests import factories

pytestmark = pytest.mark.django_db


def test_composing_stores_nothing(django_assert_num_queries):
    page = factories.procedure()
    edition, _ = editions.compose(page, "en")
    assert (edition.is_saved, Edition.objects.count()) == (False, 0)


def test_content_holds_one_language_only():
    page = factories.procedure(medical_name_en="Foraminotomy", medical_name_ar="بضع الثقبة", type="surgical")
    factories.source(page)
    content = editions.compose(page, "ar")[0].content
    assert content["facts"] == {"medical_name": "بضع الثقبة"}
    assert content["shared"] == {"type": "surgical"}
    risk = page.risks.get()
    assert content["groups"]["risks"] == [
        {
            "anchor": risk.anchor,
            "texts": {"heading": risk.heading_ar, "body": risk.body_ar},
            "frequency": "",
            "severity": "",
        }
    ]
    assert content["sources"][0] == {"citation": "دليل إرشادي.", "language": "ar", "url": "", "accessed_on": None}


def test_a_source_without_a_translation_keeps_its_own_language():
    page = factories.page()
    factories.source(page, citation_ar="")
    source = editions.compose(page, "ar")[0].content["sources"][0]
    assert (source["citation"], source["language"]) == ("A guideline.", "en")


def test_parts_stand_in_their_order():
    page = factories.procedure(parts=3)
    made = sorted(page.risks.all(), key=lambda risk: -risk.pk)
    for order, risk in enumerate(made):
        Risk.objects.filter(pk=risk.pk).update(order=order)
    rows = editions.compose(page, "en")[0].content["groups"]["risks"]
    assert [row["anchor"] for row in rows] == [risk.anchor for risk in made]


def test_also_read_lines_are_kept_as_data():
    page, other = factories.page(), factories.page()
    Link.objects.create(from_page=page, to_page=other, to_anchor="risks", label_en="See", label_ar="انظر")
    Link.objects.create(from_page=page, wording=wordings.wording("Hip wash"), order=2)
    found = editions.compose(page, "ar")[0].content["links"]
    assert [(line["page"], line["part"], line["label"]) for line in found] == [
        (other.pk, "risks", "انظر"),
        (None, "", ""),
    ]


def test_an_empty_paragraph_is_no_text():
    page = factories.page(parts=0)
    Section.objects.create(page=page, heading_en="Why", body_en="<p>\xa0</p>", heading_ar="لماذا")
    assert editions.compose(page, "en")[0].content["sections"][0]["texts"] == {"heading": "Why"}


def test_a_picture_is_told_in_the_page_s_language():
    told = factories.picture(caption_ar="الركبة", credit="Mona")
    page = factories.page(picture=told)
    factories.section(page, picture=factories.picture(decorative=True))
    content = editions.compose(page, "ar")[0].content
    assert content["picture"] == {
        "id": told.pk,
        "file": told.file.name,
        "width": 40,
        "height": 30,
        "alt": "ركبة",
        "caption": "الركبة",
        "credit": "Mona",
    }
    assert [section["picture"] and section["picture"]["alt"] for section in content["sections"]] == [None, ""]


def test_rich_text_that_was_written_past_the_cleaning_is_cleaned():
    page = factories.page()
    page.sections.update(body_en='<p onclick="x()">a<script>alert(1)</script></p>')
    assert editions.compose(page, "en")[0].content["sections"][0]["texts"]["body"] == "<p>a</p>"


def test_a_part_left_out_of_a_language_is_in_the_other_only():
    page = factories.procedure()
    risk = factories.part(Risk, page, not_for_language="ar")
    anchors = {
        code: [r["anchor"] for r in editions.compose(page, code)[0].content["groups"]["risks"]] for code in ("en", "ar")
    }
    assert (risk.anchor in anchors["en"], risk.anchor in anchors["ar"]) == (True, False)


def test_the_digest_is_of_the_words_and_not_of_what_stands_around_them():
    page = factories.procedure()
    digest = editions.compose(page, "en")[0].content["digest"]
    page.search_title_en, page.aliases_en, page.slug_en, page.review_due_on = "For Google", "aka", "moved", "2030-01-01"
    page.save()
    page.topics.add(factories.topic())
    page.refresh_from_db()
    assert editions.compose(page, "en")[0].content["digest"] == digest
    risk = page.risks.get()
    risk.severity = "serious"
    risk.save()
    assert editions.compose(page, "en")[0].content["digest"] != digest
    assert editions.compose(page, "en")[0].content["groups"]["risks"][0]["texts"]["body"] == risk.body_en
