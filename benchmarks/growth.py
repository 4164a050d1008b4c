"""How long each page takes on a large site: `python benchmarks/growth.py --editions 100000`.

Makes a database beside the one of DATABASE_URL, as the tests do, with so many current editions (half of them Arabic),
asks for each public page and each list of the admin through Django's test client, and removes it.
"""

import argparse
import os
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from articles.models import Article  # noqa: E402
from clinic.models import Branch, Clinic  # noqa: E402
from doctors.models import Credit, Doctor  # noqa: E402
from pages import clock, drafts, editions, kept_pages, languages  # noqa: E402
from pages.models import Address, Edition, Page, SearchEntry, Section, ShortAddress, Topic  # noqa: E402
from pageviews.models import DailyViews  # noqa: E402
from procedures.models import Procedure  # noqa: E402

AT_ONCE = 1_000
SECTIONS = 6
TEXT = {
    "en": "<p>A physician explains what happens before, during and after this, and what to ask before you decide.</p>"
    * 6,
    "ar": "<p>يشرح الطبيب ما يحدث قبل الإجراء وفي أثنائه وبعده، وما ينبغي أن تسأل عنه قبل أن تقرر.</p>" * 6,
}
KINDS = {"article": Article, "procedure": Procedure}
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
    "matrix, page 100": "/admin/matrix/?page=100",
    "matrix, narrowed": "/admin/matrix/?state=published&language=en",
    "translations": "/admin/translations/?page=1",
    "links": "/admin/links/",
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
        fill(options.editions, options.topics, options.days)
        print(f"{connection.vendor}: {options.editions} editions, made in {time.perf_counter() - started:.0f} s")
        report(options)
    finally:
        teardown_databases(made, verbosity=0)


# -- Filling ---------------------------------------------------------------------------------


def fill(number, topics, days):
    """A clinic with so many editions: one article and one procedure are published, all others are copies of them."""
    Branch.objects.create(clinic=Clinic.objects.create(name_en="Nile Gate", name_ar="بوابة النيل"), name_en="Dokki")
    Topic.objects.bulk_create(
        Topic(name_en=f"Topic {n}", name_ar=f"موضوع {n}", slug_en=f"topic-{n}", slug_ar=f"موضوع-{n}", order=n)
        for n in range(topics)
    )
    people = [Doctor.objects.create(name_en=f"Doctor {n}", name_ar=f"طبيب {n}", slug=f"doctor-{n}") for n in range(20)]
    models = {kind: [published(kind, code) for code in languages.CODES] for kind in KINDS}
    filed = list(Topic.objects.order_by("order"))
    for first in range(0, number // 2, AT_ONCE):
        with transaction.atomic():
            for place, kind in enumerate(("article", "article", "procedure")):
                numbers = range(first + place, min(first + AT_ONCE, number // 2), 3)
                copies(models[kind], kind, numbers, filed, people, days)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def published(kind, language):
    """The edition of a page of a kind in a language, as publishing makes it."""
    page = KINDS[kind].objects.filter(title_en=f"A {kind}").first()
    if page is None:
        page = KINDS[kind].objects.create(title_en=f"A {kind}", title_ar="صفحة", original_language="en")
        for n in range(SECTIONS):
            headings = {"heading_en": f"What happens {n}", "heading_ar": f"ما الذي يحدث {n}"}
            Section.objects.create(page=page, order=n, body_en=TEXT["en"], body_ar=TEXT["ar"], **headings)
        drafts.record(page, by=None)
    return editions.publish(page, language, by=None, confirmed=True)


def copies(models, kind, numbers, filed, people, days):
    """Pages like a published one, with all that publishing leaves."""
    now, today = clock.now(), date.today()
    model = Page.objects.get(pk=models[0].page_id)
    columns = {
        f.attname: getattr(model, f.attname) for f in Page._meta.concrete_fields if f.attname not in ("id", "title")
    }
    pages = Page.objects.bulk_create(
        Page(**columns | {"title_en": f"{kind} number {n}", "slug_en": f"{kind}-{n}", "slug_ar": f"{kind}-{n}-ع"})
        for n in numbers
    )
    _children(KINDS[kind], model.pk, pages)
    made = []
    for n, page in zip(numbers, pages, strict=True):
        day = today - timedelta(days=n % 3000)
        made += [_copy(edition, page, n, day, now) for edition in models]
    Edition._base_manager.bulk_create(made)
    _around(models, made, filed, people, today, days)


def _children(model, like, pages):
    """The rows of an inherited model, which Django does not make in bulk."""
    columns = ", ".join(
        connection.ops.quote_name(f.column) for f in model._meta.local_concrete_fields if not f.primary_key
    )
    others = f", {columns}" if columns else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} (page_ptr_id{others}) SELECT made.id{others} FROM pages_page made"
            f" CROSS JOIN {model._meta.db_table} model WHERE model.page_ptr_id = %s AND made.id BETWEEN %s AND %s",
            [like, pages[0].pk, pages[-1].pk],
        )


def _copy(edition, page, n, day, now):
    columns = {f.attname: getattr(edition, f.attname) for f in Edition._meta.concrete_fields if f.attname != "id"}
    own = {
        "page_id": page.pk,
        "slug": getattr(page, f"slug_{edition.language}"),
        "title": f"{edition.title} number {n}",
    }
    return Edition(**columns | own | {"first_published_on": day, "starts_at": now, "published_at": now})


def _around(models, made, filed, people, today, days):
    entries = {e.language: SearchEntry.objects.get(edition=e) for e in models}
    names = [f.attname for f in SearchEntry._meta.concrete_fields if f.attname not in ("id", "edition_id")]
    SearchEntry.objects.bulk_create(
        SearchEntry(edition=e, **{name: getattr(entries[e.language], name) for name in names}) for e in made
    )
    filing = Edition.topics.through
    rows = (
        (e, filed[topic]) for e in made for topic in {e.page_id % len(filed), *([0] if e.page_id % 20 == 0 else [])}
    )
    filing.objects.bulk_create(filing(edition=e, topic=topic) for e, topic in rows)
    Address.objects.bulk_create(
        Address(path=e.get_absolute_url(), page_id=e.page_id, language=e.language) for e in made
    )
    ShortAddress.objects.bulk_create(ShortAddress(code=f"{e.page_id:05}", page_id=e.page_id) for e in made[::2])
    Credit.objects.bulk_create(
        Credit(edition=e, doctor=people[0 if e.page_id % 4 == 0 else e.page_id % len(people)], role="author")
        for e in made
    )
    for day in range(days):
        DailyViews.objects.bulk_create(
            DailyViews(
                page_id=e.page_id, language=e.language, day=today - timedelta(days=day), count=e.page_id % 97 + 1
            )
            for e in made
        )


# -- Measuring -------------------------------------------------------------------------------


def report(options):
    pages = Edition.objects.current().in_language("en").order_by("pk")
    own = {f"{kind}'s page": pages.of_kind(kind)[options.editions // 8].get_absolute_url() for kind in KINDS}
    host = {"SERVER_NAME": "localhost"}
    tell_all("public", Client(**host), own | PUBLIC, options)
    editor = Client(**host)
    editor.force_login(get_user_model().objects.create_superuser("editor"))
    form = {
        "a page's form": f"/admin/articles/article/{Article.objects.order_by('pk')[options.editions // 8].pk}/change/"
    }
    tell_all("admin", editor, ADMIN | form, options)


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
