"""Links of a document: "Also read" lines, and those within the text, lead to the pages of this site."""

import contextlib

import pytest

from importers.importing import import_file
from pages.linking import link_index, wordings
from pages.models import Address, EditionLink, Link, Page, Wording
from pages.public import short_addresses
from pages.publishing import editions
from tests import factories
from tests.importers.sample_documents import BY_NAME, SAMPLES
from tests.importers.test_importing import fresh, imported, written

pytestmark = pytest.mark.django_db


def test_links_stand_where_they_stood_and_wait_for_their_pages():
    page = imported()
    found = [(link.after_anchor, link.wording.text, link.target()) for link in page.links.all()]
    assert found == [
        (page.sections.get(kind="what_it_is").anchor, "Nerve Leakage After Spinal Stabilization Surgery", None),
        (page.sections.get(kind="indications").anchor, "Vertebroplasty Cost", None),
        (page.sections.get(kind="comparison").anchor, "Nerve-Root-Injection-After-Spinal-Fixation", None),
        (page.benefits.all()[3].anchor, "Vertebroplasty", None),
    ]


def test_links_find_their_pages_by_themselves_once_they_are_published():
    page = imported()
    cost = factories.article(title_en="Vertebroplasty Cost")
    fixation = factories.article(title_en="Nerve root injection after spinal fixation")
    assert [link.target() for link in page.links.all()] == [None] * 4
    factories.published(cost, "en"), factories.published(fixation, "en")
    assert [link.target() for link in page.links.all()] == [None, cost.page_ptr, fixation.page_ptr, None]


def test_link_to_a_page_that_exists_leads_there_at_once():
    known = factories.article(title_en="Something else", aliases_en="Vertebroplasty\nCement")
    factories.article(title_en="Vertebroplasty Costs")
    assert [link.target() for link in imported().links.all()] == [None, None, None, known.page_ptr]


def test_link_with_the_old_address_of_a_page_leads_there(tmp_path):
    lasik = factories.article()
    Address.objects.create(path="/ar/lasik/", page=lasik, language="ar")
    page = imported(BY_NAME["cataract.ar.html"])
    assert [link.to_page for link in page.links.all()] == [None, lasik.page_ptr, None]
    assert "النظارات بعد الستين: /ar/glasses/" in fresh(page).import_note


def test_link_within_the_text_leads_to_the_page_of_its_old_address(tmp_path):
    disc = factories.article()
    Address.objects.create(path="/disc/", page=disc, language="en")
    html = '<p>Lead.</p><h2>Risks</h2><p>See <a href="/disc">disc</a>, <a href="/knee?a=1&amp;b=2">knee</a>.</p>'
    path = written(tmp_path, html, "page.html")
    page = import_file(path, kind="procedure", language="en", title="Spine", old_url="https://old.example/spine").page
    body = page.sections.get(kind="risks").body_en
    assert body == (
        f'<p>See <a data-page="{disc.pk}">disc</a>, <a href="https://old.example/knee?a=1&amp;b=2">knee</a>.</p>'
    )
    assert page.links.get(in_text=True).to_page == disc.page_ptr


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("old.example", True), ("www.old.example", True), ("clinic.example", True), ("nhs.example", False)],
)
def test_the_same_path_on_a_site_that_is_neither_the_old_one_nor_ours_stays(host, is_ours, tmp_path, settings):
    settings.SITE_URL = "https://clinic.example"
    disc = factories.article()
    Address.objects.create(path="/disc/", page=disc, language="en")
    html = f'<p>Lead.</p><h2>Risks</h2><p><a href="https://{host}/disc/">Disc</a></p>'
    page = import_file(
        written(tmp_path, html, "page.html"),
        kind="procedure", language="en", title="Spine", old_url="https://old.example/spine",
    ).page  # fmt: skip
    opening = f'<a data-page="{disc.pk}">' if is_ours else f'<a href="https://{host}/disc/">'
    assert page.sections.get(kind="risks").body_en == f"<p>{opening}Disc</a></p>"


def test_wording_of_a_link_is_kept_once():
    wordings.wording("Vertebroplasty")
    imported()
    assert Wording.objects.filter(words="vertebroplasty").count() == 1


def test_the_index_of_links_is_right_after_imports_a_second_one_and_publishing():
    for sample in SAMPLES:
        imported(sample)
    assert list(link_index.differences()) == []
    wording = Link.objects.filter(in_text=False, to_page=None).first().wording
    factories.article(title_en=wording.text)
    page = imported()
    assert Link.objects.count() > 5
    for made in (page, *Page.objects.exclude(pk=page.pk)[:5]):
        for language in ("en", "ar"):
            with contextlib.suppress(editions.Refused):
                editions.publish(made, language, by=None, confirmed=True)
    assert EditionLink.objects.exists()
    assert list(link_index.differences()) == []


def test_links_lead_to_the_part_that_an_address_names_and_short_ones_where_they_lead(tmp_path, settings):
    settings.SITE_URL = "https://clinic.example"
    disc = factories.article(title_en="Disc")
    factories.section(disc, anchor="at-home")
    factories.published(disc)
    code = short_addresses.code_of(disc.pk, "at-home")
    html = (
        '<p>Lead.</p><h2>Risks</h2><p>See <a href="/en/articles/disc/#at-home">at home</a> and '
        f'<a href="https://clinic.example/go/{code}/">there</a>.</p>'
    )
    page = import_file(written(tmp_path, html, "page.html"), kind="procedure", language="en", title="Spine").page
    tag = f'<a data-page="{disc.pk}" data-part="at-home">'
    assert page.sections.get(kind="risks").body_en == f"<p>See {tag}at home</a> and {tag}there</a>.</p>"
