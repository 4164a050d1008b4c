"""What the templates of a procedure need."""

from django import template

from procedures.models import Candidate, Procedure, Risk

register = template.Library()

TYPES, FREQUENCIES, SEVERITIES = dict(Procedure.TYPES), dict(Risk.FREQUENCIES), dict(Risk.SEVERITIES)


@register.filter
def type_name(value):
    """A type of procedure in words."""
    return TYPES.get(value, "")


@register.filter
def frequency_name(value):
    """How common a risk is, in words and as a proportion."""
    return FREQUENCIES.get(value, "")


@register.filter
def severity_name(value):
    """How serious a risk is, in words."""
    return SEVERITIES.get(value, "")


@register.filter
def by_suitability(rows):
    """Candidates in two lists: [("suitable", rows), ("not_suitable", rows)], without an empty one."""
    sides = [(side, [row for row in rows if row["suitability"] == side]) for side, _ in Candidate.SUITABILITIES]
    return [(side, found) for side, found in sides if found]
