"""How long each page takes on a large site: `python benchmarks/growth.py --editions 100000`.

Makes a database beside the one of DATABASE_URL, as the tests do, with so many current editions (half of them Arabic),
asks for each public page and each list of the admin through Django's test client, and removes it. With `--here` it asks
for those of the site in DATABASE_URL itself, which `manage.py make_load` made.
"""

import argparse
import os
import re
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
from clinic import large_site, warming  # noqa: E402
from pages.models import Edition  # noqa: E402
from pages.public import kept_pages  # noqa: E402

PUBLIC = {
    "home": "/en/",
    "procedures": "/en/procedures/",
    "articles": "/en/articles/",
    "articles, far down": "/en/articles/?before=2021-01-01.1000000",
    "a large topic": "/en/topics/topic-0/",
    "a topic": "/en/topics/topic-7/",
    "topics, from A to Z": "/en/topics/",
    "topics, far down": "/en/topics/?from=topic-500",
    "doctors": "/en/doctors/",
    "a doctor of many pages": "/en/doctors/doctor-0/",
    "far down that doctor's pages": "/en/doctors/doctor-0/?before=2021-01-01.1000000&shelf=wrote",
    "another doctor": "/en/doctors/doctor-7/",
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
    "wordings without a page": "/admin/links/wordings/",
    "log": "/admin/log/",
    "reviews": "/admin/doctors/review/",
    "reviews, page 40": "/admin/doctors/review/?p=40",
    "answers": "/admin/pageviews/feedback/",
    "pages with answers": "/admin/pageviews/answerededition/",
    "searches without results": "/admin/pageviews/unansweredsearch/",
    "views by day": "/admin/pageviews/dailyviews/",
    "views of the site": "/admin/figures/",
    "deleted pages": "/admin/deleted/",
}


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--editions", type=int, default=10_000)
    asked.add_argument("--topics", type=int, default=1_000)
    asked.add_argument("--days", type=int, default=10, help="day rows of each edition")
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--only", default="", help="a word of the names of what is measured")
    asked.add_argument("--here", action="store_true", help="measure the site that DATABASE_URL holds")
    options = asked.parse_args()
    if options.here:
        report(options)
        return
    made = setup_databases(verbosity=0, interactive=False)
    try:
        started = time.perf_counter()
        large_site.make(options.editions, options.topics, options.days, tell=progress)
        print(f"\nmade in {time.perf_counter() - started:.0f} s")
        report(options)
    finally:
        teardown_databases(made, verbosity=0)


def _editor():
    return get_user_model().objects.filter(username="editor").first() or get_user_model().objects.create_superuser(
        "editor"
    )


def progress(done, total):
    print(f"\r{100 * done // total} %", end="", flush=True)


def report(options):
    pages = Edition.objects.current().in_language("en").order_by("pk")
    number = Edition.objects.count()
    print(f"{connection.vendor}: {number} editions; {additions():.2f} s for 3,000,000 additions")
    print(f"{'':42} {'middle':>8} {'95 of 100':>9} {'first':>8} {'processor, least':>17} (ms)")
    own = {f"{kind}'s page": pages.of_kind(kind)[number // 8].get_absolute_url() for kind in large_site.KINDS}
    host = {"SERVER_NAME": "localhost"}
    reader = Client(**host)
    warming.warm()  # as a server does once it has started (`clinic.wsgi`)
    reader.handler.load_middleware()
    tell_all("public", reader, own | PUBLIC, options)
    if options.only in "public: memory":
        tell_memory(Client(**host), [*own.values(), *PUBLIC.values()])
    editor = Client(**host)
    editor.handler.load_middleware()
    editor.force_login(_editor())
    middle = Article.objects.order_by("pk")[number // 8]
    below = urlencode([("below", middle.changed_at.isoformat()), ("below", middle.pk)])
    own = {
        "a page's form": f"/admin/articles/article/{middle.pk}/change/",
        "a page's revisions": f"/admin/articles/article/{middle.pk}/revisions/",
        "a page's figures": f"/admin/figures/{middle.pk}/",
        "matrix, far down": f"/admin/matrix/?{below}",
    }
    tell_all("admin", editor, ADMIN | own, options)
    print(f"{additions():.2f} s for 3,000,000 additions")


def additions():
    """The seconds that a loop takes: how fast the machine is at the moment."""
    started, total = time.perf_counter(), 0
    for n in range(3_000_000):
        total += n
    return time.perf_counter() - started


def tell_all(room, client, addresses, options):
    for name, address in addresses.items():
        if options.only in f"{room}: {name}":
            tell(f"{room}: {name}", client, address, options.runs)


def tell(name, client, address, runs):
    """Prints what a page takes in ms, by the clock and of processor time with the database's; and what it was."""
    taken, spent = [], []
    for _ in range(runs):
        kept_pages.forget()
        started, busy = time.perf_counter(), processor_time()
        response = client.get(address)
        size = sum(map(len, response)) // 1024  # all of it, also where it is streamed
        taken.append((time.perf_counter() - started) * 1000)
        spent.append((processor_time() - busy) * 1000)
        if sum(taken) > 20_000:
            break
    p95 = sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.95))]
    print(
        f"{name:42} {statistics.median(taken):8.1f} {p95:9.1f} {taken[0]:8.1f} {min(spent):17.1f}"
        f"  {response.status_code} {size:6} KB",
        flush=True,
    )


def processor_time():
    """The seconds that this process has used, and PostgreSQL's for it where that runs beside it (Linux)."""
    server = Path(f"/proc/{server_process()}/schedstat")
    return time.process_time() + (int(server.read_text().split()[0]) / 1e9 if server.exists() else 0)


def server_process():
    if connection.vendor != "postgresql":
        return None
    connection.ensure_connection()
    return connection.connection.info.backend_pid


def tell_memory(client, addresses, rounds=5):
    """Prints the most memory that the process had while it was asked for addresses and all of the sitemap, round after round."""
    files = re.findall(r"/sitemap-[a-z]+-\d+\.xml", client.get("/sitemap.xml").content.decode())
    Path("/proc/self/clear_refs").write_text("5")  # forgets the peak of making the site (Linux)
    for asked in range(rounds):
        for address in [*addresses, *files]:
            kept_pages.forget()
            sum(map(len, client.get(address)))
        print(f"public: memory, round {asked + 1}: {_most('self'):.1f} MB at most, {len(files)} files", flush=True)
        if server := server_process():
            print(f"    PostgreSQL's process: {_own(server):.1f} MB of its own", flush=True)


def _most(process):
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) / 1024


def _own(process):
    return int(re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) / 1024


if __name__ == "__main__":
    main()
