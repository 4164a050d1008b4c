"""What is new, for readers of feeds: Atom (RFC 4287), one feed a language and one a topic and language."""

import hashlib
import re
import uuid
from datetime import UTC, datetime, time

from django.db.models.fields.json import KT
from django.http import HttpResponse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic import profile, validators
from clinic.context import site_url
from pages import plain_text
from pages.models import Edition, Topic
from pages.public.views import elsewhere
from serving.public import public

MOST_TOLD = 30
KINDS = ("procedure", "article")
NEVER = datetime.fromtimestamp(0, UTC)
# What XML 1.0 cannot hold, not even as a reference (its section 2.2, Char).
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@require_safe
@public
def newest(request, language):
    """The procedures and articles of a language, the last to change first."""
    editions = Edition.objects.current().in_language(language).filter(kind__in=KINDS)
    return _answer(request, language, f"/{language}/", editions.order_by("-starts_at", "-page_id"))


@require_safe
@public
def of_topic(request, language, slug):
    """The same of one topic."""
    named = {f"slug_{language}": slug, f"name_{language}__gt": ""}
    topic = Topic.objects.filter(**named).first()
    if topic is None:
        return elsewhere(request)
    editions = Edition.objects.current().filed_under(topic, language, *KINDS)
    last = editions.order_by("-filings__starts_at", "-filings__page_number")
    return _answer(request, language, topic.get_absolute_url(), last, topic.name_in(language))


def _answer(request, language, place, editions, *names):
    """The feed, or 304 to whoever has it: what is withdrawn changes its tag and its date too."""
    changed_at = Edition.objects.changed_at(language)
    body = _written(site_url(request), language, place, _told(editions), names, changed_at or NEVER)
    response = HttpResponse(body, content_type=Atom1Feed.content_type)
    return validators.answered(request, response, hashlib.sha256(body).hexdigest()[:32], changed_at)


def _told(editions):
    named = editions.listed().annotate(author=KT("content__byline__author__name"))
    return named.prefetch_related("topics")[:MOST_TOLD]


def _written(site, language, place, editions, names, changed_at):
    clinic = _text(profile.load(language).name) or _("Bayan")
    feed = _Feed(
        title=" · ".join([*map(_text, names), clinic]),
        link=site + iri_to_uri(place),
        description="",
        language=language,
        author_name=clinic,
        feed_url=f"{site}{iri_to_uri(place)}feed/",
        feed_guid=_identity(site, f"feed{place}"),
        changed_at=changed_at,
    )
    for edition in editions:
        feed.add_item(**_entry(site, edition))
    return feed.writeString("utf-8").encode()


def _entry(site, edition):
    topics = [getattr(topic, f"name_{edition.language}") for topic in edition.topics.all()]
    first = edition.first_published_on
    return {
        "title": _text(edition.title),
        "link": site + iri_to_uri(edition.get_absolute_url()),
        "description": escape(_text(edition.summary)) or None,
        "unique_id": _identity(site, f"page/{edition.page_id}/{edition.language}"),
        "author_name": _text(edition.author or "") or None,
        "pubdate": first and timezone.make_aware(datetime.combine(first, time())),
        "updateddate": edition.starts_at,
        "categories": [_text(name) for name in topics if name],
    }


def _identity(site, name):
    """An id that stays when a title, and with it an address, changes (RFC 4287, 4.2.6)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site}#{name}").urn


def _text(text):
    return NOT_XML.sub("", plain_text.clean(text)).strip()


class _Feed(Atom1Feed):
    """Django's Atom, changed last also when an entry was taken away."""

    def latest_post_date(self):
        return self.feed["changed_at"]
