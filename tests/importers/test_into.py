"""The other language's document fills the other language's columns, part by part."""

import pytest

from importers.document import ImportRefused, text_of, words
from importers.importing import import_file
from pages.content import translations
from pages.drafting import drafts
from pages.models import Wording
from tests import factories
from tests.importers.drafted import snapshot, words_of
from tests.importers.sample_documents import BY_NAME

pytestmark = pytest.mark.django_db

ENGLISH, ARABIC = BY_NAME["nerve-root-injection.en.txt"], BY_NAME["nerve-root-injection.ar.txt"]


def imported(sample, **options):
    known = {"kind": sample.kind, "language": sample.language, "title": sample.title}
    return import_file(sample.path, **known | options)


def written(tmp_path, text, language, **options):
    path = tmp_path / f"page.{language}.txt"
    path.write_text(text, encoding="utf-8")
    return import_file(path, **{"kind": "procedure", "language": language, "title": "Laser"} | options)


@pytest.fixture
def filled():
    made = imported(ENGLISH).page
    imported(ARABIC, into=made.pk)
    return type(made).objects.get()


def test_every_part_gets_its_other_language(filled):
    assert filled.title_ar == "حقن جذور الأعصاب"
    assert filled.compared_with_name_ar == "حقن الكورتيزون"
    pairs = [(row.heading_en, row.heading_ar) for row in filled.benefits.all()]
    assert pairs[0] == ("Rapid Relief of Nerve Pain", "تخفيف سريع لألم الأعصاب")
    assert pairs[3] == ("Delay or Avoidance of Surgery", "تأجيل الجراحة أو تجنبها")
    assert [(row.aspect_en, row.aspect_ar) for row in filled.aspects.all()][1] == ("Mechanism of Action", "آلية العمل")
    assert filled.aspects.all()[0].here_ar.startswith("<p>تُحقن مباشرةً بجوار جذر العصب")
    assert filled.sections.count() == 7
    assert [filled.indications.count(), filled.candidates.count()] == [3, 3]


def test_translation_is_current_in_every_part(filled):
    assert {standing.state for standing in translations.standings(filled, "ar")} == {"current"}
    assert translations.state_of_page(filled, "en") == "current"


def test_original_language_and_facts_stay(filled):
    assert (filled.original_language, filled.opening_views) == ("en", 3106)


def test_same_links_get_the_other_languages_words(filled):
    assert [(link.wording.text, link.label_ar) for link in filled.links.all()] == [
        ("Nerve Leakage After Spinal Stabilization Surgery", "تسرب السائل العصبي بعد جراحة تثبيت الفقرات"),
        ("Vertebroplasty Cost", "تكلفة حقن الفقرات بالأسمنت"),
        ("Nerve-Root-Injection-After-Spinal-Fixation", "حقن جذور الأعصاب بعد تثبيت الفقرات"),
        ("Vertebroplasty", "حقن الفقرات بالأسمنت"),
    ]
    assert Wording.objects.filter(text="حقن-جذور-الأعصاب-بعد-تثبيت-الفقرات").exists()


def test_link_finds_its_page_by_its_other_name():
    known = factories.article(title_en="Cement", title_ar="حقن الفقرات بالأسمنت")
    made = imported(ENGLISH).page
    imported(ARABIC, into=made.pk)
    assert [link.target() for link in made.links.all()] == [None, None, None, known.page_ptr]


def test_both_languages_can_be_published(filled, user):
    factories.published(filled, "en", "ar", by=user)
    assert filled.editions.count() == 2


def test_draft_has_every_word_of_both_documents(filled):
    for sample in (ENGLISH, ARABIC):
        outline = sample.outline()
        became_data = [*(said for said, _ in outline.understood), *(link.words for link in outline.links)]
        said = {word for block in sample.document().blocks for word in words(text_of(block))}
        assert said <= set(words_of(filled, sample.language)) | set(words(" ".join(became_data)))


def test_filling_again_changes_nothing(filled):
    before = snapshot(filled)
    report = imported(ARABIC, into=filled.pk)
    assert report.unchanged
    assert snapshot(filled) == before
    assert filled.revisions.count() == 2


def test_arabic_page_takes_its_english_document_too():
    made = imported(ARABIC).page
    imported(ENGLISH, into=made.pk)
    page = type(made).objects.get()
    assert page.original_language == "ar"
    assert page.benefits.all()[4].heading_en == "Enhanced Physical Therapy Outcomes"
    assert {standing.state for standing in translations.standings(page, "en")} == {"current"}


THREE = "The lead.\n\nBenefits\n\n• Quick: it takes 20 minutes.\n• Cheap: it costs little.\n• Safe: it leaves no scar at all and nobody has ever seen one.\n"
TWO = "المقدمة.\n\nالفوائد\n\n• سريع: يستغرق 20 دقيقة.\n• آمن: لا يترك أي ندبة على الإطلاق ولم يرَ أحد ندبة قط.\n"


def headings(page):
    return [(row.heading_en, row.heading_ar) for row in page.benefits.all()]


def test_missing_part_is_left_missing_and_the_others_are_matched(tmp_path):
    page = written(tmp_path, THREE, "en").page
    written(tmp_path, TWO, "ar", into=page.pk, title="الليزر")
    assert headings(page) == [("Quick", "سريع"), ("Cheap", None), ("Safe", "آمن")]


def test_as_many_parts_are_matched_by_place_whatever_they_look_like(tmp_path):
    long = "• Safe: " + "it leaves no scar at all, and nobody has ever seen one, " * 9 + "in 2024.\n"
    arabic = "• سريع: " + "يستغرق دقائق قليلة ثم يعود المريض إلى بيته دون ندبة، " * 9 + "عام 2024.\n• آمن: نعم.\n"
    page = written(tmp_path, f"The lead.\n\nBenefits\n\n• Quick: yes.\n{long}", "en").page
    written(tmp_path, f"المقدمة.\n\nالفوائد\n\n{arabic}", "ar", into=page.pk, title="الليزر")
    assert headings(page) == [("Quick", "سريع"), ("Safe", "آمن")]


def test_further_part_is_kept_in_its_own_language_where_it_stood_and_said(tmp_path):
    page = written(tmp_path, TWO, "ar", title="الليزر").page
    report = written(tmp_path, THREE, "en", into=page.pk)
    assert headings(page) == [("Quick", "سريع"), ("Cheap", None), ("Safe", "آمن")]
    assert "Only in this language so far: Cheap" in report.text()
    assert [row.order for row in page.benefits.all()] == [0, 1, 2]


def test_section_without_a_counterpart_becomes_a_section_of_one_language(tmp_path):
    page = written(tmp_path, "The lead.\n\nRecovery\n\nRest.\n", "en").page
    written(tmp_path, "المقدمة.\n\nالتكلفة\n\nقليلة.\n\nالتعافي\n\nالراحة.\n", "ar", into=page.pk, title="الليزر")
    assert [(s.kind, s.heading_en, s.heading_ar) for s in page.sections.all()] == [
        ("cost", None, "التكلفة"), ("recovery", "Recovery", "التعافي"),
    ]  # fmt: skip


def test_whom_it_does_not_suit_is_matched_apart(tmp_path):
    english = "The lead.\n\nContraindications\n\n• Pregnancy\n\nSuitable candidates\n\n• Adults\n"
    arabic = "المقدمة.\n\nالمرشحون\n\n• البالغون\n\nموانع العملية\n\n• الحمل\n"
    page = written(tmp_path, english, "en").page
    written(tmp_path, arabic, "ar", into=page.pk, title="الليزر")
    assert [(row.suitability, row.body_en, row.body_ar) for row in page.candidates.all()] == [
        ("not_suitable", "<p>Pregnancy</p>", "<p>الحمل</p>"),
        ("suitable", "<p>Adults</p>", "<p>البالغون</p>"),
    ]


def test_translation_that_a_person_wrote_is_not_overwritten(tmp_path):
    page = written(tmp_path, THREE, "en").page
    row = page.benefits.get(heading_en="Quick")
    row.heading_ar = "في دقائق"
    row.save()
    drafts.record(page, by=None)
    report = written(tmp_path, TWO, "ar", into=page.pk, title="الليزر")
    row.refresh_from_db()
    assert (row.heading_ar, row.body_ar) == ("في دقائق", "<p>يستغرق 20 دقيقة.</p>")
    assert len(report.kept) == 1
    page.refresh_from_db()
    assert "سريع" in page.import_note.splitlines()


def test_other_number_of_views_is_reported_and_not_taken(tmp_path):
    page = written(tmp_path, "3106 views\n\n" + THREE, "en").page
    report = written(tmp_path, "99 مشاهدة\n\n" + TWO, "ar", into=page.pk, title="الليزر")
    page.refresh_from_db()
    assert page.opening_views == 3106
    assert "99" in "".join(report.kept)


@pytest.mark.parametrize("name", ["slug_en", "title_en", "pk"])
def test_page_is_named_by_number_slug_or_title(name):
    made = imported(ENGLISH).page
    assert imported(ARABIC, into=str(getattr(made, name))).page == made


def test_odd_targets_are_refused(tmp_path):
    made = imported(ENGLISH).page
    for into, kind, message in [
        ("nothing", "", "There is no page"),
        (made.pk, "article", "of another kind"),
        ("9" * 30, "", "no page"),
    ]:
        with pytest.raises(ImportRefused, match=message):
            imported(ARABIC, into=into, kind=kind)
    with pytest.raises(ImportRefused, match="no title in this language"):
        imported(ARABIC, into=made.pk, title="")
