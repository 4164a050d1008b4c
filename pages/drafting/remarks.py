"""What editors say to each other beside a draft: threads at its parts, or at the page as a whole, each open until it is settled."""

from django.db import transaction
from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from pages import log
from pages.drafting import drafts, own_work
from pages.models import Remark


def write(page, text, *, by, token, anchor="", to=None):
    """Says something at a part (its anchor), or in answer to what began a thread (its number), which is open again.

    A second press of one button (`token`) says nothing more. Raises Remark.DoesNotExist for a thread that is not the page's.
    """
    with transaction.atomic():
        drafts.locked(page.pk)
        first = Remark.objects.get(page=page.pk, to=None, pk=to) if to else None
        told = {"page_id": page.pk, "anchor": first.anchor if first else anchor, "to": first}
        said = {"by": by, "at": timezone.now(), "text": text}
        made, is_new = Remark.objects.get_or_create(token=token, defaults=told | said)
        if is_new:
            Remark.objects.filter(pk=to or 0).update(settled_at=None, settled_by=None)
            log.note(by, "commented", page, part=made.anchor)
    return made


def settle(page, number, *, by):
    """Settles a thread by the number of what began it. False where there is none that is open (any more)."""
    with transaction.atomic():
        drafts.locked(page.pk)
        found = Remark.objects.open().filter(page=page.pk, pk=number)
        is_settled = bool(found.update(settled_at=timezone.now(), settled_by=by))
        if is_settled:
            log.note(by, "comment_settled", page)
    return is_settled


def threads(page):
    """The threads of a page, the oldest first: what began each, with all that was `said` in it. One query."""
    found = {}
    for remark in Remark.objects.filter(page=page.pk).select_related("by", "settled_by"):
        first = found.setdefault(remark.to_id or remark.pk, remark)
        first.said = [*getattr(first, "said", ()), remark]
    return list(found.values())


def waiting_for(user):
    """What began the threads that wait for somebody, the last first.

    They are open, on a page that the person works on or with words of theirs, and another had the last word.
    """
    answered = Remark.objects.filter(by=user, to__isnull=False).values("to")
    last = Remark.objects.filter(Q(pk=OuterRef("pk")) | Q(to=OuterRef("pk"))).order_by("-pk").values("by")
    found = Remark.objects.open().filter(Q(by=user) | Q(pk__in=answered) | Q(page__in=own_work.written(user)))
    found = found.annotate(last_by=Coalesce(Subquery(last[:1]), 0, output_field=BigIntegerField())).exclude(
        last_by=user.pk
    )
    return found.order_by("-pk")
