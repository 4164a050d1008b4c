"""What an account may only see is drawn as the forms draw it, in every admin."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from tests.clinic.test_every_admin_address import MODELS, rows  # noqa: F401

pytestmark = pytest.mark.django_db
SEEN = [name for name, (see, _add, change, _delete) in MODELS.items() if set(see) - set(change)]


@pytest.fixture
def reader(client, django_user_model, roles):
    """Somebody of staff who may see everything and change nothing, with the admin in Arabic."""
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    client.cookies["language"] = "ar"
    return client


def opened(client, name, row):
    response = client.get(f"/admin/{name.replace('_', '/')}/{row.pk}/change/")
    assert response.status_code == 200, name
    return BeautifulSoup(response.content, "html.parser")


def test_no_form_shows_tags_columns_or_a_text_without_its_direction(reader, rows):  # noqa: F811
    """In every admin in which some role may see what it may not change."""
    wrong = []
    for name in SEEN:
        row = rows[name]
        form = opened(reader, name, row).select_one("#content-main")
        text = form.get_text(" ")
        wrong += [(name, sign) for sign in ("<p>", "[ar]", "[en]") if sign in text]
        wrong += [
            (name, field["class"])
            for field in form.select(".form-row [class*=_ar], .form-row [class*=_en]")
            if field.select_one(".readonly") and field.text.strip()[-1] not in "-—" and not field.select_one("[lang]")
        ]
    assert wrong == []
    assert {"doctors_doctor", "pages_topic", "pages_wording"} <= set(SEEN)


def test_a_doctor_s_own_words_stand_in_both_languages_as_they_read(reader, rows):  # noqa: F811
    doctor = rows["doctors_doctor"]
    doctor.biography_ar, doctor.biography_en = "<p>جراح <strong>عظام</strong></p>", ""
    doctor.save()
    form = opened(reader, "doctors_doctor", doctor)
    shown = form.select_one(".field-biography_ar [lang=ar]")
    assert (shown["dir"], shown.strong.text) == ("rtl", "عظام")
    assert form.select_one(".field-biography_ar label").text.strip(":") == "السيرة المهنية (العربية)"
    assert form.select_one(".field-name_en [lang=en]")["dir"] == "ltr"
