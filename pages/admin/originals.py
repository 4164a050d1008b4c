"""What stands above the field of a translation: what changed in its original, and that it is still right."""

from functools import cache

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pages.admin import told_changes
from pages.admin.bilingual import language_of
from pages.admin.drawing import drawn
from pages.content import blocks, changed_blocks, translations

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


def above(row, column, prefix="", ticked=(), is_readonly=False):
    """What stands above a column in the form of a page or part, as HTML; "" where nothing does.

    `prefix` is what the form of a part is called, `ticked` the texts whose boxes are. The box of a translation that is
    current is kept back: a script puts it there as soon as its original is being changed. Where the column can only be
    read there is no box.
    """
    field, language = column.rpartition("_")[0], language_of(column)
    if not language or getattr(row, "pk", None) is None or field not in getattr(row, "tracked_fields", list)():
        return ""
    if language == row.original_language or getattr(row, "not_for_language", "") == language:
        return ""
    state = translations.state_of_text(row, field, language)
    if state not in (translations.CURRENT, translations.OUTDATED):
        return ""
    changed = _changed(row, field) if state == translations.OUTDATED else ""
    return mark_safe(changed if is_readonly else f"{changed}{_named_box(state, field, prefix, ticked)}")


def _named_box(state, field, prefix, ticked):
    return (
        _box(state, field in ticked, get_language())
        .replace(PREFIX, f"{prefix}-" if prefix else "")
        .replace(FIELD, field)
    )


def _changed(row, field):
    read = blocks.of_rich if row.is_rich(field) else blocks.of_plain
    sides = row.translated_from.get(field, ""), row.text(field, row.original_language)
    pieces = changed_blocks.pieces(*map(read, sides))
    return told_changes.of_pieces(pieces, row.original_language, "original_changed")


@cache
def _box(state, is_ticked, _interface):
    is_kept_back = state == translations.CURRENT and not is_ticked
    return drawn("still_right", prefix=PREFIX, field=FIELD, is_kept_back=is_kept_back, is_ticked=is_ticked)
