"""Making share cards: on publishing, again when the clinic looks different, and away with them when a page ends."""

import logging
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from PIL import Image

from clinic import profile, share_card_drawing, share_cards
from pages import languages
from pages.clock import Clock
from pages.models import Edition
from pages.publishing import editions

logger = logging.getLogger(__name__)


def register():
    """Makes a card of every edition that is published, and removes that of one that is withdrawn."""
    editions.published.connect(_when_published, dispatch_uid="share-card")
    editions.withdrawn.connect(_when_withdrawn, dispatch_uid="share-card")


def make(edition, clinic):
    """Makes an edition's card where there is none, and returns its name. Raises OSError, and leaves no stub."""
    name = share_cards.name_of(edition, clinic)
    if default_storage.exists(name):
        return name
    try:
        return default_storage.save(name, drawn(edition.title, clinic))
    except OSError:
        with suppress(OSError):
            default_storage.delete(name)
        raise


def drawn(title, clinic):
    """The card of a title as a PNG file, in the language of the clinic's Profile."""
    card = share_card_drawing.draw(title, clinic.name, clinic.language, clinic.colour, _logo(clinic))
    file = ContentFile(b"")
    card.save(file, "PNG", compress_level=6)
    file.seek(0)
    return file


def make_all():
    """Makes the missing cards of all editions that hold or will, and removes all others. Returns how many it made."""
    clinics = {language: profile.load(language) for language in languages.CODES}
    before, wanted = _names(), set()
    for edition in Edition.objects.filter(Q(ends_at=None) | Q(ends_at__gt=Clock())).defer("content"):
        wanted.add(make(edition, clinics[edition.language]))
    for name in before - wanted:
        default_storage.delete(name)
    return len(wanted - before)


def _when_published(edition, **kwargs):
    # Robust: whatever goes wrong is logged, and the page is published without a card.
    transaction.on_commit(lambda: make(edition, profile.load(edition.language)), robust=True)


def _when_withdrawn(edition, **kwargs):
    for name in _names():
        if name.startswith(f"{share_cards.FOLDER}/{edition.pk}-"):
            try:
                default_storage.delete(name)
            except OSError:
                logger.exception("The card %s of a withdrawn page is still there.", name)


def _names():
    try:
        return {f"{share_cards.FOLDER}/{name}" for name in default_storage.listdir(share_cards.FOLDER)[1]}
    except FileNotFoundError:
        return set()


def _logo(clinic):
    """The clinic's logo as a picture, None where it has none or its file is lost."""
    if not clinic.logo:
        return None
    try:
        with default_storage.open(clinic.logo) as file, Image.open(file) as logo:
            logo.load()
            return logo
    except OSError:
        logger.warning("The logo %s cannot be read.", clinic.logo)
        return None
