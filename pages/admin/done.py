"""What is said once a page was published, scheduled or withdrawn: in which language, when, and what readers find now."""

from django.contrib import messages
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pages import languages
from pages.states import plans
from pages.states.standing import standing


def tell_published(request, editions, is_scheduled):
    """Says of each edition that it is read now, with the way to it, or when it will be."""
    for edition in editions:
        messages.success(request, _scheduled(edition) if is_scheduled else _published(edition))


def _published(edition):
    told = {
        "en": _("“%(title)s” is published in English."),
        "ar": _("“%(title)s” is published in Arabic."),
    }[edition.language] % {"title": edition.title}
    return format_html('{} <a href="{}">{}</a>', told, iri_to_uri(edition.get_absolute_url()), _("See on the site"))


def _scheduled(edition):
    told = {
        "en": _("“%(title)s” is scheduled in English for %(begins)s."),
        "ar": _("“%(title)s” is scheduled in Arabic for %(begins)s."),
    }[edition.language]
    return told % {"title": edition.title, "begins": plans.moment(edition.starts_at)}


def tell_withdrawn(request, page, codes):
    """Says in which languages a page was withdrawn, whether it is still read in the other, and what is read in its place."""
    own, twin = standing(page, codes[0]), standing(page, languages.other(codes[0]))
    replacement = own.ended and own.ended.replacement
    told = [_withdrawn(codes, twin.is_readable)]
    if replacement:
        told.append(_("Readers are led to “%(page)s”.") % {"page": replacement})
    messages.success(request, " ".join(told))


def _withdrawn(codes, is_twin_read):
    if len(codes) > 1:
        return _("The page was withdrawn in both languages. Patients can no longer read it.")
    if not is_twin_read:
        return _("The page was withdrawn. Patients can no longer read it in either language.")
    said = {"en": _("The English page was withdrawn. Patients can still read the Arabic one.")}
    said["ar"] = _("The Arabic page was withdrawn. Patients can still read the English one.")
    return said[codes[0]]
