"""A site of any size, made quickly, to be measured: a few pages are published, all others are copies of them.

`clinic.large_site_copies` makes the copies, `clinic.large_site_readers` what readers did.
"""

from django.db import connection, transaction

from articles.models import Article
from clinic import large_site_copies, large_site_readers
from clinic.models import Branch, Clinic
from doctors.models import Doctor
from pages import languages
from pages.content import links
from pages.drafting import drafts
from pages.models import Page, Section, Topic, Wording
from pages.publishing import editions
from procedures.models import Procedure

AT_ONCE = 999  # pages, a third of which are procedures
SECTIONS, DOCTORS, WORDINGS = 6, 20, 200
# For this connection: most of what is written goes into the middle of an index.
MUCH_MEMORY = "PRAGMA cache_size = -1000000"  # KiB
TEXT = {
    "en": "<p>A physician explains what happens before, during and after this, and what to ask before you decide.</p>",
    "ar": "<p>يشرح الطبيب ما يحدث قبل الإجراء وفي أثنائه وبعده، وما ينبغي أن تسأل عنه قبل أن تقرر.</p>",
}
LINKED = {"en": "<p>Read {}what to ask</a> as well.</p>", "ar": "<p>اقرأ أيضًا {}ما ينبغي أن تسأل عنه</a>.</p>"}
KINDS = {"article": Article, "procedure": Procedure}
TITLES = {"article": ("An article", "مقال"), "procedure": ("A procedure", "إجراء")}
IN_TURN = ("article", "article", "procedure")


def make(number, topics, days, tell=lambda done, total: None):
    """Makes a clinic with so many editions (an even number, 4 or more), topics, and days of views of every edition.

    Half of the editions are in each language. `tell(done, total)` is called as it goes on. The database must hold no page.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(MUCH_MEMORY)
    pages, total = number // len(languages.CODES) - len(KINDS), number + days
    Branch.objects.create(clinic=Clinic.objects.create(name_en="Nile Gate", name_ar="بوابة النيل"), name_en="Dokki")
    topics, doctors = _topics(topics), [_doctor(n) for n in range(DOCTORS)]
    unpublished = Article.objects.create(title_en="An article in work", original_language="en")
    drafts.record(unpublished, by=None)
    originals = {kind: _published(kind, unpublished) for kind in KINDS}
    around = large_site_copies.Around(
        topics, doctors, unpublished.pk, _wordings(), [o.page.pk for o in originals.values()]
    )
    for first in range(0, pages, AT_ONCE):
        with transaction.atomic():
            around.earlier = len(around.pages)
            for place, kind in enumerate(IN_TURN):
                large_site_copies.make(originals[kind], range(first + place, min(first + AT_ONCE, pages), 3), around)
        tell(min(first + AT_ONCE, pages) * len(languages.CODES), total)
    large_site_readers.make(days, lambda done: tell(number + done, total))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _topics(number):
    return Topic.objects.bulk_create(
        Topic(name_en=f"Topic {n}", name_ar=f"موضوع {n}", slug_en=f"topic-{n}", slug_ar=f"موضوع-{n}", order=n)
        for n in range(number)
    )


def _doctor(n):
    return Doctor.objects.create(name_en=f"Doctor {n}", name_ar=f"طبيب {n}", slug=f"doctor-{n}")


def _wordings():
    """What some lines wait with: the page is not written yet."""
    return [Wording.objects.create(text=f"A page on subject {n}") for n in range(WORDINGS)]


def _published(kind, other):
    """A page of a kind, published in both languages, whose first section links to another page."""
    english, arabic = TITLES[kind]
    page = KINDS[kind].objects.create(title_en=english, title_ar=arabic, original_language="en")
    bodies = {f"body_{code}": text * SECTIONS for code, text in TEXT.items()}
    for n in range(SECTIONS):
        headings = {"heading_en": f"What happens {n}", "heading_ar": f"ما الذي يحدث {n}"}
        Section.objects.create(page=page, order=n, **headings, **bodies)
    first = page.sections.first()
    for code, text in LINKED.items():
        first.set_text("body", code, first.text("body", code) + text.format(links.opening(other.pk)))
    first.save()
    drafts.record(page, by=None)
    made = {code: editions.publish(page, code, by=None, confirmed=True) for code in languages.CODES}
    return large_site_copies.original(Page.objects.get(pk=page.pk), KINDS[kind], made, other.pk)
