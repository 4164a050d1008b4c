"""Pages kept as they were rendered: rendered once, and always what a fresh rendering would be."""

from datetime import time

import pytest

from clinic.models import Branch, Clinic, OpeningHours
from doctors.review import reviewing
from pages.drafting import drafts
from pages.models import Link
from pages.public import kept_pages, views
from pages.publishing import editions
from pageviews.models import ViewCorrection
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rendered(monkeypatch):
    """What was rendered, from an empty memory on: the titles."""
    kept_pages.forget()
    told, render = [], views.rendered

    def noted(request, found, **extra):
        told.append(found.edition.title)
        return render(request, found, **extra)

    monkeypatch.setattr(views, "rendered", noted)
    return told


@pytest.fixture
def clinic():
    made = Clinic.objects.create(name_en="Nile Gate", name_ar="بوابة النيل", digits="arabic", show_views_from=3)
    Branch.objects.create(name_en="Dokki", name_ar="الدقي", telephone="+20 2 5550 0101")
    return made


def fresh(client, address):
    """The page as it is rendered where nothing is kept."""
    kept, kept_pages._kept = kept_pages._kept, type(kept_pages._kept)()
    try:
        return client.get(address).content
    finally:
        kept_pages._kept = kept


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_is_rendered_once_however_often_it_is_read_and_counted(client, clinic, rendered, language):
    page = factories.procedure()
    address = published(page, language).get_absolute_url()
    for count in (3, 1, 1230, 1_233_333):  # 3, 4, 1,234 and 1,234,567 in all
        factories.viewed(page, language, "2026-01-01", count)
        seen = client.get(address).content
        assert seen == client.get(address).content
        told = rendered[:]
        assert seen == fresh(client, address)
        rendered[:] = told
    assert len(rendered) == 1
    assert b'"userInteractionCount":1234567' in seen
    assert ("١٬٢٣٤٬٥٦٧" if language == "ar" else "1,234,567 views") in seen.decode()


def changes(page, target, doctor, user):
    """What can change around a page, by what it is: each is a function."""
    clinic, branch = Clinic.objects.get(), Branch.objects.get()

    def rename():
        target.title_en, target.slug_en = "Renamed", "renamed"
        target.save()
        drafts.record(target, by=user)
        published(target, "en")

    def correct(amount):
        ViewCorrection.objects.create(page=page, amount=amount, reason="Counted before", by=user)

    return {
        "a target that was renamed": rename,
        "a target that was withdrawn": lambda: editions.withdraw(target, "en", by=user),
        "a twin": lambda: published(page, "ar"),
        "the name of the clinic": lambda: Clinic.objects.filter(pk=clinic.pk).update(name_en="Delta Gate"),
        "a branch that is always open": lambda: [
            OpeningHours.objects.create(branch=branch, day=day, opens=time(0), closes=time(0)) for day in range(7)
        ],
        "a review": lambda: reviewing.review(
            doctor, page, "en", factories.current(page).content["digest"], "desk", by=user
        ),
        "views that are shown": lambda: correct(5),
        "views that are hidden again": lambda: correct(-4),
    }


def test_whatever_changes_around_a_page_shows_at_once(client, clinic, user, rendered):
    target, doctor = factories.article(title_en="Hip wash", slug_en="hip-wash"), factories.doctor()
    page = factories.procedure()
    factories.section(page, body_en=f'<p><a data-page="{target.pk}">there</a></p>')
    Link.objects.create(from_page=page, to_page=target, after_anchor="risks")
    published(target, "en")
    address = published(page, "en").get_absolute_url()
    before = client.get(address).content
    assert b'href="/en/articles/hip-wash/"' in before
    for name, change in changes(page, target, doctor, user).items():
        change()
        after = client.get(address).content
        assert after != before, name
        assert after == fresh(client, address), name
        before = after
    assert b"hip-wash" not in before


def test_it_holds_nothing_of_whoever_asked_first(admin_client, client, clinic, rendered):
    address = published(factories.article(), "en").get_absolute_url()
    first = admin_client.get(address, {"q": "private"}, HTTP_COOKIE="language=ar", HTTP_USER_AGENT="private")
    second = client.get(address)
    assert (first.content, len(rendered)) == (second.content, 1)
    assert b"private" not in second.content
    assert not second.cookies


def test_memory_is_bounded_and_the_last_read_stay(client, clinic, monkeypatch, rendered):
    monkeypatch.setattr(kept_pages, "MOST_KEPT", 2)
    addresses = [published(factories.article(), "en").get_absolute_url() for _ in range(3)]
    for number in (0, 1, 0, 2, 0):
        client.get(addresses[number])
    assert (len(rendered), len(kept_pages._kept)) == (3, 2)
    client.get(addresses[1])
    assert len(rendered) == 4
