"""Threads that share a commit: each returns when its own is stored, and each is told where it was not."""

import threading

import pytest

from pageviews.group_commit import GroupCommit, NotCommitted


class Disk:
    """Keeps what is written, batch by batch; a write takes as long as `flush` is not set."""

    def __init__(self):
        self.batches, self.flush, self.writing = [], threading.Event(), threading.Event()

    def write(self, items):
        self.writing.set()
        self.flush.wait(10)
        if "bad" in items:
            raise OSError("no space left")
        self.batches.append(list(items))


@pytest.fixture
def disk():
    return Disk()


def adding(commits, item):
    """Adds in a thread of its own: gives the thread, and a list that gets what came of it."""
    outcome = []

    def add():
        try:
            commits.add(item)
            outcome.append("stored")
        except NotCommitted as error:
            outcome.append(repr(error.__cause__))

    thread = threading.Thread(target=add)
    thread.start()
    return thread, outcome


def while_one_writes(disk, items):
    """What comes of `items` that all came while another was being written."""
    commits = GroupCommit(disk.write)
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
    GroupCommit(disk.write).add("one")
    assert disk.batches == [["one"]]


def test_all_that_come_while_one_is_written_share_the_next_commit(disk):
    outcomes = while_one_writes(disk, [f"item {n}" for n in range(20)])
    assert outcomes == [["stored"]] * 21
    assert [len(batch) for batch in disk.batches] == [1, 20]


def test_a_commit_that_fails_is_told_to_all_who_shared_it_and_to_nobody_else(disk):
    outcomes = while_one_writes(disk, ["one", "bad", "two"])
    assert outcomes == [["stored"], *[["OSError('no space left')"]] * 3]
    assert disk.batches == [["first"]]


def test_after_a_failure_the_next_one_is_written(disk):
    disk.flush.set()
    commits = GroupCommit(disk.write)
    with pytest.raises(NotCommitted):
        commits.add("bad")
    commits.add("good")
    assert disk.batches == [["good"]]
