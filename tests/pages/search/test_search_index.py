"""The index follows the editions, whoever changes them."""

import pytest
from django.core.management import CommandError, call_command

from pages.models import (
    Edition,
    Misspelling,
    SearchAddition,
    SearchEntry,
    SearchPosting,
    SiteWord,
    Synonym,
    SynonymKey,
)
from pages.publishing import editions
from pages.search import edition_sets, index, search, told
from pages.search.keys import TEXT
from pages.search.sets import Sets
from tests import factories

pytestmark = pytest.mark.django_db


def numbers_under(key, tier=TEXT):
    """Which editions the index has under a key, those that are gone left out, the oldest first."""
    sets = Sets()
    sets.read([key])
    return [*edition_sets.newest(edition_sets.without(sets.tiers[key][tier], sets.gone))][::-1]


def kept():
    """All that the sets hold: {(key, tier): numbers}."""
    return {
        (row.key, row.tier): [*edition_sets.newest(edition_sets.unpacked(bytes(row.editions)))]
        for row in SearchPosting.objects.all()
    }


def test_an_edition_is_found_by_everything_it_tells():
    made = factories.everything(title_en="Title", medical_name_en="Medical", aliases_en="Alias\nOther name")
    edition = factories.published(made, "en")
    tiers = index.tiers_of(edition)
    best = {1: ("extitle", "eztitl"), 2: ("exmedical", "exalias", "exother"), 3: ("exrisk", "exbenefit", "exsection")}
    best[4] = ("exhour", "exabout", "exless", "exmore")
    topic = edition.content["topics"][0]
    for tier, keys in best.items():
        assert [tiers[key] for key in keys] == [tier] * len(keys)
        assert all(numbers_under(key, tier) == [edition.pk] for key in keys)
        assert not any(numbers_under(key, tier - 1) for key in keys)
    assert (numbers_under(f"t{topic}"), numbers_under("kprocedure")) == ([edition.pk], [edition.pk])
    entry = SearchEntry.objects.get(pk=edition.pk)
    assert (entry.kind, entry.topics, entry.picture_file) == (
        "procedure",
        str(topic),
        edition.content["picture"]["file"],
    )


def test_parts_are_kept_in_reading_order_with_their_anchors():
    made = factories.procedure(summary_en="Summary & more.")
    edition = factories.published(made, "en")
    parts = told.Told(SearchEntry.objects.get(pk=edition.pk).told).parts()
    assert (parts[0].anchor, parts[0].text) == ("", "Summary & more.")
    anchors = {row["anchor"] for rows in edition.content["groups"].values() for row in rows}
    assert anchors < {part.anchor for part in parts}
    headings = [part.heading.split()[0] for part in parts if part.heading]
    assert headings.index("Benefit") < headings.index("Risk") < headings.index("Does")


def test_what_is_kept_has_all_words_and_no_mark_up():
    made = factories.page(parts=0, aliases_en="back pain\nsciatica", search_title_en="Found")
    factories.section(made, heading_en="Why", body_en="<p>One <strong>two</strong></p><ul><li>three</li></ul>")
    edition = factories.published(made, "en")
    parts = told.Told(index.entry_of(edition).told).parts()
    assert [(part.heading, part.text) for part in parts] == [("", made.summary_en), ("Why", "One two\nthree")]
    second = {key for key, tier in index.tiers_of(edition).items() if tier == 2}
    assert {key for key in second if key[1] == "x"} == {"exback", "expain", "exsciatica", "exfound"}


def test_a_successor_takes_its_predecessors_place_at_once():
    made = factories.article(title_en="Vertebroplasty")
    first = factories.published(made, "en")
    assert numbers_under("exvertebroplasty") == [first.pk]
    second = factories.published(made, "en")
    assert numbers_under("exvertebroplasty") == [second.pk]
    editions.withdraw(made, "en", by=None)
    assert numbers_under("exvertebroplasty") == []


def test_a_cancelled_edition_leaves_the_index_and_its_predecessor_stays():
    made = factories.article(title_en="Vertebroplasty")
    first = factories.published(made, "en")
    scheduled = factories.published(made, "en", at=factories.later(days=1))
    assert numbers_under("exvertebroplasty") == [first.pk, scheduled.pk]
    editions.cancel(scheduled, by=None)
    assert numbers_under("exvertebroplasty") == [first.pk]
    assert list(index.differences()) == []


def test_an_edition_that_is_deleted_in_any_way_is_found_no_longer():
    kept = factories.published(factories.article(title_en="Vertebroplasty"), "en")
    for delete in (lambda e: e.delete(), lambda e: Edition.objects.filter(pk=e.pk).delete()):
        edition = factories.published(factories.article(title_en="Vertebroplasty"), "en")
        assert search.find("vertebroplasty", "en").total == 2
        delete(edition)
        assert [hit.page_id for hit in search.find("vertebroplasty", "en").hits] == [kept.page_id]


def test_packing_keeps_what_is_found_and_adds_up():
    one, two, scheduled = (factories.article(title_en=f"Vertebroplasty {n}") for n in range(3))
    first = factories.published(one, "en")
    later = factories.published(scheduled, "en", at=factories.later(days=1))
    added = SearchAddition.objects.count()
    assert (index.pack(), SearchAddition.objects.count(), index.pack()) == (added, 0, 0)
    assert kept()["exvertebroplasty", 1] == [later.pk, first.pk]
    second = factories.published(two, "en")
    assert numbers_under("exvertebroplasty") == [first.pk, later.pk, second.pk]
    index.pack()
    assert kept()["exvertebroplasty", 1] == [second.pk, later.pk, first.pk]
    assert list(index.differences()) == []


def test_packing_takes_out_what_is_gone_from_the_sets_that_it_writes():
    made = factories.article(title_en="Vertebroplasty")
    factories.published(made, "en")
    index.pack()
    second = factories.published(made, "en", until=factories.later(hours=1))
    index.pack()
    assert kept()["exvertebroplasty", 1] == [second.pk]
    factories.time_passes(hours=2)
    index.pack()
    assert (numbers_under("exvertebroplasty"), SearchEntry.objects.count()) == ([], 0)


def test_packing_goes_on_a_part_at_a_time(monkeypatch):
    monkeypatch.setattr("pages.search.postings.AT_ONCE", 7)
    edition = factories.published(factories.article(title_en="Vertebroplasty"), "en")
    added = SearchAddition.objects.count()
    assert (index.pack(), SearchAddition.objects.count()) == (added, 0)
    assert kept() == {place: [edition.pk] for place in index.tiers_of(edition).items()}


def test_a_refused_publishing_indexes_nothing():
    factories.published(factories.article(slug_en="same"), "en")
    with pytest.raises(editions.Refused):
        factories.published(factories.article(slug_en="same", title_en="Vertebroplasty"), "en")
    assert (SearchEntry.objects.count(), numbers_under("exvertebroplasty")) == (1, [])


def test_rebuilding_gives_what_publishing_gave(capsys):
    made = factories.everything()
    factories.published(made, confirmed=True)
    factories.published(made, "en", at=factories.later(days=1), confirmed=True)
    factories.published(factories.article(), "ar")
    before = list(SearchEntry.objects.order_by("pk").values())
    words = set(SiteWord.objects.values_list("language", "word", "text"))
    index.pack()
    sets = kept()
    assert (len(before), len(words) > 20) == (4, True)
    for model in (SearchEntry, SearchPosting, SiteWord):
        model.objects.all().delete()
    call_command("rebuild_search")
    assert (list(SearchEntry.objects.order_by("pk").values()), kept()) == (before, sets)
    assert set(SiteWord.objects.values_list("language", "word", "text")) == words
    assert f"4 editions, {Synonym.objects.count()} groups" in capsys.readouterr().out
    call_command("rebuild_search", check=True)
    assert "The index is right." in capsys.readouterr().out


def test_checking_says_what_differs(capsys):
    changed, missing, ended = (factories.article(title_en=title) for title in ("Changed", "Missing", "Ended"))
    astray = factories.article(title_en="Vertebroplasty")
    for made in (changed, missing, ended, astray):
        factories.published(made, "en", until=factories.later(hours=1) if made is ended else None)
    SearchEntry.objects.filter(edition__page=changed).update(kind="page")
    SearchAddition.objects.filter(key="exvertebroplasty").update(tier=2)
    SearchEntry.objects.filter(edition__page=missing).delete()
    Edition._base_manager.filter(page=ended).update(ends_at="2020-01-01T00:00Z", starts_at="2019-01-01T00:00Z")
    with pytest.raises(CommandError, match="wrong in 4 places"):
        call_command("rebuild_search", check=True)
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "kind differs: Changed (English, 1)",
        "not in the index: Missing (English, 1)",
        "keys differs: Vertebroplasty (English, 1)",
        "ended, but in the index: Ended (English, 1)",
    ]
    call_command("rebuild_search")
    assert list(index.differences()) == []


def test_a_rebuild_that_fails_leaves_the_old_index(monkeypatch):
    factories.published(factories.article(title_en="Sciatica"), "en")
    factories.published(factories.article(title_en="Sciatica"), "en")

    def tell(done, total):
        if done == 1:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        index.rebuild(tell)
    assert search.find("sciatica", "en").total == 2


def test_words_are_learnt_once_with_the_spelling_that_stands_there():
    factories.published(factories.article(title_ar="الأسنان والليزر", summary_ar="الأَسنان للأسنان"), "ar")
    factories.published(factories.article(title_ar="الاسنان"), "ar")
    known = dict(SiteWord.objects.filter(language="ar").values_list("word", "text"))
    assert (known["اسنان"], known["ليزر"]) == ("أسنان", "ليزر")
    letters = set(Misspelling.objects.filter(word__word="ليزر").values_list("letters", flat=True))
    assert letters == {"aليزر", "aيزر", "aلزر", "aلير", "aليز"}


def test_keys_of_synonyms_are_made_anew():
    group = Synonym.objects.create(terms="ندبة، ندوب")
    SynonymKey.objects.filter(synonym=group).delete()
    call_command("rebuild_search", verbosity=0)
    assert set(group.keys.values_list("key", flat=True)) == {"ندب", "ندوب"}
