"""Where the admin shows a page, and does something with it."""

from django.urls import reverse

from pages import kinds


def of(kind, number, action="change", *rest):
    """The address of an action ("change", "publish" …) on the page of a number; `rest` is what follows it, as a language."""
    options = kinds.by_name(kind).model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{action}", args=[number, *rest])
