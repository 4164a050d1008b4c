"""A row with texts in two languages, which knows the original that each translation was made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from pages import languages, plain_text
from pages.rich_text import RichTextField, clean_html, text_of


class Translated(models.Model):
    """The base of pages and parts.

    `translated_from` holds, per text, the original as it stood when its translation was last written or found
    still right, rich text with its mark-up: `{"heading": "Risks"}`. From it follows whether a translation is current
    (`pages.content.translations`).
    """

    translated_from = models.JSONField(_("originals of the translations"), default=dict, editable=False, blank=True)

    # Texts that are written for each language on their own and are no translation of each other.
    untracked = frozenset()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.clean_texts()
        self.note_originals()
        super().save(*args, **kwargs)
        self.remember_stored()

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.remember_stored()
        return row

    def refresh_from_db(self, *args, **kwargs):
        super().refresh_from_db(*args, **kwargs)
        self.remember_stored()

    @classmethod
    def translated_fields(cls):
        """The names of the translated texts, in the order in which they are declared, the floor's first."""
        registered = translator.get_options_for_model(cls).all_fields  # in no order: modeltranslation keeps a set
        return [field.name for field in cls._meta.concrete_fields if field.name in registered]

    @classmethod
    def tracked_fields(cls):
        """Those of the translated texts whose translation has a state."""
        return [name for name in cls.translated_fields() if name not in cls.untracked]

    @classmethod
    def is_rich(cls, field):
        """Whether a text is HTML."""
        return isinstance(cls._meta.get_field(field), RichTextField)

    def text(self, field, language):
        """A text in a language, "" where it is missing."""
        return getattr(self, f"{field}_{language}") or ""

    def set_text(self, field, language, text):
        """Puts a text in a language into its column."""
        setattr(self, f"{field}_{language}", text)

    def words(self, field, language):
        """A text in a language without its mark-up: what is compared and counted."""
        text = self.text(field, language)
        return text_of(text) if self.is_rich(field) else text

    def has_text(self, language):
        """Whether anything at all is written in that language."""
        return any(self.words(field, language).strip() for field in self.tracked_fields())

    def remember_stored(self):
        self._stored = {
            column: self.__dict__[column]
            for field in self.translated_fields()
            for column in (f"{field}_{code}" for code in languages.CODES)
            if column in self.__dict__
        }

    def stored_text(self, field, language):
        """A text as the database has it, for a row that was read from there."""
        return getattr(self, "_stored", {}).get(f"{field}_{language}") or ""

    def stored_words(self, field, language):
        """The words that the database has: what an editor's browser does to the mark-up does not count."""
        text = self.stored_text(field, language)
        return text_of(text) if self.is_rich(field) else text

    def clean_texts(self):
        """Takes direction overrides and controls out of every text, and out of rich text what no page can show."""
        for field in self.translated_fields():
            cleaned = clean_html if self.is_rich(field) else plain_text.clean
            for code in languages.CODES:
                column = f"{field}_{code}"
                if self.__dict__.get(column):
                    setattr(self, column, cleaned(self.__dict__[column]))

    def note_originals(self):
        """Notes for each translation that was written since the last save the original that it was made from."""
        original = self.original_language
        translation = languages.other(original)
        for field in self.tracked_fields():
            written = self.text(field, translation)
            if not written:
                self.translated_from.pop(field, None)
            elif not plain_text.same(self.words(field, translation), self.stored_words(field, translation)):
                self.translated_from[field] = self.text(field, original)
