"""Threads that share a commit: each returns when its own is stored, and each is told where it was not."""

import threading

import pytest

from pageviews.group_commit import GroupCommit, NotCommitted


class Disk:
    """Keeps what is written, batch by batch; a write takes as long as `flush` is not set, and it is safe once `sync` was called."""

    def __init__(self):
        self.batches, self.flush, self.writing = [], threading.Event(), threading.Event()
        self.safe = 0

    def write(self, take):
        items = list(take())
        self.writing.set()
        self.flush.wait(10)
        if "bad" in items:
            raise OSError("no space left")
        self.batches.append(items)
        return [f"{item} stored" for item in items], "old" not in items

    def sync(self):
        self.safe = len(self.batches)


@pytest.fixture
def disk():
    return Disk()


def adding(commits, item):
    """Adds in a thread of its own: gives the thread, and a list that gets what came of it."""
    outcome = []

    def add():
        try:
            outcome.append(commits.add(item))
        except NotCommitted as error:
            outcome.append(repr(error.__cause__))

    thread = threading.Thread(target=add)
    thread.start()
    return thread, outcome


def while_one_writes(disk, items):
    """What comes of `items` that all came while another was being written."""
    commits = GroupCommit(disk.write, disk.sync)
    first = adding(commits, "first")
    disk.writing.wait(10)
    rest = [adding(commits, item) for item in items]
    while commits._open is None or len(commits._open.items) < len(items):
        pass
    assert [outcome for _, outcome in [first, *rest]] == [[] for _ in range(len(items) + 1)]
    disk.flush.set()
    for thread, _ in [first, *rest]:
        thread.join(10)
    return [outcome for _, outcome in [first, *rest]]


def test_one_alone_is_written_at_once(disk):
    disk.flush.set()
    assert GroupCommit(disk.write, disk.sync).add("one") == "one stored"
    assert (disk.batches, disk.safe) == ([["one"]], 1)


def test_all_that_come_while_one_is_written_share_the_next_commit(disk):
    items = [f"item {n}" for n in range(20)]
    outcomes = while_one_writes(disk, items)
    assert outcomes == [[f"{item} stored"] for item in ["first", *items]]
    assert [len(batch) for batch in disk.batches] == [1, 20]


def test_a_commit_that_fails_is_told_to_all_who_shared_it_and_to_nobody_else(disk):
    outcomes = while_one_writes(disk, ["one", "bad", "two"])
    assert outcomes == [["first stored"], *[["OSError('no space left')"]] * 3]
    assert disk.batches == [["first"]]


def test_after_a_failure_the_next_one_is_written(disk):
    disk.flush.set()
    commits = GroupCommit(disk.write, disk.sync)
    with pytest.raises(NotCommitted):
        commits.add("bad")
    commits.add("good")
    assert disk.batches == [["good"]]


def test_who_comes_before_the_batch_is_taken_is_in_it(disk):
    disk.flush.set()
    in_turn, waiting = threading.Event(), threading.Event()

    def write(take):
        waiting.set()
        in_turn.wait(10)
        return disk.write(take)

    commits = GroupCommit(write, disk.sync)
    first = adding(commits, "first")
    waiting.wait(10)
    second = adding(commits, "second")
    while len(commits._open.items) < 2:
        pass
    in_turn.set()
    for thread, _ in (first, second):
        thread.join(10)
    assert disk.batches == [["first", "second"]]
    assert [outcome for _, outcome in (first, second)] == [["first stored"], ["second stored"]]


def test_nothing_is_acknowledged_before_it_is_safe_and_the_next_batch_is_written_meanwhile(disk):
    disk.flush.set()
    syncing, synced = threading.Event(), threading.Event()

    def sync():
        syncing.set()
        synced.wait(10)

    commits = GroupCommit(disk.write, sync)
    first = adding(commits, "first")
    syncing.wait(10)
    second = adding(commits, "second")
    while len(disk.batches) < 2:
        pass
    assert (first[1], second[1]) == ([], [])
    synced.set()
    for thread, _ in (first, second):
        thread.join(10)
    assert (first[1], second[1]) == (["first stored"], ["second stored"])


def test_where_nothing_is_new_nobody_waits_for_the_disk(disk):
    disk.flush.set()
    assert GroupCommit(disk.write, disk.sync).add("old") == "old stored"
    assert disk.safe == 0


def test_what_did_not_reach_the_disk_is_not_acknowledged(disk):
    disk.flush.set()

    def sync():
        raise OSError("gone")

    with pytest.raises(NotCommitted) as told:
        GroupCommit(disk.write, sync).add("one")
    assert repr(told.value.__cause__) == "OSError('gone')"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_is_ended_while_it_writes_leaves_nobody_waiting(disk):
    def write(take):
        if disk.writing.is_set():
            raise SystemExit
        return disk.write(take)

    commits = GroupCommit(write, disk.sync)
    first = adding(commits, "first")
    disk.writing.wait(10)
    rest = [adding(commits, item) for item in ("leader", "other")]
    while commits._open is None or len(commits._open.items) < 2:
        pass
    disk.flush.set()
    for thread, _ in [first, *rest]:
        thread.join(10)
    assert sorted(outcome for _, outcome in rest) == [[], ["RuntimeError('the thread that wrote was ended')"]]
