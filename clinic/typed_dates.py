"""Dates and times as people here type them: with Arabic digits as well; one that is refused is told with an example."""

from django import forms
from django.forms.fields import BaseTemporalField
from django.utils.translation import gettext_lazy as _

from pages.plain_text import DIGITS

EXAMPLES = {
    forms.DateField: _("Write the date like this: 2026-12-20 or 20/12/2026."),
    forms.TimeField: _("Write the time like this: 10:00 or 15:30."),
    forms.DateTimeField: _("Write the date and the time like this: 2026-12-20 15:30."),
}


def read():
    """Has every form's field of a date or a time read both kinds of digits, and say how one is written."""
    as_django_reads = BaseTemporalField.to_python

    def to_python(field, value):
        try:
            return as_django_reads(field, value.translate(DIGITS))
        except forms.ValidationError as refused:
            # Here, because fields that a form declared before this have Django's message already.
            raise forms.ValidationError(EXAMPLES[_kind(field)], code="invalid") from refused

    BaseTemporalField.to_python = to_python


def _kind(field):
    return next(kind for kind in EXAMPLES if isinstance(field, kind))
