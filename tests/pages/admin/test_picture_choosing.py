"""The dialog in which the picture of a page is chosen or added: what it is told, and whom it refuses."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages import pictures
from pages.admin import picture_choosing
from pages.models import Deed, Picture
from tests import factories
from tests.pages.admin.admin_forms import fields_of
from tests.pages.test_pictures import full_disk

pytestmark = pytest.mark.django_db

CHOICES, ADDING, DESCRIBING = (f"/admin/picture-{what}/" for what in ("choices", "adding", "describing"))


def found(client, **asked):
    return client.get(CHOICES, asked).json()["pictures"]


def form_of(page):
    return reverse(f"admin:{page._meta.app_label}_{page._meta.model_name}_change", args=[page.pk])


@pytest.fixture
def hip():
    texts = factories.both("alt", "A hip in plaster", "ورك في جبيرة أحمد") | factories.both(
        "caption", "Week two", "٣ أيام"
    )
    return factories.picture(credit="Nile Drawings", file=factories.image(name="IMG_2034-before.png"), **texts)


@pytest.mark.parametrize("query", ["hip", "PLASTER hip", "جبيره", "احمد", "week", "3", "nile", "img_2034"])
def test_a_picture_is_found_by_all_its_words_in_either_language(query, hip, admin_client):
    factories.picture(**factories.both("alt", "An eye", "عين"), file=factories.image(name="eye.png"))
    [one] = found(admin_client, q=query)
    assert (one["number"], one["en"], one["ar"]) == (hip.pk, "A hip in plaster", "ورك في جبيرة أحمد")
    assert one["notes"] == ["Week two", "٣ أيام", "Nile Drawings", "IMG_2034-before.png"]


@pytest.mark.parametrize("query", ["nothing", "%", "%00", "' OR 1=1--", "\x00zzz", "x" * 100_000, "😀"])
def test_whatever_is_typed_gets_an_answer(query, hip, admin_client):
    assert found(admin_client, q=query) == []


def test_the_newest_come_first_and_so_many_at_once(admin_client, monkeypatch):
    monkeypatch.setattr(picture_choosing, "AT_ONCE", 2)
    made = [factories.picture().pk for _ in range(3)]
    first, rest = (admin_client.get(CHOICES, {"after": after}).json() for after in ("", "2"))
    assert [one["number"] for one in first["pictures"] + rest["pictures"]] == made[::-1]
    assert (first["more"], rest["more"]) == (True, False)
    assert [one["number"] for one in found(admin_client, number=made[0])] == made[:1]
    for wrong in ("-1", "abc", "1" * 30, "²"):
        assert [one["number"] for one in found(admin_client, number=wrong, after=wrong)] == made[:0:-1]


def test_a_picture_is_added_by_the_rules_of_its_own_form_and_noted(admin_client):
    fields = {"file": factories.image(name="knee.png"), "alt_en": "A kn\u202eee", "alt_ar": "ركبة", "credit": "Us"}
    answer = admin_client.post(ADDING, fields)
    made = Picture.objects.get()
    assert (answer.status_code, answer.json()["picture"]["number"]) == (201, made.pk)
    assert (made.alt_en, made.alt_ar, made.credit, made.uploaded_as) == ("A knee", "ركبة", "Us", "knee.png")
    assert answer.json()["picture"]["shown"].startswith("/media/pictures/")
    assert [(deed.what, deed.names["en"]) for deed in Deed.objects.filter(what="added")] == [("added", "A knee")]


@pytest.mark.parametrize(
    ("language", "undescribed", "unusable", "too_large"),
    [
        (
            "en",
            "Describe the picture, or mark it as decorative.",
            "Only PNG, JPEG, WebP and AVIF pictures can be used.",
            "The file is larger than 15 MB.",
        ),
        (
            "ar",
            "اكتب وصفًا للصورة، أو حدد أنها للزينة فقط.",
            "الصور المقبولة: PNG وJPEG وWebP وAVIF فقط.",
            "حجم الملف أكبر من 15 ميجابايت.",
        ),
    ],
)
def test_each_problem_is_told_by_its_field_in_the_editor_s_language(
    language, undescribed, unusable, too_large, admin_client
):
    admin_client.cookies["language"] = language
    problems = admin_client.post(ADDING, {"file": factories.image()}).json()["problems"]
    assert problems == {"__all__": [undescribed]}
    svg = SimpleUploadedFile("x.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/png")
    problems = admin_client.post(ADDING, {"file": svg, "alt_en": "x", "credit": "x" * 201}).json()["problems"]
    assert set(problems) == {"file", "credit"}
    heic = SimpleUploadedFile("IMG_1.heic", b"\0\0\0\x18ftypheic" + b"\0" * 300, "image/heic")
    problems = admin_client.post(ADDING, {"file": heic, "decorative": "on"}).json()["problems"]
    assert problems == {"file": [unusable]}
    large = SimpleUploadedFile("x.png", factories.image().read() + b"\0" * pictures.LARGEST_FILE, "image/png")
    problems = admin_client.post(ADDING, {"file": large, "decorative": "on"}).json()["problems"]
    assert problems == {"file": [too_large]}
    assert not Picture.objects.exists()


def test_a_picture_is_described_anew_by_the_rules_of_its_own_form_and_noted(admin_client, hip):
    answer = admin_client.post(DESCRIBING, {"number": hip.pk, "alt_en": "A h\u202eip", "alt_ar": "ورك"})
    hip.refresh_from_db()
    assert (answer.json()["picture"]["en"], hip.alt_en, hip.alt_ar, hip.caption_en) == (
        "A hip",
        "A hip",
        "ورك",
        "Week two",
    )
    assert [deed.names["en"] for deed in Deed.objects.filter(what="changed")] == ["A hip"]
    problems = admin_client.post(DESCRIBING, {"number": hip.pk}).json()["problems"]
    assert problems == {"__all__": ["Describe the picture, or mark it as decorative."]}
    for gone in ("", "x", "-1", "9" * 30):
        problems = admin_client.post(DESCRIBING, {"number": gone, "alt_en": "x"}).json()["problems"]
        assert problems == {"__all__": ["This picture was deleted meanwhile."]}
    hip.refresh_from_db()
    assert hip.alt_en == "A hip"


def test_the_own_form_of_a_picture_shows_it(admin_client, hip):
    address = reverse("admin:pages_picture_change", args=[hip.pk])
    [shown] = BeautifulSoup(admin_client.get(address).content, "html.parser").select("img.picture-whole")
    assert shown["src"].startswith("/media/pictures/")
    assert "picture-whole" not in admin_client.get(reverse("admin:pages_picture_add")).text


def test_a_full_disk_is_told_and_leaves_nothing(admin_client):
    with full_disk():
        answer = admin_client.post(ADDING, {"file": factories.image((300, 300)), "decorative": "on"})
    assert answer.json()["problems"] == {
        "file": ["The picture could not be kept: the disk is full or cannot be written."]
    }
    assert not Picture.objects.exists()


def test_who_may_not_add_pictures_is_not_offered_it_and_is_refused(client, django_user_model):
    page = factories.article()
    user = django_user_model.objects.create_user("v", is_staff=True)
    names = ["change_article", "change_page", "view_picture"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    html = BeautifulSoup(client.get(form_of(page)).content, "html.parser")
    assert html.select_one("#picture-dialog")
    assert not html.select_one(".picture-new, .picture-adding, .picture-correct, #picture-describing")
    assert client.get(CHOICES).status_code == 200
    assert client.post(ADDING, {"file": factories.image(), "decorative": "on"}).status_code == 403
    assert client.post(DESCRIBING, {"number": factories.picture().pk, "alt_en": "x"}).status_code == 403
    Picture.objects.all().delete()
    assert not Picture.objects.exists()
    user.user_permissions.remove(Permission.objects.get(codename="view_picture"))
    assert client.get(CHOICES).status_code == 403
    html = BeautifulSoup(client.get(form_of(page)).content, "html.parser")
    assert not html.select_one("#picture-dialog, #picture-field")


def test_a_form_asks_once_for_all_its_pictures_as_posted_too(admin_client, django_user_model):
    page = factories.article(picture=factories.picture())
    factories.section(page, picture=factories.picture())
    reader = django_user_model.objects.create_user("r", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "view_section"]))

    def asked(send):
        with CaptureQueriesContext(connection) as queries:
            html = send().content.decode()
        return len(queries), sum('FROM "pages_picture"' in one["sql"] for one in queries), html

    def ways():
        admin_client.force_login(reader)
        yield asked(lambda: admin_client.get(form_of(page)))
        admin_client.force_login(django_user_model.objects.get(username="admin"))
        shown = asked(lambda: admin_client.get(form_of(page)))
        fields = fields_of(admin_client.get(form_of(page))) | {"title_en": "", "title_ar": ""}
        yield from (shown, asked(lambda: admin_client.post(form_of(page), fields)))

    list(ways())
    few = list(ways())
    for _ in range(8):
        factories.section(page, picture=factories.picture(**factories.both("alt", "An eye", "عين")))
    many = list(ways())
    assert [one[:2] for one in many] == [one[:2] for one in few]
    assert [one[1] for one in many] == [2, 1, 2]  # Django asks once more for the one of the page itself
    assert [one[2].count('data-en="An eye"') for one in many] == [0, 8, 8]


def test_a_form_tells_of_each_chosen_picture_what_it_shows_as_posted_too(admin_client, hip):
    page = factories.article(picture=hip)
    factories.section(page, picture=hip)

    def told(response):
        options = BeautifulSoup(response.content, "html.parser").select("select[data-picture] option[value][data-en]")
        return {(one.parent["name"].split("-")[-1], one["value"], one["data-en"], one["data-ar"]) for one in options}

    shown = told(admin_client.get(form_of(page)))
    assert shown == {("picture", str(hip.pk), "A hip in plaster", "ورك في جبيرة أحمد")}
    other = factories.picture(**factories.both("alt", "An eye", "عين"))
    fields = fields_of(admin_client.get(form_of(page))) | {"picture": other.pk, "title_en": "", "title_ar": ""}
    assert ("picture", str(other.pk), "An eye", "عين") in told(admin_client.post(form_of(page), fields))
    for wrong in ("x", "9" * 30, "999"):
        answer = admin_client.post(form_of(page), fields | {"picture": wrong, "title_en": "T"})
        assert (answer.status_code, page.__class__.objects.get(pk=page.pk).picture) == (200, hip), json.dumps(wrong)
