"""How long a search takes with many editions: `python benchmarks/search.py --editions 10000 60000`."""

import argparse
import os
import random
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from clinic.demo import texts as demo_texts  # noqa: E402
from pages import clock, plain_text  # noqa: E402
from pages.models import Edition, Page, SearchEntry, Topic  # noqa: E402
from pages.search import edition_sets, index, postings, search, spelling, told  # noqa: E402
from pages.search.keys import TITLE, key_in, kind_key, topic_key  # noqa: E402
from pages.words.search_words import keys_of, words_of  # noqa: E402

KINDS = ("procedure", "article", "article", "page")
COMMON = {"en": "physician", "ar": "استشارة"}
SYLLABLES = {
    "en": "ba ce do fi gu la me no pi ru sa te vo xi zu ker tin mol gra ster".split(),  # noqa: SIM905
    "ar": "با تي جو حا دي رو سا شي صو عا في قو كا مي نو هد ول طر غم زن".split(),  # noqa: SIM905
}  # fmt: skip
PARAGRAPHS, TOPICS, AT_ONCE = 3000, 8, 500


class Writer:
    """Writes editions of a language: sentences of the demo clinic with many rare words among them."""

    def __init__(self, language):
        self.language, self.random = language, random.Random(language)
        self.sentences = list(_sentences(language))
        self.rare = ["".join(self.random.choices(SYLLABLES[language], k=3 + n % 2)) for n in range(20_000)]
        self.paragraphs = [self._paragraph() for _ in range(PARAGRAPHS)]

    def _paragraph(self):
        words = " ".join(self.random.sample(self.sentences, 3)).split()
        for word in self.random.sample(self.rare, 8):
            words.insert(self.random.randrange(len(words)), word)
        text = " ".join(words)
        return told.Part("", "", text), self._marked(text)

    def title(self, number):
        words = self.random.choice(self.sentences).split()[:4]
        common = [COMMON[self.language]] if number % 10 == 0 else []
        return " ".join([*words, *self.random.sample(self.rare, 2), *common])[:200]

    def entry(self, edition, number, topic, tell):
        """The SearchEntry that `pages.search.index.entry_of` would make, from paragraphs whose keys are known.

        `tell(edition, tier, keys)` is told each group of its keys, which others may have too.
        """
        parts = self.random.sample(self.paragraphs, 8)
        heading = " ".join(self.random.sample(self.rare, 6))
        common = [self._marked(COMMON[self.language])] if number % 2 == 0 else []
        texts = [self._marked(edition.title)], [self._marked(self.random.choice(self.rare))], [self._marked(heading)]
        for tier, groups in enumerate([*texts, [keys for _, keys in parts] + common], TITLE):
            for keys in groups:
                tell(edition, tier, keys)
        tell(edition, TITLE, frozenset([kind_key(edition.kind), topic_key(topic)]))
        return SearchEntry(
            edition=edition,
            kind=edition.kind,
            topics=str(topic),
            told=_packed([part for part, _ in parts], COMMON[self.language] if number % 2 == 0 else heading),
        )

    def _marked(self, text):
        return frozenset(key_in(self.language, key) for key in keys_of(text))


_packed_parts = {}


def _packed(parts, last):
    kept = [_packed_parts.setdefault(part.text, None) or told.packed([part]) for part in parts]
    for part, text in zip(parts, kept, strict=True):
        _packed_parts[part.text] = text
    return told.BETWEEN_PARTS.join([*kept, told.packed([told.Part("", "", last)])])


def _sentences(language):
    for path in sorted(demo_texts.CONTENT.glob("*.toml")):
        for text in _texts(demo_texts.read(path.stem), f"_{language}"):
            yield from (sentence for sentence in plain_text.clean(text).split(". ") if len(sentence.split()) > 3)


def _texts(entry, ending):
    for name, value in entry.items() if isinstance(entry, dict) else enumerate(entry):
        if isinstance(value, dict | list):
            yield from _texts(value, ending)
        elif isinstance(value, str) and str(name).endswith(ending):
            yield value


def fill(writers, count, topics):
    """Adds editions until there are `count`."""
    known, now, groups = Edition.objects.count(), clock.now(), {}
    _add(writers, known, count, topics, now, lambda e, tier, keys: groups.setdefault((tier, keys), []).append(e.pk))
    _merge(groups)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _merge(groups):
    """The sets of what shares a group of keys, at once: edition by edition it would take most of an hour."""
    places = {}
    for (tier, keys), numbers in groups.items():
        editions = edition_sets.packed(edition_sets.of(numbers))
        for key in keys:
            places.setdefault((key, tier), []).append(editions)
    with transaction.atomic():
        postings.merge(places)


def _add(writers, known, count, topics, now, tell):
    for start in range(known, count, AT_ONCE):
        with transaction.atomic():
            pages = Page.objects.bulk_create(
                [Page(title_en="x", title_ar="x", original_language="en") for _ in range(AT_ONCE)]
            )
            editions = [
                _edition(list(writers.values())[n % len(writers)], page, n, now) for n, page in enumerate(pages, start)
            ]
            Edition._base_manager.bulk_create(editions)
            entries = [
                writers[edition.language].entry(edition, n // 2, topics[n // 2 % TOPICS].pk, tell)
                for n, edition in enumerate(editions, start)
            ]
            SearchEntry.objects.bulk_create(entries)


def _edition(writer, page, number, now):
    return Edition(
        page=page,
        kind=KINDS[number // 2 % len(KINDS)],
        language=writer.language,
        number=1,
        slug=f"page-{number}",
        title=writer.title(number // 2),
        summary="A summary.",
        content={"text": "x" * 12_000, "topics": []},
        starts_at=now,
    )


def learn(writers):
    """The words of the site, as publishing would have learnt them."""
    for language, writer in writers.items():
        with transaction.atomic():
            spelling.learn(language, [COMMON[language], *writer.sentences])
            for start in range(0, len(writer.rare), 5000):
                spelling.learn(language, [" ".join(writer.rare[start : start + 5000])])


def searches(writers, topics):
    """What is typed, by what it is: {name: [(query, language, options)]}."""
    typed = {}
    for language, writer in writers.items():
        draw, common = random.Random(1), COMMON[language]
        rare = draw.sample(writer.rare, 40)
        demo = [word.text for word in words_of(" ".join(writer.sentences)) if len(word.text) > 4]
        known = draw.sample(demo, 40)
        cases = {
            "a word of half": [(common, {})],
            "a word of half, page 9": [(common, {"page": 9})],
            "a word of half, by kind": [(common, {"kind": "procedure"})],
            "a word of half, by topic": [(common, {"topic": topics[2].pk})],
            "… by one that has none of it": [(common, {"topic": topics[3].pk})],
            "a word of half and another": [(f"{common} {word}", {}) for word in known[:20]],
            "a word": [(word, {}) for word in known],
            "a rare word": [(word, {}) for word in rare],
            "two words": [(f"{a} {b}", {}) for a, b in pairwise(known)],
            "two words, by kind": [(f"{a} {b}", {"kind": "article"}) for a, b in pairwise(known)],
            "misspelt": [(word[:3] + word[4:], {}) for word in rare],
            "one word misspelt of two": [(f"{word[:3]}{word[4:]} {common}", {}) for word in rare[:20]],
            "nothing has it": [(f"{word}qqq{n}", {}) for n, word in enumerate(rare[:20])],
        }
        for name, queries in cases.items():
            typed.setdefault(name, []).extend((query, language, options) for query, options in queries)
    return typed


def measure(typed, runs):
    """Milliseconds of each search, by what it is."""
    times = {name: [] for name in typed}
    turns = [(name, queries[n % len(queries)]) for name, queries in typed.items() for n in range(runs)]
    random.Random(2).shuffle(turns)
    for name, (query, language, options) in turns[:200] + turns:
        start, busy = time.perf_counter(), time.thread_time()
        search.find(query, language, **options)
        times[name].append(((time.perf_counter() - start) * 1000, (time.thread_time() - busy) * 1000))
    return times


def publishing():
    """Milliseconds of indexing one edition as long as the demo's longest procedure, each with some new words."""
    times = []
    text = " ".join(_sentences("en"))[:12_000]
    for n in range(12):
        page = Page.objects.create(title_en=f"New page {n}", title_ar="صفحة", original_language="en")
        section = {"anchor": "a", "kind": "other", "texts": {"body": f"<p>{text} new{n}word</p>"}}
        content = {"aliases": [], "search_title": "", "facts": {}, "topics": [], "picture": None, "groups": {}}
        content["sections"] = [section | {"picture": None, "video": ""}]
        options = {"kind": "article", "language": "en", "number": 1, "slug": f"new-{n}", "starts_at": clock.now()}
        edition = Edition.objects.create(page=page, title=f"New {n}", content=content, **options)
        start, busy = time.perf_counter(), time.thread_time()
        with transaction.atomic():
            index.index_edition(edition)
        times.append(((time.perf_counter() - start) * 1000, (time.thread_time() - busy) * 1000))
    return times[2:]


def speed():
    """Seconds that 3,000,000 additions take: what the machine gives at the moment."""
    start, total = time.perf_counter(), 0
    for n in range(3_000_000):
        total += n
    return time.perf_counter() - start


def told_as(name, times):
    """Of the time that passed, and of the processor's: on a machine that does other things too, the second tells more."""
    line = f"  {name:28}"
    for label, measured in zip(("", "  processor"), zip(*times, strict=True), strict=True):
        ordered = sorted(measured)
        p95 = ordered[int(len(ordered) * 0.95)]
        line += f"{label} p50 {statistics.median(ordered):6.1f} p95 {p95:6.1f} min {ordered[0]:6.1f}"
    print(line, flush=True)


def measured(count, runs, keep):
    """Prints what searches cost with so many editions, in a database of its own that `keep` leaves for the next time."""
    connection.settings_dict["TEST"]["NAME"] = _named(count)
    databases = setup_databases(verbosity=0, interactive=False, keepdb=keep, serialized_aliases=[])
    try:
        topics = [Topic.objects.get_or_create(name_en=f"Topic {n}", name_ar=f"موضوع {n}")[0] for n in range(TOPICS)]
        writers = {language: Writer(language) for language in ("en", "ar")}
        start = time.perf_counter()
        if SearchEntry.objects.count() < count:
            learn(writers)
            fill(writers, count, topics)
        print(f"{connection.vendor}, {count:,} editions (filled in {time.perf_counter() - start:.0f} s), milliseconds:")
        speeds = [speed()]
        times = measure(searches(writers, topics), runs)
        speeds.append(speed())
        for name in times:
            told_as(name, times[name])
        told_as("all", [t for of_name in times.values() for t in of_name])
        print(f"  3,000,000 additions took {speeds[0]:.2f} s before and {speeds[1]:.2f} s after")
        with transaction.atomic():
            told_as("publishing", publishing())
            transaction.set_rollback(True)
    finally:
        teardown_databases(databases, verbosity=0, keepdb=keep)


def _named(count):
    name = f"benchmark_{count}"
    return settings.VAR_DIR / f"{name}.sqlite3" if connection.vendor == "sqlite" else name


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editions", type=int, nargs="+", default=[10_000, 60_000])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="keep the databases, and use those that were kept")
    options = parser.parse_args()
    for count in options.editions:
        measured(count, options.runs, options.keep)


if __name__ == "__main__":
    main()
