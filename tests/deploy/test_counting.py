"""Who counts views in production, and that none is lost or counted twice when that server ends, hangs or is killed."""

import os
import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.deploy.production import DOMAIN
from tests.deploy.test_production import READER, a_procedure, first

pytestmark = pytest.mark.postgres
TRIES = 40  # a quarter of a second apart


@pytest.fixture
def counting(production):
    """The address that a page's script posts to."""
    return first(r'"(/views/[^"]+)"', production.ask(a_procedure(production, "en")).text)


def told(production, counting, event):
    """What is answered when one person's script tells one opening of the page, named `event`."""
    headers = {
        "Origin": f"https://{DOMAIN}",
        "Sec_Fetch_Site": "same-origin",
        "Content_Type": "application/x-www-form-urlencoded",
        "User_Agent": f"{READER['User_Agent']} {event}",
    }
    return production.ask(counting, "POST", body=f"event={event}".encode(), **headers)


def total(answer):
    assert answer.status == 200
    return int(first(r'"views": (\d+)', answer.text))


def read(production, counting):
    """A person opens the page; the script tells it again where the server failed. Returns the total."""
    event = str(uuid.uuid4())
    for _ in range(TRIES):
        answer = told(production, counting, event)
        if answer.status == 200:
            return total(answer)
        assert answer.status == 503
        time.sleep(0.25)
    raise AssertionError("nobody counted it")


def counted_by(production):
    """Where nginx sent the last view that it logged, all of the servers that it tried."""
    lines = [line for line in production.log("nginx").read_text().splitlines() if '"POST /views/' in line]
    return [part.rpartition("/")[2] for part in lines[-1].partition("s unix:")[2].split(", ")]


def is_led_to_the_counter(production, counting):
    """Whether nginx sends views to the server that counts, which it does again some seconds after that was away."""
    read(production, counting)
    time.sleep(1.2)  # nginx writes its log once a second
    return counted_by(production) == ["counter.sock"]


def test_views_are_counted_by_a_server_of_their_own(production, counting):
    production.wait_until(lambda: is_led_to_the_counter(production, counting), "counter")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_view_is_lost_while_the_counting_server_is_ended(production, counting, number):
    before = read(production, counting)
    with ThreadPoolExecutor(8) as readers:
        totals = [readers.submit(read, production, counting) for _ in range(200)]
        while sum(reader.done() for reader in totals) < 50:
            time.sleep(0.01)
        production.stop("counter", number)
        assert production.ask(a_procedure(production, "ar")).status == 200
        totals = [reader.result() for reader in totals]
    assert max(totals) <= before + 200
    assert read(production, counting) == before + 201
    production.start_application("counter")
    assert production.is_healthy("counter")
    assert read(production, counting) == before + 202


def test_a_counting_server_that_hangs_is_waited_for_once(production, counting):
    production.wait_until(lambda: is_led_to_the_counter(production, counting), "counter")
    before, event = read(production, counting), str(uuid.uuid4())
    os.killpg(production.running["counter"].pid, signal.SIGSTOP)
    try:
        answer = told(production, counting, event)
        assert (answer.status, round(answer.seconds)) == (503, 5)
        again = told(production, counting, event)
        assert (total(again), again.seconds < 2) == (before + 1, True)
        assert total(told(production, counting, str(uuid.uuid4()))) == before + 2
    finally:
        os.killpg(production.running["counter"].pid, signal.SIGCONT)
    production.wait_until(lambda: production.is_healthy("counter"), "counter")
    assert read(production, counting) == before + 3  # what it was still told when it hung has been told since
