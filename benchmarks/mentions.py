"""How long suggestions take with many pages: `python benchmarks/mentions.py --pages 5000 --links 40000`."""

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from benchmarks.search import Writer, told_as  # noqa: E402  it sets Django up
from pages.drafting import mention_links  # noqa: E402
from pages.linking import mentions, names, wording_matches, wordings  # noqa: E402
from pages.models import Link, Page, Section  # noqa: E402

SECTIONS, WORDS, AT_ONCE = 4, 300, 250
# Half of all titles begin alike, as those of a clinic do.
OPENINGS = {"en": ["Treatment of", "Surgery for", ""], "ar": ["علاج", "جراحة", ""]}


class Author(Writer):
    """Writes titles, other names and texts that speak of other pages by their names."""

    def names(self):
        title = f"{self.random.choice(OPENINGS[self.language])} {' '.join(self.random.sample(self.rare, 2))}".strip()
        spoken = " ".join(self.random.choice(self.sentences).split()[1:3])
        return title, "\n".join([" ".join(self.random.sample(self.rare, 2)), self.random.choice(self.rare), spoken])

    def text(self, titles, targets):
        """About 300 words in two paragraphs, with two links and two titles of other pages."""
        words = []
        while len(words) < WORDS:
            words += self.random.choice(self.sentences).split()
        for told in [*self.random.sample(titles, 2), *(f'<a data-page="{n}">this page</a>' for n in targets)]:
            words.insert(self.random.randrange(len(words)), told)
        half = len(words) // 2
        return f"<p>{' '.join(words[:half])}</p><p>{' '.join(words[half:])}</p>"


def fill(count, link_count):
    """Makes so many pages with so many links in their texts."""
    authors = {language: Author(language) for language in ("en", "ar")}
    made = []
    for _ in range(count):
        called = {language: author.names() for language, author in authors.items()}
        texts = {f"{f}_{code}": told[n] for code, told in called.items() for n, f in enumerate(("title", "aliases"))}
        made.append(Page(original_language="en", **texts))
    pages = Page.objects.bulk_create(made, batch_size=AT_ONCE)
    titles = {code: [page.text("title", code) for page in pages] for code in authors}
    each = link_count // count // SECTIONS
    for start in range(0, count, AT_ONCE):
        with transaction.atomic():
            _write(authors, titles, pages[start : start + AT_ONCE], [page.pk for page in pages], each)
    names.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(authors, titles, pages, numbers, each):
    sections, rows = [], []
    for page in pages:
        for order in range(SECTIONS):
            targets = random.sample(numbers, each)
            texts = {f"body_{code}": author.text(titles[code], targets) for code, author in authors.items()}
            sections.append(Section(page=page, order=order, anchor=f"part-{order}", **texts))
            rows += [Link(from_page=page, in_text=True, after_anchor=f"part-{order}", to_page_id=n) for n in targets]
    Section.objects.bulk_create(sections)
    Link.objects.bulk_create(rows)


def timed(function, *arguments):
    """What it gives, and the milliseconds that passed and that the processor was busy."""
    start, busy = time.perf_counter(), time.thread_time()
    found = function(*arguments)
    return found, ((time.perf_counter() - start) * 1000, (time.thread_time() - busy) * 1000)


def measure(runs):
    """Prints what suggestions cost for pages drawn by lot, each read anew as a request would."""
    numbers = list(Page.objects.values_list("pk", flat=True))
    drawn = random.Random(1).sample(numbers, min(runs, len(numbers)))
    times, offered = {"in English": [], "in Arabic": [], "both, as a form shows": []}, 0
    mentions.find(Page.objects.get(pk=numbers[0]), "en")
    for number in drawn:
        for name, language in (("in English", "en"), ("in Arabic", "ar")):
            found, took = timed(mentions.find, Page.objects.get(pk=number), language)
            times[name].append(took)
            offered += len(found)
        times["both, as a form shows"].append(timed(mention_links.of, Page.objects.get(pk=number))[1])
    waiting = [wordings.wording(f"cost of {Page.objects.get(pk=number).title_en}") for number in drawn]
    times["pages for a wording"] = [timed(wording_matches.matches, wording)[1] for wording in waiting]
    print(f"  {offered / len(drawn):.1f} suggestions a page")
    for name, taken in times.items():
        told_as(name, taken)


def measured(count, link_count, runs, keep):
    """Prints what suggestions cost with so many pages, in a database of its own that `keep` leaves for the next time."""
    name = f"benchmark_mentions_{count}"
    own = settings.VAR_DIR / f"{name}.sqlite3" if connection.vendor == "sqlite" else name
    connection.settings_dict["TEST"]["NAME"] = own
    databases = setup_databases(verbosity=0, interactive=False, keepdb=keep)
    try:
        start = time.perf_counter()
        if Page.objects.count() < count:
            fill(count, link_count)
        took = time.perf_counter() - start
        print(
            f"{connection.vendor}, {count:,} pages, {Link.objects.count():,} links (filled in {took:.0f} s), milliseconds:"
        )
        with transaction.atomic():
            measure(runs)
            transaction.set_rollback(True)
    finally:
        teardown_databases(databases, verbosity=0, keepdb=keep)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--links", type=int, default=40_000)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="keep the database, and use the one that was kept")
    options = parser.parse_args()
    measured(options.pages, options.links, options.runs, options.keep)


if __name__ == "__main__":
    main()
