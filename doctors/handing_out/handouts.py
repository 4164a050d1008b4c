"""Hand-outs: giving one its code, keeping what it leads to, and forgetting its notes when it ends."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q

from doctors.models import Handout, HandoutPart
from pages import clock, languages, log
from pages.clock import Clock
from pages.public import short_addresses

# A page's code is for everybody and short; a hand-out's has 110 thousand million likes, so that nobody finds one by trying.
CODE_LENGTH = 8
USUAL_DAYS = 30
NO_NOTES = {f"note_{language}": "" for language in languages.CODES}


class HandoutCodeConverter(short_addresses.CodeConverter):
    """`<handout:code>` in a URL pattern: of another length than the codes of pages and parts, so never one of theirs."""

    regex = f"{short_addresses.TYPED}{{{CODE_LENGTH}}}"


def find(code):
    """The hand-out of a code, with `is_open` and its doctor; None where the code was never given."""
    is_open = ExpressionWrapper(Q(expires_at__gt=Clock()), output_field=BooleanField())
    return Handout.objects.annotate(is_open=is_open).select_related("doctor").filter(code=code).first()


def make(parts, **columns):
    """A new Handout of some parts, `[(page number, anchor), …]`, with a code that no other ever had."""
    while True:  # a code that is taken is refused by the database, and another one is drawn
        handout = Handout(code=short_addresses.drawn(CODE_LENGTH), **columns)
        try:
            with transaction.atomic():
                keep(handout, parts)
                log.note(handout.made_by, "handout_made", handout)
        except IntegrityError:
            if not Handout.objects.filter(code=handout.code).exists():
                raise
        else:
            return handout


@transaction.atomic
def keep(handout, parts):
    """Saves a hand-out with these parts in this order, in the place of those that it had."""
    handout.save()
    handout.parts.all().delete()
    HandoutPart.objects.bulk_create(
        HandoutPart(handout=handout, order=order, page_id=page, anchor=anchor)
        for order, (page, anchor) in enumerate(parts)
    )


def in_days(days):
    """The moment so many days from now, by the database's clock."""
    return clock.now() + timedelta(days=days)


def end(handout, *, by):
    """Ends a hand-out now, and forgets its notes."""
    for name, value in ({"expires_at": clock.now()} | NO_NOTES).items():
        setattr(handout, name, value)
    handout.save(update_fields=["expires_at", *NO_NOTES])
    log.note(by, "handout_ended", handout)


def forget_notes():
    """Deletes the notes of the hand-outs that have ended; returns how many."""
    return Handout.objects.ended().exclude(**NO_NOTES).update(**NO_NOTES)
