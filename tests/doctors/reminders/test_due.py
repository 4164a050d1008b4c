"""Pages whose review is past or near its date, and how editors are told on the admin's first page."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.utils import timezone

from doctors.models import Comment, Review
from doctors.reminders import due
from pages.publishing import editions
from tests import factories

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def reviewed(doctor, *, ago=10, language="en", **columns):
    """A page that patients read, reviewed so many days ago."""
    page = factories.article(**columns)
    edition = editions.publish(page, language, by=None)
    review(page, doctor, ago, language, edition.content["digest"])
    return page


def review(page, doctor, ago, language="en", digest="x"):
    Review.objects.create(page=page, language=language, digest=digest, doctor=doctor, on=in_days(-ago), how="by_link")


def soon():
    return [(one.page.pk, one.language, one.is_past) for one in due.soon()]


def test_what_is_past_or_near_its_date_the_longest_due_first():
    mona = factories.doctor()
    near = reviewed(mona, review_due_on=in_days(30))
    reviewed(mona, review_due_on=in_days(31))
    past = reviewed(mona, review_due_on=in_days(-2))
    old = reviewed(mona, ago=400, language="ar")
    reviewed(mona, ago=300)
    assert soon() == [(old.pk, "ar", True), (past.pk, "en", True), (near.pk, "en", False)]


def test_the_last_review_of_a_language_decides():
    mona = factories.doctor()
    page = reviewed(mona, ago=400)
    assert soon() == [(page.pk, "en", True)]
    review(page, factories.doctor("Omar Adel"), 5)
    assert soon() == []


def test_what_patients_do_not_read_is_not_due():
    mona = factories.doctor()
    page = reviewed(mona, ago=400)
    editions.withdraw(page, "en", by=None)
    review(factories.article(), mona, 400)
    assert soon() == []


def panel(client):
    return BeautifulSoup(client.get("/admin/").content, "html.parser").find(id="due-heading")


def test_the_first_page_names_them_by_doctor(admin_client):
    mona, omar = factories.doctor(), factories.doctor("Omar Adel")
    reviewed(omar, ago=400, title_en="Knee"), reviewed(mona, title_en="Hip", review_due_on=in_days(3))
    found = panel(admin_client).parent
    assert [heading.text for heading in found.select("h3")] == sorted([str(mona), str(omar)])
    told = {item.a.text: " ".join(item.span.text.split()) for item in found.select("li")}
    assert told["Knee"].startswith("English · due since ")
    assert told["Hip"].startswith("English · due on ")


def test_of_very_many_it_names_the_first_and_counts_the_rest(admin_client):
    mona = factories.doctor()
    for _ in range(12):
        reviewed(mona, ago=400)
    found = panel(admin_client).parent
    assert len(found.select("li")) == 10
    assert "and 2 more" in found.text


def test_only_who_may_see_reviews_is_told(client, user):
    client.force_login(user)
    assert panel(client) is None
    user.user_permissions.add(Permission.objects.get(codename="view_review"))
    assert "No review is due within 30 days." in panel(client).parent.text


def test_open_wishes_are_work_for_editors(admin_client):
    page = factories.article()
    Comment.objects.create(doctor=factories.doctor(), page=page, language="en", text="Shorter, please.")
    tasks = BeautifulSoup(admin_client.get("/admin/").content, "html.parser").select(".first-tasks a")
    told = {" ".join(task.text.split()): task["href"] for task in tasks}
    address = told["1 open wish of a doctor"]
    assert "Shorter, please." in admin_client.get(address).content.decode()
