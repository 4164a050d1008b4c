"""A doctor who leaves: what names them and can be read, and what becomes of each page; and one who returns."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from doctors.models import Credit, ReviewRequest
from doctors.review import review_links
from pages import clock, log
from pages.content.composing import Problem
from pages.models import Edition, Page
from pages.publishing import editions
from pages.states import plans


def named_in(doctor):
    """Every page with an edition that names a doctor and can be read, now or later: `{page: {edition: [roles]}}`."""
    editions_ahead = Edition.objects.filter(pk__in=Edition.objects.current().values("pk")) | _scheduled()
    credits = Credit.objects.filter(doctor=doctor, edition__in=editions_ahead.values("pk")).order_by(
        "edition__page_id", "edition__language", "edition__number", "role"
    )
    found = defaultdict(lambda: defaultdict(list))
    for credit in credits.select_related("edition__page"):
        found[credit.edition.page][credit.edition].append(credit)
    return {page: dict(named) for page, named in found.items()}


def cancelled_with(page, named):
    """What is scheduled and does not name the doctor, but is cancelled where a page that names them is withdrawn."""
    now = clock.now()
    read_in = {edition.language for edition in named if edition.starts_at <= now}
    return [e for code in sorted(read_in) for e in plans.of(page, code, now).scheduled if e not in named]


def seen(page, named):
    """What somebody is shown of a page whose editions name a doctor: which ones these are, and what ends with them."""
    return " ".join(f"{edition.language}-{edition.number}" for edition in [*named, *cancelled_with(page, named)])


def leave(doctor, *, by, reviewers=None, withdrawals=None, shown=None):
    """Makes a doctor inactive, revokes their links and closes their account, all at once or not at all.

    `reviewers`: {page number: the doctor who is asked in their place}; `withdrawals`: {page number: the page that
    readers are sent to instead, or None}; `shown`: {page number: what was `seen` of it}, where whoever decides was shown
    it. Raises `editions.Refused` where a withdrawal is refused, and Unseen where other editions name the doctor by now.
    """
    with transaction.atomic():
        for page, named in named_in(doctor).items():
            if page.pk in (withdrawals or {}) and shown is not None and shown.get(page.pk) != seen(page, named):
                raise _unseen(page)
            for edition in named:
                if reviewer := (reviewers or {}).get(page.pk):
                    _ask(reviewer, edition, by)
                elif page.pk in (withdrawals or {}):
                    _withdraw(page, edition, by, withdrawals[page.pk])
        doctor.active = False
        doctor.account_closed = _close_account(doctor)
        doctor.save(update_fields=["active", "account_closed"])
        review_links.revoke(doctor.review_links.all(), by=by)
        ReviewRequest.objects.filter(doctor=doctor, answered_at=None).delete()
        log.note(by, "left", doctor)


def come_back(doctor):
    """Opens the account again that leaving closed, and says whether it did. One that is staff's by now is left alone."""
    was_closed, doctor.account_closed = doctor.account_closed, False
    doctor.save(update_fields=["account_closed"])
    if not was_closed or doctor.user is None or doctor.user.is_staff or doctor.user.is_superuser:
        return False
    doctor.user.is_active = True
    doctor.user.save(update_fields=["is_active"])
    return True


def is_named(doctor):
    """Whether anything says who a doctor is: a page, an edition of any time, a review or a comment."""
    recorded = (doctor.credits, doctor.reviews, doctor.comments)
    return any(rows.exists() for rows in recorded) or pages_that_name(doctor).exists()


def _scheduled():
    return Edition.objects.filter(starts_at__gt=clock.now()).exclude(end_reason="cancelled")


def _ask(reviewer, edition, by):
    own = {"page_id": edition.page_id, "language": edition.language, "doctor": reviewer}
    ReviewRequest.objects.get_or_create(**own, answered_at=None, defaults={"asked_by": by})


def _unseen(page):
    told = _("“%(page)s”: other editions name the doctor by now. Look at them before you withdraw the page.")
    return editions.Unseen([Problem("unseen", told % {"page": page})])


def _withdraw(page, edition, by, replacement):
    """A page's current edition takes what was scheduled with it; one that is only scheduled is cancelled."""
    edition.refresh_from_db()
    if edition.end_reason in ("withdrawn", "cancelled"):
        return
    if edition.starts_at > clock.now():
        editions.cancel(edition, by=by)
    else:
        told = {"replacement": replacement, "shown": str(edition.number)}
        editions.withdraw(page, edition.language, by=by, **told)


def _close_account(doctor):
    """Whether an account was closed. Staff keep theirs, which the desk does not open to a doctor who left."""
    if doctor.user is None or doctor.user.is_staff or not doctor.user.is_active:
        return False
    doctor.user.is_active = False
    doctor.user.save(update_fields=["is_active"])
    return True


def pages_that_name(doctor):
    """The drafts that would name a doctor when they are published next."""
    return (Page.objects.filter(author=doctor) | Page.objects.filter(pk__in=doctor.procedures.values("pk"))).distinct()
