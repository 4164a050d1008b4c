"""All topics of a language, from A to Z: a few of them at a time, and only those on which something can be read."""

import pytest
from bs4 import BeautifulSoup

from pages.models import Topic
from pages.public import topic_list
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(monkeypatch):
    """Five topics in no order, of which one has no page."""
    monkeypatch.setattr(topic_list, "ON_A_PAGE", 2)
    article = factories.article()
    for name in ("Spine", "Hip", "Ear", "Eye"):
        article.topics.add(factories.topic(name, f"ال{name}"))
    factories.topic("Foot", "القدم")
    return factories.published(article, "en")


def seen(client, path):
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    ways = {a["rel"][0]: a["href"] for a in soup.select(".pagination a")}
    return [a.get_text() for a in soup.select(".letter li a")], ways


def test_every_topic_that_can_be_read_on_is_reached_from_a_to_z_and_back(client, filed):
    place = "/en/topics/"
    first, ways = seen(client, place)
    assert (first, ways) == (["Ear", "Eye"], {"next": "?from=hip"})
    second, ways = seen(client, place + ways["next"])
    assert (second, ways) == (["Hip", "Spine"], {"prev": "?from=ear"})
    assert seen(client, place + ways["prev"]) == (first, {"next": "?from=hip"})
    assert seen(client, "/ar/topics/") == ([], {})


def test_a_letter_leads_to_its_first_topic_and_an_odd_place_to_the_start(client, filed):
    soup = BeautifulSoup(client.get("/en/topics/?from=nothing").content, "html.parser")
    assert [(a.get_text(), a["href"]) for a in soup.select(".letters a")] == [
        ("E", "?from=ear"), ("F", "?from=foot"), ("H", "?from=hip"), ("S", "?from=spine"),
    ]  # fmt: skip
    assert seen(client, "/en/topics/?from=foot")[0] == ["Hip", "Spine"]
    assert seen(client, "/en/topics/?from=%00") == seen(client, "/en/topics/")
    further = client.get("/en/topics/?from=hip").content.decode()
    assert '<link rel="canonical" href="http://testserver/en/topics/?from=hip">' in further


def test_home_shows_the_first_in_the_clinics_order_and_leads_to_all(client, filed, monkeypatch):
    monkeypatch.setattr("clinic.views.MOST_TOPICS", 3)
    Topic.objects.filter(slug_en="spine").update(order=9)
    soup = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert [a.get_text() for a in soup.select(".topics a")] == ["Hip", "Ear", "Eye", "All topics"]
    monkeypatch.setattr("clinic.views.MOST_TOPICS", 4)
    soup = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert [a.get_text() for a in soup.select(".topics a")] == ["Hip", "Ear", "Eye", "Spine"]
