"""Links by which a doctor reviews without an account: made, opened, revoked; and the PIN that may guard them."""

from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from doctors.models import Doctor, ReviewLink
from doctors.models.asking import MOST_WRONG_PINS
from pages import log
from pages.formatting import digits
from pages.secret_addresses import digest_of, new_token

SHORTEST_PIN, LONGEST_PIN = 4, 8
RUNS = ("01234567890123456789", "98765432109876543210")

_pin_is_asked = []


def ask_pin(is_asked):
    """Lets the clinic say whether links ask for a PIN: `is_asked()`."""
    _pin_is_asked[:] = [is_asked]


def pin_is_asked():
    return any(is_asked() for is_asked in _pin_is_asked)


def make(doctor, *, by, days, language="ar"):
    """Makes a link for a doctor: `(link, token)`. The token is known now and never again."""
    token = new_token()
    expires = timezone.now() + timedelta(days=days)
    own = {"doctor": doctor, "made_by": by, "language": language, "expires_at": expires}
    link = ReviewLink.objects.create(token_digest=digest_of(token), **own)
    log.note(by, "link_made", doctor, until=expires.isoformat())
    return link, token


def find(token):
    """The open link of a token; None where it is altered, expired, revoked or of a doctor who left."""
    return ReviewLink.objects.open().with_token(token).select_related("doctor").first()


def use(link):
    """Notes that the doctor did something by a link. Opening it is not that: robots open it too."""
    ReviewLink.objects.filter(pk=link.pk).update(used_at=timezone.now())


def revoke(links, *, by):
    """Closes links for good, and returns how many."""
    with transaction.atomic():
        closing = list(links.filter(revoked_at=None).select_related("doctor"))
        for link in closing:
            log.note(by, "link_revoked", link.doctor, until=link.expires_at.isoformat())
        return links.filter(pk__in=[link.pk for link in closing]).update(revoked_at=timezone.now())


def free(link, *, by):
    """Lets a link be tried again that wrong PINs had locked."""
    _forget_wrong_pins(link)
    log.note(by, "link_freed", link.doctor)


def forget_pin(doctor, *, by):
    """Lets a doctor set a new PIN by their next link; whoever was let in by the old one is asked again."""
    Doctor.objects.filter(pk=doctor.pk).update(review_pin="")
    log.note(by, "pin_forgotten", doctor)


def pin_is_right(link, pin):
    """Whether a PIN is the doctor's. Each try is counted before it is looked at, so many at once are no more than five."""
    tries = ReviewLink.objects.filter(pk=link.pk, wrong_pins__lt=MOST_WRONG_PINS)
    if not tries.update(wrong_pins=F("wrong_pins") + 1) or not check_password(as_digits(pin), link.doctor.review_pin):
        return False
    _forget_wrong_pins(link)
    return True


def set_pin(doctor, pin):
    """Sets a doctor's first PIN; False where one is set already."""
    hashed = make_password(as_digits(pin))
    if not Doctor.objects.filter(pk=doctor.pk, review_pin="").update(review_pin=hashed):
        return False
    doctor.review_pin = hashed
    return True


def _forget_wrong_pins(link):
    ReviewLink.objects.filter(pk=link.pk).update(wrong_pins=0)


def as_digits(pin):
    """A PIN as it is compared: ١٢٣ and 123 are the same."""
    return digits(pin.strip(), "en")


def is_fit(pin):
    """Whether a PIN is four to eight digits, and not the first that everybody would try."""
    pin = as_digits(pin)
    if not (pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return False
    return len(set(pin)) > 1 and not any(pin in run for run in RUNS)
