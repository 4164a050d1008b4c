"""What nginx keeps of pages, and that what was withdrawn is gone from everywhere, also while the database is away."""

import gzip
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from tests import lost_database
from tests.deploy.test_production import READER, a_procedure, first

pytestmark = pytest.mark.postgres
WITHIN = 5  # seconds
WITHDRAW = (
    "from pages.models import Edition; from pages.publishing import editions\n"
    "held = Edition.objects.current().get(language='en', kind='procedure', slug='{slug}')\n"
    "editions.withdraw(held.page, 'en', by=None)"
)


def cache(answer):
    """Where nginx says that an answer came from: HIT, STALE, MISS, EXPIRED, BYPASS."""
    return answer.headers["X-Cache"]


def test_a_page_comes_from_nginx_and_its_age_is_told_honestly(production):
    path = a_procedure(production, "en")
    answers = [production.ask(path) for _ in range(10)]
    assert {answer.status for answer in answers} == {200}
    assert answers[0].headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "HIT" in map(cache, answers)
    known = production.ask(path, If_None_Match=answers[-1].headers["ETag"])
    assert (known.status, known.content) == (304, b"")
    assert production.ask(path, "HEAD").headers["Content-Length"] == str(len(answers[0].content))


def test_each_encoding_is_kept_by_itself(production):
    path = a_procedure(production, "ar")
    plain = production.ask(path).text
    assert brotli.decompress(production.ask(path, Accept_Encoding="gzip, deflate, br").content).decode() == plain
    assert gzip.decompress(production.ask(path, Accept_Encoding="gzip;q=0.5, br;q=0").content).decode() == plain
    for none in ("gzip;q=0, br;q=0.000", "identity", "xbr, gzipx"):
        answer = production.ask(path, Accept_Encoding=none)
        assert (answer.headers.get("Content-Encoding"), answer.text) == (None, plain)
    assert set(answer.headers.get_all("Vary")) == {"Accept-Encoding"}


def test_those_who_open_a_page_at_once_do_not_wait_for_each_other(production):
    """A waiter for nginx's own lock would look again after half a second."""
    unread = re.findall(r'href="(/ar/articles/[^"/]+/)"', production.ask("/ar/articles/").text)[:3]

    def slowest(path):
        with ThreadPoolExecutor(4) as readers:
            answers = list(readers.map(production.ask, [path] * 4))
        assert {answer.status for answer in answers} == {200}
        return max(answer.seconds for answer in answers)

    assert len(unread) == 3
    assert min(map(slowest, unread)) < 0.5


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {"Cookie": "a=b"}),
        ("", {"Authorization": "Basic eDp5"}),
        ("", {"Range": "bytes=0-9"}),
        ("?0", {}),
        ("?", {}),
    ],
)
def test_what_is_somebodys_own_passes_nginx_by(production, query, headers):
    path = a_procedure(production, "en")
    production.ask(path)
    assert {cache(production.ask(path + query, **headers)) for _ in range(3)} == {"BYPASS"}
    assert production.ask(path + query, **headers).headers["Cache-Control"] in (
        "private, no-cache",
        "public, max-age=0, must-revalidate",
    )


def test_what_is_not_public_is_never_kept(production):
    for path in ("/", "/en/search/", "/admin/login/", "/en/nothing/", "/robots.txt"):
        assert {production.ask(path).headers.get("X-Cache") for _ in range(2)} <= {"MISS", None}, path


def test_many_patients_behind_one_address_are_served(production):
    counting = first(r'"(/views/[^"]+)"', production.ask(a_procedure(production, "en")).text)

    def view(number):
        return production.ask(counting, "POST", User_Agent=f"{READER['User_Agent']} {number}").status

    with ThreadPoolExecutor(8) as patients:
        statuses = list(patients.map(view, range(300)))
    assert 429 not in statuses
    configuration = (production.folder / "state/nginx.conf").read_text()
    assert int(re.search(r"zone=posts burst=(\d+) nodelay", configuration)[1]) >= 1000
    assert int(re.search(r"limit_conn per_address (\d+)", configuration)[1]) >= 1000


def test_what_is_withdrawn_is_gone_everywhere_while_the_database_is_away(production):
    addresses = re.findall(r'href="(/en/procedures/[^"/]+/)"', production.ask("/en/procedures/").text)
    gone, stays = addresses[0], addresses[1]
    title = first(r"<h1[^>]*>([^<]+)<", production.ask(gone).text).strip()
    for path in (gone, "/en/", "/en/procedures/", *addresses[1:]):
        for _ in range(8):  # until each process has it
            production.ask(path, Accept_Encoding="gzip"), production.ask(path, Cookie="a=b"), production.ask(path)
    command = ["python", "manage.py", "shell", "-c", WITHDRAW.format(slug=gone.split("/")[-2])]
    production.run(command, production.application_environment("migrate"))
    withdrawn_at = time.monotonic()
    with lost_database.refused("bayan_production"):
        production.stop("app2", signal.SIGKILL)
        production.start_application("app2")  # its memory is empty
        time.sleep(max(0, withdrawn_at + WITHIN - time.monotonic()))
        for path in (gone, "/en/", "/en/procedures/", gone, "/en/"):
            for headers in ({}, {"Accept_Encoding": "gzip"}, {"Cookie": "a=b"}):
                answer = production.ask(path, **headers)
                assert answer.status == 503 or (path != gone and answer.status == 200)
                assert title not in plain(answer)
        served = {path: production.ask(path) for path in addresses[1:]}
        assert 200 in {answer.status for answer in served.values()}
        assert all(answer.seconds < 3 for answer in served.values())
        assert all(f'href="{gone}"' not in answer.text for answer in served.values())
    production.wait_until(lambda: production.ask(stays).status == 200, "app1")
    time.sleep(2)
    assert production.ask(gone).status == 410


def plain(answer):
    encoding = answer.headers.get("Content-Encoding")
    return (gzip.decompress(answer.content) if encoding == "gzip" else answer.content).decode()
