"""Addresses of our own site in the text of a draft: links to pages, once it is saved."""

import pytest

from pages.drafting import drafts
from pages.models import Address, Page
from pages.public import short_addresses
from tests import factories

pytestmark = pytest.mark.django_db

SITE = "https://clinic.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = SITE, ["www.clinic.example", "*"]


@pytest.fixture
def knee():
    """A published procedure with risks, and a section that is called Cost."""
    made = factories.procedure(**factories.both("title", "Knee wash", "غسيل الركبة"))
    factories.section(made, kind="cost", anchor="cost")
    factories.published(made)
    return made


def saved(href, language="en"):
    """What becomes of a link in the text of a draft when it is saved."""
    page = factories.page(parts=0)
    body = {f"body_{language}": f'<p>See <a href="{href}"><strong>this</strong></a>.</p>'}
    section = factories.section(page, **{"body_en": "<p>x</p>", "body_ar": "<p>س</p>"} | body)
    revision = drafts.record(page, by=None)
    section.refresh_from_db()
    html = section.text("body", language)
    assert revision.content["groups"]["sections"][0][f"body_{language}"] == html
    return html.removeprefix("<p>See <a ").removesuffix("><strong>this</strong></a>.</p>")


@pytest.mark.parametrize(
    ("fragment", "part"),
    [("", ""), ("#cost", "cost"), ("#risks", "risks"), ("#gone", ""), ("?utm_source=mail#cost", "cost"), ("#:~:text=x", "")],
)  # fmt: skip
def test_an_address_of_a_page_becomes_a_link_to_it_and_to_its_part(knee, fragment, part):
    told = f'data-page="{knee.pk}"' + (f' data-part="{part}"' if part else "")
    assert saved(f"{SITE}/en/procedures/knee-wash/{fragment}") == told


@pytest.mark.parametrize("site", [SITE, "http://www.clinic.example:8000", ""])
def test_each_of_our_hosts_and_languages_is_ours(knee, site):
    for language in ("en", "ar"):
        assert (
            saved(f"{site}{factories.current(knee, language).get_absolute_url()}", language) == f'data-page="{knee.pk}"'
        )


def test_an_old_address_and_one_as_a_browser_copies_it_are_known_too(knee):
    Address.objects.create(path="/?p=17", page=knee, language="en")
    copied = "/ar/procedures/%D8%BA%D8%B3%D9%8A%D9%84-%D8%A7%D9%84%D8%B1%D9%83%D8%A8%D8%A9"
    assert saved(f"{SITE}/?p=17") == saved(f"{SITE}{copied}") == f'data-page="{knee.pk}"'


@pytest.mark.parametrize("end", ["", "ar/"])
def test_a_short_address_becomes_a_link_to_what_it_leads_to(knee, end):
    codes = short_addresses.codes_of(knee.pk)
    assert saved(f"{SITE}/go/{codes['']}/{end}") == f'data-page="{knee.pk}"'
    assert saved(f"/go/{codes['cost'].upper()}/{end}") == f'data-page="{knee.pk}" data-part="cost"'


@pytest.mark.parametrize(
    "href",
    [
        "https://other.example/en/procedures/knee-wash/",
        "https://other.example/go/{code}/",
        "//other.example/en/procedures/knee-wash/",
        "https://clinic.example/en/procedures/unknown/",
        "https://clinic.example/go/33333/",
        "https://clinic.example/en/search/?q=knee",
        "https://clinic.example/",
        "mailto:knee@clinic.example",
        "tel:+201005550101",
    ],
)
def test_what_is_not_ours_or_not_known_stays_as_it_is(knee, href):
    href = href.format(code=short_addresses.code_of(knee.pk))
    assert saved(href) == f'href="{href}"'


def test_the_translation_is_as_current_as_it_was_and_the_links_are_in_the_index(knee):
    page = factories.page(parts=0)
    href = f'<p><a href="{SITE}/en/procedures/knee-wash/#risks">this</a></p>'
    section = factories.section(page, body_en=href, body_ar="<p>هذا</p>")
    drafts.record(page, by=None)
    version, states = Page.objects.get(pk=page.pk).version, dict(section.translated_from)
    assert drafts.record(page, by=None) is None
    section.refresh_from_db()
    assert (section.translated_from, Page.objects.get(pk=page.pk).version) == (states, version)
    link = page.links.get(in_text=True)
    assert (link.to_page_id, link.to_anchor, link.language) == (knee.pk, "risks", "en")
