"""How long each page takes on a large site: `python benchmarks/growth.py --editions 100000`.

Makes a database beside the one of DATABASE_URL, as the tests do, with so many current editions (half of them Arabic),
asks for each public page and each list of the admin through Django's test client, and removes it.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from articles.models import Article  # noqa: E402
from clinic import large_site  # noqa: E402
from pages import kept_pages  # noqa: E402
from pages.models import Edition  # noqa: E402

PUBLIC = {
    "home": "/en/",
    "procedures": "/en/procedures/",
    "articles": "/en/articles/",
    "articles, far down": "/en/articles/?before=2021-01-01.1000000",
    "a large topic": "/en/topics/topic-0/",
    "a topic": "/en/topics/topic-7/",
    "doctors": "/en/doctors/",
    "a doctor of many pages": "/en/doctors/doctor-0/",
    "contact": "/en/contact/",
    "feed": "/en/feed/",
    "feed of a large topic": "/en/topics/topic-0/feed/",
    "search for a word of half": "/en/search/?q=physician",
    "an address that leads nowhere": "/en/nowhere/",
    "sitemap": "/sitemap.xml",
    "a file of the sitemap": "/sitemap-pages-1.xml",
}
ADMIN = {
    "first page": "/admin/",
    "articles": "/admin/articles/article/",
    "articles, page 100": "/admin/articles/article/?p=100",
    "articles that are searched": "/admin/articles/article/?q=number",
    "procedures": "/admin/procedures/procedure/",
    "topics": "/admin/pages/topic/",
    "pictures": "/admin/pages/picture/",
    "matrix": "/admin/matrix/",
    "matrix, narrowed": "/admin/matrix/?state=published&language=en",
    "translations": "/admin/translations/?page=1",
    "links": "/admin/links/",
    "pages that nothing links to": "/admin/links/orphans/",
    "pages that link to nothing": "/admin/links/dead-ends/",
    "log": "/admin/log/",
    "deleted pages": "/admin/deleted/",
}


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--editions", type=int, default=10_000)
    asked.add_argument("--topics", type=int, default=1_000)
    asked.add_argument("--days", type=int, default=10, help="day rows of each edition")
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--only", default="", help="a word of the names of what is measured")
    options = asked.parse_args()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        started = time.perf_counter()
        large_site.make(options.editions, options.topics, options.days, tell=progress)
        print(f"\n{connection.vendor}: {options.editions} editions, made in {time.perf_counter() - started:.0f} s")
        report(options)
    finally:
        teardown_databases(made, verbosity=0)


def progress(done, total):
    print(f"\r{100 * done // total} %", end="", flush=True)


def report(options):
    pages = Edition.objects.current().in_language("en").order_by("pk")
    own = {f"{kind}'s page": pages.of_kind(kind)[options.editions // 8].get_absolute_url() for kind in large_site.KINDS}
    host = {"SERVER_NAME": "localhost"}
    tell_all("public", Client(**host), own | PUBLIC, options)
    editor = Client(**host)
    editor.force_login(get_user_model().objects.create_superuser("editor"))
    middle = Article.objects.order_by("pk")[options.editions // 8]
    below = urlencode([("below", middle.changed_at.isoformat()), ("below", middle.pk)])
    own = {
        "a page's form": f"/admin/articles/article/{middle.pk}/change/",
        "matrix, far down": f"/admin/matrix/?{below}",
    }
    tell_all("admin", editor, ADMIN | own, options)


def tell_all(room, client, addresses, options):
    for name, address in addresses.items():
        if options.only in f"{room} {name}":
            tell(f"{room}: {name}", client, address, options.runs)


def tell(name, client, address, runs):
    """Prints what a page takes in ms: in the middle, at the 95th percentile, the first time; and what it was."""
    taken = []
    for _ in range(runs):
        kept_pages.forget()
        started = time.perf_counter()
        response = client.get(address)
        taken.append((time.perf_counter() - started) * 1000)
        if sum(taken) > 20_000:
            break
    ordered = sorted(taken)
    p95 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    size = len(response.content) // 1024
    print(
        f"{name:42} {statistics.median(taken):8.1f} {p95:8.1f} {taken[0]:8.1f}  {response.status_code} {size:6} KB",
        flush=True,
    )


if __name__ == "__main__":
    main()
