"""Preview links: a draft shown for some days to somebody without an account. Made, opened, revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from pages import log
from pages.content import composing
from pages.models import Edition, PreviewLink
from pages.secret_addresses import digest_of, new_token


@dataclass(frozen=True)
class Shown:
    """What an open link shows: the edition that publishing would make now, unsaved, and until when the link leads to it."""

    edition: Edition
    until: datetime


def make(page, language, *, by, days):
    """Makes a link to the draft of a page: `(link, token)`. The token is known now and never again."""
    token = new_token()
    own = {"page_id": page.pk, "language": language, "made_by": by}
    with transaction.atomic():
        expires = timezone.now() + timedelta(days=days)
        link = PreviewLink.objects.create(token_digest=digest_of(token), expires_at=expires, **own)
        log.note(by, "preview_made", page, language=language, until=expires.isoformat())
    return link, token


def live(page):
    """The links to the draft of a page that can still be opened, the newest first."""
    return PreviewLink.objects.live().filter(page=page.pk)


def revoke(links, *, by):
    """Ends links for good, and returns how many."""
    with transaction.atomic():
        ending = list(links.filter(revoked_at=None).select_related("page"))
        for link in ending:
            log.note(by, "preview_revoked", link.page, language=link.language, until=link.expires_at.isoformat())
        return links.filter(pk__in=[link.pk for link in ending]).update(revoked_at=timezone.now())


def ended_in(token):
    """The language of a link that has expired or was revoked; None where no link has this token, or it is still open."""
    ended = PreviewLink.objects.with_token(token).exclude(pk__in=PreviewLink.objects.live())
    return ended.values_list("language", flat=True).first()


def shown_by(token):
    """What the link of a token shows; None where it is altered, expired, revoked, or of a page that was deleted."""
    link = PreviewLink.objects.live().with_token(token).select_related("page").first()
    if link is None:
        return None
    edition, _problems = composing.compose(link.page, link.language)
    return Shown(edition, timezone.localtime(link.expires_at))
