import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from pages.drafting import drafts
from pages.models import Edition, Revision
from pages.states.standing import standing
from tests.factories import article, current, later, procedure, published, section, topic
from tests.pages.admin.admin_forms import post_as_shown, shown_by

pytestmark = pytest.mark.django_db


def address(made, action, *rest):
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_{action}", args=[made.pk, *rest])


def split(moment, name):
    local = timezone.localtime(moment)
    return {f"{name}_0": local.strftime("%Y-%m-%d"), f"{name}_1": local.strftime("%H:%M:%S")}


def test_publishing_shows_what_will_change_and_publishes(admin_client, admin_user):
    made = article(title_en="Before")
    published(made, "en")
    made.title_en = "After"
    made.save()
    drafts.record(made, by=None)
    html = admin_client.get(address(made, "publish", "en")).content.decode()
    assert "<del>Before</del>" in html
    assert 'lang="en" dir="ltr">added: </span><ins>After</ins>' in html
    assert current(made).title == "Before"
    response = post_as_shown(admin_client, address(made, "publish", "en"), {"note": "Better", "confirmed": "1"})
    assert response.status_code == 302
    edition = current(made)
    assert (edition.title, edition.note, edition.published_by) == ("After", "Better", admin_user)


def test_every_problem_is_shown_at_once_and_refusals_cannot_be_confirmed_away(admin_client):
    made = procedure()
    made.risks.update(heading_ar="", body_ar="")
    made.benefits.update(heading_ar="", body_ar="")
    response = post_as_shown(admin_client, address(made, "publish", "ar"), {"confirmed": "1"})
    assert response.status_code == 200
    assert [problem.code for problem in response.context["proposals"][0].refusals] == ["guarded_part_missing"]
    response = admin_client.get(address(made, "publish", "ar"))
    assert [problem.code for problem in response.context["proposals"][0].questions] == ["part_missing"]
    assert not Edition.objects.exists()


def test_a_question_must_be_confirmed(admin_client):
    made = procedure()
    made.benefits.update(heading_ar="", body_ar="")
    assert post_as_shown(admin_client, address(made, "publish", "ar"), {}).status_code == 200
    assert not Edition.objects.exists()
    assert post_as_shown(admin_client, address(made, "publish", "ar"), {"confirmed": "1"}).status_code == 302
    assert current(made, "ar")


@pytest.mark.parametrize("later", ["words", "a line", "a topic", "an invalid time"])
def test_what_somebody_saved_since_it_was_shown_is_not_published_unseen(admin_client, user, later):
    made, target = article(), article()
    published(made, "en")
    made.title_en = "Mine"
    made.save()
    drafts.record(made, by=None)
    shown, times = shown_by(admin_client, address(made, "publish", "en")), {}
    if later == "a line":
        made.links.create(to_page=target)
    elif later == "a topic":
        made.topics.add(topic())
    else:
        made.summary_en = "Theirs"
        made.save()
        times = {"at_0": "2020-01-01", "at_1": "08:00:00"} if later == "an invalid time" else {}
    drafts.record(made, by=user)
    for fields in (shown, shown | {"shown_en": ""}, {}):
        response = admin_client.post(address(made, "publish", "en"), fields | times | {"confirmed": "1"})
        assert (response.status_code, current(made).number) == (200, 1)
        told = BeautifulSoup(response.content, "html.parser")
        assert "Nothing was published" in told.select_one("[role=alert]").get_text()
    told = BeautifulSoup(admin_client.post(address(made, "publish", "en"), shown).content, "html.parser")
    new = {"a line": target.title_en, "a topic": "Spine"}.get(later, "Theirs")
    meanwhile = told.select_one("[role=alert] .changes")
    assert new in meanwhile.select_one("ins").get_text()
    assert "Mine" not in meanwhile.get_text()
    again = {field["name"]: field["value"] for field in told.select("#content form input[type=hidden]")}
    assert admin_client.post(address(made, "publish", "en"), again).status_code == 302
    assert (current(made).number, current(made).title) == (2, "Mine")


def test_a_question_that_came_up_since_is_not_confirmed_unseen(admin_client):
    made = procedure()
    made.benefits.update(heading_ar="", body_ar="")
    shown = shown_by(admin_client, address(made, "publish", "ar"))
    made.title_en = "Another original"
    made.save()
    response = admin_client.post(address(made, "publish", "ar"), shown | {"confirmed": "1"})
    assert [problem.code for problem in response.context["proposals"][0].questions] == ["part_outdated", "part_missing"]
    assert not Edition.objects.exists()


def test_an_edition_that_was_published_since_it_was_shown_is_not_withdrawn_unseen(admin_client):
    made = article()
    published(made, "en")
    shown = shown_by(admin_client, address(made, "withdraw", "en"))
    corrected = published(made, "en")
    for fields in (shown, {}):
        response = admin_client.post(address(made, "withdraw", "en"), fields)
        assert (response.status_code, current(made)) == (200, corrected)
        assert "published meanwhile" in response.content.decode()
    assert post_as_shown(admin_client, address(made, "withdraw", "en")).status_code == 302
    assert current(made) is None


def test_scheduling_and_cancelling(admin_client):
    made = article()
    start = timezone.now() + timedelta(days=2)
    assert post_as_shown(admin_client, address(made, "publish", "en"), split(start, "at")).status_code == 302
    assert standing(made, "en").state == "scheduled"
    assert current(made) is None
    assert admin_client.get(address(made, "cancel", "en")).status_code == 302
    assert standing(made, "en").state == "scheduled"
    assert admin_client.post(address(made, "cancel", "en")).status_code == 302
    assert standing(made, "en").state == "draft"


SKIPPED, REPEATED = ("2027-04-30", "00:30:00"), ("2026-10-29", "23:30:00")


@pytest.mark.parametrize(
    ("moment", "language", "words"),
    [
        (
            SKIPPED,
            "en",
            "does not exist: the clocks are put forward then. The next valid time: 30 April 2027, 1:00 a.m.",
        ),
        (
            REPEATED,
            "en",
            "comes twice: the clocks are put back then. The next valid time: 30 October 2026, 12:00 a.m.",
        ),
        (SKIPPED, "ar", "لأن الساعة تُقدَّم عنده. أول وقت صحيح بعده: 30 إبريل 2027، 1:00 ص"),
        (REPEATED, "ar", "لأن الساعة تُؤخَّر عنده. أول وقت صحيح بعده: 30 أكتوبر 2026، 12:00 ص"),
    ],
)
def test_a_time_that_daylight_saving_skips_or_repeats_is_told_with_the_next_one(admin_client, moment, language, words):
    """Egypt's clocks go forward on the last Friday of April, and back at the end of the last Thursday of October."""
    made = article()
    admin_client.cookies["language"] = language
    for name in ("at", "until"):
        fields = {f"{name}_0": moment[0], f"{name}_1": moment[1]}
        response = post_as_shown(admin_client, address(made, "publish", "en"), fields)
        assert response.status_code == 200
        assert words in " ".join(response.context["form"].errors[name])
    assert not Edition.objects.exists()


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_why_is_asked_in_a_box_of_several_lines(admin_client, action):
    made = article()
    published(made, "en")
    box = BeautifulSoup(admin_client.get(address(made, action, "en")).content, "html.parser").select_one("#id_note")
    assert (box.name, box["rows"], box["maxlength"]) == ("textarea", "3", "300")
    assert post_as_shown(admin_client, address(made, action, "en"), {"note": "One\r\nTwo"}).status_code == 302
    edition = Edition.objects.first()
    assert "One\r\nTwo" in (edition.note, edition.end_note)


def test_withdrawing_names_a_replacement(admin_client):
    made, other = article(), article()
    published(made, "en")
    published(other, "en")
    assert admin_client.get(address(made, "withdraw", "en")).status_code == 200
    assert post_as_shown(admin_client, address(made, "withdraw", "en"), {"replacement": made.pk}).status_code == 200
    assert post_as_shown(admin_client, address(made, "withdraw", "en"), {"replacement": other.pk}).status_code == 302
    assert Edition.objects.get(page=made.pk).replacement_id == other.pk
    assert standing(made, "en").state == "ended"


def test_what_was_withdrawn_is_not_told_as_what_expired_and_where_readers_are_led_is_told(admin_client):
    made, other = article(), article()
    published(other)
    expired = published(made, "en", until=later(days=1))
    published(made, "ar")
    answer = post_as_shown(admin_client, address(made, "withdraw", "ar"), {"replacement": other.pk})
    assert f"Readers are led to “{other}”." in next(str(one) for one in get_messages(answer.wsgi_request))
    made.editions.filter(language="en").update(ends_at=expired.starts_at + timedelta(milliseconds=1))
    form = BeautifulSoup(admin_client.get(address(made, "change")).content, "html.parser")
    told = {one["data-language"]: one for one in form.select("details.standing")}
    labels = {code: one.select_one(".standing-state").get_text().strip() for code, one in told.items()}
    assert labels == {"en": "expired", "ar": "withdrawn"}
    assert told["ar"].select_one(".standing-panel a")["href"] == address(other, "change")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_preview_is_what_publishing_would_give(admin_client, client, language):
    made = procedure()
    published(made, language)  # from then on it has a short address
    section(made, body_en="<p>Added since.</p>", body_ar="<p>أضيف بعدها.</p>")
    preview = admin_client.get(address(made, "preview", language))
    assert "no-store" in preview.headers["Cache-Control"]
    html = preview.content.decode()
    assert f'<html lang="{language}"' in html
    edition = published(made, language)
    page = client.get(edition.get_absolute_url()).content.decode()
    # What is published also asks whether it helped.
    text = [h.split("<article", 1)[1].split('<footer class="end-notes">')[0] for h in (html, page)]
    text = [re.sub('<section class="helped".*?</section>', "", h, flags=re.DOTALL) for h in text]
    assert {"en": "Added since.", "ar": "أضيف بعدها."}[language] in text[0]
    assert _without_dates(text[0]) == _without_dates(text[1])


def test_only_the_preview_may_be_shown_in_a_frame_of_ours_and_has_no_script_there(admin_client):
    made = article()
    preview, beside = (admin_client.get(address(made, "preview", "en") + query) for query in ("", "?beside"))
    for response in (preview, beside):
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert ("<script" in preview.content.decode(), "<script" in beside.content.decode()) == (True, False)
    for other in (address(made, "publish", "en"), f"/admin/articles/article/{made.pk}/change/", "/admin/"):
        assert admin_client.get(other)["X-Frame-Options"] == "DENY"


def _without_dates(html):
    return "".join(line for line in html.splitlines() if "<time" not in line and line.strip())


@pytest.mark.parametrize("action", ["preview", "publish", "withdraw", "cancel"])
def test_strangers_and_unknown_pages_get_nothing(client, admin_client, action):
    made = article()
    assert client.get(address(made, action, "en")).status_code == 302
    for number in (10**6, 2**63, 10**30):
        path = f"/admin/articles/article/{number}/{action}/en/"
        assert admin_client.get(path).status_code == 404


def test_staff_without_permission_are_refused(client, user):
    made = article()
    client.force_login(user)
    for action in ("preview", "publish", "withdraw", "cancel"):
        assert client.post(address(made, action, "en")).status_code == 403
    assert not Edition.objects.exists()


def test_a_revision_can_be_read_and_restored(admin_client):
    made = article(title_en="First words")
    made.title_en = "Second words"
    made.save()
    drafts.record(made, by=None)
    first = Revision.objects.filter(page=made.pk).last()
    assert admin_client.get(address(made, "revisions")).status_code == 200
    html = admin_client.get(address(made, "revision", first.number)).content.decode()
    assert "<del>Second</del>" in html.replace(" </del>", "</del>")
    assert post_as_shown(admin_client, address(made, "revision", first.number)).status_code == 302
    made.refresh_from_db()
    assert made.title_en == "First words"
    assert admin_client.get(address(made, "revision", 10**12)).status_code == 404


def test_opening_views_cannot_be_edited_once_a_page_is_published(admin_client):
    made = article(opening_views=3106)
    assert "opening_views" in admin_client.get(address(made, "change")).context["adminform"].form.fields
    published(made, "en")
    form = admin_client.get(address(made, "change")).context["adminform"].form
    assert "opening_views" not in form.fields
