"""Writing into the log: whatever a person does is noted where it is done, in the same transaction."""

from django.utils import translation

from pages import kinds, languages
from pages.models import Deed, Page


def note(by, what, thing, *, language="", who="", **details):
    """Notes that somebody did something, and returns the Deed.

    `by` is their account, None for the site itself or for whom `who` names; `what` is one of `log_words.DEEDS`,
    `thing` the row that it was done to. `details` is what JSON can hold, never words of one language.
    """
    return Deed.objects.create(
        by=by,
        who=who or name_of(by),
        what=what,
        model=_model(thing)._meta.label_lower,
        number=str(thing.pk),
        names=names_of(thing),
        page=_page(thing),
        language=language or _language(thing),
        details=details,
    )


def names_of(thing):
    """What a row is called in each language."""
    return {code: _called(thing, code) for code in languages.CODES}


def name_of(user):
    """What a person is called, "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def _model(thing):
    """What a row is; a page by its kind, also where it was read as a mere page."""
    return kinds.of(thing).model if isinstance(thing, Page) else thing


def _called(thing, code):
    with translation.override(code):
        return str(thing)[:300]


def _page(thing):
    """The number of the page that a row is, or belongs to."""
    return thing.pk if isinstance(thing, Page) else getattr(thing, "page_id", None)


def _language(thing):
    language = getattr(thing, "language", "")
    return language if language in dict(Deed.LANGUAGES) else ""
