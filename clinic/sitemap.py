"""The sitemap: every current edition with the editions of the same page in other languages (sitemaps.org 0.9)."""

from collections import defaultdict
from xml.sax.saxutils import escape

from django.utils.encoding import iri_to_uri

from doctors.models import Doctor
from pages import languages
from pages.models import Edition, Topic

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
FIXED = ("", "procedures/", "articles/", "doctors/", "contact/")


def xml(site):
    """The sitemap of the whole site as text; `site` is its address without a slash at the end."""
    return HEAD + "".join(_urls(site)) + "</urlset>\n"


def _urls(site):
    for place in FIXED:
        yield from _entries(site, {code: (f"/{code}/{place}", None) for code in languages.CODES})
    for topic in Topic.objects.filter(editions__in=Edition.objects.current()).distinct():
        yield from _entries(
            site,
            {c: (f"/{c}/topics/{getattr(topic, f'slug_{c}')}/", None) for c in languages.CODES if topic.name_in(c)},
        )
    for doctor in Doctor.objects.active():
        yield from _entries(
            site, {c: (f"/{c}/doctors/{doctor.slug}/", None) for c in languages.CODES if doctor.full_name(c)}
        )
    for twins in _editions().values():
        yield from _entries(site, twins)


def _editions():
    pages = defaultdict(dict)
    for edition in Edition.objects.current().listed():
        pages[edition.page_id][edition.language] = (edition.get_absolute_url(), edition.starts_at)
    return pages


def _entries(site, twins):
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{_absolute(site, address)}"/>'
        for code, (address, _) in sorted(twins.items())
    )
    for address, changed_at in twins.values():
        changed = f"<lastmod>{changed_at:%Y-%m-%d}</lastmod>" if changed_at else ""
        yield f"<url><loc>{_absolute(site, address)}</loc>{changed}{links}</url>\n"


def _absolute(site, address):
    return escape(site + iri_to_uri(address), {'"': "&quot;"})
