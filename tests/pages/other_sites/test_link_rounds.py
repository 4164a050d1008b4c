"""Where addresses of other sites stand, and how many are checked at once."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from pages.drafting import drafts
from pages.models import ExternalAddress, ExternalPlace
from pages.other_sites import external_links, link_rounds
from pages.other_sites.link_checking import Result
from procedures.models import Question
from tests import factories
from tests.pages.other_sites.other_sites import HERE, site

pytestmark = pytest.mark.django_db


def places():
    return set(ExternalPlace.objects.values_list("address__address", "page_id", "anchor", "language", "is_published"))


def leading_to(*addresses):
    page = factories.page(parts=0)
    for address in addresses:
        factories.section(page, body_en=f'<p><a href="{address}">x</a></p>', body_ar="")
    return page


def test_addresses_are_gathered_from_texts_sources_and_videos_of_drafts_and_editions():
    page = factories.procedure()
    section = factories.section(
        page,
        body_en='<p><a href="https://a.example/?x=1&amp;y=2#top">x</a> <a href="mailto:a@b.example">m</a></p>',
        body_ar='<p><a href="/ours/">x</a><a data-page="1">y</a></p>',
        video="https://v.example/",
    )
    question = Question.objects.create(procedure=page, answer_ar='<a href="HTTPS://q.example/">x</a>', answer_en="x")
    factories.source(page, url="https://s.example/")
    drafts.record(page, by=None)
    assert external_links.gather() == 4
    drafted = {
        ("https://a.example/?x=1&y=2", page.pk, section.anchor, "en", False),
        ("https://v.example/", page.pk, section.anchor, "", False),
        ("HTTPS://q.example/", page.pk, question.anchor, "ar", False),
        ("https://s.example/", page.pk, "", "", False),
    }
    assert places() == drafted
    factories.published(page, "en", confirmed=True)
    assert external_links.gather() == 4
    assert places() - drafted == {
        ("https://a.example/?x=1&y=2", page.pk, section.anchor, "en", True),
        ("https://v.example/", page.pk, section.anchor, "en", True),
        ("https://s.example/", page.pk, "", "en", True),
    }


def test_an_address_that_stands_nowhere_is_forgotten_and_what_is_known_of_others_stays():
    page = leading_to("https://a.example/", "https://b.example/")
    external_links.gather()
    kept = ExternalAddress.objects.get(address="https://a.example/")
    external_links.keep(kept.pk, Result("broken", "no_host"))
    page.sections.last().delete()
    assert external_links.gather() == 1
    assert ExternalAddress.objects.get().state == "broken"
    page.sections.all().delete()
    assert (external_links.gather(), ExternalAddress.objects.count()) == (0, 0)


def test_an_address_of_any_length_is_kept():
    leading_to("https://a.example/" + "x" * 5000)
    assert external_links.gather() == 1


def test_a_broken_address_says_since_when():
    leading_to("https://a.example/")
    external_links.gather()
    row, first, second = ExternalAddress.objects.get(), timezone.now(), timezone.now()
    for result, at, since in (
        (Result("broken", "no_host"), first, first),
        (Result("broken", "status", 404), second, first),
        (Result("ok", "", 200), second, None),
        (Result("broken", "status", 404), second, second),
    ):
        external_links.keep(row.pk, result, at)
        row.refresh_from_db()
        assert (row.state, row.reason, row.status, row.broken_since) == (*result[:3], since)


def test_all_are_checked_and_what_was_found_is_kept():
    with site({"/a": (200, {}), "/b": (301, {"Location": "/a"})}) as server:
        page = leading_to(*(server.at(path) for path in ("/a", "/b", "/c")))
        factories.source(page, url="http://[x")
        told = []
        counts = link_rounds.check_all(lambda *row: told.append(row[:2]), pause=0, reach=HERE)
        assert counts == {"ok": 1, "moved": 1, "broken": 2}
        assert sorted(told) == [(1, 4), (2, 4), (3, 4), (4, 4)]
        states = dict(ExternalAddress.objects.values_list("address", "state"))
        assert states == {
            server.at("/a"): "ok",
            server.at("/b"): "moved",
            server.at("/c"): "broken",
            "http://[x": "broken",
        }


class Counter:
    """How many requests a host has at once: counted down before the answer goes out."""

    def __init__(self, hosts):
        self.lock, self.now, self.most = threading.Lock(), {}, {}
        self.together = threading.Barrier(hosts)
        self.met = set()

    def __call__(self, handler):
        host = handler.headers["Host"]
        with self.lock:
            self.now[host] = self.now.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self.now[host])
            first = host not in self.met
            self.met.add(host)
        if first:
            self.together.wait(timeout=20)  # passes only where all hosts are asked at the same time
        with self.lock:
            self.now[host] -= 1
        return 200, {}


def test_many_hosts_are_asked_at_once_but_each_by_one_request_at_a_time():
    counter = Counter(8)
    paths = [f"/{n}" for n in range(6)]
    with site(dict.fromkeys(paths, counter)) as server:
        leading_to(*(server.at(path, f"h{n}.example") for n in range(8) for path in paths))
        assert link_rounds.check_all(pause=0, reach=HERE) == {"ok": 48}
    assert set(counter.most.values()) == {1}
    assert len(counter.most) == 8


def test_a_host_that_others_redirect_to_is_asked_by_one_request_at_a_time_too():
    counter = Counter(1)
    with site({"/end": counter}) as server:
        server.answers["/"] = (302, {"Location": server.at("/end", "end.example")})
        leading_to(*(server.at("/", f"h{n}.example") for n in range(8)))
        assert link_rounds.check_all(pause=0, reach=HERE) == {"ok": 8}
    assert counter.most == {f"end.example:{server.server_port}": 1}


def test_a_host_gets_a_pause_between_two_requests():
    turns = link_rounds.Turns(pause=0.05)
    with turns("a.example"):
        begun = link_rounds.time.monotonic()
    with turns("b.example"):
        other = link_rounds.time.monotonic() - begun
    with turns("a.example"):
        again = link_rounds.time.monotonic() - begun
    assert other < again >= 0.05


def test_a_host_that_asks_for_a_pause_is_asked_nothing_more_in_this_round_nor_by_a_redirect():
    with site({f"/{n}": (429, {"Retry-After": "60"}) for n in range(5)}) as server:
        busy = [server.at(f"/{n}", "busy.example") for n in range(5)]
        server.answers["/there"] = (302, {"Location": busy[1]})
        leading_to(*busy)
        assert link_rounds.check_all(pause=0, reach=HERE) == {"unsure": 1, "later": 4}
        assert len(server.asked) == 1
        assert ExternalAddress.objects.filter(checked_at=None).count() == 4
        turns = link_rounds.Turns(pause=0)
        link_rounds.link_checking.check(busy[0], turn=turns, reach=HERE)
        with pytest.raises(link_rounds.link_checking.Later):
            link_rounds.link_checking.check(server.at("/there"), turn=turns, reach=HERE)


def test_a_machine_without_internet_finds_nothing_broken(capsys):
    page = leading_to("https://a.example/", "https://b.example/", "http://127.0.0.1/")
    external_links.gather()
    known = ExternalAddress.objects.get(address="https://a.example/")
    external_links.keep(known.pk, Result("ok", "", 200))
    offline = HERE._replace(resolve=lambda host, port: no_host() if host != "127.0.0.1" else ["10.0.0.1"])
    assert link_rounds.check_all(pause=0, reach=offline) == {"broken": 1, "unreached": 2}
    assert dict(ExternalAddress.objects.values_list("address", "state")) == {
        "https://a.example/": "ok",
        "https://b.example/": "",
        "http://127.0.0.1/": "broken",
    }
    with site({"/": (404, {})}) as server:
        factories.section(page, body_en=f'<p><a href="{server.at("/", "here.example")}">x</a></p>', body_ar="")
        partly = HERE._replace(resolve=lambda host, port: ["127.0.0.1"] if host == "here.example" else no_host())
        assert link_rounds.check_all(pause=0, reach=partly) == {"broken": 4}


def no_host():
    raise OSError


def test_two_rounds_never_go_on_at_once():
    with site({"/a": (200, {})}) as server:
        leading_to(server.at("/a"))
        with ThreadPoolExecutor(1) as other:
            begun, end = threading.Event(), threading.Event()
            round_of_another_process = other.submit(holding_a_round, begun, end)
            begun.wait(20)
            try:
                with pytest.raises(link_rounds.Underway):
                    link_rounds.check_all(pause=0, reach=HERE)
                assert link_rounds.check_due() == "another check is going on"
                with pytest.raises(CommandError, match="Another check is going on"):
                    call_command("check_links")
            finally:
                end.set()
            round_of_another_process.result()
        assert server.asked == []
        assert link_rounds.check_all(pause=0, reach=HERE) == {"ok": 1}


def holding_a_round(begun, end):
    with link_rounds.alone():
        begun.set()
        end.wait(20)
    connection.close()


def test_only_what_is_due_is_checked():
    with site({"/a": (200, {})}) as server:
        leading_to(server.at("/a"))
        assert link_rounds.check_all(pause=0, reach=HERE) == {"ok": 1}
        assert link_rounds.check_due() == {}
        ExternalAddress.objects.update(checked_at=timezone.now() - external_links.DUE)
        assert link_rounds.check_all(before=timezone.now(), pause=0, reach=HERE) == {"ok": 1}


def test_a_round_that_has_no_time_left_begins_no_other_check_and_the_next_goes_on():
    with site({f"/{n}": (200, {}) for n in range(5)}) as server:
        leading_to(*(server.at(f"/{n}") for n in range(5)))
        assert link_rounds.check_all(pause=0, reach=HERE, seconds=-1)["ok"] < 5
        before = timezone.now()
        while external_links.due(before).filter(checked_at=None).exists():
            assert link_rounds.check_all(before=before, pause=0, reach=HERE, seconds=-1)["ok"] > 0


def test_a_fault_of_the_check_itself_is_told_and_ends_it():
    leading_to("https://a.example/")
    with pytest.raises(ZeroDivisionError):
        link_rounds.check_all(pause=0, reach=HERE._replace(resolve=lambda host, port: 1 / 0))
    assert ExternalAddress.objects.get().state == ""


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_command_shows_a_bar_on_a_terminal_and_lines_elsewhere():
    leading_to("http://127.0.0.1/", "http://localhost/")
    lines, terminal = io.StringIO(), Terminal()
    call_command("check_links", stdout=lines)
    assert lines.getvalue() == "  2/2\nChecked: 2 broken.\n"
    call_command("check_links", stdout=terminal)
    assert terminal.getvalue() == f"\r[{'#' * 15}{'.' * 15}] 1/2\r[{'#' * 30}] 2/2\nChecked: 2 broken.\n"
    again = io.StringIO()
    call_command("check_links", "--older", "3", stdout=again)
    assert again.getvalue() == "Checked: nothing to check.\n"
    assert set(ExternalAddress.objects.values_list("reason", flat=True)) == {"internal"}
