"""The last good copy: sent while the database is away, never for longer than a day, and never of what ended."""

import fcntl
import os
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction

from pages import clock as database_clock
from pages.publishing import editions
from serving import ends as the_ends
from serving.copies import A_DAY, Copies
from serving.ends import Ends
from serving.forgetting import forget
from tests.factories import article, doctor, published
from tests.serving.asked import Asked, an_application

pytestmark = pytest.mark.django_db
A_MINUTE, NOW = 60, time.time()


@pytest.fixture
def draft():
    return article()


@pytest.fixture
def path(draft):
    return published(draft, "en").get_absolute_url()


@contextmanager
def away(error=OperationalError):
    """The database is away."""

    def refuse(*args):
        raise error("the server closed the connection")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def later(asked, clock):
    """The same site in another process, some seconds later: its memory is empty, the folder is the same."""

    def start(seconds=0, wall=None):
        clock(seconds, wall)
        return Asked(asked.front.ends.folder)

    return start


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_while_the_database_is_away_a_page_is_as_it_was(asked, path, later, error):
    good = asked(path, accept_encoding="gzip")
    with away(error):
        for site in (asked, later(A_DAY - A_MINUTE)):
            stale = site(path, accept_encoding="gzip")
            assert (stale.status, stale.body, stale.headers) == (200, good.body, good.headers)
        assert site(path, cookie="language=ar").status == 200
        assert site(path, if_none_match=good.headers["ETag"], accept_encoding="gzip").status == 304
        assert site("/ar/").status == 503
        assert site(path, query="a=b").status == 503


def test_the_database_is_asked_again_every_second_and_by_one_only(asked, path, clock):
    asked(path)
    with away():
        clock(6)
        before = asked.made
        assert [asked(path).status for _ in range(9)] == [200] * 9
        assert asked.made == before + 1
    clock(7.5)
    asked(path)
    assert asked.made == before + 2


@pytest.mark.parametrize(("seconds", "wall"), [(A_DAY + 1, None), (0, -A_MINUTE)])
def test_a_copy_of_more_than_a_day_or_of_a_clock_that_was_put_back_is_not_sent(asked, path, later, seconds, wall):
    asked(path)
    with away():
        assert later()(path).status == 200
        assert later(seconds, wall)(path).status == 503


def test_a_clock_that_goes_back_keeps_nothing_longer_in_memory(asked, path, clock):
    asked(path)
    clock(5, wall=-A_DAY)
    asked(path)
    assert asked.made == 2


def test_neither_a_page_nor_what_names_it_outlives_its_planned_end(asked, later, draft):
    until = database_clock.now() + timedelta(minutes=10)
    path = editions.publish(draft, "en", by=None, until=until, confirmed=True).get_absolute_url()
    published(article(), "ar")
    for shown in (path, "/en/", "/en/articles/", "/ar/"):
        asked(shown)
    with away():
        before = later(9 * A_MINUTE)
        assert [before(shown).status for shown in (path, "/en/", "/en/articles/", "/ar/")] == [200] * 4
        after = later(11 * A_MINUTE)
        assert [after(shown).status for shown in (path, "/en/", "/en/articles/", "/ar/")] == [503, 503, 503, 200]


def test_memory_too_keeps_nothing_past_a_planned_end(asked, clock, draft):
    until = database_clock.now() + timedelta(seconds=3)
    path = editions.publish(draft, "en", by=None, until=until, confirmed=True).get_absolute_url()
    for shown in (path, "/en/articles/"):  # the second names the first
        asked(shown), asked(shown)
    assert asked.made == 2
    clock(3.5)
    asked(path), asked("/en/articles/")
    assert asked.made == 4


def withdrawn(page):
    editions.withdraw(page, "en", by=None)


def replaced(page):
    published(page, "en")


def moved(page):
    page.slug_en = f"{page.slug_en}-elsewhere"
    page.save()
    published(page, "en")


def about_to_end(page):
    editions.publish(page, "en", by=None, at=database_clock.now() + timedelta(hours=1), confirmed=True)


@pytest.mark.parametrize("end", [withdrawn, replaced, moved, about_to_end])
@pytest.mark.parametrize("is_committed", [True, False])
def test_what_ended_is_sent_by_no_process(
    asked, later, draft, path, end, is_committed, django_capture_on_commit_callbacks
):
    published(article(), "ar")
    asked.front.ends.now()
    for shown in (path, "/en/", "/ar/"):
        asked(shown)
    other = later()
    other(path)
    with django_capture_on_commit_callbacks(execute=is_committed):  # or killed before it was told of the commit
        end(draft)
    with away():
        for site in (asked, other, Asked(asked.front.ends.folder)):
            site.front.ends.look()
            assert [site(shown).status for shown in (path, "/en/", "/ar/")] == [503, 503, 200]
    assert bool(list(asked.front.copies.folder.glob("*/*"))) is True


def test_a_withdrawn_page_is_gone_from_memory_within_a_look(asked, path, draft, django_capture_on_commit_callbacks):
    assert asked(path).status == asked("/en/").status == 200
    with django_capture_on_commit_callbacks(execute=True):
        withdrawn(draft)
    asked.front.ends._looked = float("-inf")  # a quarter of a second later
    assert asked(path).status == 410
    assert path.encode() not in asked("/en/").body


def test_what_is_made_while_an_end_is_being_committed_is_not_kept(asked, draft, path):
    asked.front.ends.begin(path)  # and its transaction is not yet committed
    told = [asked(path).headers["Cache-Control"] for _ in range(2)]
    assert (asked.made, told) == (2, ["private, no-cache"] * 2), "nor does nginx keep it"
    with away():
        assert asked(path).status == 503


def test_an_end_that_was_taken_back_is_forgotten_in_time(asked, path, later):
    asked.front.ends.begin(path)  # and its transaction failed
    assert later(2 * A_MINUTE)(path).status == 200
    with away():
        assert later(3 * A_MINUTE)(path).status == 200


def test_what_is_made_after_an_end_is_kept_again(asked, draft, path, later, django_capture_on_commit_callbacks):
    asked(path)
    with django_capture_on_commit_callbacks(execute=True):
        replaced(draft)
    asked.front.ends.look()
    asked(path)
    with away():
        assert later()(path).status == 200


def left(one):
    one.active = False
    one.save()


def unnamed(one):
    one.name_en = ""
    one.save()


@pytest.mark.parametrize("end", [left, unnamed, lambda one: one.delete()])
def test_a_doctor_who_left_is_in_no_copy(end, asked, later, django_capture_on_commit_callbacks):
    one = doctor()
    for shown in (f"/en/doctors/{one.slug}/", "/en/doctors/"):
        assert asked(shown).status == 200
    with django_capture_on_commit_callbacks(execute=True):
        end(one)
    with away():
        assert [later()(shown).status for shown in (f"/en/doctors/{one.slug}/", "/en/doctors/")] == [503, 503]


# -- Files -----------------------------------------------------------------------------------------


@pytest.fixture
def ends(tmp_path):
    return Ends(tmp_path)


PLACE = (False, "localhost", "/a/")


def kept(copies, body=b"text", place=PLACE):
    copies.keep(place, [("A", "b")], body, copies.ends.look(), float("inf"))
    return copies.last_good(place)


def test_a_copy_that_was_torn_or_is_anothers_is_none(ends, tmp_path):
    copies = Copies(tmp_path, ends)
    assert kept(copies)[:2] == ([("A", "b")], b"text")
    file = copies._file(PLACE)
    whole = file.read_bytes()
    for torn in (b"", whole[:-1], whole + b"x", b"{}\n", whole.replace(b"localhost", b"evilhosts"), b"\x00" * 99):
        file.write_bytes(torn)
        assert copies.last_good(PLACE) is None
    file.unlink()
    file.mkdir()
    assert copies.last_good(PLACE) is None


def test_copies_take_no_more_room_than_they_may_and_the_newest_stay(ends, tmp_path):
    copies = Copies(tmp_path, ends, most=20 * 4096)
    for number in range(30):
        place = (False, "localhost", f"/{number}/")
        kept(copies, place=place)
    os.utime(copies._file(place), (1e9, 1e9))
    assert len(list(copies.folder.glob("*/*"))) <= 24, "it looks by itself before much more is written"
    copies.make_room()
    assert copies.last_good((False, "localhost", "/29/")) is None, "older than a day"
    assert copies.last_good((False, "localhost", "/28/")) is not None
    assert 10 < len(list(copies.folder.glob("*/*"))) <= 20
    assert len(list(copies.folder.iterdir())) <= 20


def test_without_a_folder_pages_are_served_and_ends_go_on(tmp_path, settings, caplog):
    (tmp_path / "kept").write_text("no folder")
    settings.VAR_DIR = tmp_path
    with transaction.atomic():
        forget("/en/a/")
    copies = Copies(tmp_path / "kept", Ends(tmp_path / "kept"))
    assert kept(copies) is None


def test_where_an_end_cannot_be_noted_every_copy_is_taken_away(ends, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    copies = Copies(tmp_path / "kept", Ends(tmp_path / "kept"))
    assert kept(copies)
    (tmp_path / "kept/ended").mkdir()
    with transaction.atomic():
        forget("/en/a/")
    assert copies.last_good(PLACE) is None


def test_the_log_survives_a_line_that_was_torn(ends, tmp_path):
    mark = ends.look()
    begun = ends.begin("/one/")
    with ends.file.open("ab") as file:
        file.write(b'{"number": 2, "pa')  # killed
    other = Ends(tmp_path)
    other.finish(begun, "/one/")
    assert other.look() == ends.look()
    assert ends.paths_since(mark, NOW) is None, "the log was not there then"
    assert ends.paths_since((ends.mark[0], 0), NOW) == {"/one/"}
    assert ends.paths_since(ends.mark, NOW) == set()
    assert ends.ending() == set()


def test_the_log_forgets_what_no_copy_is_older_than(ends, tmp_path, monkeypatch, clock):
    first = ends.begin("/one/")
    mark = ends.look()
    monkeypatch.setattr(the_ends, "LARGEST", 10)
    clock(26 * 3600)
    ends.begin("/two/")
    assert "/one/" not in ends.file.read_text()
    assert ends.look()[1] == first + 1
    assert Ends(tmp_path).paths_since(mark, NOW) == {"/two/"}
    assert ends.paths_since((mark[0], 99), NOW) is None


def test_where_an_end_cannot_be_noted_no_memory_sends_what_ended(
    asked, path, draft, monkeypatch, django_capture_on_commit_callbacks
):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    assert asked(path).status == 200
    monkeypatch.setattr(Ends, "_add", full)
    with django_capture_on_commit_callbacks(execute=True):
        withdrawn(draft)
    asked.front.ends._looked = float("-inf")  # a quarter of a second later
    assert asked(path).status == 410


def test_a_folder_without_locks_costs_no_page(asked, path, monkeypatch):
    def unknown(*args):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    assert asked(path).status == 200


def test_where_no_end_can_be_noted_nothing_is_kept_for_long(tmp_path, clock, settings):
    (tmp_path / "kept").write_text("no folder")
    asked = Asked(tmp_path / "kept", an_application(lambda: "text"))
    asked("/"), asked("/")
    assert asked.made == 1
    clock(1.1)
    asked("/")
    assert asked.made == 2
