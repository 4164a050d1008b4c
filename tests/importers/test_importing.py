"""A document becomes a draft: in one transaction, once, and never over what a person has edited."""

from datetime import date

import pytest
from django.db import IntegrityError

from importers import importing
from importers.document import ImportRefused, plain, text_of, words
from importers.importing import import_file
from importers.models import ImportedDocument
from pages.drafting import drafts, snapshots
from pages.models import Address, Link, Page, Revision, Section, Wording
from procedures.models import Procedure
from tests import factories
from tests.importers.drafted import snapshot, words_of
from tests.importers.sample_documents import BY_NAME, SAMPLES

pytestmark = pytest.mark.django_db

NERVE_ROOT = BY_NAME["nerve-root-injection.en.txt"]


def imported(sample=NERVE_ROOT, **options):
    known = {"kind": sample.kind, "language": sample.language, "title": sample.title}
    return import_file(sample.path, **known | options).page


def written(tmp_path, text, name="page.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_sample_becomes_a_draft_procedure():
    page = imported()
    assert (page.kind, page.original_language, page.title_en) == ("procedure", "en", "Nerve root injection")
    assert (page.first_published_on, page.opening_views) == (date(2024, 10, 22), 3106)
    assert page.import_note == "Fear of operations has no place in Dr. Mohamed Abd ElBarys' clinic"
    assert page.summary_en.startswith("An anti-inflammatory nerve root injection")
    assert [section.kind for section in page.sections.all()] == [
        "what_it_is", "indications", "how_it_works", "steps", "comparison", "benefits", "candidates",
    ]  # fmt: skip
    groups = ("indications", "benefits", "candidates", "aspects", "steps", "risks", "questions")
    assert [getattr(page, group).count() for group in groups] == [3, 5, 3, 4, 0, 0, 0]
    assert page.compared_with_name_en == "Corticosteroid Injections"
    assert page.aspects.all()[0].here_en.startswith("<p>These are injected directly next to the nerve root")
    assert page.sections.get(kind="candidates").closing_en.startswith("<p>It's important to note")
    assert page.editions.count() == 0


def test_nothing_but_the_draft_is_made_in_the_other_language():
    page = imported()
    assert not page.text("title", "ar")
    assert not any(section.has_text("ar") for section in page.sections.all())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_draft_has_every_word_of_its_document(sample):
    page = imported(sample)
    lost = set(words(" ".join(_texts(sample)))) - set(words_of(page, sample.language))
    told = {word for said, _ in sample.outline().understood for word in words(said)}
    markers = {word for link in sample.outline().links for word in words(link.words)}
    assert lost <= told | markers


def _texts(sample):
    return map(text_of, sample.document().blocks)


def test_every_sentence_of_the_sample_stands_in_the_draft():
    page = imported()
    said = " ".join(
        plain(row.text(name, "en"))
        for _, manager in snapshots.groups(page)
        for row in manager.all()
        for name in row.translated_fields()
    )
    for line in NERVE_ROOT.path.read_text(encoding="utf-8").splitlines()[6:]:
        sentence = line.strip(" •").split(":", 1)[-1].strip() if line.strip().startswith("•") else line.strip()
        assert sentence in said or "Read" in line or "more :" in line


def test_importing_the_same_file_again_changes_nothing():
    page = imported(old_url="https://old.example/nerve-root?id=3")
    before = snapshot(page)
    report = import_file(
        NERVE_ROOT.path, kind="procedure", language="en", title="Nerve Root Injection", old_url="/nerve-root/?id=3"
    )
    assert report.unchanged
    assert report.page == page
    assert snapshot(page) == before
    assert (Procedure.objects.count(), Link.objects.count(), Wording.objects.count()) == (1, 4, 4)


def test_the_same_file_again_leaves_what_people_did_since(user):
    page = imported()
    page.benefits.all()[0].delete()
    section = page.sections.get(kind="steps")
    section.body_en = "<p>Written anew.</p>"
    section.save()
    drafts.record(page, by=user)
    before = snapshot(page)
    imported()
    assert snapshot(page) == before


def test_an_import_leaves_one_revision():
    page = fresh(imported())
    assert (page.version, page.revisions.count()) == (1, 1)
    [section, *_] = page.revisions.get().content["groups"]["sections"]
    assert section["heading_en"] == "What is a Nerve Root Injection and Why is it Used?"


@pytest.mark.parametrize("broken", ["write_links", "write_sources", "_keep_address"])
def test_import_that_fails_half_way_leaves_nothing(monkeypatch, broken):
    def fail(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, broken, fail)
    with pytest.raises(KeyboardInterrupt):
        imported(old_url="/old/")
    for model in (Page, Section, Link, Wording, Address, Revision, ImportedDocument):
        assert not model.objects.exists()


FIRST = "Lead of the page.\n\nBenefits\n\n• Quick: a day.\n• Safe: no scar.\n\nRecovery\n\nRest for a day.\n"
SECOND = "Lead of the page.\n\nBenefits\n\n• Quick: two days.\n• Cheap: no stay.\n• Safe: no scar at all.\n\nRecovery\n\nRest for a week.\n"


def changed(tmp_path, text=SECOND):
    return import_file(written(tmp_path, text), kind="procedure", language="en", title="Laser")


def test_changed_file_changes_what_nobody_has_edited(tmp_path):
    page = changed(tmp_path, FIRST).page
    anchors = [row.anchor for row in page.benefits.all()]
    report = changed(tmp_path)
    assert report.page == page
    assert [(row.heading_en, row.body_en) for row in page.benefits.all()] == [
        ("Quick", "<p>two days.</p>"), ("Cheap", "<p>no stay.</p>"), ("Safe", "<p>no scar at all.</p>"),
    ]  # fmt: skip
    assert [row.anchor for row in page.benefits.all()][::2] == anchors
    assert page.sections.get(kind="recovery").body_en == "<p>Rest for a week.</p>"
    assert fresh(page).version == 2


def test_changed_file_leaves_and_reports_what_a_person_has_edited(tmp_path):
    page = changed(tmp_path, FIRST).page
    row = page.benefits.get(heading_en="Quick")
    row.body_en = "<p>about a day, or so.</p>"
    row.save()
    page.sections.get(kind="recovery").delete()
    report = changed(tmp_path)
    row.refresh_from_db()
    assert row.body_en == "<p>about a day, or so.</p>"
    assert not page.sections.filter(kind="recovery").exists()
    assert page.benefits.get(heading_en="Safe").body_en == "<p>no scar at all.</p>"
    assert len(report.kept) == 2
    assert "two days." in report.text()
    assert "two days." in fresh(page).import_note


def test_text_that_the_document_left_alone_is_left_alone(tmp_path):
    page = changed(tmp_path, FIRST).page
    Page.objects.filter(pk=page.pk).update(summary_en="Better words.")
    report = changed(tmp_path)
    assert fresh(page).summary_en == "Better words."
    assert not report.kept


@pytest.mark.parametrize("text", [SECOND, SECOND.replace("Lead", "Opening")])
def test_text_that_was_emptied_stays_empty(tmp_path, text):
    page = changed(tmp_path, FIRST).page
    Page.objects.filter(pk=page.pk).update(summary_en="")
    changed(tmp_path, text)
    assert not fresh(page).summary_en


def test_page_that_people_made_is_not_filled_unasked():
    factories.procedure(title_en="Nerve Root Injection")
    with pytest.raises(ImportRefused, match="There is a page"):
        imported()
    assert Procedure.objects.count() == 1


@pytest.mark.parametrize(
    "old_url",
    ["https://old.example/ar/خدمات/حقن", "/ar/%D8%AE%D8%AF%D9%85%D8%A7%D8%AA/%D8%AD%D9%82%D9%86/", "ar/خدمات/حقن"],
)
def test_old_address_is_kept_in_one_form(old_url):
    page = imported(old_url=old_url)
    assert list(page.addresses.values_list("path", "language")) == [("/ar/خدمات/حقن/", "en")]


def test_old_address_of_another_page_is_refused():
    other = factories.article()
    Address.objects.create(path="/taken/", page=other, language="en")
    with pytest.raises(ImportRefused, match="belongs to another page"):
        imported(old_url="https://old.example/taken")
    assert not Procedure.objects.exists()


@pytest.mark.parametrize("old_url", ["https://old.example/", "https://[", "/" + "x" * 600])
def test_odd_address_is_refused(old_url):
    with pytest.raises(ImportRefused):
        imported(old_url=old_url)


def test_same_file_again_with_a_new_address_only_keeps_the_address():
    page = imported()
    before = snapshot(page)
    imported(old_url="/another/")
    assert snapshot(page) == before
    assert page.addresses.get().path == "/another/"


def test_article_and_page_become_sections(tmp_path):
    article = imported(BY_NAME["sciatica.en.md"])
    assert article.kind == "article"
    assert {section.kind for section in article.sections.all()} == {"other"}
    page = import_file(written(tmp_path, FIRST), kind="page", language="en", title="About us").page
    assert [section.heading_en for section in page.sections.all()] == ["Benefits", "Recovery"]


def test_sources_become_rows():
    page = imported(BY_NAME["root-canal.en.md"])
    assert list(page.sources.values_list("citation_en", "url")) == [
        ("American Association of Endodontists. Root canal explained.", "https://www.aae.org/explained"),
        ("Ørstavik D. Essential Endodontology. 2019.", ""),
    ]


def test_headings_longer_than_any_column_are_kept_in_the_text(tmp_path):
    heading, question = "word " * 60, "query " * 70
    text = f"Lead here.\n\n## {heading}\n\nSome text.\n\nQ: {question}?\nA: Yes.\n"
    page = import_file(written(tmp_path, text), kind="procedure", language="en", title="Laser").page
    assert page.sections.get().body_en.startswith("<p><strong>word word")
    assert (page.questions.get().question_en or "") == ""
    assert page.questions.get().answer_en.startswith("<p><strong>query query")
    assert words_of(page, "en")["word"] + words_of(page, "en")["query"] == 130


@pytest.mark.parametrize(
    "options",
    [
        {"title": ""},
        {"title": " "},
        {"kind": ""},
        {"kind": "poem"},
        {"language": "fr"},
        {"title": "x" * 201},
        {"into": "9"},
    ],
)
def test_odd_requests_are_refused(options):
    with pytest.raises(ImportRefused):
        imported(**options)
    assert not Page.objects.exists()


def test_title_without_letters_is_a_title(tmp_path):
    pages = [
        import_file(written(tmp_path, FIRST), kind="page", language="en", title=title).page for title in ("✂", "☂", "✂")
    ]
    assert pages[0] == pages[2] != pages[1]


def test_document_of_far_too_many_parts_is_refused(tmp_path):
    items = "".join(f"• item {n}\n" for n in range(400))
    with pytest.raises(ImportRefused, match="more parts"):
        import_file(written(tmp_path, f"Lead here.\n\nBenefits\n\n{items}"), kind="procedure", language="en", title="x")


def test_pictures_to_fetch_are_in_the_import_note():
    assert "The laser room /room.jpg" in imported(BY_NAME["lasik.en.html"]).import_note


def test_imported_page_can_be_published(user):
    page = imported()
    edition = factories.published(page, "en", by=user)
    assert edition.first_published_on == date(2024, 10, 22)
    assert [link["after"] for link in edition.content["links"]] == [link.after_anchor for link in page.links.all()]


def test_one_imported_document_a_page_and_language():
    document = ImportedDocument.objects.get(page=imported())
    document.pk = None
    with pytest.raises(IntegrityError):
        document.save(force_insert=True)
