"""Finding: what a reader types, and what they get. Every expectation holds on both databases alike."""

import json
from pathlib import Path

import pytest

from pages.models import SearchAddition, SearchEntry
from pages.publishing import editions
from pages.search import search
from pages.search.keys import GONE
from tests import factories

pytestmark = pytest.mark.django_db

GIVEN = json.loads((Path(__file__).parents[2] / "cases" / "cases.json").read_text(encoding="utf-8"))


def page(title, text="", language="ar", **columns):
    """A published article in a language, with a text of its own in one section."""
    made = factories.article(parts=0, **{f"title_{language}": title, f"summary_{language}": "", **columns})
    if text:
        factories.section(made, **{f"body_{language}": f"<p>{text}</p>", f"heading_{language}": ""})
    factories.published(made, language, confirmed=True)
    return made.pk


def found(query, language="ar", **options):
    return [hit.page_id for hit in search.find(query, language, **options).hits]


def runs(marked):
    return "".join(f"[{text}]" if is_match else text for text, is_match in marked)


@pytest.mark.parametrize("pair", GIVEN["search_must_match"] + GIVEN["search_needs_alias"], ids=" ".join)
def test_each_of_two_forms_finds_the_other(pair):
    made = [page(pair[0]), page("", pair[1], title_ar="صفحة أخرى")]
    assert [sorted(found(word)) for word in pair] == [made, made]


@pytest.mark.parametrize("pair", GIVEN["search_no_match"], ids=" ".join)
def test_different_words_do_not_find_each_other(pair):
    made = [page(word) for word in pair]
    assert [found(word) for word in pair] == [[number] for number in made]


@pytest.mark.parametrize("pair", GIVEN["search_rank_exact_first"], ids=" ".join)
def test_the_exact_spelling_comes_first_whichever_is_newer(pair):
    made = [page(word) for word in pair]
    assert [found(word) for word in pair] == [made, made[::-1]]


def test_title_comes_before_other_names_before_headings_before_text_and_the_newest_first_within():
    text = [page("صفحة أولى", "ورم"), page("صفحة ثانية", "ورم")]
    headed = factories.article(parts=0, title_ar="صفحة ثالثة")
    factories.section(headed, heading_ar="الورم", body_ar="<p>كلام</p>")
    factories.published(headed, "ar", confirmed=True)
    alias = page("صفحة رابعة", aliases_ar="ورم ليفي")
    title = page("ورم حميد")
    assert found("ورم") == [title, alias, headed.pk, *text[::-1]]


def test_within_a_tier_the_exact_form_comes_before_the_bare_one_before_the_stem_before_a_synonym():
    synonym, stem, bare, exact = page("كشف الأطباء"), page("طبيبات"), page("الطبيب"), page("طبيب")
    newer_stem = page("طبيبة")
    assert found("طبيب") == [exact, bare, newer_stem, stem, synonym]


def test_every_word_must_be_found_wherever_it_stands():
    both = page("علاج الظهر", "يزول الألم")
    page("علاج الركبة", "يزول الألم")
    assert found("ألم الظهر") == [both]


def test_a_tier_is_the_lowest_that_all_words_need():
    spread = page("ألم", "في الظهر")
    together = page("ألم الظهر")
    page("الظهر")
    assert found("ألم الظهر") == [together, spread]


def test_stop_words_do_not_decide():
    made = page("علاج الظهر")
    assert found("ما هو علاج الظهر") == [made]
    back = page("Pain of the back", language="en")
    assert found("what is the pain in my back", "en") == [back]


def test_only_current_editions_of_the_language_are_found():
    draft = factories.article(title_en="Sciatica draft")
    scheduled, withdrawn, expired = (factories.article(title_en=f"Sciatica {n}") for n in range(3))
    arabic = factories.article(title_ar="Sciatica")
    current = page("Sciatica", language="en")
    factories.published(scheduled, "en", at=factories.later(days=1))
    factories.published(expired, "en", until=factories.later(hours=1))
    factories.published(withdrawn, "en")
    factories.published(arabic, "ar")
    editions.withdraw(withdrawn, "en", by=None)
    assert draft.pk
    assert found("sciatica", "en") == [expired.pk, current]
    factories.time_passes(hours=2)
    assert found("sciatica", "en") == [current]
    factories.time_passes(days=1)
    assert found("sciatica", "en") == [scheduled.pk, current]
    assert found("sciatica", "ar") == [arabic.pk]


def test_an_earlier_text_is_found_until_the_next_edition_begins():
    made = factories.article(title_en="Vertebroplasty")
    factories.published(made, "en")
    made.title_en = "Kyphoplasty"
    made.save()
    factories.published(made, "en", at=factories.later(hours=1), confirmed=True)
    assert (found("vertebroplasty", "en"), found("kyphoplasty", "en")) == ([made.pk], [made.pk])  # they are synonyms
    assert search.find("kyphoplasty", "en").hits[0].title == "Vertebroplasty"
    factories.time_passes(hours=2)
    assert [hit.title for hit in search.find("vertebroplasty", "en").hits] == ["Kyphoplasty"]


def test_kind_and_topic_filter_and_are_counted():
    spine, eyes = factories.topic(), factories.topic("Eyes", "العيون")
    made = {}
    for name, make, topic in [("a", factories.article, spine), ("b", factories.article, eyes)]:
        made[name] = make(title_en="Laser")
        made[name].topics.add(topic)
    made["c"] = factories.procedure(title_en="Laser")
    made["c"].topics.add(eyes)
    for draft in made.values():
        factories.published(draft, "en")
    numbers = {name: draft.pk for name, draft in made.items()}
    assert found("laser", "en", kind="article") == [numbers["b"], numbers["a"]]
    assert found("laser", "en", topic=eyes.pk) == [numbers["c"], numbers["b"]]
    one = search.find("laser", "en", kind="article", topic=eyes.pk)
    assert [hit.page_id for hit in one.hits] == [numbers["b"]]
    assert one.kinds == {"article": 1, "procedure": 1}
    assert one.topics == {spine.pk: 1, eyes.pk: 1}
    assert search.find("laser", "en", kind="page").total == 0


def test_results_come_in_pages_and_any_number_is_a_page():
    made = [page(f"ليزر {n}") for n in range(13)][::-1]
    first = search.find("ليزر", "ar")
    assert ([hit.page_id for hit in first.hits], first.total, first.pages, first.more) == (made[:10], 13, 2, False)
    assert found("ليزر", page=2) == made[10:]
    assert [found("ليزر", page=n) for n in (0, -1, 99, 10**30)] == [made[:10], made[:10], made[10:], made[10:]]


def test_what_is_more_than_is_counted_is_ranked_the_same_way(monkeypatch):
    monkeypatch.setattr("pages.search.engine.MOST_COUNTED", 3)
    monkeypatch.setattr("pages.search.search.MOST_COUNTED", 3)
    text = [page(f"صفحة {n}", "ليزر") for n in range(3)]
    synonym, title = page("لازر"), page("ليزر")
    other = factories.procedure(parts=0, title_ar="ليزر جراحي")
    factories.published(other, "ar", confirmed=True)
    result = search.find("ليزر", "ar")
    assert ([hit.page_id for hit in result.hits], result.total, result.more) == ([other.pk, title, synonym], 3, True)
    filtered = search.find("ليزر", "ar", kind="article")
    assert ([hit.page_id for hit in filtered.hits], filtered.more) == ([title, synonym, text[2]], True)


def test_a_kind_that_is_not_among_the_first_can_still_be_chosen(monkeypatch):
    monkeypatch.setattr("pages.search.engine.MOST_COUNTED", 3)
    monkeypatch.setattr("pages.search.search.MOST_COUNTED", 3)
    factories.published(factories.procedure(parts=0, title_ar="ليزر جراحي"), "ar", confirmed=True)
    result = search.find("ليزر", "ar")
    assert (result.kinds, result.all_counted) == ({"procedure": 1}, True)
    for n in range(5):
        page(f"ليزر {n}")
    result = search.find("ليزر", "ar")
    assert (result.kinds, result.all_counted) == ({"article": 4, "page": 0, "procedure": 0}, False)
    narrowed = search.find("ليزر", "ar", kind="procedure")
    assert (narrowed.total, narrowed.more, narrowed.all_counted) == (1, False, False)


def test_a_topic_that_was_chosen_is_among_the_topics_even_where_the_first_have_others(monkeypatch):
    monkeypatch.setattr("pages.search.engine.MOST_COUNTED", 3)
    monkeypatch.setattr("pages.search.search.MOST_COUNTED", 3)
    eyes = factories.topic("Eyes", "العيون")
    old = factories.article(parts=0, title_ar="ليزر العين")
    old.topics.add(eyes)
    factories.published(old, "ar", confirmed=True)
    for n in range(5):
        page(f"ليزر {n}")
    narrowed = search.find("ليزر", "ar", topic=eyes.pk)
    assert ([hit.page_id for hit in narrowed.hits], narrowed.topics) == ([old.pk], {eyes.pk: 1})


def test_words_that_hyphens_join_are_marked_however_they_are_written():
    page("Pictures", "An x-ray of the spine", language="en")
    page("Others", "An xray of the spine", language="en")
    for query in ("xray", "x-ray"):
        marked = {runs(hit.excerpt_runs) for hit in search.find(query, "en").hits}
        assert marked == {"An [xray] of the spine", "An [x]-[ray] of the spine"}, query


def test_the_excerpt_is_from_where_most_of_the_words_stand_together():
    far = "pain " + "other words " * 60 + "of the spine. Much later comes pain in the back of an office worker"
    page("A page", far, language="en")
    (hit,) = search.find("pain worker", "en").hits
    assert "[pain] in the back of an office [worker]" in runs(hit.excerpt_runs)
    assert runs(hit.excerpt_runs).startswith("…")


def test_a_word_that_only_looks_alike_at_its_stem_is_not_marked():
    """What is kept of a text tells forms of words apart only once they are shown."""
    page("صفحة", "بلعوم سليم، ثم العموم")
    assert [runs(hit.excerpt_runs) for hit in search.find("عموم", "ar").hits] == ["بلعوم سليم، ثم [العموم]"]


def test_those_that_expired_do_not_hide_those_that_hold(monkeypatch):
    monkeypatch.setattr("pages.search.engine.MOST_COUNTED", 2)
    held = page("ليزر")
    for n in range(6):
        made = factories.article(title_ar=f"ليزر {n}")
        factories.published(made, "ar", until=factories.later(hours=1))
    factories.time_passes(hours=2)
    assert found("ليزر") == [held]


def test_a_hit_has_what_a_list_shows_and_says_where_it_matched():
    made = factories.article(
        parts=0, title_en="Café: the back", summary_en="About <b>it</b>.", picture=factories.picture()
    )
    factories.section(made, heading_en="Care", body_en=f"<p>{'word ' * 40}the cafés &amp; more {'word ' * 40}</p>")
    edition = factories.published(made, "en")
    (hit,) = search.find("cafe", "en").hits
    assert (hit.page_id, hit.kind, hit.language, hit.slug) == (made.pk, "article", "en", edition.slug)
    assert (hit.title, hit.summary, hit.address) == ("Café: the back", "About <b>it</b>.", edition.get_absolute_url())
    assert hit.picture_file == made.picture.file.name
    assert runs(hit.title_runs) == "[Café]: the back"
    words = "word " * 24
    assert runs(hit.excerpt_runs) == f"…{words}the [cafés] & more {words.strip()}…"
    assert (hit.anchor, hit.heading) == (edition.content["sections"][0]["anchor"], "Care")


def test_highlights_keep_what_was_written_and_mark_all_forms_of_the_words():
    page("صفحة", "كلُّ العمليّات الجراحيّة، وعَمَلِيَّتُهُ بالليزر")
    (hit,) = search.find("عملية ليزر", "ar").hits
    assert runs(hit.excerpt_runs) == "كلُّ [العمليّات] [الجراحيّة]، [وعَمَلِيَّتُهُ] [بالليزر]"


def test_a_phrase_of_a_synonym_is_marked_only_where_it_stands_whole():
    page("صفحة", "العصب في الظهر. ألم العصب الوركي يزول")
    (hit,) = search.find("عرق النسا", "ar").hits
    assert runs(hit.excerpt_runs) == "العصب في الظهر. [ألم] [العصب] [الوركي] يزول"


@pytest.mark.parametrize(
    "query",
    ['"', "a AND", "AND", "NOT pain", "col:x", "title:pain", "C++", "%00", "\x00", "pain\x00", "x" * 100_000, "-" * 40,
     "pain " * 20_000, "\ud800", "\ud800 pain", "🙂", "' OR 1=1--", "{title} : pain", "pain*", "^pain", "NEAR(pain back)",
     "()", "(((", "'pain", "pain\\", "pain'pain", ":*", "pain:*", "&|!", "<->", "\u202epain", "ـ", "ًٌٍ", "٪", "½", "㈱",
     "هههههه" * 30, "ﷺ", "ﷲ", "-pain", "+", "_", "__pain__", "\n\t\r", "", " "],
)  # fmt: skip
def test_nothing_that_can_be_typed_is_an_error(query):
    page("Back pain", "Where it hurts", language="en")
    for language in ("en", "ar"):
        result = search.find(query, language)
        assert result.total in (0, 1)
        assert len(result.words) <= 40


def test_words_of_other_scripts_are_found():
    made = page("Боль 頭痛 सिरदर्द Größe")
    assert [found(word) for word in ("боль", "頭痛", "सिरदर्द", "GRÖSSE", "grosse")] == [[made]] * 5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("X-ray", "xray"),
        ("x ray", "x-ray"),
        ("follow-up", "followup"),
        ("Parkinson’s", "parkinson"),
        ("children's", "children"),
        ("anaesthesia", "anesthesia"),
        ("tumour", "tumors"),
        ("haemorrhoids", "hemorrhoid"),
        ("paediatrics", "pediatric"),
        ("sterilisation", "sterilized"),
        ("injections", "injecting"),
        ("L4–L5", "l4 l5"),
        ("vertebrae", "vertebra"),
        ("biopsies", "biopsy"),
        ("disc", "disk"),
    ],
)
def test_english_spellings_find_each_other(one, two):
    made = [page(one, language="en"), page(two, language="en")]
    assert [sorted(found(word, "en")) for word in (one, two)] == [made, made]


def test_an_index_that_lags_shows_nothing_that_ended():
    made = factories.article(title_en="Sciatica")
    factories.published(made, "en")
    kept = SearchEntry.objects.get(edition__page=made)
    editions.withdraw(made, "en", by=None)
    kept.save(force_insert=True)
    SearchAddition.objects.filter(key=GONE).delete()
    assert search.find("sciatica", "en").total == 0


def test_a_search_costs_so_many_queries(django_assert_num_queries):
    for n in range(5):
        page(f"ليزر {n}")
    # Synonyms; the sets of editions that have the words; which are current; the hits.
    with django_assert_num_queries(4):
        search.find("ليزر", "ar")
