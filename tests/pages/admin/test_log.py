"""The log: every deed leaves an entry, told in the language of whoever reads it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from doctors import leaving
from doctors.by_link import taking_back
from doctors.desk import accounts, commenting
from doctors.handing_out import handouts
from doctors.review import minor_corrections, review_links, reviewing
from pages import log
from pages.admin import log_reading, log_words
from pages.content.composing import compose
from pages.drafting import drafts, mention_links
from pages.models import Deed, Edition, Page, Revision, Topic, Wording
from pages.publishing import editions
from tests import factories
from tests.pages.admin.admin_forms import fields_of, post_as_shown

pytestmark = pytest.mark.django_db
LOG = "/admin/log/"


def retitled(page, title, by=None):
    page.title_en = title
    page.save()
    return drafts.record(page, by=by)


def deeds(**columns):
    return [(deed.what, deed.language) for deed in Deed.objects.filter(**columns).order_by("pk")]


def rows(client, address=LOG):
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in shown.select(".log tbody tr")]


def digest(page):
    return compose(page, "en")[0].content["digest"]


def test_a_page_s_life_is_told(user):
    page, other = factories.article(), factories.article()
    factories.published(other, "en")
    Deed.objects.all().delete()
    retitled(page, "First", by=user)
    assert retitled(page, "First", by=user) is None  # nothing changed, so nothing is told
    editions.publish(page, "en", by=user, note="New", until=factories.later(days=9))
    editions.cancel(editions.publish(page, "en", by=user, at=factories.later(days=1)), by=user)
    editions.withdraw(page, "en", by=user, replacement=other)
    retitled(page, "Second", by=user)
    drafts.restore(Revision.objects.filter(page=page.pk).order_by("number")[1], by=user)
    editions.restore(Edition.objects.filter(page=page.pk).first(), by=user)
    assert deeds(page=page.pk, by=user) == [
        ("saved", "en"), ("published", "en"), ("scheduled", "en"), ("cancelled", "en"), ("withdrawn", "en"),
        ("saved", "en"), ("restored", "en"),
    ]  # fmt: skip
    draft = factories.article()
    drafts.delete(draft, by=user)
    drafts.bring_back(Revision.objects.filter(page_number=draft.pk).first(), by=user)
    assert [what for what, _ in deeds(by=user)][-2:] == ["draft_deleted", "brought_back"]


def test_the_language_of_a_save_is_the_one_that_was_written_in():
    page = factories.article()
    page.title_ar = "عنوان آخر"
    page.save()
    drafts.record(page, by=None)
    page.title_en = page.title_ar = "Both"
    page.save()
    drafts.record(page, by=None)
    page.review_due_on = "2030-01-01"
    page.save()
    drafts.record(page, by=None)
    assert [language for _, language in deeds(page=page.pk)][-3:] == ["ar", "both", ""]


def test_what_doctors_and_those_who_ask_them_do_is_told(user, django_user_model):
    doctor, page = factories.doctor(), factories.article()
    link, _token = review_links.make(doctor, by=user, days=3)
    review_links.free(link, by=user)
    review_links.revoke(doctor.review_links.all(), by=user)
    assert review_links.revoke(doctor.review_links.all(), by=user) == 0  # it was revoked already
    review_links.forget_pin(doctor, by=user)
    assert [what for what, _ in deeds(by=user)] == ["link_made", "link_freed", "link_revoked", "pin_forgotten"]
    made = reviewing.review(doctor, page, "en", digest(page), "by_link")
    taking_back.take_back(doctor, f"right:{made.pk}")
    reviewing.review(doctor, page, "en", digest(page), "by_link")
    retitled(page, "Corrected")
    minor_corrections.declare(page, "en", reason="A comma", by=user)
    reviewing.want_change(doctor, page, "en", digest(page), "More of it")
    commenting.say(doctor, page, "en", "", "And a link", kind="link")
    told = [what for what, _ in deeds(page=page.pk) if what != "saved"]
    assert told == ["reviewed", "answer_taken_back", "reviewed", "minor", "change_wanted", "link_wanted"]
    by_link = Deed.objects.filter(what="reviewed").first()
    assert (by_link.by, by_link.who, by_link.language) == (None, str(doctor), "en")
    accounts.give(doctor, "mona")
    leaving.leave(doctor, by=user)
    doctor.active = True
    assert [what for what, _ in deeds(by=user)][-1] == "left"


def test_hand_outs_and_mentions_are_told(user):
    page, other = factories.article(), factories.article()
    made = factories.handout(page, made_by=user, note_en="For Mrs. Amal")
    handouts.end(made, by=user)
    mention_links.refuse(page.pk, other.pk, by=user)
    mention_links.refuse(page.pk, other.pk, by=user)
    assert deeds(by=user) == [("handout_made", "en"), ("handout_ended", "en"), ("mention_refused", "")]
    assert "Amal" not in str(list(Deed.objects.values()))  # nothing about patients


def test_what_is_done_in_the_admin_is_told_whatever_it_is(admin_client, admin_user):
    wording, page = Wording.objects.create(text="Hip wash"), factories.article()
    admin_client.post(reverse("admin:link_report_wording"), {"wording": wording.pk, "page": page.pk})
    admin_client.post("/admin/pages/topic/add/", {"name_en": "Spine", "name_ar": "العمود", "order": "0"})
    topic = Topic.objects.get()
    address = f"/admin/pages/topic/{topic.pk}/change/"
    admin_client.post(address, fields_of(admin_client.get(address)))  # nothing changed
    admin_client.post(address, fields_of(admin_client.get(address)) | {"name_ar": "الظهر"})
    admin_client.post(f"/admin/pages/topic/{topic.pk}/delete/", {"post": "yes"})
    clinic = fields_of(admin_client.get("/admin/clinic/clinic/add/")) | {"name_en": "Nile", "email": "a@example.com"}
    assert admin_client.post("/admin/clinic/clinic/add/", clinic).status_code == 302
    told = [(deed.what, deed.model, deed.language) for deed in Deed.objects.filter(by=admin_user).order_by("pk")]
    assert told == [
        ("wording_linked", "pages.wording", ""),
        ("added", "pages.topic", ""),
        ("changed", "pages.topic", "ar"),
        ("removed", "pages.topic", ""),
        ("added", "clinic.clinic", ""),
    ]
    doctor = factories.doctor()
    admin_client.post(f"/admin/doctors/doctor/{doctor.pk}/account/", {"username": "mona"})
    admin_client.post(f"/admin/doctors/doctor/{doctor.pk}/account/")
    assert [what for what, _ in deeds(by=admin_user)][-2:] == ["account_given", "password_link"]


def test_a_page_that_is_saved_and_published_in_the_admin_is_told_once(admin_client, admin_user):
    page = factories.article()
    Deed.objects.all().delete()
    address = f"/admin/articles/article/{page.pk}/"
    fields = fields_of(admin_client.get(f"{address}change/")) | {"summary_ar": "ملخص آخر"}
    assert admin_client.post(f"{address}change/", fields).status_code == 302
    assert post_as_shown(admin_client, f"{address}publish/ar/").status_code == 302
    assert post_as_shown(admin_client, f"{address}withdraw/ar/").status_code == 302
    assert deeds() == [("saved", "ar"), ("published", "ar"), ("withdrawn", "ar")]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Published", "Edition 1", "Note: Better", "Knee", "Article", "English"]),
        ("ar", ["نُشرت", "النسخة المنشورة رقم 1", "ملاحظة: Better", "الركبة", "مقال", "الإنجليزية"]),
    ],
)
def test_an_entry_is_told_in_the_language_of_whoever_reads_it(admin_client, admin_user, language, told):
    page = factories.article(title_en="Knee", title_ar="الركبة")
    factories.published(page, "en", by=admin_user, note="Better")
    admin_client.cookies["language"] = language
    row = rows(admin_client)[0]
    assert [text for text in told if text not in " ".join(row)] == []
    assert row[1] == "admin"
    own = BeautifulSoup(admin_client.get(LOG).content, "html.parser").select("td small bdi")
    assert "Better" in [words.text for words in own]  # a direction of its own: its full stop stays where it is


def test_changed_fields_are_told_by_name_in_both_languages(admin_client):
    topic = factories.topic()
    address = f"/admin/pages/topic/{topic.pk}/change/"
    admin_client.post(address, fields_of(admin_client.get(address)) | {"name_ar": "الظهر"})
    assert "Name (Arabic)" in rows(admin_client)[0][2]
    admin_client.cookies["language"] = "ar"
    assert "الاسم (العربية)" in rows(admin_client)[0][2]
    assert rows(admin_client, f"/admin/pages/topic/{topic.pk}/history/") == rows(admin_client)


def test_the_log_is_read_page_by_page_from_where_one_is(admin_client, monkeypatch):
    monkeypatch.setattr(log_reading, "PER_PAGE", 3)
    topic = factories.topic()
    for n in range(8):
        log.note(None, "changed", topic, account=f"n{n}")

    def read(address):
        shown = BeautifulSoup(admin_client.get(address).content, "html.parser")
        ways = {one["rel"][0]: one["href"] for one in shown.select(".log-paging a")}
        return [row[2].rpartition("n")[2] for row in rows(admin_client, address)], ways

    first, ways = read(f"{LOG}?deed=changed")
    assert (first, set(ways)) == (["7", "6", "5"], {"next"})
    log.note(None, "changed", topic, account="n8")  # what is new moves nothing
    second, ways = read(LOG + ways["next"])
    assert (second, set(ways)) == (["4", "3", "2"], {"prev", "next"})
    third, ways_of_third = read(LOG + ways["next"])
    assert (third, set(ways_of_third)) == (["1", "0"], {"prev"})
    assert read(LOG + ways_of_third["prev"])[0] == second
    back, ways = read(LOG + ways["prev"])
    assert (back, set(ways)) == (["7", "6", "5"], {"prev", "next"})
    assert read(LOG + ways["prev"])[0] == ["8"]


def test_the_log_is_narrowed_by_person_deed_page_and_day(admin_client, admin_user, user):
    page, other = factories.article(title_ar="تقويم الأسنان"), factories.article()
    Deed.objects.all().delete()
    factories.published(page, "en", by=user)
    factories.published(other, "en", by=admin_user)
    retitled(page, "New", by=admin_user)
    Deed.objects.filter(what="saved").update(at=timezone.now() - timedelta(days=40))
    day = timezone.localdate(timezone.now() - timedelta(days=40))

    def found(**asked):
        return [
            row[2].split()[0] for row in rows(admin_client, f"{LOG}?" + "&".join(f"{k}={v}" for k, v in asked.items()))
        ]

    assert found() == ["Draft", "Published", "Published"]
    assert found(person=user.pk) == ["Published"]
    assert found(deed="saved") == ["Draft"]
    assert found(page="تقويم") == ["Draft", "Published"]
    assert found(page=other.pk) == ["Published"]
    assert found(day=day) == ["Draft"]
    assert found(person=admin_user.pk, page="تقويم", deed="published") == []
    for nonsense in ({"person": "x"}, {"day": "31-31"}, {"deed": "z"}, {"before": "x" * 5000}, {"before": 10**30},
                     {"after": "-1"}, {"page": "%00"}, {"page": 2**63}):  # fmt: skip
        address = f"{LOG}?" + "&".join(f"{k}={v}" for k, v in nonsense.items())
        assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_end_of_all_days_are_refused(day, admin_client):
    answer = admin_client.get("/admin/log/", {"day": day})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["day"])


def test_an_entry_outlives_the_account_and_the_page(admin_client, user):
    page = factories.article(title_en="Gone soon")
    drafts.delete(page, by=user)
    user.delete()
    row = rows(admin_client)[0]
    assert (row[1], "Draft deleted" in row[2], "Gone soon" in row[3]) == ("editor", True, True)


def test_a_log_of_many_is_read_with_as_many_queries_as_one_of_few(admin_client):
    def count():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(LOG)
        return len(queries)

    retitled(factories.article(), "One")
    few = count()
    for n in range(20):
        retitled(factories.article(), f"More {n}")
    assert count() == few


def test_editors_read_the_history_of_a_page_and_not_the_log(client, user, roles):
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_article", "view_article"]))
    client.force_login(user)
    page = factories.article()
    factories.published(page, "en")
    assert client.get(LOG).status_code == 403
    assert [row[2].split()[0] for row in rows(client, f"/admin/articles/article/{page.pk}/history/")] == [
        "Published",
        "Draft",
    ]
    assert "/admin/log/" not in client.get("/admin/").content.decode()


def test_every_deed_that_is_noted_has_words():
    house = Path(drafts.__file__).parents[2]
    noted = set()
    for room in ("pages", "doctors", "clinic", "importers"):
        for path in (house / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            noted |= set(re.findall(r'(?:log\.note|_note)\(\s*[\w.]+,\s*"(\w+)"', text))
            noted |= set(re.findall(r'deed(?:: str)?="(\w+)"', text))
    noted |= {"scheduled", "published", "change_wanted", "link_wanted"}
    assert noted == set(log_words.DEEDS)


def test_a_page_is_told_by_its_kind_however_it_was_read(user):
    made = factories.procedure()
    log.note(user, "saved", Page.objects.get(pk=made.pk))
    deed = Deed.objects.first()
    assert (deed.model, deed.page) == ("procedures.procedure", made.pk)
