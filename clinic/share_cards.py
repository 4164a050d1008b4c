"""Share cards: the picture that WhatsApp and Facebook show of a page. Where an edition's card is."""

import json
from functools import lru_cache

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.crypto import salted_hmac

from clinic import share_card_drawing as drawing

FOLDER = "cards"


def name_of(edition, clinic):
    """The name of an edition's card. `clinic`: the Profile in its language; another look is another name.

    It cannot be guessed: the card of a scheduled edition, which lies there before it begins, is nobody's to read.
    """
    return _name(edition.pk, edition.fingerprint, clinic)


def url_of(edition, clinic):
    """The path of an edition's card, "" while there is none. No query: one look at the disk, or at what a storage told lately."""
    return address(edition.pk, edition.fingerprint, clinic)


def address(number, fingerprint, clinic):
    """The same of the edition with a number and a fingerprint."""
    name = _name(number, fingerprint, clinic)
    is_there = getattr(default_storage, "is_known", default_storage.exists)
    return default_storage.url(name) if number and is_there(name) else ""


def _name(number, fingerprint, clinic):
    look = drawing.DESIGN, drawing.can_shape_arabic(), clinic.name, clinic.colour, clinic.logo, fingerprint
    return f"{FOLDER}/{number}-{_digest(look, settings.SECRET_KEY)}.png"


@lru_cache(maxsize=1000)
def _digest(look, secret):
    return salted_hmac("clinic.share_cards", json.dumps(look), secret).hexdigest()[:16]
