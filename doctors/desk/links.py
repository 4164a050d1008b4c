"""Links as doctors make them: an "Also read" line enters the draft at once, under their name."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pages.drafting import drafts
from pages.linking import places
from pages.models import Link


class NotLinked(Exception):
    """Why no link was made, in words for the person who asked."""


def link(page, after, target, anchor, *, by):
    """The line after a part of `page` that leads to `target`, or to a part of it: `(line, whether it is new)`.

    A line that is there already is whoever's it was. Raises NotLinked for a page to itself, and for parts that the pages do not have (any more).
    """
    if target.pk == page.pk:
        raise NotLinked(_("A page cannot lead to itself."))
    with transaction.atomic():
        page = drafts.locked(page.pk)
        if after not in places.anchors_of(page) or anchor not in places.anchors_of(target):
            raise NotLinked(_("This part is not there any more."))
        own = {"in_text": False, "after_anchor": after, "to_page_id": target.pk, "to_anchor": anchor}
        if there := page.links.filter(**own).first():
            return there, False
        last = page.links.filter(in_text=False).aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
        made = Link.objects.create(from_page_id=page.pk, order=order, **own)
        drafts.record(page, by=by)
    return made, True


def undo(made, *, by):
    """Takes a line back out of the draft."""
    with transaction.atomic():
        page = drafts.locked(made.from_page_id)
        page.links.filter(pk=made.pk, in_text=False).delete()
        drafts.record(page, by=by)


def leads_back(made):
    """Whether the page that a line leads to leads back to the page that the line is on."""
    return Link.objects.filter(from_page=made.to_page_id, to_page=made.from_page_id).exists()
