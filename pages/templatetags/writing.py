"""What the writing desk's templates ask for."""

from django import template
from django.urls import reverse

from pages import kinds, namesakes

register = template.Library()
register.filter("kind_name", namesakes.kind_name)


@register.filter
def change_address(page):
    """Where the draft of a page is changed."""
    model = kinds.by_name(page.kind).model._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_change", args=[page.pk])
