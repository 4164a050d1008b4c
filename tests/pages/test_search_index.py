"""The index follows the editions, whoever changes them."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pages import editions, search, search_index, told
from pages.models import Edition, Misspelling, SearchEntry, SiteWord, Synonym, SynonymKey
from tests import factories

pytestmark = pytest.mark.django_db


def numbers_in_the_databases_own_index(key):
    """Which editions the database's own index has under a key, asked without our tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid FROM pages_search WHERE pages_search MATCH %s ORDER BY rowid", [f'"{key}"'])
        else:
            cursor.execute(
                "SELECT edition_id FROM pages_searchentry WHERE pages_search_keys(keys) @@ %s::tsquery ORDER BY 1",
                [f"'{key}'"],
            )
        return [row[0] for row in cursor.fetchall()]


def test_an_edition_is_found_by_everything_it_tells():
    made = factories.everything(title_en="Title", medical_name_en="Medical", aliases_en="Alias\nOther name")
    edition = factories.published(made, "en")
    entry = SearchEntry.objects.get(pk=edition.pk)
    assert {"extitle", "eztitl"} <= set(entry.title.split())
    assert {"exmedical", "exalias", "exother"} <= set(entry.aliases.split())
    assert {"exrisk", "exbenefit", "exsection"} <= set(entry.headings.split())
    assert {"4exhour", "4exabout", "4exless", "4exmore", "1extitle", "4extitle"} <= set(entry.keys.split())
    assert f"t{edition.content['topics'][0]}" in entry.keys.split()
    assert (entry.kind, entry.topics, entry.picture_file) == (
        "procedure",
        str(edition.content["topics"][0]),
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
    entry = search_index.entry_of(factories.published(made, "en"))
    parts = told.Told(entry.told).parts()
    assert [(part.heading, part.text) for part in parts] == [("", made.summary_en), ("Why", "One two\nthree")]
    assert {key for key in entry.aliases.split() if key[1] == "x"} == {"exback", "expain", "exsciatica", "exfound"}


def test_a_successor_takes_its_predecessors_place_at_once():
    made = factories.article(title_en="Vertebroplasty")
    first = factories.published(made, "en")
    assert numbers_in_the_databases_own_index("4exvertebroplasty") == [first.pk]
    second = factories.published(made, "en")
    assert numbers_in_the_databases_own_index("4exvertebroplasty") == [second.pk]
    editions.withdraw(made, "en", by=None)
    assert numbers_in_the_databases_own_index("4exvertebroplasty") == []


def test_a_cancelled_edition_leaves_the_index_and_its_predecessor_stays():
    made = factories.article(title_en="Vertebroplasty")
    first = factories.published(made, "en")
    scheduled = factories.published(made, "en", at=factories.later(days=1))
    assert numbers_in_the_databases_own_index("4exvertebroplasty") == [first.pk, scheduled.pk]
    editions.cancel(scheduled, by=None)
    assert numbers_in_the_databases_own_index("4exvertebroplasty") == [first.pk]
    assert list(search_index.differences()) == []


def test_deleting_an_edition_in_any_way_leaves_nothing_behind():
    kept = factories.published(factories.article(title_en="Vertebroplasty"), "en")
    for delete in (lambda e: e.delete(), lambda e: Edition.objects.filter(pk=e.pk).delete()):
        edition = factories.published(factories.article(title_en="Vertebroplasty"), "en")
        assert numbers_in_the_databases_own_index("4exvertebroplasty") == [kept.pk, edition.pk]
        delete(edition)
        assert numbers_in_the_databases_own_index("4exvertebroplasty") == [kept.pk]


def test_a_refused_publishing_indexes_nothing():
    factories.published(factories.article(slug_en="same"), "en")
    with pytest.raises(editions.Refused):
        factories.published(factories.article(slug_en="same", title_en="Vertebroplasty"), "en")
    assert (SearchEntry.objects.count(), numbers_in_the_databases_own_index("4exvertebroplasty")) == (1, [])


def test_rebuilding_gives_what_publishing_gave(capsys):
    made = factories.everything()
    factories.published(made, confirmed=True)
    factories.published(made, "en", at=factories.later(days=1), confirmed=True)
    factories.published(factories.article(), "ar")
    before = list(SearchEntry.objects.order_by("pk").values())
    words = set(SiteWord.objects.values_list("language", "word", "text"))
    assert (len(before), len(words) > 20) == (4, True)
    SearchEntry.objects.all().delete()
    SiteWord.objects.all().delete()
    call_command("rebuild_search")
    assert list(SearchEntry.objects.order_by("pk").values()) == before
    assert set(SiteWord.objects.values_list("language", "word", "text")) == words
    assert f"4 editions, {Synonym.objects.count()} groups" in capsys.readouterr().out
    call_command("rebuild_search", check=True)
    assert "The index is right." in capsys.readouterr().out


def test_checking_says_what_differs(capsys):
    changed, missing, ended = (factories.article(title_en=title) for title in ("Changed", "Missing", "Ended"))
    for made in (changed, missing, ended):
        factories.published(made, "en", until=factories.later(hours=1) if made is ended else None)
    SearchEntry.objects.filter(edition__page=changed).update(keys="4exother", kind="page")
    SearchEntry.objects.filter(edition__page=missing).delete()
    Edition._base_manager.filter(page=ended).update(ends_at="2020-01-01T00:00Z", starts_at="2019-01-01T00:00Z")
    with pytest.raises(CommandError, match="wrong in 3 places"):
        call_command("rebuild_search", check=True)
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "kind, keys differs: Changed (English, 1)",
        "not in the index: Missing (English, 1)",
        "ended, but in the index: Ended (English, 1)",
    ]
    call_command("rebuild_search")
    assert list(search_index.differences()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's index is part of the table's columns")
def test_checking_looks_into_sqlites_own_index():
    entry = SearchEntry.objects.get(pk=factories.published(factories.article(title_en="Sciatica"), "en").pk)
    assert list(search_index.differences()) == []
    fault = "SQLite's own index does not follow: run build of migration 0002_search_index again"
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER pages_searchentry_changed")
        assert list(search_index.differences()) == [fault]
        cursor.execute("CREATE TRIGGER pages_searchentry_changed AFTER UPDATE ON pages_searchentry BEGIN SELECT 1; END")
        assert list(search_index.differences()) == []
        SearchEntry.objects.filter(pk=entry.pk).update(keys="4exother")
    found = list(search_index.differences())
    assert found == [f"keys differs: {entry}", fault]


def test_a_rebuild_that_fails_leaves_the_old_index(monkeypatch):
    factories.published(factories.article(title_en="Sciatica"), "en")
    factories.published(factories.article(title_en="Sciatica"), "en")

    def tell(done, total):
        if done == 1:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        search_index.rebuild(tell)
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
