"""From one document to the next: nothing of a page is looked at before the one that was asked for is wholly there."""

from contextlib import contextmanager


@contextmanager
def another_document(page):
    """What is done within leads to another document; goes on once that one has loaded and its scripts have run.

    What is looked at before may be the old document, with its message of success, or the half of the new one that has
    arrived. The event `load`, and not `DOMContentLoaded`: by then modules have run, too, and what a script does at
    `load`, like leading to the place that an address names, is done. A navigation within a document is none.
    """
    page.wait_for_load_state("load")
    with page.expect_event("load"):
        yield
