"""How long the sitemap of a large site takes, and how much memory: `python benchmarks/sitemap.py [editions] [bytes]`.

Makes a scratch database beside the one of DATABASE_URL (SQLite or PostgreSQL) with so many current editions (100,000)
of so many bytes of content (8,000), half of them in each language, and takes it away again.
"""

import os
import random
import sys
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from clinic import sitemap  # noqa: E402
from pages import clock  # noqa: E402
from pages.models import Edition, Page  # noqa: E402

SITE = "https://clinic.example"
AT_ONCE = 2_000
ARABIC = "حقن-جذور-الأعصاب-بالعمود-الفقري-القطني"
TIMES = 5  # times that each thing is measured; the fastest counts


def main(editions=100_000, size=8_000):
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        fill(editions // 2, size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        report()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def fill(pages, size):
    """So many published articles in both languages, in batches that fit into memory."""
    words = random.Random(1)
    now = clock.now()
    for first in range(0, pages, AT_ONCE):
        made = Page.objects.bulk_create(
            Page(kind="article", title_en=f"Article {n}", slug_en=f"article-{n}", original_language="en")
            for n in range(first, min(first + AT_ONCE, pages))
        )
        Edition.objects.bulk_create(edition(page, code, now, words, size) for page in made for code in ("en", "ar"))


def edition(page, language, now, words, size):
    """A current edition with a text that no database can make small."""
    slug = page.slug_en if language == "en" else f"{ARABIC}-{page.pk}"
    content = {"text": words.randbytes(size // 2).hex()}
    told = {"page": page, "kind": "article", "language": language, "number": 1, "slug": slug, "title": slug}
    return Edition(content=content, starts_at=now, published_at=now, **told)


def report():
    print(connection.vendor, Edition.objects.count(), "editions")
    tell("index", lambda: sitemap.index(SITE, sitemap.changed_at()))
    files = [
        (int(name.split("-")[1]), name)
        for name in names(sitemap.index(SITE, sitemap.changed_at()))
        if name.startswith("pages")
    ]
    tell("first file", lambda: sent(files[0][0]))
    tell("last full file", lambda: sent(files[-2][0]))
    tell("all files, one after the other", lambda: sum(sent(number) for number, _ in files), times=1)


def sent(number):
    """Streams a file away, and gives its length."""
    return sum(map(len, sitemap.text(SITE, sitemap.entries("pages", number))))


def names(index):
    return [part.split(".xml")[0] for part in index.split(f"{SITE}/sitemap-")[1:]]


def tell(what, function, times=TIMES):
    taken = min(timed(function) for _ in range(times))
    tracemalloc.start()
    found = function()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = found if isinstance(found, int) else len(found)
    print(f"{what:32} {taken * 1000:8.1f} ms  {peak / 1e6:6.1f} MB at most  {size / 1e6:6.2f} MB of text")


def timed(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
