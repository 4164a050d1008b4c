"""Mentions: where a page's text speaks of another page by its title or another name, without leading there."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from pages import kinds, languages
from pages.clock import Clock
from pages.linking import names
from pages.linking.running_text import stretches
from pages.models import Edition, NameKey, Page
from pages.prepared import Prepared

# What may stand between two words of a name.
GAP = re.compile(r"[\s\-\u2010\u2011\u2013'’]{1,3}")
TARGET = re.compile(r'data-page="(\d{1,18})"')
MOST = 20
MOST_BETWEEN = 4  # stop words between two others of a name, and one
AROUND = 60


def _named_in(language):
    columns = ("key", "name__page", "name__is_title", "name__text")
    return Prepared(
        str, lambda keys: NameKey.objects.filter(key__in=keys, name__language=language).values_list(*columns)
    )


def _ended_in(language):
    """The pages that were published in a language and can be read in it no more."""
    published = Edition.objects.filter(language=language).exclude(end_reason="cancelled").order_by()
    living = published.filter(Q(ends_at=None) | Q(ends_at__gt=Clock()), page=OuterRef("page"))
    return Prepared(int, lambda pages: published.filter(~Exists(living), page__in=pages).values_list("page"))


named_in, ended_in = ({language: one(language) for language in languages.CODES} for one in (_named_in, _ended_in))


@dataclass
class Mention:
    """Words of a part's text that name another page: `start` and `end` are their place in the part's HTML."""

    to_page: Page
    language: str
    part: object
    field: str
    start: int
    end: int
    words: str
    before: str
    after: str

    @property
    def anchor(self):
        return self.part.anchor


class _Name(NamedTuple):
    words: tuple  # each as the keys that it finds
    lead: int  # how many stop words it begins with
    pages: set  # (whether it is not the page's title, page), so that titles come first


class _Text:
    """One stretch of a part's text in a language, with its words."""

    def __init__(self, part, field, stretch):
        self.part, self.field, self.stretch = part, field, stretch
        self.words = stretch.words()
        self.is_stop = [word.is_stop_word for word in self.words]
        text = stretch.text
        self.joined = [
            bool(GAP.fullmatch(text[a.end : b.start])) for a, b in zip(self.words, self.words[1:], strict=False)
        ]

    def keys(self, place):
        """What the names whose first telling word stands there are looked up by."""
        if self.is_stop[place]:
            return set()
        keys = names.opening_keys(self.words[place : place + 1])
        count = next((n for n in range(2, 2 + MOST_BETWEEN) if not all(self.is_stop[place + 1 : place + n])), 2)
        return keys | names.opening_keys(self.words[place : place + count]) if self.is_joined(place, count) else keys

    def is_joined(self, place, count):
        return 0 <= place <= len(self.words) - count and all(self.joined[place : place + count - 1])

    def has(self, name, place):
        """Whether a name stands at a word, in any form of its words."""
        count = len(name.words)
        return self.is_joined(place, count) and all(
            not word.forms.keys.isdisjoint(sought)
            for sought, word in zip(name.words, self.words[place : place + count], strict=True)
        )


class _Found(NamedTuple):
    """Where names stand: from which word of which text on, how many words, and whose name it is, the title's first."""

    text: int
    place: int
    count: int
    pages: tuple


def find(page, language, parts=None):
    """The Mentions that could become links in a page's text in a language, in the order of the text, at most 20.

    Of names that overlap the longest counts. Each page is offered once; never the page itself, one that the page
    leads to already, one that was refused, or one that patients can no longer read in that language. `parts` are the
    page's, where the caller has read them.
    """
    html = list(_rich_texts(parts_of(page) if parts is None else parts, language))
    texts = [_Text(part, field, stretch) for part, field, told in html for stretch in stretches(told)]
    found = _longest(_standing(texts, language))
    spared = _spared(page, [told for *_, told in html]) | {
        n for (n,) in ended_in[language].rows({n for one in found for n in one.pages})
    }
    chosen = _chosen(page, found, texts, spared)
    targets = Page.objects.in_bulk([number for number, _ in chosen])
    return [_mention(targets[number], language, texts[one.text], one) for number, one in chosen]


def parts_of(page):
    """The parts of a page, read from the database."""
    return [part for _, part in kinds.parts_of(kinds.specific(page))]


def _rich_texts(parts, language):
    for part in parts:
        if part.not_for_language != language:
            for field in part.translated_fields():
                if part.is_rich(field) and (html := part.text(field, language)):
                    yield part, field, html


def _standing(texts, language):
    """Every place where a name stands, as _Found."""
    places = [(n, place, text.keys(place)) for n, text in enumerate(texts) for place in range(len(text.words))]
    known = _names_under({key for *_, keys in places for key in keys}, language)
    for n, place, keys in places:
        met = {}
        for name in (name for key in keys if key in known for name in known[key]):
            if texts[n].has(name, place - name.lead):
                met.setdefault((name.lead, len(name.words)), set()).update(name.pages)
        for (lead, count), alike in met.items():
            yield _Found(n, place - lead, count, tuple(dict.fromkeys(number for _, number in sorted(alike))))


def _names_under(keys, language):
    """The names in a language that are looked up by these keys: {key: [_Name, …]}, each once however many pages have it."""
    found = {}
    for key, page, is_title, text in named_in[language].rows(keys):
        found.setdefault(key, {}).setdefault(text, set()).add((not is_title, page))
    return {key: [_name(text, pages) for text, pages in called.items()] for key, called in found.items()}


def _name(text, pages):
    words = names.words_in(text)
    lead = next((n for n, word in enumerate(words) if not word.is_stop_word), 0)
    return _Name(tuple(word.forms.kin for word in words), lead, pages)


def _longest(found):
    """Those that overlap no longer one, in the order of the text."""
    taken, kept = set(), []
    for one in sorted(found, key=lambda one: (-one.count, one.text, one.place)):
        places = {(one.text, place) for place in range(one.place, one.place + one.count)}
        if taken.isdisjoint(places):
            taken |= places
            kept.append(one)
    return sorted(kept)


def _spared(page, texts):
    """The pages that this one leads to already, in its text in the language or in an "Also read" line, or that were refused."""
    lines = page.links.filter(in_text=False).values_list("to_page", "wording__page")
    led = {number for line in lines for number in line} | {int(n) for html in texts for n in TARGET.findall(html)}
    return led | set(page.refused_mentions.values_list("to_page", flat=True))


def _chosen(page, found, texts, spared):
    """(page, _Found) of each mention to offer."""
    chosen, offered = [], set(spared)
    for one in found:
        number = next((number for number in one.pages if number not in offered), None)
        if number and page.pk not in one.pages:
            offered.add(number)
            chosen.append((number, one))
    return chosen[:MOST]


def _ends(text, one):
    return text.words[one.place].start, text.words[one.place + one.count - 1].end


def _mention(target, language, text, one):
    told, (start, end) = text.stretch.text, _ends(text, one)
    span = text.stretch.span(start, end)
    before, after = told[:start], told[end:]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return Mention(target, language, text.part, text.field, *span, told[start:end], before, after)
