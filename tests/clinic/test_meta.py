"""What the head of a page says: its own address, its twins, its words for search results and for where it is shared."""

import pytest
from bs4 import BeautifulSoup

from clinic.models import Clinic
from pages.publishing import editions
from tests import factories
from tests.factories import both, published

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture(autouse=True)
def clinic():
    return Clinic.objects.create(
        default_language="ar",
        **both("name", "Nile Clinic", "عيادة النيل"),
        **both("tagline", "Spine care", "عناية بالعمود الفقري"),
    )


def head(client, path):
    return BeautifulSoup(client.get(path).content.decode(), "html.parser").head


def shared(client, path):
    """What a page says of itself to sites where it is shared: {property: content}."""
    found = head(client, path).select("meta[property], meta[name^=twitter]")
    told = {tag.get("property") or tag.get("name"): tag["content"] for tag in found}
    assert len(told) == len(found), "a property is told twice"
    return told


def alternates(client, path):
    """The canonical address of a page and its hreflang links."""
    links = head(client, path).select("link[rel=canonical]"), head(client, path).select("link[hreflang]")
    assert len(links[0]) == 1
    return links[0][0]["href"], {link["hreflang"]: link["href"] for link in links[1]}


def test_a_page_says_how_it_is_to_be_shared(client):
    draft = factories.procedure(title_en="Knee", title_ar="الركبة", summary_en="All of it.", summary_ar="كل شيء.")
    published(draft)
    assert shared(client, "/en/procedures/knee/") == {
        "og:title": "Knee",
        "og:description": "All of it.",
        "og:type": "article",
        "og:url": f"{SITE}/en/procedures/knee/",
        "og:site_name": "Nile Clinic",
        "og:locale": "en_GB",
        "og:locale:alternate": "ar_AR",
        "twitter:card": "summary",
    }
    arabic = shared(client, factories.current(draft, "ar").get_absolute_url())
    assert [arabic[name] for name in ("og:title", "og:description", "og:site_name", "og:locale")] == [
        "الركبة", "كل شيء.", "عيادة النيل", "ar_AR",
    ]  # fmt: skip


def test_the_other_language_is_named_while_it_can_be_read(client, user):
    draft = factories.article()
    path = published(draft, "en").get_absolute_url()
    told = ["og:locale:alternate" in shared(client, path)]
    published(draft, "ar")
    told.append("og:locale:alternate" in shared(client, path))
    editions.withdraw(draft, "ar", by=user)
    told.append("og:locale:alternate" in shared(client, path))
    assert told == [False, True, False]


@pytest.mark.parametrize(
    ("path", "title", "description", "kind"),
    [
        ("/en/", "Nile Clinic", "Spine care", "website"),
        ("/ar/", "عيادة النيل", "عناية بالعمود الفقري", "website"),
        ("/en/procedures/", "Procedures", "What each one is, whom it suits, and what to expect.", "website"),
        ("/en/articles/", "Articles", None, "website"),
        ("/en/contact/", "Contact", None, "website"),
        ("/en/topics/spine/", "Spine", None, "website"),
        ("/en/doctors/mona-salem/", "Dr. Mona Salem", "Spine", "profile"),
    ],
)
def test_every_kind_of_page_has_its_own_words(client, path, title, description, kind):
    factories.doctor()
    factories.topic()
    told = shared(client, path)
    assert [told.get(f"og:{name}") for name in ("title", "description", "type")] == [title, description, kind]
    assert told["og:url"] == SITE + path
    shown = head(client, path).select_one("meta[name=description]")
    assert (shown and shown["content"]) == description
    assert head(client, path).title.get_text().startswith(title)


def test_editors_words_for_search_results_come_first(client):
    words = {"search_title_en": "Knee surgery in Cairo", "search_description_en": "In short."}
    path = published(factories.article(**words), "en").get_absolute_url()
    told = shared(client, path)
    assert (told["og:title"], told["og:description"]) == ("Knee surgery in Cairo", "In short.")


def test_a_description_is_one_line_whole_words_and_not_too_long(client):
    long = 'One & two <b>three</b> "four"\n' * 30
    path = published(factories.article(summary_en=long), "en", confirmed=True).get_absolute_url()
    told = shared(client, path)["og:description"]
    assert told.startswith('One & two <b>three</b> "four" One & two')
    assert (told[-1], len(told) <= 301, "\n" in told) == ("…", True, False)
    assert long.replace("\n", " ").startswith(told[:-1])


def test_mark_up_in_a_title_stays_words(client):
    hostile = '"><script>alert(1)</script>&amp;'
    path = published(factories.article(title_en=hostile, summary_en=hostile), "en").get_absolute_url()
    told = shared(client, path)
    assert (told["og:title"], told["og:description"]) == (hostile, hostile)
    assert head(client, path).title.get_text() == f"{hostile} · Nile Clinic"


# -- Addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["", "procedures/", "articles/", "doctors/", "contact/"])
def test_lists_have_a_twin_and_the_clinics_language_comes_first(client, place):
    twins = {code: f"{SITE}/{code}/{place}" for code in ("en", "ar")}
    for code in ("en", "ar"):
        assert alternates(client, f"/{code}/{place}") == (twins[code], twins | {"x-default": twins["ar"]})


def test_a_later_page_of_a_list_is_itself_and_has_no_twin(client):
    for _ in range(13):
        published(factories.article(), "en")
    first = "/en/articles/"
    later = first + BeautifulSoup(client.get(first).content, "html.parser").select_one("a[rel=next]")["href"]
    twins = {"en": f"{SITE}/en/articles/", "ar": f"{SITE}/ar/articles/", "x-default": f"{SITE}/ar/articles/"}
    assert alternates(client, later) == (SITE + later, {})
    assert alternates(client, f"{first}?before=x") == alternates(client, first) == (SITE + first, twins)
    assert shared(client, later)["og:url"] == SITE + later
    assert ["og:locale:alternate" in shared(client, path) for path in (first, later)] == [True, False]


def test_a_doctor_and_a_topic_have_twins_where_they_have_a_name(client):
    factories.doctor()
    factories.doctor("Omar Adel", "")
    factories.topic("Hip", "")
    assert set(alternates(client, "/en/doctors/mona-salem/")[1]) == {"en", "ar", "x-default"}
    for path in ("/en/doctors/omar-adel/", "/en/topics/hip/"):
        assert alternates(client, path) == (SITE + path, {"en": SITE + path, "x-default": SITE + path})


def test_what_is_not_there_tells_nothing_of_itself(client, user):
    draft = factories.article(slug_en="gone")
    published(draft, "en")
    editions.withdraw(draft, "en", by=user)
    for path in ("/en/articles/gone/", "/en/nowhere/"):
        assert shared(client, path) == {}
        assert head(client, path).select("link[rel=canonical], link[hreflang]") == []


def test_addresses_are_those_of_the_public_site(client, settings):
    settings.SITE_URL = "https://clinic.example"
    path = published(factories.article(), "en").get_absolute_url()
    html = client.get(path).content.decode()
    assert "testserver" not in html
    assert shared(client, path)["og:url"] == f"https://clinic.example{path}"
