"""The letter that says which reviews are due: plain text and HTML, in one language or in both, one after the other."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import addresses, letters
from pages.admin.writing_tags import change_address
from pages.models import Edition


def letter(recipient):
    """The message to a `reminding.Recipient`, ready to be sent."""
    addresses_of_dues = _addresses(recipient)
    subjects, sides = [], []
    for language in recipient.languages:
        with translation.override(language):
            subjects.append(_subject(len(recipient.dues)))
            sides.append(_side(recipient, language, addresses_of_dues))
    return letters.message(recipient.address, subjects, sides)


def _subject(count):
    return ngettext("%(number)s review is due", "%(number)s reviews are due", count) % {"number": count}


def _side(recipient, language, addresses_of_dues):
    lines = [
        letters.Line(one.page.name_in(one.language), one.language, _told(one, language, recipient.is_doctor), address)
        for one, address in zip(recipient.dues, addresses_of_dues, strict=True)
    ]
    before, after = (_to_doctor if recipient.is_doctor else _to_publisher)(recipient.person, language)
    return letters.Side(
        language, before, lines, [*after, _("This letter comes once a week for as long as a review is due.")]
    )


def _to_doctor(doctor, language):
    """The sentences before the lines and after them."""
    name = doctor.full_name(language) or str(doctor)
    before = [
        _("Dear %(name)s,") % {"name": name},
        _("You were the last to review these texts. They are near or past the date of their next review:"),
    ]
    return before, [] if _has_desk(doctor) else [_("To review one without an account, ask us for a link.")]


def _to_publisher(_user, _language):
    return [
        _("These texts are near or past the date of their next review, and their last reviewer cannot be written to:")
    ], [_("The doctor has left, or has no e-mail address here. Ask another doctor, or add the address.")]


def _told(one, language, is_doctor):
    """`Arabic · due since 3 March 2026`, and for publishers whose review it was."""
    day = {"day": formats.date_format(one.on)}
    told = [
        _("English") if one.language == "en" else _("Arabic"),
        _("due since %(day)s") % day if one.is_past else _("due on %(day)s") % day,
    ]
    if not is_doctor:
        name = one.doctor.full_name(language) or str(one.doctor)
        told.append(_("last reviewed by %(doctor)s") % {"doctor": name})
    return " · ".join(told)


def _addresses(recipient):
    """Where each text is looked at: at the desk, as patients read it, or as its draft. "" while the site has no address."""
    if not settings.SITE_URL:
        return [""] * len(recipient.dues)
    if not recipient.is_doctor:
        return [settings.SITE_URL + change_address(one.page) for one in recipient.dues]
    if _has_desk(recipient.person):
        paths = [reverse("desk-page", args=[one.page.pk, one.language]) for one in recipient.dues]
    else:
        paths = _public_paths(recipient.dues)
    return [iri_to_uri(settings.SITE_URL + path) for path in paths]


def _public_paths(dues):
    current = Edition.objects.current().filter(page__in={one.page.pk for one in dues}).order_by()
    found = {
        (page, language): addresses.path_of(kind, language, slug)
        for page, language, kind, slug in current.values_list("page_id", "language", "kind", "slug")
    }
    return [found.get((one.page.pk, one.language), f"/{one.language}/") for one in dues]


def _has_desk(doctor):
    return bool(doctor.user and doctor.user.is_active)
