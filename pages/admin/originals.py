"""What stands above the field of a translation: what changed in its original, and that it is still right."""

from functools import cache

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from pages import formatting, languages
from pages.admin.bilingual import language_of
from pages.admin.drawing import drawn
from pages.content import changed_blocks, folding, translations

# What takes the place of a form's prefix and of a text's name in what is drawn once.
PREFIX, FIELD = "\ue000prefix\ue001", "\ue000field\ue001"


class StillRight(forms.MultipleChoiceField):
    """The texts of a page or part whose translation is still right. Their boxes are drawn by `above`."""

    def __init__(self, model):
        choices = [(field, field) for field in model.tracked_fields()]
        super().__init__(label=_("the translation is still right"), choices=choices, required=False)


def ticked(form):
    """The texts of which a posted form says that their translation is still right."""
    return form["still_right"].value() or () if "still_right" in form.fields else ()


def above(row, column, prefix="", ticked=()):
    """What stands above a column in the form of a page or part, as HTML; "" where nothing does.

    `prefix` is what the form of a part is called, `ticked` the texts whose boxes are. The box of a translation that is
    current is kept back: a script puts it there as soon as its original is being changed.
    """
    field, language = column.rpartition("_")[0], language_of(column)
    if not language or getattr(row, "pk", None) is None or field not in getattr(row, "tracked_fields", list)():
        return ""
    if language == row.original_language or getattr(row, "not_for_language", "") == language:
        return ""
    state = translations.state_of_text(row, field, language)
    if state not in (translations.CURRENT, translations.OUTDATED):
        return ""
    box = (
        _box(state, field in ticked, get_language())
        .replace(PREFIX, f"{prefix}-" if prefix else "")
        .replace(FIELD, field)
    )
    return mark_safe(f"{_changed(row, field)}{box}" if state == translations.OUTDATED else box)


def _changed(row, field):
    original = row.original_language
    told = row.text(field, original)
    pieces = changed_blocks.pieces(row.translated_from.get(field, ""), told, row.is_rich(field))
    direction = languages.DIRECTIONS[original]
    return drawn("original_changed", pieces=pieces, original=original, direction=direction, unchanged=_unchanged)


def _unchanged(piece):
    number = len(piece.blocks)
    if not piece.are_items:
        return folding.unchanged_paragraphs(number)
    told = ngettext("%(count)s item did not change", "%(count)s items did not change", number)
    return told % {"count": formatting.number(number, languages.current())}


@cache
def _box(state, is_ticked, _interface):
    is_kept_back = state == translations.CURRENT and not is_ticked
    return drawn("still_right", prefix=PREFIX, field=FIELD, is_kept_back=is_kept_back, is_ticked=is_ticked)
