"""What whoever publishes or withdraws is told of schedules and planned ends, before anything of them is lost."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.drafting import drafts
from pages.models import Deed
from pages.states import plans
from pages.states.standing import standing
from tests.factories import article, current, later, procedure, published, time_passes
from tests.pages.admin.admin_forms import fields_of, post_as_shown
from tests.pages.admin.test_admin_publishing import address, split

pytestmark = pytest.mark.django_db

FORM = "#content form:has([name=version])"


def changed(made, **texts):
    for column, text in texts.items():
        setattr(made, column, text)
    made.save()
    drafts.record(made, by=None)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def words(found):
    return " ".join(found.get_text(" ").split())


def on_the_hour(**span):
    return later(**span).replace(minute=0, second=0, microsecond=0)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_publishing_both_leaves_a_scheduled_language_alone_and_says_so(admin_client):
    made, both = article(), "/admin/articles/article/{}/publish/both/"
    published(made)
    scheduled = published(made, "ar", at=later(days=3))
    changed(made, title_en="After", title_ar="بعد")
    response = admin_client.get(both.format(made.pk))
    assert [one.language for one in response.context["proposals"]] == ["en"]
    assert "Arabic stays as it is: its next edition is scheduled for" in response.content.decode()
    post_as_shown(admin_client, both.format(made.pk), {"confirmed": "1"})
    assert current(made).title == "After"
    assert standing(made, "ar").scheduled == [scheduled]
    response = admin_client.get(both.format(made.pk), follow=True)
    assert "what is new is scheduled" in told(response)[-1]


def test_publishing_over_a_schedule_names_what_is_cancelled_and_asks(admin_client):
    made, end = article(), on_the_hour(days=9)
    first = published(made, "en")
    scheduled = published(made, "en", at=later(days=3), until=end)
    asked = words(soup(admin_client.get(address(made, "publish", "en"))).select_one(".problems-asked"))
    assert re.search(r"Edition 2, scheduled for .+ \(until .+\), will be cancelled", asked)
    assert post_as_shown(admin_client, address(made, "publish", "en")).status_code == 200
    assert (current(made), standing(made, "en").scheduled) == (first, [scheduled])
    # What begins after it needs no question, and cancels nothing.
    post_as_shown(admin_client, address(made, "publish", "en"), split(later(days=4), "at") | split(end, "until"))
    assert post_as_shown(admin_client, address(made, "publish", "en"), {"confirmed": "1"}).status_code == 302
    assert (current(made).number, standing(made, "en").scheduled) == (4, [])


def test_the_planned_end_stands_in_the_form_and_stays(admin_client):
    made, other, end = article(), article(title_en="The other"), on_the_hour(days=9)
    published(other, "en")
    published(made, "en", until=end, replacement=other)
    changed(made, title_en="After")
    response = admin_client.get(address(made, "publish", "en"))
    assert re.search("The planned end stays: until .+, then “The other” in its place", words(soup(response)))
    fields = fields_of(response, FORM)
    assert fields["replacement"] == [str(other.pk)]
    assert fields_of(admin_client.get(address(made, "withdraw", "en")), "#content form")["replacement"] == [
        str(other.pk)
    ]
    assert admin_client.post(address(made, "publish", "en"), fields).status_code == 302
    assert (current(made).title, current(made).ends_at, current(made).replacement_id) == ("After", end, other.pk)


@pytest.mark.parametrize("other_end", ["", "2099-01-01"])
def test_another_end_is_told_as_a_change_and_asked(admin_client, other_end):
    made, end = article(), on_the_hour(days=9)
    published(made, "en", until=end)
    fields = fields_of(admin_client.get(address(made, "publish", "en")), FORM)
    fields |= {"until_0": other_end, "until_1": other_end and "09:00:00"}
    response = admin_client.post(address(made, "publish", "en"), fields)
    change = soup(response).select_one(".changes > div")
    assert (response.status_code, words(change.dt)) == (200, "Planned end")
    assert ("without end" in words(change.dd), "2099" in words(change.dd)) == (not other_end, bool(other_end))
    assert "This was planned: until " in words(soup(response).select_one(".problems-asked"))
    assert current(made).ends_at == end
    assert admin_client.post(address(made, "publish", "en"), fields | {"confirmed": "1"}).status_code == 302
    assert current(made).number == 2
    assert current(made).ends_at != end


def test_publishing_both_keeps_the_planned_ends(admin_client):
    made, end = article(), later(days=9)
    published(made, "en", until=end)
    changed(made, title_en="After", title_ar="بعد")
    post_as_shown(admin_client, f"/admin/articles/article/{made.pk}/publish/both/", {"confirmed": "1"})
    assert [current(made, code).ends_at for code in ("en", "ar")] == [end, None]


def test_the_history_says_when_an_edition_was_to_end(admin_client):
    made = article()
    published(made, "en", until=later(days=9))
    published(made, "en", until=None, confirmed=True)
    response = admin_client.get(address(made, "editions", "en"))
    assert "it was to end on" in response.content.decode()
    assert [change.field for change in response.context["changes"]] == ["Planned end"]


def test_a_live_page_with_a_scheduled_successor_is_published_and_next_on_a_day_everywhere(admin_client):
    made, at = article(), on_the_hour(days=3)
    first = published(made, "en")
    scheduled = published(made, "en", at=at)
    label = f"published; next on {plans.day(at)}"
    form = soup(admin_client.get(address(made, "change")))
    panel = form.select_one(".desk-bar details.standing")
    assert words(panel.summary).startswith(f"English {label}")
    links = {words(link) for link in panel.select("a.button")}
    assert {"See on the site", "Cards, QR", "Withdraw"} <= links
    assert panel.select_one(f"a[href='{first.get_absolute_url()}']")
    assert panel.select_one("[name=edition]")["value"] == str(scheduled.number)
    for place in ("/admin/matrix/", "/admin/matrix/?state=next&language=en", "/admin/articles/article/"):
        assert label in words(soup(admin_client.get(place)).select_one("#content"))
    assert label not in admin_client.get("/admin/matrix/?state=scheduled").content.decode()
    time_passes(days=4)
    made.refresh_from_db()
    assert (standing(made, "en").state, standing(made, "en").current) == ("published", scheduled)


def test_lists_ask_once_for_all_that_is_scheduled(admin_client):
    places, counted = ("/admin/matrix/", "/admin/articles/article/"), []
    for _ in range(3):
        published(made := article())
        published(made, at=later(days=3))
        counted.append([queries(admin_client, place) for place in places])
    assert counted[1] == counted[2]


def queries(client, place):
    with CaptureQueriesContext(connection) as captured:
        client.get(place)
    return len(captured)


def test_each_scheduled_edition_is_cancelled_by_its_own_button(admin_client):
    made = article()
    published(made, "en")
    sooner, last = published(made, "en", at=later(days=3)), published(made, "en", at=later(days=5))
    admin_client.post(address(made, "cancel", "en"), {"edition": sooner.number})
    assert standing(made, "en").scheduled == [last]
    admin_client.post(address(made, "cancel", "en"), {"edition": 10**30})
    assert standing(made, "en").scheduled == [last]


def test_withdrawing_says_what_it_cancels_and_does_not_cancel_more(admin_client):
    made = article()
    published(made, "en")
    scheduled = published(made, "en", at=later(days=3))
    response = admin_client.get(address(made, "withdraw", "en"))
    asked = words(soup(response).select_one(".problems-asked"))
    assert "Edition 2, scheduled for" in asked
    shown = {field["name"]: field["value"] for field in soup(response).select("#content form input[type=hidden]")}
    last = published(made, "en", at=later(days=4))
    assert admin_client.post(address(made, "withdraw", "en"), shown).status_code == 200
    assert standing(made, "en").scheduled == [scheduled, last]
    assert post_as_shown(admin_client, address(made, "withdraw", "en")).status_code == 302
    assert (current(made), standing(made, "en").scheduled) == (None, [])
    assert "Cancelled with it, before it began: edition 2, 3" in words(soup(admin_client.get("/admin/log/")))


@pytest.mark.parametrize("is_read", [True, False])
def test_withdrawing_says_what_becomes_of_the_other_language_that_is_scheduled(admin_client, is_read):
    made = article()
    published(made, *(["en", "ar"] if is_read else ["en"]))
    scheduled = published(made, "ar", at=later(days=3))
    response = admin_client.get(address(made, "withdraw", "en"))
    said = words(soup(response).select_one(".problems-asked"))
    assert ("will be cancelled if you withdraw both" in said, "stays scheduled for" in said) == (is_read, not is_read)
    assert ("both" in response.context["form"].fields) is is_read
    post_as_shown(admin_client, address(made, "withdraw", "en"), {"both": "on"} if is_read else {})
    assert (current(made, "ar"), standing(made, "ar").scheduled) == (None, [] if is_read else [scheduled])


def test_the_reason_of_a_withdrawal_stands_in_the_history_and_in_the_log(admin_client):
    made = procedure()
    published(made)
    response = post_as_shown(admin_client, address(made, "withdraw", "ar"), {"note": "The dose was wrong."})
    assert told(response) == ["The Arabic page was withdrawn. Patients can still read the English one."]
    assert made.editions.get(language="ar").end_note == "The dose was wrong."
    for place in (address(made, "editions", "ar"), "/admin/log/"):
        assert re.search("[Rr]eason: The dose was wrong.", words(soup(admin_client.get(place)).select_one("#content")))
    response = post_as_shown(admin_client, address(made, "withdraw", "en"))
    assert told(response)[-1] == "The page was withdrawn. Patients can no longer read it in either language."
    assert Deed.objects.filter(what="withdrawn").count() == 2


def test_the_difference_stands_above_the_form_and_the_button_waits_for_what_must_be_mended(admin_client):
    made = procedure(title_en="Before")
    published(made, "en")
    changed(made, title_en="After")
    html = admin_client.get(address(made, "publish", "en")).content.decode()
    assert html.index("<ins>After</ins>") < html.index('name="version"') < html.index('class="submit-row"')
    button = soup(admin_client.get(address(made, "publish", "en"))).select_one(".submit-row [type=submit]")
    assert not button.has_attr("disabled")
    made.risks.update(heading_ar="", body_ar="")
    found = soup(admin_client.get(address(made, "publish", "ar")))
    assert found.select_one(".submit-row [type=submit]").has_attr("disabled")
    assert found.select_one(f"#{found.select_one('.submit-row [type=submit]')['aria-describedby']}")
    # A time that the form itself can mend leaves it active.
    past = split(later() - timedelta(days=1), "at")
    found = soup(post_as_shown(admin_client, address(made, "publish", "en"), past))
    assert "in the past" in words(found.select_one(".problems-refused"))
    assert not found.select_one(".submit-row [type=submit]").has_attr("disabled")
