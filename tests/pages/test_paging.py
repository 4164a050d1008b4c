"""Long lists a page at a time: from a key on, with nothing left out, shown twice or counted."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages import paging
from pages.models import Edition
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

DAYS = [date(2026, 3, day) for day in (5, 4, 4, 4, 2, 1, 1)]  # three pages of three, with days that several share


@pytest.fixture
def articles():
    """The titles of published articles, the newest first."""
    pages = [factories.article(title_en=f"Number {n}", first_published_on=day) for n, day in enumerate(DAYS)]
    for page in pages:
        published(page, "en")
    return list(Edition.objects.current().newest().values_list("title", flat=True))


def listed(query="", size=3):
    parameters = dict([query.lstrip("?").split("=")]) if query else {}
    return paging.listed(Edition.objects.current(), parameters, size)


def titles(found):
    return [edition.title for edition in found.editions]


def walked(found, way):
    """The titles page by page, in one direction, from a page on."""
    pages = [titles(found)]
    while query := getattr(found, way):
        found = listed(query)
        pages.append(titles(found))
    return pages, found


def test_older_leads_to_the_end_and_newer_back_to_the_start(articles):
    whole = [articles[:3], articles[3:6], articles[6:]]
    pages, last = walked(listed(), "older")
    assert (pages, listed().newer, last.older) == (whole, None, None)
    pages, first = walked(last, "newer")
    assert (pages, first.here) == (whole[::-1], "")
    assert titles(listed(last.here)) == whole[-1]


@pytest.mark.parametrize("odd", ["before=x", "before=2026-02-31.4", "after=2026-03-05.1234567890123456789", "before=1999-01-01.1",
                                 "after=2030-01-01.5", "before=٢٠٢٦-٠١-٠١.٣"])  # fmt: skip
def test_an_odd_place_gives_the_newest(articles, odd):
    found = listed(odd)
    assert (titles(found), found.here) == (articles[:3], "")


def test_an_old_number_leads_to_where_its_page_is_now(client):
    for number in range(25):
        published(factories.article(title_en=f"Number {number}"), "en")
    third = Edition.objects.current().newest()[23]
    place = f"/en/articles/?before={third.first_published_on}.{third.page_id}"
    for number in ("3", "99", "9" * 30):
        assert client.get(f"/en/articles/?page={number}").headers["Location"] == place, number
    assert client.get(place).content.decode().count('class="card-title"') == 1


def shown(client, address):
    """The titles on a page by shelf, and where each shelf leads: `{name: ([title, …], newer, older)}`."""
    shelves = client.get(address).context["shelves"]
    return {name: (titles(found), found.newer, found.older) for name, found in shelves.items()}


def filed(kind, number, topic):
    page = {"article": factories.article, "procedure": factories.procedure}[kind](title_en=f"{kind} {number}")
    page.topics.add(topic)
    published(page, "en", confirmed=True)


def test_everything_on_a_topic_is_reached_kind_by_kind(client, monkeypatch):
    monkeypatch.setattr("pages.public.views.MOST_LISTED", 2)
    spine, place = factories.topic(), "/en/topics/spine/"
    for kind, most in (("procedure", 2), ("article", 5)):
        for number in range(most):
            filed(kind, number, spine)
    first = shown(client, place)
    assert first["procedure"] == (["procedure 1", "procedure 0"], None, None)
    told, pages, further = [first["article"][0]], [], first["article"][2]
    while further:
        pages.append(shown(client, place + further))
        further = pages[-1]["article"][2]
    assert [list(page) for page in pages] == [["article"], ["article"]]
    told += [page["article"][0] for page in pages]
    assert told == [["article 4", "article 3"], ["article 2", "article 1"], ["article 0"]]
    back = shown(client, place + pages[-1]["article"][1])
    assert back == pages[0]
    assert shown(client, place + back["article"][1]) == first


def test_a_page_further_down_a_topic_is_one_of_its_own(client, monkeypatch):
    monkeypatch.setattr("pages.public.views.MOST_LISTED", 1)
    spine = factories.topic()
    for number in range(2):
        filed("article", number, spine)
    first = client.get("/en/topics/spine/")
    further = first.context["shelves"]["article"].older
    html = client.get(f"/en/topics/spine/{further}").content.decode()
    own = f"http://testserver/en/topics/spine/{further}".replace("&", "&amp;")
    assert f'<link rel="canonical" href="{own}">' in html
    assert '<link rel="canonical" href="http://testserver/en/topics/spine/">' in first.content.decode()


@pytest.mark.parametrize("odd", ["shelf=x&before=2026-03-01.1", "shelf=article&before=x", "shelf=article", "before=2000-01-01.1",
                                 "shelf=article&before=1999-01-01.1", "shelf=%00&after=2026-03-01.1"])  # fmt: skip
def test_an_odd_place_in_a_topic_gives_its_start(client, odd):
    filed("article", 1, factories.topic())
    assert shown(client, f"/en/topics/spine/?{odd}") == shown(client, "/en/topics/spine/")


def test_everything_of_a_doctor_is_reached(client, monkeypatch):
    monkeypatch.setattr("doctors.views.MOST_LISTED", 2)
    person = factories.doctor()
    for number in range(3):
        published(factories.article(title_en=f"Number {number}", author=person), "en")
    place = f"/en/doctors/{person.slug}/"
    titles_there, _newer, older = shown(client, place)["wrote"]
    assert titles_there == ["Number 2", "Number 1"]
    assert list(shown(client, place + older)) == ["wrote"]
    assert shown(client, place + older)["wrote"][0] == ["Number 0"]


def test_nothing_is_counted_or_passed_over(articles, client):
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/en/articles/?before=2026-03-04.{2**40}")
    asked = " ".join(query["sql"] for query in queries).upper()
    assert ("COUNT(" in asked, "OFFSET" in asked) == (False, False)
