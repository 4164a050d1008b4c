"""The page on which whoever works in the admin chooses which letters they get, and in which language."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from pages.models import LetterChoice
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/letters/"


@pytest.fixture
def mona(client, roles, django_user_model):
    made = django_user_model.objects.create_user("mona", "mona@clinic.example", is_staff=True)
    made.groups.set([Group.objects.get(name="Editor")])
    client.force_login(made)
    return made


def shown(client, address=ADDRESS):
    return BeautifulSoup(client.get(address).content, "html.parser")


def ticked(page):
    return [(field["name"], field.get("value")) for field in page.select(".own-letters [checked]")]


def test_who_chose_nothing_is_shown_everything_in_both_and_has_no_row(client, mona):
    assert ticked(shown(client)) == [("language", "both"), ("handovers", None), ("remarks", None)]
    assert not LetterChoice.objects.exists()
    assert shown(client, "/admin/").select_one("#user-tools a[href='/admin/letters/']").text == "My letters"


def test_what_is_chosen_is_saved_once_and_of_oneself_only(client, mona, django_user_model):
    other = django_user_model.objects.create_user("omar", is_staff=True)
    rights = mona.get_all_permissions()
    for _press in range(2):
        assert client.post(ADDRESS, {"language": "ar", "remarks": "on", "person": other.pk}).url == ADDRESS
    chosen = LetterChoice.objects.get()
    assert (chosen.person, chosen.languages, chosen.handovers, chosen.remarks) == (mona, ("ar",), False, True)
    page = shown(client)
    assert ticked(page) == [("language", "ar"), ("remarks", None)]
    assert page.select_one(".success").text == "Saved. Your letters follow your choice from now on."
    assert type(mona).objects.get(pk=mona.pk).get_all_permissions() == rights


@pytest.mark.parametrize("language", ["", "fr", "ar\x00", "x" * 5000])
def test_a_language_that_there_is_not_changes_nothing(client, mona, language):
    answer = client.post(ADDRESS, {"language": language})
    assert (answer.status_code, LetterChoice.objects.exists()) == (200, False)
    assert BeautifulSoup(answer.content, "html.parser").select_one(".errorlist")


def test_who_has_no_address_is_told_so_in_their_language(client, mona):
    assert shown(client).select_one(".own-letters bdi").text == "mona@clinic.example"
    type(mona).objects.update(email="")
    client.cookies["language"] = "ar"
    page = shown(client)
    assert page.h1.text == "رسائلي"
    assert page.select_one(".own-letters-none").text.startswith("ليس لك بريد إلكتروني")


def test_a_doctor_of_the_desk_only_has_no_such_page(client, django_user_model):
    user = django_user_model.objects.create_user("sara", "sara@clinic.example")
    factories.doctor(user=user)
    client.force_login(user)
    assert client.post(ADDRESS, {"language": "en"}).status_code in (302, 403)
    assert not LetterChoice.objects.exists()
