"""What somebody may only see in the admin, as the forms draw it: with its language, in its direction, rich text as it reads."""

from dataclasses import dataclass

from django.contrib.admin.utils import display_for_value
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from pages import languages
from pages.rich_text import RichTextField, clean_html


@dataclass(frozen=True)
class Shown:
    """A text column of a model, as a read-only field of the admin. `label` and `direction` are the form's."""

    column: models.Field
    label: str
    language: str | None
    direction: str

    @property
    def __name__(self):
        return self.column.name

    @property
    def short_description(self):
        return self.label

    def __call__(self, row):
        """The text as HTML, or the admin's sign that there is none."""
        text = getattr(row, self.column.name)
        if not text:
            return display_for_value(None, "-")
        said = format_html(' lang="{}"', self.language) if self.language else ""
        return format_html('<div class="shown" dir="{}"{}>{}</div>', self.direction, said, self._drawn(text))

    def _drawn(self, text):
        return mark_safe(clean_html(text)) if isinstance(self.column, RichTextField) else text


def shown(column, label, language, is_latin):
    """The Shown of a column, or its name where it holds no text of its own."""
    if not isinstance(column, models.CharField | models.TextField) or column.choices:
        return column.name
    direction = languages.DIRECTIONS.get(language) or ("ltr" if is_latin else "auto")
    return Shown(column, capfirst(label), language, direction)
