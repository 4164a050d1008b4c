"""How long a page's backlinks take with many links: `python benchmarks/links.py --pages 5000 --links 40000`."""

import argparse
import os
import random
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from pages import clock, languages  # noqa: E402
from pages.content import arranging  # noqa: E402
from pages.linking import backlinks  # noqa: E402
from pages.models import Edition, EditionLink, Link, Page, Wording  # noqa: E402
from pages.public import reading  # noqa: E402

HUB_SHARE, WORDING_SHARE, REPLACED = 0.02, 0.1, 50
PARTS = {"en": "What happens on the day, in step {}", "ar": "ما الذي يحدث في يوم العملية، الخطوة {}"}
NAMES = {code: {f"part-{n}": name.format(n) for n in range(60)} for code, name in PARTS.items()}
EMPTY = {"shared": {}, "links": [], "sections": [], "groups": {}, "topics": [], "picture": None}


def fill(count, links):
    """So many pages, each published in both languages, and so many links: half of drafts, half of editions."""
    now, chance = clock.now(), random.Random(1)
    with transaction.atomic():
        pages = Page.objects.bulk_create(
            [Page(title_en=f"Page {n}", title_ar=f"صفحة {n}", original_language="en") for n in range(count)], 500
        )
        editions = [_edition(page, language, now) for page in pages for language in languages.CODES]
        Edition._base_manager.bulk_create(editions, 200)
        words = [Wording(words=f"page {n}", text=f"Page {n}", page=page) for n, page in enumerate(pages)]
        Wording.objects.bulk_create(words, 500)
        _add(links, pages, editions, words, chance)
        _replace(pages, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return pages


def _edition(page, language, now):
    number = page.pk
    content = EMPTY | {"text": "x" * 12_000}
    names = NAMES[language]
    parts = {"anchors": " ".join(names), "part_names": arranging.packed(names)}
    place = {"kind": "page", "language": language, "slug": f"page-{number}", "title": f"Page {number}"}
    return Edition(page=page, number=1, content=content, starts_at=now, **place, **parts)


def _add(links, pages, editions, words, chance):
    """Every fiftieth link leads to the first page, the hub; every tenth is by a wording."""
    drafted, published = [], []
    for n in range(links):
        target = 0 if chance.random() < HUB_SHARE else chance.randrange(len(pages))
        leads = {"wording": words[target]} if chance.random() < WORDING_SHARE else {"to_page": pages[target]}
        anchor, to_anchor = f"part-{n % 60}", f"part-{n % 7}" if n % 3 else ""
        if n % 2:
            edition = chance.choice(editions)
            published.append(EditionLink(edition=edition, anchor=anchor, to_anchor=to_anchor, **leads))
        else:
            source = chance.choice(pages)
            drafted.append(Link(from_page=source, after_anchor=anchor, to_anchor=to_anchor, **leads))
    Link.objects.bulk_create(drafted, 500)
    EditionLink.objects.bulk_create(published, 500)


def _replace(pages, now):
    """Some pages were withdrawn, each in favour of the next one."""
    for page, following in zip(pages[-REPLACED:], pages[-REPLACED + 1 :], strict=False):
        ended = {"ends_at": now, "end_reason": "withdrawn", "replacement": following}
        Edition._base_manager.filter(page=page).update(**ended)


def measured(name, turns, ask):
    """Prints the milliseconds that a question took: of the time that passed, and of the processor's."""
    times = []
    for turn in [*turns[:20], *turns]:
        start, busy = time.perf_counter(), time.thread_time()
        ask(turn)
        times.append(((time.perf_counter() - start) * 1000, (time.thread_time() - busy) * 1000))
    line = f"  {name:34}"
    for label, column in zip(("", "  processor"), zip(*times[20:], strict=False), strict=True):
        ordered = sorted(column)
        p95 = ordered[int(len(ordered) * 0.95)]
        line += f"{label} p50 {statistics.median(ordered):6.1f} p95 {p95:6.1f} max {ordered[-1]:6.1f}"
    print(line, flush=True)


def measure(pages, runs):
    chance = random.Random(2)
    some = [chance.choice(pages[1:]) for _ in range(runs)]
    hub = pages[0]
    print(f"  the hub has {len(backlinks.to(hub))} backlinks, another page about {len(backlinks.to(some[0]))}")
    measured("backlinks of a page", some, backlinks.to)
    measured("backlinks of the hub", [hub] * runs, backlinks.to)
    readable = [page for page in some if page.pk < pages[-REPLACED].pk]
    measured("reading a page with its links", readable, lambda page: reading.read("page", "en", f"page-{page.pk}"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--links", type=int, default=40_000)
    parser.add_argument("--runs", type=int, default=200)
    options = parser.parse_args()
    name = "benchmark_links"
    is_sqlite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = settings.VAR_DIR / f"{name}.sqlite3" if is_sqlite else name
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        pages = fill(options.pages, options.links)
        print(f"{connection.vendor}, {options.pages:,} pages, {options.links:,} links, milliseconds:")
        measure(pages, options.runs)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
