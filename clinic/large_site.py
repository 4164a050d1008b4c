"""A site of any size, made quickly, to be measured: a few pages are published, all others are copies of them.

Each copy has what publishing leaves: editions, addresses, search entries, topics, credits, and views by day with their sums.
"""

from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article
from clinic.models import Branch, Clinic
from doctors.models import Credit, Doctor
from pages import clock, drafts, editions, languages, search_index, search_postings
from pages.models import Address, Edition, Page, SearchEntry, Section, ShortAddress, Topic
from pageviews import rollups
from pageviews.models import DailyViews
from procedures.models import Procedure

AT_ONCE = 999  # pages, a third of which are procedures
SECTIONS, DOCTORS, LONGEST_AGO = 6, 20, 3_000
TEXT = {
    "en": "<p>A physician explains what happens before, during and after this, and what to ask before you decide.</p>",
    "ar": "<p>يشرح الطبيب ما يحدث قبل الإجراء وفي أثنائه وبعده، وما ينبغي أن تسأل عنه قبل أن تقرر.</p>",
}
KINDS = {"article": Article, "procedure": Procedure}
DAY = {"sqlite": "date(%s, '-' || %s || ' days')", "postgresql": "%s::date - %s"}
# A few pages are read much and most of them little, as on real sites.
VIEWS = f"""
    INSERT INTO {DailyViews._meta.db_table} (page_id, language, day, count)
    SELECT page_id, language, {{day}}, 1 + 20000 / (1 + page_id * 7919 %% 50000) + (page_id + %s) %% 3
    FROM {Edition._meta.db_table}
"""


def make(number, topics, days, tell=lambda done, total: None):
    """Makes a clinic with so many editions (an even number, 4 or more), topics, and days of views of every edition.

    Half of the editions are in each language. `tell(done, total)` is called as it goes on. The database must hold no page.
    """
    pages, total = number // len(languages.CODES) - len(KINDS), number + days
    filed = _topics(topics)
    people = [_doctor(n) for n in range(DOCTORS)]
    models = {kind: [_published(kind, code) for code in languages.CODES] for kind in KINDS}
    for first in range(0, pages, AT_ONCE):
        with transaction.atomic():
            for place, kind in enumerate(("article", "article", "procedure")):
                numbers = range(first + place, min(first + AT_ONCE, pages), 3)
                if numbers:
                    _copies(models[kind], kind, numbers, filed, people)
        tell(min(first + AT_ONCE, pages) * len(languages.CODES), total)
    for day in range(days):
        with connection.cursor() as cursor:
            cursor.execute(VIEWS.format(day=DAY[connection.vendor]), [timezone.localdate(), day, day])
        tell(number + day + 1, total)
    rollups.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _topics(number):
    Branch.objects.create(clinic=Clinic.objects.create(name_en="Nile Gate", name_ar="بوابة النيل"), name_en="Dokki")
    return Topic.objects.bulk_create(
        Topic(name_en=f"Topic {n}", name_ar=f"موضوع {n}", slug_en=f"topic-{n}", slug_ar=f"موضوع-{n}", order=n)
        for n in range(number)
    )


def _doctor(n):
    return Doctor.objects.create(name_en=f"Doctor {n}", name_ar=f"طبيب {n}", slug=f"doctor-{n}")


def _published(kind, language):
    """The edition of a page of a kind in a language, as publishing makes it."""
    page = KINDS[kind].objects.filter(title_en=f"A {kind}").first()
    if page is None:
        page = KINDS[kind].objects.create(title_en=f"A {kind}", title_ar="صفحة", original_language="en")
        for n in range(SECTIONS):
            headings = {"heading_en": f"What happens {n}", "heading_ar": f"ما الذي يحدث {n}"}
            Section.objects.create(page=page, order=n, body_en=TEXT["en"] * 6, body_ar=TEXT["ar"] * 6, **headings)
        drafts.record(page, by=None)
    return editions.publish(page, language, by=None, confirmed=True)


def _copies(models, kind, numbers, filed, people):
    """Pages like a published one, with all that publishing leaves."""
    now, today = clock.now(), date.today()
    model = Page.objects.get(pk=models[0].page_id)
    columns = _columns(model, "id", "title") | {f"begins_{code}": now for code in languages.CODES}
    pages = Page.objects.bulk_create(
        Page(**columns | {"title_en": f"{kind} number {n}", "slug_en": f"{kind}-{n}", "slug_ar": f"{kind}-{n}-ع"})
        for n in numbers
    )
    _children(KINDS[kind], model.pk, pages)
    made = []
    for n, page in zip(numbers, pages, strict=True):
        day = today - timedelta(days=n % LONGEST_AGO)
        made += [_copy(edition, page, n, day, now) for edition in models]
    Edition._base_manager.bulk_create(made)
    _around(models, made, filed, people)


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
    own = {"page_id": page.pk, "slug": getattr(page, f"slug_{edition.language}")}
    own |= {"title": f"{edition.title} number {n}", "first_published_on": day, "starts_at": now, "published_at": now}
    return Edition(**_columns(edition, "id") | own)


def _around(models, made, filed, people):
    entries = {e.language: _columns(SearchEntry.objects.get(edition=e), "id", "edition_id") for e in models}
    SearchEntry.objects.bulk_create(SearchEntry(edition=e, **entries[e.language]) for e in made)
    tiers = {e.language: search_index.tiers_of(e) for e in models}
    search_postings.merge(search_postings.by_place({e.pk: tiers[e.language] for e in made}))
    filing = Edition.topics.through
    rows = (
        (e, filed[topic]) for e in made for topic in {e.page_id % len(filed), *([0] if e.page_id % 20 == 0 else [])}
    )
    filing.objects.bulk_create(filing(edition=e, topic=topic) for e, topic in rows)
    Address.objects.bulk_create(
        Address(path=e.get_absolute_url(), page_id=e.page_id, language=e.language) for e in made
    )
    ShortAddress.objects.bulk_create(
        ShortAddress(code=f"{e.page_id:05}", page_id=e.page_id) for e in made[:: len(models)]
    )
    Credit.objects.bulk_create(
        Credit(edition=e, doctor=people[0 if e.page_id % 4 == 0 else e.page_id % len(people)], role="author")
        for e in made
    )


def _columns(row, *without):
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in without}
