"""What machines are told of a page: valid in schema.org's words, whole whatever a title holds, equal to what is shown."""

import json
import re
from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from clinic.models import Branch, Clinic, OpeningHours
from doctors.models import Review
from pages.public import schema_org
from pages.publishing import editions
from tests import factories
from tests.factories import both, published
from tests.schema_org import blocks, faults, leaves, unshown

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ar")


@pytest.fixture
def clinic():
    made = Clinic.objects.create(
        email="care@clinic.example",
        logo=factories.picture(),
        **both("name", "Nile Clinic", "عيادة النيل"),
        **both("tagline", "Spine care", "عناية بالعمود الفقري"),
    )
    for number in (1, 2):
        branch = Branch.objects.create(
            telephone=f"+20 2 5550 010{number}",
            map_url="https://www.openstreetmap.org/?mlat=30#map=1/2/3",
            **both("name", f"Branch {number}", f"فرع {number}"),
            **both("address", f"{number} Papyrus Street", f"{number} شارع البردي"),
        )
        for day, opens, closes in ((5, 10, 14), (6, 10, 14), (5, 17, 1)):
            OpeningHours.objects.create(branch=branch, day=day, opens=time(opens), closes=time(closes))
    return made


@pytest.fixture
def world(clinic):
    """A clinic with one page of every kind that machines are told of, reviewed: `{kind: {language: path}}`."""
    doctor = factories.doctor(photo=factories.picture())
    procedure = factories.everything(
        author=doctor,
        opening_views=12_340,
        **both("medical_name", "Discectomy", "استئصال الغضروف"),
        **both("body_location", "Lower back", "أسفل الظهر"),
    )
    steps = factories.both("body", "<p>Fast for <b>six</b> hours.</p><ul><li>No food</li></ul>", "<p>صم ست ساعات.</p>")
    factories.section(procedure, kind="preparation", **steps)
    article, page = factories.article(author=doctor, picture=factories.picture()), factories.page()
    article.topics.add(procedure.topics.get())
    paths = {"home": "/{}/", "contact": "/{}/contact/", "doctor": f"/{{}}/doctors/{doctor.slug}/"}
    paths = {kind: {code: path.format(code) for code in LANGUAGES} for kind, path in paths.items()}
    for kind, draft in (("procedure", procedure), ("article", article), ("page", page)):
        for code in LANGUAGES:
            digest = editions.compose(draft, code)[0].content["digest"]
            Review.objects.create(
                page=draft, language=code, digest=digest, doctor=doctor, on="2026-03-04", how="signed_in"
            )
        published(draft, confirmed=True)
        paths[kind] = {code: factories.current(draft, code).get_absolute_url() for code in LANGUAGES}
    factories.viewed(procedure, "ar", "2026-01-01", 5)
    return paths


KINDS = ("home", "contact", "doctor", "procedure", "article", "page")


def told(client, path):
    """The one block of data of a page and its nodes by type; the page's own HTML as well."""
    html = client.get(path).content.decode()
    (data,) = blocks(html)
    return data, {node["@type"]: node for node in data["@graph"]}, html


# -- Valid, and equal to what is shown -------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_of_every_kind_of_page_is_valid(client, world, language):
    found = {kind: faults(told(client, world[kind][language])[0]) for kind in KINDS}
    assert found == {kind: [] for kind in KINDS}


TYPES = {
    "home": {"MedicalClinic", "WebPage", "WebSite"},
    "contact": {"MedicalClinic", "ContactPage"},
    "doctor": {"ProfilePage", "Person", "MedicalClinic"},
    "procedure": {"MedicalWebPage", "SurgicalProcedure", "MedicalClinic"},
    "article": {"MedicalWebPage", "MedicalClinic"},
    "page": {"WebPage", "MedicalClinic"},
}


def test_each_kind_of_page_is_told_as_what_it_is(client, world):
    assert {kind: set(told(client, world[kind]["en"])[1]) for kind in KINDS} == TYPES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_is_one_that_the_page_shows(client, world, language):
    for kind in KINDS:
        data, _nodes, html = told(client, world[kind][language])
        assert list(unshown(data, html, language)) == [], kind
        assert len(list(leaves(data))) > 12


def test_a_value_that_the_page_does_not_show_is_found(client, world):
    _data, _nodes, html = told(client, world["procedure"]["en"])
    wrong = {
        "name": "Another name", "lastReviewed": "2026-03-05", "userInteractionCount": 12_346,
        "url": "http://testserver/en/nowhere/", "opens": "04:00", "bodyLocation": "Lower back\nKnee",
    }  # fmt: skip
    for key, value in wrong.items():
        assert list(unshown({key: value}, html, "en")) == [(key, value)]


def test_a_procedure_is_told_with_what_it_is_and_how_it_is_done(client, world):
    _data, nodes, _html = told(client, world["procedure"]["en"])
    node, page = nodes["SurgicalProcedure"], nodes["MedicalWebPage"]
    assert (node["alternateName"], node["bodyLocation"]) == ("Discectomy", "Lower back")
    assert node["preparation"] == "Fast for six hours.\nNo food"
    assert len(node["howPerformed"].splitlines()) == 2
    assert "procedureType" not in node
    assert page["about"] == {"@id": node["@id"]}
    assert page["interactionStatistic"]["userInteractionCount"] == 12_345
    assert (page["lastReviewed"], page["reviewedBy"]["name"]) == ("2026-03-04", "Dr. Mona Salem")
    assert [step["name"] for step in page["breadcrumb"]["itemListElement"]] == ["Home", "Procedures", page["name"]]


@pytest.mark.parametrize(
    ("kind", "type_of_node", "told_as"),
    [
        ("", "MedicalProcedure", None),
        ("surgical", "SurgicalProcedure", None),
        ("percutaneous", "MedicalProcedure", "https://schema.org/PercutaneousProcedure"),
        ("non_invasive", "MedicalProcedure", "https://schema.org/NoninvasiveProcedure"),
    ],
)
def test_the_type_of_a_procedure_is_one_that_schema_org_has(client, kind, type_of_node, told_as):
    edition = published(factories.procedure(type=kind), "en")
    data, nodes, _html = told(client, edition.get_absolute_url())
    assert (faults(data), nodes[type_of_node].get("procedureType")) == ([], told_as)


def test_an_article_is_about_its_topics(client, world):
    _data, nodes, _html = told(client, world["article"]["ar"])
    assert [topic["name"] for topic in nodes["MedicalWebPage"]["about"]] == ["العمود الفقري"]


def test_hours_are_those_that_the_page_shows(client, world):
    data, _nodes, html = told(client, world["contact"]["en"])
    (clinic,) = (node for node in data["@graph"] if "subOrganization" in node)
    saturday, sunday = "https://schema.org/Saturday", "https://schema.org/Sunday"
    hours = {"@type": "OpeningHoursSpecification"}
    for branch in clinic["subOrganization"]:
        assert branch["openingHoursSpecification"] == [
            hours | {"dayOfWeek": [saturday, sunday], "opens": "10:00", "closes": "14:00"},
            hours | {"dayOfWeek": [saturday], "opens": "17:00", "closes": "01:00"},
        ]
    rows = BeautifulSoup(html, "html.parser").select(".hours tr:not(.hours-closed) th")
    assert [row.get_text() for row in rows] == ["Saturday", "Sunday"] * 2


def test_the_site_can_be_searched_from_its_front(client, world):
    _data, nodes, _html = told(client, "/ar/")
    action = nodes["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://testserver/ar/search/?q={search_term_string}"


# -- What is not told ------------------------------------------------------------------------


def test_of_a_page_without_a_review_none_is_told(client, clinic):
    edition = published(factories.procedure(author=factories.doctor(), review_due_on="2030-01-01"), "en")
    html = client.get(edition.get_absolute_url()).content.decode()
    assert "review" not in html.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_that_is_not_shown_is_not_told(client, clinic, language):
    draft = factories.article(opening_views=9)
    path = published(draft, language).get_absolute_url()
    counts = []
    for least in (9, 10):
        Clinic.objects.update(show_views_from=least)
        cache.clear()
        _data, nodes, _html = told(client, path)
        counts.append(nodes["MedicalWebPage"].get("interactionStatistic", {}).get("userInteractionCount"))
    assert counts == [9, None]


@pytest.mark.parametrize("path", ["/en/nowhere/", "/en/procedures/", "/en/articles/", "/en/doctors/"])
def test_where_nothing_is_known_nothing_is_told(client, clinic, path):
    assert "ld+json" not in client.get(path).content.decode()


def test_nothing_is_told_that_is_empty(client):
    path = published(factories.page(parts=0, summary_en="", summary_ar=""), "en", confirmed=True).get_absolute_url()
    data, nodes, _html = told(client, path)
    assert faults(data) == []
    assert set(nodes) == {"WebPage"}
    assert set(nodes["WebPage"]) == {
        "@id", "@type", "url", "name", "inLanguage", "datePublished", "dateModified", "interactionStatistic",
    }  # fmt: skip


HOSTILE = '</script><script>alert(1)</script><!--"\\ \u2028 &amp; \u202e end'


def test_no_title_breaks_out(client, clinic):
    draft = factories.procedure(title_en=HOSTILE, summary_en=HOSTILE, medical_name_en=HOSTILE)
    factories.source(draft, citation_en=HOSTILE, url="https://example.org/?a=</script>")
    path = published(draft, "en", confirmed=True).get_absolute_url()
    data, nodes, html = told(client, path)
    assert nodes["MedicalWebPage"]["name"] == HOSTILE.replace("\u202e", "").strip()
    assert (html.count("<script>"), html.count("<!--")) == (0, 0)
    assert faults(data) == []


def test_whatever_a_text_holds_the_data_can_be_read():
    text = schema_org.as_json({"name": "<!--<script>\u2028\u2029&"})
    assert re.search(r"[<>&\u2028\u2029]", text) is None
    assert json.loads(text) == {"name": "<!--<script>\u2028\u2029&"}


def test_controls_overrides_and_halves_of_characters_are_left_out(rf):
    edition = factories.current(_published_page())
    edition.title = "a\ud800\x00\u202eb\u2066c"
    edition.views, edition.starts_at = 0, None
    context = {
        "edition": edition, "reading": type("R", (), {"topics": []}), "language": "en", "site_url": "http://x",
        "alternates": {"en": "/en/x/"}, "clinic": Clinic(),
    }  # fmt: skip
    context["clinic"].name = ""
    found = schema_org.graph(context)
    assert found["@graph"][0]["name"] == "abc"
    schema_org.as_json(found).encode()


def _published_page():
    draft = factories.page()
    published(draft, "en")
    return draft
