"""What taking a Word file of translations into the drafts would do, text by text. Nothing is written here."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from importers.word.keys import Key, digest
from importers.word.reading import Returned
from importers.word.texts import Text, texts_of
from pages import kinds, languages, plain_text
from pages.content import differences, translations
from pages.models import Page
from pages.rich_text import text_of

# What is taken unless somebody says otherwise, and what only where somebody says so.
NEW, CHANGED = "new", "changed"
CONFLICT, OTHER_LANGUAGE, FORMATTING, STILL_RIGHT = "conflict", "other_language", "formatting", "still_right"
UNCHANGED, EMPTY, REFUSED = "unchanged", "empty", "refused"
TAKEN, ASKED = (NEW, CHANGED), (CONFLICT, OTHER_LANGUAGE, FORMATTING, STILL_RIGHT)
LABELS = {
    NEW: gettext_lazy("New translation"),
    CHANGED: gettext_lazy("Brought up to date"),
    CONFLICT: gettext_lazy("Somebody changed this translation after the file was made"),
    OTHER_LANGUAGE: gettext_lazy("This does not look like the language of the translation"),
    FORMATTING: gettext_lazy("The same words with other formatting or other links"),
    STILL_RIGHT: gettext_lazy("Outdated, and came back unchanged"),
    REFUSED: gettext_lazy("Cannot be taken"),
}


@dataclass(frozen=True)
class Outcome:
    """What would become of one text that came back.

    `is_stale`: the original changed after the file was made, so that the translation would count as outdated, of the
    `original` that stood in the file. `new` is the text as it would be stored.
    """

    key: Key
    state: str
    text: Text | None = None
    new: str = ""
    original: str | None = None
    is_stale: bool = False
    reason: str = ""

    @property
    def label(self):
        return LABELS[self.state]

    @property
    def key_text(self):
        return str(self.key)

    @property
    def is_taken(self):
        """Whether it is taken unless somebody says otherwise."""
        return self.state in TAKEN

    @property
    def is_offered(self):
        return self.state in TAKEN + ASKED

    @property
    def runs(self):
        """The translation of now and the one that came back, as runs of words."""
        return differences.of_words(self.text.row.words(self.text.field, self.text.language), self._words)

    @property
    def words(self):
        """Both, each whole."""
        return self.text.row.words(self.text.field, self.text.language), self._words

    @property
    def _words(self):
        return text_of(self.new) if self.text.is_rich else self.new


@dataclass
class OfPage:
    """The outcomes of one page in a language; `page` is None where there is none of that number."""

    page: Page | None
    language: str
    outcomes: list = field(default_factory=list)

    @property
    def told(self):
        """What is shown of them: those that do something, or are refused."""
        return [outcome for outcome in self.outcomes if outcome.state not in (UNCHANGED, EMPTY)]

    @property
    def counts(self):
        """How many are in each state."""
        return Counter(outcome.state for outcome in self.outcomes)


def of_rows(rows, allowed):
    """What some Returned rows would do, an OfPage for each page and language. `allowed` are kinds (names) that one may change."""
    by_page = defaultdict(list)
    for row in rows:
        if isinstance(row, Returned):
            by_page[row.key.page, row.key.language].append(row)
    known = {page.pk: page for page in Page.objects.filter(pk__in={number for number, _language in by_page})}
    return [of_page(known.get(number), language, own, allowed) for (number, language), own in by_page.items()]


def of_page(page, language, rows, allowed):
    """What the Returned rows of one page in a language would do, an OfPage."""
    if page is None:
        return _all_refused(page, language, rows, _("The page was deleted."))
    if page.kind not in allowed:
        return _all_refused(page, language, rows, _("Your account may not change this page."))
    page = kinds.specific(page)
    texts = {text.key.place: text for text in texts_of(page, language)}
    twice = _twice(rows)
    first = {row.key.place: row for row in reversed(rows)}
    told = [
        _outcome(texts.get(row.key.place), row, row.key.place in twice) for row in rows if first[row.key.place] is row
    ]
    return OfPage(page, language, told)


def _outcome(text, row, is_twice):
    if text is None:
        reason = _("The part was deleted, or is left out in this language: %(words)s")
        return Outcome(row.key, REFUSED, reason=reason % {"words": " ".join(row.lines)[:80]})
    new = row.html if text.is_rich else ("\n" if text.has_lines else " ").join(row.lines)
    original = row.original_html if text.is_rich and row.original is not None else row.original
    told = {"key": row.key, "text": text, "new": new, "original": original}
    told["is_stale"] = row.key.original != text.key.original
    if not row.lines:
        return Outcome(state=EMPTY, **told)
    if is_twice:
        return Outcome(state=REFUSED, reason=_("The file has this text twice, in different words."), **told)
    if text.longest and len(new) > text.longest:
        reason = _("It is longer than %(most)s characters.") % {"most": text.longest}
        return Outcome(state=REFUSED, reason=reason, **told)
    return Outcome(state=_state(text, row.key, new, told["is_stale"]), **told)


def _state(text, key, new, is_stale):
    now, words = text.compared, text_of(new) if text.is_rich else new
    if plain_text.same(new, now) or digest(new) == key.translation:
        is_outdated = text.state == translations.OUTDATED and plain_text.same(new, now)
        return STILL_RIGHT if is_outdated and not is_stale else UNCHANGED
    if plain_text.same(words, text.row.words(text.field, text.language)):
        return FORMATTING
    if digest(now) != key.translation:
        return CONFLICT
    if languages.of_script(words) not in (text.language, None):
        return OTHER_LANGUAGE
    return CHANGED if now else NEW


def _twice(rows):
    """The places that came back more than once, in different words."""
    told = defaultdict(set)
    for row in rows:
        told[row.key.place].add(row.html)
    return {place for place, found in told.items() if len(found) > 1}


def _all_refused(page, language, rows, reason):
    return OfPage(page, language, [Outcome(row.key, REFUSED, reason=reason) for row in rows])
