"""What editors say to each other beside a draft: threads at its parts, or at the page as a whole, each open until it is settled.

What is refused raises Gone, NotTheirs, Settled or ChangedMeanwhile, and does nothing.
"""

from django.db import transaction
from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from pages import log
from pages.drafting import drafts, own_work
from pages.models import Remark


class Refused(Exception):
    """What somebody wants to do to a comment cannot be done."""


class Gone(Refused):
    """The comment was deleted meanwhile, or there never was such a one at the page."""


class NotTheirs(Refused):
    """Another wrote it."""


class Settled(Refused):
    """The thread was settled meanwhile: what was said in it stays as it was then."""


class ChangedMeanwhile(Refused):
    """Whoever wrote it changed it elsewhere, and does not know that text here."""


def write(page, text, *, by, token, anchor="", to=None):
    """Says something at a part (its anchor), or in answer to what began a thread (its number), which is open again.

    A second press of one button (`token`) says nothing more. Raises Gone for a thread that is not the page's.
    """
    with transaction.atomic():
        drafts.locked(page.pk)
        first = _first(page, to) if to else None
        told = {"page_id": page.pk, "anchor": first.anchor if first else anchor, "to": first}
        said = {"by": by, "at": timezone.now(), "text": text}
        made, is_new = Remark.objects.get_or_create(token=token, defaults=told | said)
        if is_new:
            Remark.objects.filter(pk=to or 0).update(settled_at=None, settled_by=None)
            log.note(by, "commented", page, part=made.anchor)
    return made


def change(page, number, text, *, by, seen):
    """Gives a comment of somebody's own another text, while its thread is open.

    `seen` is the stamp of the text that they changed. A second press of one button changes nothing more.
    """
    with transaction.atomic():
        remark = _own(page, number, by)
        if (remark.to or remark).settled_at:
            raise Settled
        if remark.text == text:
            return
        if remark.stamp != seen:
            raise ChangedMeanwhile
        remark.text, remark.changed_at = text, timezone.now()
        remark.save(update_fields=["text", "changed_at"])
        log.note(by, "comment_changed", page, part=remark.anchor)


def delete(page, number, *, by):
    """Deletes a comment of somebody's own. What began a thread stays without its text as long as there is an answer to it."""
    with transaction.atomic():
        remark = _own(page, number, by)
        if remark.answers.exists():
            remark.text, remark.deleted_at = "", timezone.now()
            remark.save(update_fields=["text", "deleted_at"])
        else:
            remark.delete()
            Remark.objects.filter(pk=remark.to_id, deleted_at__isnull=False, answers=None).delete()
        log.note(by, "comment_deleted", page, part=remark.anchor)


def settle(page, number, *, by):
    """Settles a thread by the number of what began it. False where it is already; raises Gone where there is none."""
    with transaction.atomic():
        drafts.locked(page.pk)
        if _first(page, number).settled_at:
            return False
        Remark.objects.filter(pk=number).update(settled_at=timezone.now(), settled_by=by)
        log.note(by, "comment_settled", page)
    return True


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


def _first(page, number):
    """What began a thread of the page."""
    if found := Remark.objects.filter(page=page.pk, to=None, pk=number).first():
        return found
    raise Gone


def _own(page, number, by):
    """A comment that somebody wrote, its page held from now on."""
    drafts.locked(page.pk)
    remark = Remark.objects.select_related("to").filter(page=page.pk, pk=number, deleted_at=None).first()
    if remark is None:
        raise Gone
    if remark.by_id != by.pk:
        raise NotTheirs
    return remark
