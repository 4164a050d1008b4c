"""The texts of a draft that can be translated in Word, each with its state and its key."""

from dataclasses import dataclass

from importers.word.cell_reading import canonical
from importers.word.keys import Key, digest, place_of
from pages import kinds, languages, plain_text
from pages.content import arranging, translations

# They have no state, being no translation of each other: they go along where there are none yet.
WITHOUT_STATE = ("search_title", "search_description", "aliases")


@dataclass(frozen=True)
class Text:
    """One text of a page, or of a part of it (`row`), in the language that it is translated into. `part` is what its part is called."""

    page: object
    row: object
    field: str
    language: str
    part: str

    @property
    def is_rich(self):
        return self.row.is_rich(self.field)

    @property
    def label(self):
        """What the field is called."""
        return str(self.row._meta.get_field(self.field).verbose_name)

    @property
    def longest(self):
        """How many characters it may have, or None."""
        return self.row._meta.get_field(self.field).max_length

    @property
    def has_lines(self):
        """Whether it may have more than one line."""
        return self.is_rich or self.longest is None

    @property
    def original(self):
        return self.row.text(self.field, languages.other(self.language))

    @property
    def original_words(self):
        return self.row.words(self.field, languages.other(self.language))

    @property
    def translation(self):
        return self.row.text(self.field, self.language)

    @property
    def compared(self):
        """The translation as it is compared with what comes back."""
        return canonical(self.translation) if self.is_rich else plain_text.clean(self.translation)

    @property
    def state(self):
        """As `translations.state_of_text` has it; of what has no state only whether it is missing."""
        if self.field in self.row.tracked_fields():
            return translations.state_of_text(self.row, self.field, self.language)
        return translations.MISSING if self.original.strip() and not self.translation.strip() else None

    @property
    def key(self):
        place = place_of(getattr(self.row, "anchor", ""), self.field)
        return Key(self.page.pk, self.language, place, digest(self.original_words), digest(self.compared))


def texts_of(page, language):
    """Every Text of a page in a language, as readers meet them: the page's own first."""
    page = kinds.specific(page)
    found = []
    for _group, row in [("page", page), *kinds.parts_of(page)]:
        if getattr(row, "not_for_language", "") != language:
            name = "" if row is page else _called(row)
            own = [*row.tracked_fields(), *(field for field in WITHOUT_STATE if row is page)]
            found += [Text(page, row, field, language, name) for field in own]
    return found


def to_translate(page, language):
    """The Texts of a page that are missing or outdated in a language."""
    return [text for text in texts_of(page, language) if text.state in (translations.MISSING, translations.OUTDATED)]


def _called(part):
    here = languages.current()
    told = (
        {field: part.text(field, code) for field in part.tracked_fields()} for code in (here, languages.other(here))
    )
    return arranging.called(*told, kind=getattr(part, "kind", "")) or str(part._meta.verbose_name)
