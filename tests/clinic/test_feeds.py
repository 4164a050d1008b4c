"""The feeds: Atom as RFC 4287 has it, of what can be read at the moment, and asked for again only when it changed."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.utils import timezone
from django.utils.http import http_date

from clinic import feeds
from clinic.models import Clinic
from pages.publishing import editions
from tests import factories
from tests.factories import both, published, time_passes

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE = ("id", "title", "updated")


@pytest.fixture(autouse=True)
def clinic():
    return Clinic.objects.create(**both("name", "Nile Clinic", "عيادة النيل"))


def parsed(client, path="/en/feed/"):
    """A feed as another program reads it, after RFC 4287's own demands were checked."""
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert faults(ElementTree.fromstring(answer.content)) == []
    found = feedparser.parse(answer.content)
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def faults(feed):
    """What RFC 4287 (4.1.1, 4.1.2, 4.2, 3.3) demands and a feed does not have."""
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ONCE:
            if len(element.findall(f"{ATOM}{name}")) != 1:
                return [f"{element.tag}: not one {name}"]
        alternate = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if len(alternate) != 1:
            return [f"{element.tag}: not one alternate link"]
        for moment in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
            if not MOMENT.fullmatch(moment.text or ""):
                return [f"{moment.tag}: {moment.text}"]
        for person in element.findall(f"{ATOM}author"):
            if not (person.findtext(f"{ATOM}name") or "").strip():
                return ["an author without a name"]
        for link in element.findall(f"{ATOM}link"):
            if not re.match("https?://[!-~]+$", link.get("href", "")):
                return [f"link to {link.get('href')}"]
    ids = [element.findtext(f"{ATOM}id") for element in (feed, *entries)]
    if len(set(ids)) != len(ids) or not all(re.match(r"[a-z]+:[!-~]+$", one) for one in ids):
        return [f"ids: {ids}"]
    has_author = feed.find(f"{ATOM}author") is not None
    if not has_author and any(entry.find(f"{ATOM}author") is None for entry in entries):
        return ["no author"]
    itself = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    return [] if len(itself) == 1 else ["no link to itself"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"<updated>[^<]*</updated>", ""),
        (r"<updated>[^<]*</updated>", "<updated>yesterday</updated>"),
        (r"<id>[^<]*</id>", ""),
        (r"<id>[^<]*</id>", "<id>/en/feed/</id>"),
        (r"<id>[^<]*</id>(?=.*<entry>)", "<id>{entry}</id>"),
        (r"<title>", "<title>A</title><title>"),
        (r'<link [^>]*rel="alternate"[^>]*>', ""),
        (r'<link [^>]*rel="self"[^>]*>', ""),
        (r"<author>.*?</author>", ""),
        (r"<name>[^<]*</name>", "<name> </name>"),
        (r"<published>[^<]*", "<published>2026-01-02"),
        (r'href="http://testserver/en/"', 'href="/en/"'),
    ],
)
def test_a_fault_of_a_feed_is_found(client, right, wrong):
    published(factories.article(), "en")
    text = client.get("/en/feed/").content.decode()
    planted = re.sub(right, wrong.format(entry=re.findall("<id>(.*?)</id>", text)[1]), text, count=1)
    assert (planted != text, len(faults(ElementTree.fromstring(planted)))) == (True, 1)


def test_a_feed_tells_procedures_and_articles_the_last_to_change_first(client):
    doctor, topic = factories.doctor(), factories.topic()
    first = factories.procedure(first_published_on="2020-03-04")
    first.topics.add(topic)
    published(first)
    published(factories.page(), "en")
    second = factories.article(author=doctor)
    published(second, "en")
    found = parsed(client)
    assert [entry.title for entry in found.entries] == [second.title_en, first.title_en]
    assert (found.feed.title, found.feed.language) == ("Nile Clinic", "en")
    entry = found.entries[1]
    assert entry.link == f"http://testserver/en/procedures/{first.slug_en}/"
    assert (entry.summary, entry.published[:10]) == (first.summary_en, "2020-03-04")
    assert [tag.term for tag in entry.tags] == ["Spine"]
    assert [found.entries[0].author, entry.get("author", found.feed.author)] == ["Dr. Mona Salem", "Nile Clinic"]


def test_a_feed_is_of_one_language(client):
    draft = factories.article()
    published(draft)
    published(factories.article(), "en")
    found = parsed(client, "/ar/feed/")
    assert ([entry.title for entry in found.entries], found.feed.title) == ([draft.title_ar], "عيادة النيل")
    assert re.match("http://testserver/ar/articles/%D9%", found.entries[0].link)


def test_a_feed_of_a_topic_tells_only_of_that(client):
    topic, draft = factories.topic(), factories.article()
    draft.topics.add(topic)
    published(draft)
    published(factories.article())
    for code in ("en", "ar"):
        place = f"/{code}/topics/{getattr(topic, f'slug_{code}')}/"
        found = parsed(client, f"{place}feed/")
        assert [entry.title for entry in found.entries] == [getattr(draft, f"title_{code}")]
        assert found.feed.title.startswith(getattr(topic, f"name_{code}"))


@pytest.mark.parametrize("path", ["/en/topics/nothing/feed/", "/ar/topics/topic-x/feed/", "/fr/feed/"])
def test_a_feed_of_nothing_is_not_there(client, path):
    factories.topic("Hip", "")
    assert client.get(path).status_code == 404


def test_a_topic_without_a_name_in_a_language_has_no_feed_and_no_page_there(client):
    topic = factories.topic("Hip", "")
    for place in ("", "feed/"):
        assert client.get(f"/en/topics/hip/{place}").status_code == 200
        assert client.get(f"/ar/topics/{topic.slug_ar}/{place}").status_code == 404


def test_an_empty_feed_is_a_feed(client):
    assert parsed(client).entries == []
    assert client.get("/en/feed/").headers["ETag"] == client.get("/en/feed/").headers["ETag"]


def test_an_id_stays_when_a_page_gets_another_title_and_address(client):
    draft = factories.article(slug_en="one")
    published(draft)
    before = parsed(client).entries[0]
    draft.title_en, draft.slug_en = "Other", "two"
    draft.save()
    published(draft, "en")
    after = parsed(client).entries[0]
    assert (after.id, after.title, after.link != before.link) == (before.id, "Other", True)
    assert parsed(client, "/ar/feed/").entries[0].id != before.id


@pytest.mark.parametrize("way", ["scheduled", "expired", "withdrawn", "draft"])
def test_what_is_not_current_is_in_no_feed(client, way, user):
    shown, hidden = factories.article(), factories.article(title_en="Hidden")
    published(shown, "en")
    if way == "scheduled":
        editions.publish(hidden, "en", by=user, at=factories.later(days=1))
    if way == "expired":
        editions.publish(hidden, "en", by=user, until=factories.later(hours=1))
        time_passes(hours=2)
    if way == "withdrawn":
        published(hidden, "en")
        editions.withdraw(hidden, "en", by=user)
    assert [entry.title for entry in parsed(client).entries] == [shown.title_en]


HOSTILE = "</title><script>alert(1)</script> & \"'\u202e\u2066 \ufffe\uffff\ud800\x00\x0b end"
HARMLESS = "</title><script>alert(1)</script> & \"'  end"


def test_what_xml_cannot_hold_or_what_turns_text_about_is_left_out(client):
    draft = factories.article()
    draft.topics.add(factories.topic("A\ufffeB", "ب"))
    edition = published(draft, "en")
    # As a text of before the cleaning would be: straight into the row.
    for column, value in (("title", HOSTILE), ("summary", HOSTILE)):
        _overwrite(edition, column, value.replace("\ud800", "").replace("\x00", ""))
    found = parsed(client)
    assert found.entries[0].title_detail.value == HARMLESS
    assert [tag.term for tag in found.entries[0].tags] == ["AB"]
    raw = ElementTree.fromstring(client.get("/en/feed/").content)
    summary = raw.find(f"{ATOM}entry/{ATOM}summary")
    assert (summary.get("type"), "<script" in summary.text) == ("html", False)
    assert feeds._text(HOSTILE) == HARMLESS


def _overwrite(edition, column, value):
    """Changes what no code of ours can: the text of an edition."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE pages_edition SET {column} = %s WHERE id = %s", [value, edition.pk])


# -- Asked for again -------------------------------------------------------------------------


def test_who_has_the_feed_is_told_so(client):
    published(factories.article(), "en")
    time_passes(minutes=5)
    first = client.get("/en/feed/")
    for known in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = client.get("/en/feed/", headers=known)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


@pytest.mark.parametrize("change", ["publish", "withdraw", "expire", "begin"])
def test_whoever_has_an_older_one_gets_the_new(client, change, user):
    draft, other = factories.article(), factories.article()
    editions.publish(draft, "en", by=user, until=factories.later(hours=2) if change == "expire" else None)
    if change == "begin":
        editions.publish(other, "en", by=user, at=factories.later(hours=2))
    time_passes(hours=1)
    first = client.get("/en/feed/")
    tag, day = first.headers["ETag"], first.headers["Last-Modified"]
    if change == "publish":
        published(other, "en")
    elif change == "withdraw":
        editions.withdraw(draft, "en", by=user)
    else:
        time_passes(hours=1, minutes=30)
    for known in ({"If-None-Match": tag}, {"If-Modified-Since": day}):
        answer = client.get("/en/feed/", headers=known)
        assert (answer.status_code, answer.content != first.content) == (200, True)


def test_no_date_is_given_while_another_change_could_have_the_same(client):
    published(factories.article(), "en")
    assert "Last-Modified" not in client.get("/en/feed/").headers
    since = {"If-Modified-Since": http_date((timezone.now() + timedelta(days=1)).timestamp())}
    assert client.get("/en/feed/", headers=since).status_code == 200


def test_a_feed_costs_the_same_with_one_and_with_many_entries(client, django_assert_num_queries):
    topic = factories.topic()
    for number in range(8):
        draft = factories.article()
        draft.topics.add(topic)
        published(draft, "en")
        if number in (0, 7):
            with django_assert_num_queries(5):
                client.get("/en/feed/")


def test_lists_name_their_feed(client):
    topic, draft = factories.topic(), factories.article()
    draft.topics.add(topic)
    path = published(draft, "en").get_absolute_url()
    link = re.compile(r'<link rel="alternate" type="application/atom\+xml" title="([^"]*)" href="([^"]*)">')
    whole = ("Nile Clinic", "http://testserver/en/feed/")
    for place in ("/en/", "/en/procedures/", "/en/articles/"):
        assert link.findall(client.get(place).content.decode()) == [whole]
    of_topic = ("Spine · Nile Clinic", "http://testserver/en/topics/spine/feed/")
    assert link.findall(client.get("/en/topics/spine/").content.decode()) == [of_topic]
    assert link.findall(client.get(path).content.decode()) == []


def test_no_plain_page_can_take_the_feeds_address():
    _edition, problems = editions.compose(factories.page(slug_en="feed"), "en")
    assert "reserved_address" in {problem.code for problem in problems}
