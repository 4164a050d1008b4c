"""What the writing desk's templates ask for."""

from django import template

from pages import formatting, languages
from pages.admin import originals, page_addresses, told_changes
from pages.admin.drawing import drawn, written
from pages.linking import namesakes

register = template.Library()
register.filter("kind_name", namesakes.kind_name)
register.filter("blocks", told_changes.html)
register.filter("entries", told_changes.entries)


@register.filter
def grouped(number):
    """A number in the interface's language where a template knows no clinic, as those of Django's own tags."""
    return formatting.number(number, languages.current())


@register.filter
def results(count):
    """So many results, likewise."""
    return formatting.results(count, languages.current())


@register.filter
def change_address(page):
    """Where the draft of a page is changed."""
    return page_addresses.of(page.kind, page.pk)


@register.filter
def publish_address(page, language):
    """Where a page is published in a language."""
    return page_addresses.of(page.kind, page.pk, "publish", language)


@register.simple_tag
def part(row):
    """One row of a formset (`chapters.Row`): its head, its fields, and what removes it."""
    return drawn("part", row=row)


@register.simple_tag
def fields(fieldset, place):
    """The fields of a fieldset in their lines, each under an id that leads to it: `place` and its column."""
    page, ticked = fieldset.form.instance, originals.ticked(fieldset.form)

    def above(column, is_readonly=False):
        return originals.above(page, column, ticked=ticked, is_readonly=is_readonly)

    return drawn("fields_of", fieldset=fieldset, place=place, written=written, above=above)
