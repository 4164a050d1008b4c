"""Anchors: the name of a part within its page, the same in both languages, given once and never changed."""

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from pages import kinds

LENGTH = 60


def free(part):
    """A new anchor for a part: of its kind, else of its English heading, else a number that is never used again.

    A group's name (`risks`) is the anchor of the group as a whole, whether or not a section heads it.
    """
    page = getattr(part, part.owner)
    kind = getattr(part, "kind", "")
    group_names = {group.anchor for group in kinds.of(page).groups}
    if kind in group_names:
        return _unused(page, f"{kind}-words", group_names)
    named = kind.replace("_", "-") if kind and kind != "other" else _of_heading(part)
    if named:
        return _unused(page, named, group_names)
    return _unused(page, f"{part._meta.model_name}-{_next_number(page)}", group_names)


def _of_heading(part):
    for field in ("heading_en", "question_en", "aspect_en"):
        if text := getattr(part, field, ""):
            return slugify(text)[:LENGTH].strip("-")
    return ""


def _unused(page, anchor, group_names):
    name = anchor
    while name in group_names or _is_taken(page, name):
        name = f"{anchor}-{_next_number(page)}"
    return name


def _is_taken(page, anchor):
    """Whether a part of the page has that anchor: one query, however many parts there are."""
    specific = kinds.specific(page)
    relations = [specific.sections, *(getattr(specific, group.name) for group in kinds.of(page).groups)]
    first, *others = [relation.filter(anchor=anchor).order_by().values_list("anchor") for relation in relations]
    return first.union(*others).exists()


def _next_number(page):
    """Counted up in the database under a lock: two who add parts at once get two numbers."""
    own = type(page).objects.filter(pk=page.pk)
    with transaction.atomic():
        own.update(last_part_number=F("last_part_number") + 1)
        return own.values_list("last_part_number", flat=True).get()
