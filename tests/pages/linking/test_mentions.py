"""Mentions: where a text names another page, and what is not offered."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.drafting import drafts, mention_links
from pages.linking import mentions
from pages.linking.running_text import stretches
from pages.models import FoundMention, Link, Page, Revision
from pages.rich_text import clean_html, text_of
from procedures.models import Question, Risk
from tests import factories

pytestmark = pytest.mark.django_db


def saying(html, language="en", **columns):
    """A page whose only text is this one."""
    page = factories.page(parts=0, **{"title_en": "The page itself", "title_ar": "الصفحة نفسها"} | columns)
    factories.section(
        page, **{"heading_en": "", "heading_ar": "", "body_en": "", "body_ar": ""} | {f"body_{language}": html}
    )
    return page


def found(page, language="en"):
    return [(mention.words, mention.to_page.pk) for mention in mentions.find(page, language)]


def linked(page, language="en"):
    return page.sections.get().text("body", language)


def knee(**columns):
    return factories.procedure(**{"title_en": "Knee replacement", "title_ar": "استبدال الركبة"} | columns)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Before a knee replacement you fast.", "knee replacement"),
        ("KNEE  REPLACEMENTS are common", "KNEE  REPLACEMENTS"),
        ("after knee-replacement.", "knee-replacement"),
        ("A knee&nbsp;replacement &amp; more", "knee replacement"),
        ("A <em>knee replacement</em>.", "knee replacement"),
        ("A knee <strong>replacement</strong>.", "knee replacement"),
        ("A <em>new k<strong>nee</strong></em> replacement.", "knee replacement"),
        ("I &lt;3 knee <sup>x</sup> replacement; a knee replacement", "knee replacement"),
        ("The knee. Replacement of parts", None),
        ("A kneecap replacement", None),
        ("knee, replacement", None),
        ("replacement knee", None),
    ],
)
def test_a_title_is_met_in_any_form_of_its_words_side_by_side(text, words):
    target = knee()
    assert [words.replace("\xa0", " ") for words, _ in found(saying(f"<p>{text}</p>"))] == ([words] if words else [])
    assert target.pk


@pytest.mark.parametrize("text", ["قبل استبدال الركبة بيوم", "وَاستبدالِ ركبتك", "لاستبدال الركبه"])
def test_arabic_is_met_with_its_particles_and_endings(text):
    target = knee()
    assert [number for _, number in found(saying(f"<p>{text}.</p>", "ar"), "ar")] == [target.pk]


def test_names_are_met_in_the_text_of_their_own_language_only():
    knee(aliases_en="جراحة", aliases_ar="arthroplasty")
    text = "<p>arthroplasty جراحة</p>"
    assert [words for words, _ in found(saying(text))] == ["جراحة"]
    assert [words for words, _ in found(saying(text, "ar"), "ar")] == ["arthroplasty"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("How to prepare for the knee", "See how to prepare for the knee.", "how to prepare for the knee"),
        ("Treatment of the knee", "Treatments of the knees", "Treatments of the knees"),
        ("Treatment of the knee", "Treatment for the knee", None),
        ("Cost of", "What is the cost of it?", "cost of"),
        ("The knee and the hip", "Her knee and the hip", "knee and the hip"),
    ],
)
def test_stop_words_within_a_name_are_words_of_it(name, text, words):
    factories.article(title_en=name, title_ar="")
    assert [said for said, _ in found(saying(f"<p>{text}</p>"))] == ([words] if words else [])


def test_the_longest_name_counts_and_each_page_is_offered_once():
    short, long = factories.article(title_en="Knee", title_ar=""), knee(aliases_en="New knee joint")
    text = "<p>A new knee joint, or knee replacement, mends the knee.</p><p>The knee heals.</p>"
    assert found(saying(text)) == [("new knee joint", long.pk), ("knee", short.pk)]


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Knee replacement</h3>",
        '<p><a href="https://example.org/">a knee replacement</a></p>',
        "<table><thead><tr><th>Knee replacement</th></tr></thead></table>",
        "<p>knee <a>replacement</a></p>",
        "<p>knee</p><p>replacement</p>",
        "<p>knee<br>replacement</p>",
        '<p><a href="https://example.org/?a>knee replacement">x</a></p>',
    ],
)
def test_nothing_is_offered_in_headings_links_and_across_what_ends(html):
    knee()
    assert found(saying(html)) == []
    assert len(found(saying(f"{html}<p>A knee replacement.</p>"))) == 1


def test_a_page_that_is_linked_already_is_not_offered():
    target, line = knee(), factories.article(title_en="Sciatica", title_ar="")
    page = saying(f'<p>Sciatica, knee replacement, <a data-page="{target.pk}">there</a>.</p>')
    assert found(page) == [("Sciatica", line.pk)]
    Link.objects.create(from_page=page, to_page=line)
    assert found(page) == []


def test_a_link_in_the_other_language_does_not_count():
    target = knee()
    page = saying("<p>Knee replacement</p>")
    factories.section(page, body_en="", body_ar=f'<p><a data-page="{target.pk}">هنا</a></p>')
    assert found(page) == [("Knee replacement", target.pk)]


def test_the_page_itself_is_not_offered_nor_another_of_its_name():
    page = saying("<p>The knee replacement of this page</p>", title_en="Knee replacement")
    factories.article(title_en="Knee replacement", title_ar="")
    factories.article(title_en="Knee", title_ar="")
    drafts.record(page, by=None)
    assert found(page) == []


def test_of_two_pages_the_one_with_that_title_is_offered():
    factories.article(title_en="Gonarthrosis", aliases_en="Worn knee", title_ar="")
    titled = factories.article(title_en="Worn knee", title_ar="")
    assert found(saying("<p>A worn knee.</p>")) == [("worn knee", titled.pk)]


@pytest.mark.parametrize("alias", ["it", "of", "MS", "the", "الى", "how"])
def test_names_that_say_nothing_are_not_offered(alias):
    factories.article(title_en="Multiple sclerosis", aliases_en=alias, aliases_ar=alias)
    assert found(saying("<p>How is it with MS, of the الى …</p>")) == []


def test_every_part_is_read_but_one_that_is_left_out():
    risk_of, left = (
        factories.article(title_en="Infection", title_ar=""),
        factories.article(title_en="Fever", title_ar=""),
    )
    page = factories.procedure(title_en="Lavage", title_ar="غسل")
    factories.part(Risk, page, body_en="<p>An infection.</p>")
    Question.objects.create(procedure=page, answer_en="<p>Fever.</p>", not_for_language="en")
    assert found(page) == [("infection", risk_of.pk)]
    assert left.pk


def test_what_patients_can_no_longer_read_is_not_offered():
    gone, expected, draft = (factories.article(title_en=name) for name in ("Sciatica", "Lumbago", "Scoliosis"))
    for page in (gone, expected):
        factories.published(page)
    factories.editions.withdraw(gone, "en", by=None)
    assert [n for _, n in found(saying("<p>Sciatica, lumbago, scoliosis</p>"))] == [expected.pk, draft.pk]


def test_accepting_links_exactly_these_words_as_a_save_would(user):
    target = knee()
    page = saying("<p>A &lt;b&gt; <em>good knee replacement</em> &amp; a knee replacement.</p>")
    drafts.record(page, by=None)
    version, state = Page.objects.get(pk=page.pk).version, page.sections.get().translated_from
    mention = mentions.find(page, "en")[0]
    mention_links.accept(page.pk, "en", target.pk, mention.anchor, by=user)
    assert linked(page) == (
        f'<p>A &lt;b&gt; <em>good <a data-page="{target.pk}">knee replacement</a></em> &amp; a knee replacement.</p>'
    )
    page.refresh_from_db()
    assert (page.version, Revision.objects.filter(page=page.pk).first().by) == (version + 1, user)
    assert page.links.get(in_text=True).to_page_id == target.pk
    assert page.sections.get().translated_from == state
    assert found(page) == []


@pytest.mark.parametrize(
    ("told", "linked_so"),
    [
        ("Knee <strong>replacement</strong>.", "[Knee <strong>replacement</strong>]."),
        ("<strong>Knee</strong> replacement.", "[<strong>Knee</strong> replacement]."),
        ("<strong>Knee replacement</strong>.", "<strong>[Knee replacement]</strong>."),
        ("A knee <strong>replacement is</strong>", "A [knee <strong>replacement</strong>]<strong> is</strong>"),
        ("<em>A <strong>knee</strong></em> replacement", "<em>A </em>[<em><strong>knee</strong></em> replacement]"),
        ("<em>Kn<strong>ee</strong></em> <sup>replacement</sup>", "[<em>Kn<strong>ee</strong></em> <sup>replacement</sup>]"),
    ],
)  # fmt: skip
def test_a_link_keeps_what_is_bold_within_its_words_and_around_them(told, linked_so, user):
    target, page = knee(), saying(f"<p>{told}</p>")
    mention_links.accept(page.pk, "en", target.pk, page.sections.get().anchor, by=user)
    assert linked(page) == f"<p>{linked_so}</p>".replace("[", f'<a data-page="{target.pk}">').replace("]", "</a>")
    assert clean_html(linked(page)) == linked(page)


def test_accepting_what_somebody_changed_meanwhile_changes_nothing(user):
    target, page = knee(), saying("<p>A knee replacement.</p>")
    part = page.sections.get()
    part.body_en = "<p>Their new words.</p>"
    part.save()
    drafts.record(page, by=None)
    with pytest.raises(mention_links.Gone):
        mention_links.accept(page.pk, "en", target.pk, part.anchor, by=user)
    assert linked(page) == "<p>Their new words.</p>"


def test_accepting_keeps_what_somebody_changed_around_the_words(user):
    target, page = knee(), saying("<p>A knee replacement.</p>")
    stale = page.sections.get()
    fresh = page.sections.get()
    fresh.body_en = "<p>Their words. Then a knee replacement.</p>"
    fresh.save()
    mention_links.accept(page.pk, "en", target.pk, stale.anchor, by=user)
    assert linked(page) == f'<p>Their words. Then a <a data-page="{target.pk}">knee replacement</a>.</p>'


def test_what_was_refused_is_never_offered_again_in_either_language(user):
    target = knee()
    page = saying("<p>A knee replacement.</p>")
    factories.section(page, body_en="", body_ar="<p>استبدال الركبة</p>")
    other = saying("<p>A knee replacement.</p>")
    assert (len(found(page)), len(found(page, "ar"))) == (1, 1)
    for _ in range(2):
        mention_links.refuse(page.pk, target.pk, by=user)
    assert (found(page), found(page, "ar"), len(found(other))) == ([], [], 1)
    mention_links.refuse(page.pk, 2**40, by=user)
    assert page.refused_mentions.get().by == user


def test_the_report_keeps_what_is_offered_on_every_page():
    page = saying("<p>" + "Long words before it. " * 9 + "A knee replacement" + ", and after it" * 9 + "</p>")
    target = knee()
    assert mention_links.refresh_all() == 1
    kept = FoundMention.objects.get()
    assert (kept.page_id, kept.to_page_id, kept.words) == (page.pk, target.pk, "knee replacement")
    assert (kept.before[:1], kept.after[-1:]) == ("…", "…")
    assert mention_links.refresh_all() == 1
    target.delete()
    assert mention_links.refresh_all() == 0


def test_a_round_without_time_reads_one_page_and_the_next_one_goes_on():
    knee()
    pages = [saying("<p>A knee replacement</p>") for _ in range(3)]
    assert [mention_links.refresh_some(seconds=-1) for _ in range(4)] == [1, 1, 1, 1]
    assert set(FoundMention.objects.values_list("page", flat=True)) == {page.pk for page in pages}
    assert [mention_links.refresh_some(seconds=-1), mention_links.refresh_some()] == [0, 4]


def test_a_page_that_was_saved_is_read_in_the_next_round_wherever_that_one_begins():
    page = saying("<p>Nothing yet.</p>")
    knee()
    mention_links.refresh_some(seconds=-1)
    Revision.objects.update(at=timezone.now() - timedelta(hours=3))
    section = page.sections.get()
    section.body_en = "<p>A knee replacement</p>"
    section.save()
    drafts.record(page, by=None)
    cache.set(mention_links.NEXT, 2**40)
    assert (mention_links.refresh_some(), FoundMention.objects.get().page_id) == (0, page.pk)


def test_a_long_text_is_held_against_all_names_in_as_many_statements_as_a_short_one():
    knee()
    words = " ".join(f"word{n}" for n in range(3000))
    pages = [saying("<p>A knee replacement.</p>"), saying(f"<p>{words}. A knee replacement.</p>")]
    counts = []
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert len(mentions.find(page, "en")) == 1
        counts.append(len(asked))
    assert counts[0] == counts[1]


HOSTILE = [
    "<p>" + "knee replacement " * 3000 + "</p>",
    "<p>" + "<strong>" * 300 + "knee replacement" + "</strong>" * 300 + "</p>",
    "<p>&lt;script&gt; knee replacement &lt;/script&gt; &amp;amp; <em>",
    "<p>🙂knee replacement\u200f ﷺ</p>",
    "knee replacement",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_odd_texts_keep_their_words_when_a_link_is_put_in(html, user):
    target, page = knee(), saying(html)
    before = linked(page)
    mention_links.accept(page.pk, "en", target.pk, page.sections.get().anchor, by=user)
    assert text_of(linked(page)) == text_of(before)
    assert linked(page).count("<a data-page=") == 1


@pytest.mark.parametrize("html", [*HOSTILE, "", "<", "a < b & c", "<p>x</p><ul><li>y</li></ul>", "</p></em></strong>z"])
def test_where_words_stand_is_where_they_stand(html):
    for stretch in stretches(html):
        for word in stretch.words():
            start, end = stretch.span(word.start, word.end)
            assert html[start:end] == word.text
