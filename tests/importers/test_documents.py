"""Documents of other shapes and specialties, in both languages: every part in its place."""

from datetime import date

import pytest

from importers.document import plain
from importers.outline import GROUPS
from tests.importers.sample_documents import outline

COUNTS = {
    "endoscopic-discectomy.en.txt": {
        "indications": 3,
        "steps": 4,
        "benefits": 4,
        "risks": 3,
        "questions": 2,
        "comparison": 2,
    },
    "spinal-fusion.ar.txt": {"indications": 3, "steps": 3, "benefits": 3, "risks": 3, "questions": 2, "comparison": 2},
    "vertebroplasty.en.txt": {"indications": 2, "candidates": 2, "benefits": 2, "risks": 2, "comparison": 2},
    "cataract.ar.html": {"indications": 2, "steps": 3, "risks": 3, "questions": 2},
    "dental-implant.ar.txt": {"indications": 3, "candidates": 3, "steps": 3, "benefits": 3},
    "caesarean.ar.md": {"indications": 3, "steps": 3, "risks": 2, "comparison": 3},
    "root-canal.en.md": {"candidates": 2, "benefits": 3, "risks": 3, "questions": 2, "comparison": 3},
    "lasik.en.html": {"candidates": 4, "steps": 3, "questions": 2, "comparison": 2},
    "carpal-tunnel.en.txt": {},
    "microdiscectomy.en.html": {"indications": 2, "benefits": 2},
    "teeth-whitening.ar.txt": {"questions": 4},
    "knee-replacement.en.txt": {"indications": 2, "risks": 3},
    "hernia-repair.en.txt": {"indications": 2, "risks": 2},
    "varicose-veins.ar.txt": {"indications": 3, "benefits": 2},
    "gallbladder.en.txt": {"candidates": 4, "comparison": 1},
    "gastric-sleeve.ar.txt": {"comparison": 2},
    "septoplasty.en.txt": {"comparison": 2},
    "cochlear-implant.en.html": {"candidates": 2, "steps": 2},
    "liposuction.ar.html": {"candidates": 2, "risks": 3},
    "tonsillectomy.en.md": {"indications": 2},
    "plasma-injections.ar.txt": {"candidates": 6, "steps": 3, "benefits": 3},
    "gastric-balloon.en.html": {
        "candidates": 2,
        "steps": 3,
        "benefits": 2,
        "risks": 1,
        "questions": 2,
        "comparison": 2,
    },
    "colonoscopy.en.txt": {},
    "braces.en.md": {"benefits": 2, "risks": 2},
}
SECTIONS = {
    "endoscopic-discectomy.en.txt": "what_it_is indications benefits steps risks results comparison recovery recovery call_us_if cost"
    " other questions other",
    "spinal-fusion.ar.txt": "what_it_is indications risks steps benefits results recovery preparation comparison cost other questions",
    "cataract.ar.html": "what_it_is indications steps risks recovery urgent questions",
    "dental-implant.ar.txt": "what_it_is indications benefits candidates steps cost call_us_if",
    "caesarean.ar.md": "indications preparation steps comparison risks recovery urgent disclaimer",
    "root-canal.en.md": "what_it_is candidates benefits comparison risks if_nothing_is_done questions",
    "lasik.en.html": "what_it_is candidates comparison steps cost questions other",
    "carpal-tunnel.en.txt": "other other",
    "microdiscectomy.en.html": "indications benefits risks recovery",
    "teeth-whitening.ar.txt": "",
    "knee-replacement.en.txt": "indications preparation risks recovery other",
    "hernia-repair.en.txt": "indications risks urgent",
    "varicose-veins.ar.txt": "what_it_is indications benefits risks results other",
    "gastric-sleeve.ar.txt": "comparison candidates alternatives",
    "septoplasty.en.txt": "comparison steps results",
    "liposuction.ar.html": "candidates candidates other risks recovery cost results",
    "varicose-veins.en.html": "other other other other",
    "plasma-injections.ar.txt": "how_it_works candidates preparation steps benefits risks other results comparison cost recovery",
    "colonoscopy.en.txt": "what_it_is indications preparation steps recovery risks call_us_if other",
    "braces.en.md": "other benefits risks cost",
}
DATES = {
    "endoscopic-discectomy.en.txt": (date(2024, 9, 3), 12458),
    "spinal-fusion.ar.txt": (date(2024, 8, 14), 2450),
    "vertebroplasty.en.txt": (date(2023, 11, 2), 877),
    "cataract.ar.html": (date(2023, 3, 5), 1204),
    "dental-implant.ar.txt": (date(2022, 6, 3), None),
    "caesarean.ar.md": (date(2021, 12, 9), None),
    "root-canal.en.md": (date(2023, 2, 14), 980),
    "varicose-veins.ar.txt": (date(2023, 7, 12), 840),
    "cochlear-implant.en.html": (date(2022, 3, 4), 2310),
    "sciatica.en.md": (date(2020, 5, 12), None),
    "tennis-elbow.ar.html": (date(2024, 10, 22), None),
    "hernia-repair.en.txt": (None, None),
}


def headings(rows):
    return [row.heading for row in rows]


@pytest.mark.parametrize("name", COUNTS)
def test_groups_have_their_rows(name):
    page = outline(name)
    counted = {group: len(page.rows(group)) for group in page.groups()}
    assert {group: number for group, number in counted.items() if number} == COUNTS[name]


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_are_of_their_kinds_and_in_their_order(name):
    assert [section.kind for section in outline(name).sections] == SECTIONS[name].split()


@pytest.mark.parametrize("name", DATES)
def test_dates_and_views_are_read(name):
    page = outline(name)
    assert (page.first_published_on, page.opening_views) == DATES[name]


@pytest.mark.parametrize("name", [name for name in COUNTS if name not in ("lasik.en.html",)])
def test_words_before_the_first_heading_are_the_summary(name):
    assert outline(name).summary


def test_rows_keep_heading_and_text_apart():
    steps = outline("cataract.ar.html").steps
    assert headings(steps) == ["التخدير", "الشق", "زرع العدسة"]
    assert steps[1].body == "<p>يُعمل شق صغير لا يتجاوز ٣ ملم.</p>"


def test_how_common_a_risk_is_comes_from_the_words_above_it():
    risks = outline("cataract.ar.html").risks
    assert [risk.frequency for risk in risks] == ["common", "common", "rare"]
    assert [risk.frequency for risk in outline("root-canal.en.md").risks] == ["common", "rare", "rare"]


def test_whom_it_does_not_suit_is_kept_apart():
    def suited(name):
        return [row.suitability for row in outline(name).candidates]

    assert suited("lasik.en.html") == ["suitable", "suitable", "not_suitable", "not_suitable"]
    assert suited("gallbladder.en.txt") == ["suitable", "suitable", "not_suitable", "not_suitable"]
    assert set(suited("dental-implant.ar.txt")) == {"not_suitable"}


def test_numbers_are_taken_off_headings():
    page = outline("dental-implant.ar.txt")
    assert page.sections[0].heading == "تعريف زراعة الأسنان"
    assert headings(page.steps) == ["الفحص والأشعة", "زرع الغرسة", "التعافي"]
    assert headings(page.benefits) == ["مظهر طبيعي", "الحفاظ على عظم الفك", "سهولة المضغ"]


def test_questions_and_answers_are_told_by_their_marks():
    questions = outline("teeth-whitening.ar.txt").questions
    assert questions[0].heading == "هل تبييض الأسنان مؤلم؟"
    assert questions[0].body == "<p>قد تشعر بحساسية خفيفة تزول خلال يومين.</p>"
    assert questions[2].body == "<p>الحامل والمرضع ومن هم دون السادسة عشرة.</p>"
    assert questions[3].body.count("<li>") == 2


def test_accordion_is_a_list_of_questions():
    assert headings(outline("lasik.en.html").questions) == ["Will I go blind?", "What is recovery like?"]


def test_nested_headings_and_lists_stay_nested():
    body = outline("root-canal.en.md").sections[0].body
    assert "<h3>What the pulp is</h3>" in body
    assert "<h4>Decay</h4>" in body
    assert "<li>nerves<ul><li>sensory fibres</li><li>autonomic fibres<ul><li>very small ones</li></ul>" in body


def test_table_outside_a_comparison_stays_a_table():
    risks = next(section for section in outline("cochlear-implant.en.html").sections if section.kind == "risks")
    assert '<th scope="col">How often</th>' in risks.body
    assert "<td>1 in 1000</td>" in risks.body


def test_sources_are_sources():
    sources = outline("root-canal.en.md").sources
    assert sources[0].url == "https://www.aae.org/explained"
    assert plain(sources[1].citation) == "Ørstavik D. Essential Endodontology. 2019."


def test_link_in_the_midst_of_a_list_stands_after_its_item():
    page = outline("varicose-veins.ar.txt")
    assert [(link.label, link.after) for link in page.links] == [("جوارب الدوالي", page.indications[1])]


def test_link_at_the_end_of_a_group_stands_after_the_group():
    page = outline("dental-implant.ar.txt")
    assert [(link.label, link.after) for link in page.links] == [("تكلفة زراعة الأسنان", page.sections[2])]


def test_words_that_speak_of_the_whole_group_are_its_closing():
    questions = next(section for section in outline("spinal-fusion.ar.txt").sections if section.kind == "questions")
    assert plain(questions.closing) == "في الختام، عملية تثبيت الفقرات آمنة وفعالة."


def test_links_keep_their_addresses():
    links = outline("cataract.ar.html").links
    assert [(link.label, link.url) for link in links] == [
        ("المياه الزرقاء", "https://old.example/glaucoma"),
        ("عملية الليزك", "/ar/lasik/"),
        ("النظارات بعد الستين", "/ar/glasses/"),
    ]


def test_article_is_sections_in_order_with_links_where_they_stood():
    page = outline("sciatica.en.md")
    assert [section.heading for section in page.sections] == [
        "What causes sciatica?", "", "Benefits of staying active", "When to worry",
    ]  # fmt: skip
    assert {section.kind for section in page.sections} == {"other"}
    assert [(link.label, link.after) for link in page.links] == [
        ("Slipped disc", page.sections[0]),
        ("Swimming with back pain", page.sections[2]),
    ]
    assert "<ul><li>Backstroke</li><li>Crawl</li></ul>" in page.sections[2].body
    assert not any(page.rows(group) for group in GROUPS)


def test_text_without_headings_is_a_summary_and_sections():
    page = outline("carpal-tunnel.en.txt")
    assert page.summary.startswith("Carpal tunnel release is a short operation")
    assert page.sections[0].body.count("<p>") == 2
    assert [link.after for link in page.links] == [page.sections[0]]


def test_broken_lines_are_put_together():
    page = outline("hernia-repair.en.txt")
    assert plain(page.indications[0].body) == (
        "The lump hurts or is growing, and the pain keeps the person from work or sport."
    )
    assert headings(page.risks) == ["Chronic pain", "Return of the hernia"]


def test_furniture_is_left_out_and_said():
    page = outline("cataract.ar.html")
    assert {what for what, _ in page.left_out} == {"around", "contents"}
    assert "فيسبوك" in " ".join(said for _, said in page.left_out)
    assert "فيسبوك" not in " ".join(section.body for section in page.sections)


def test_script_addresses_are_gone_and_others_stay():
    cost = next(section for section in outline("lasik.en.html").sections if section.kind == "cost")
    assert cost.body == '<p>Ask for our current <a href="https://example.com/prices">price list</a>.</p>'
