"""Roles as the migration makes them, and that nobody makes themselves or others more than they are."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import translation

from doctors.desk import accounts
from pages.models import Deed
from pages.publishing.publishers import may_publish
from tests import factories
from tests.pages.admin.admin_forms import fields_of

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/auth/user"
make = import_module("clinic.migrations.0002_roles").make


@pytest.fixture
def administrator(client, roles):
    """Somebody with the role of an administrator, who is no superuser; signed in."""
    return signed_in(client, person("admin-noor", "Administrator"))


def person(name, *roles, **columns):
    made = User.objects.create_user(name, **{"is_staff": True} | columns)
    made.groups.set(Group.objects.filter(name__in=roles))
    return made


def signed_in(client, user):
    client.force_login(user)
    client.user = user
    return client


def group(name):
    return Group.objects.get(name=name)


def codenames(name):
    return set(group(name).permissions.values_list("codename", flat=True))


def test_each_role_holds_what_the_smaller_one_holds(roles):
    assert codenames("Doctor") == set()
    assert codenames("Editor") < codenames("Publisher") < codenames("Administrator")
    assert "publish_page" not in codenames("Editor")
    assert {"publish_page", "add_minorcorrection", "change_wording"} <= codenames("Publisher") - codenames("Editor")
    assert {"change_user", "change_clinic", "change_doctor"} <= codenames("Administrator") - codenames("Publisher")


def test_rights_are_those_that_django_makes(roles):
    """Else there would be two of each, or one of a name that Django does not know."""
    named = {(p.content_type.app_label, p.codename): p.name for p in Permission.objects.all()}
    Permission.objects.all().delete()
    Group.objects.all().delete()
    make(apps)
    made = {(p.content_type.app_label, p.codename): p.name for p in Permission.objects.all()}
    assert made.items() <= named.items()
    assert len(made) > 100


def test_a_group_that_somebody_changed_stays_as_it_is_and_a_missing_one_comes_back(roles):
    group("Editor").permissions.set(Permission.objects.filter(codename="view_page"))
    group("Publisher").delete()
    make(apps)
    assert codenames("Editor") == {"view_page"}
    assert "publish_page" in codenames("Publisher")


def test_doctors_with_an_account_are_members(roles, django_user_model):
    factories.doctor(user=django_user_model.objects.create_user("old"))
    make(apps)
    given = accounts.give(factories.doctor("Omar Adel", "عمر عادل"), "omar")
    assert set(group("Doctor").user_set.values_list("username", flat=True)) == {"old", given.username}


def test_only_who_has_the_right_may_publish(roles):
    told = {name: may_publish(person(name, name)) for name in ("Editor", "Publisher", "Doctor", "Administrator")}
    assert told == {"Editor": False, "Publisher": True, "Doctor": False, "Administrator": True}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Administrator", "Doctor", "Editor", "Publisher"]),
        ("ar", ["مدير", "طبيب", "محرر", "ناشر"]),
    ],
)
def test_roles_and_rights_are_called_in_the_interface_s_language(administrator, language, names):
    administrator.cookies["language"] = language
    shown = BeautifulSoup(administrator.get(f"{PEOPLE}/add/").content, "html.parser")
    assert [one.text.strip() for one in shown.select("#id_groups label")] == names
    rights = BeautifulSoup(administrator.get(f"/admin/auth/group/{group('Editor').pk}/change/").content, "html.parser")
    texts = [one.text for one in rights.select("#id_permissions option")]
    assert len(texts) > 100
    assert language == "en" or [text for text in texts if "Can " in text] == []
    with translation.override(language):
        assert str(group("Publisher")) == names[3]


def test_an_account_shows_roles_as_boxes_and_neither_single_rights_nor_a_hash(administrator):
    administrator.cookies["language"] = "ar"
    other = person("mona", "Editor", password="a-long-enough-one-4")
    form = BeautifulSoup(administrator.get(f"{PEOPLE}/{other.pk}/change/").content, "html.parser").select_one(
        "#user_form"
    )
    assert [box.parent.text.strip() for box in form.select("[name=groups][type=checkbox][checked]")] == ["محرر"]
    assert form.select("[name=user_permissions]") == []
    assert [word for word in ("salt", "hash", "md5", "pbkdf2", "| ") if word in form.text] == []
    assert form.select_one(".field-password a")["href"] == "../password/"
    above = person("root", password="a-long-enough-one-4", is_superuser=True)
    seen = administrator.get(f"{PEOPLE}/{above.pk}/change/").content.decode()
    assert [word for word in ("salt", "md5", "pbkdf2") if word in seen] == []


def test_a_new_editor_is_made_in_one_form_and_may_open_the_admin(administrator, client):
    password = "a-long-enough-one-4"
    fields = {"username": "sara", "password1": password, "password2": password, "usable_password": "true"}
    fields |= {"groups": [group("Editor").pk]}
    assert administrator.post(f"{PEOPLE}/add/", fields).status_code == 302
    made = User.objects.get(username="sara")
    assert (made.is_staff, made.is_superuser, [str(one) for one in made.groups.all()]) == (True, False, ["Editor"])
    deed = Deed.objects.get(what="roles_changed")
    assert (deed.by, deed.number, deed.details) == (
        administrator.user, str(made.pk), {"before": [], "after": ["Editor"]}
    )  # fmt: skip


@pytest.mark.parametrize("whose", ["own", "another's"])
def test_an_administrator_makes_nobody_a_superuser(administrator, whose):
    other = administrator.user if whose == "own" else person("sara", "Editor")
    address = f"{PEOPLE}/{other.pk}/change/"
    shown = administrator.get(address)
    assert BeautifulSoup(shown.content, "html.parser").select("[name=is_superuser]") == []
    fields = fields_of(shown)
    assert administrator.post(address, fields | {"is_superuser": "on"}).status_code == 403
    other.refresh_from_db()
    assert not other.is_superuser
    assert administrator.post(address, fields | {"first_name": "Sara"}).status_code == 302
    other.refresh_from_db()
    assert (other.first_name, other.is_superuser, other.is_staff, other.is_active) == ("Sara", False, True, True)


def test_nobody_changes_their_own_rights(administrator):
    address = f"{PEOPLE}/{administrator.user.pk}/change/"
    fields = fields_of(administrator.get(address))
    assert {"groups", "user_permissions", "is_staff", "is_active", "is_superuser"} & set(fields) == set()
    for forged in ({"groups": [group("Editor").pk]}, {"is_staff": "on"}, {"user_permissions": ["1"]}):
        assert administrator.post(address, fields | forged).status_code == 403
    assert [one.name for one in administrator.user.groups.all()] == ["Administrator"]


def test_no_right_is_given_that_one_does_not_have(administrator):
    foreign = Permission.objects.get(codename="delete_logentry")
    strong = Group.objects.create(name="Technicians")
    strong.permissions.add(foreign)
    other = person("sara", "Editor")
    address = f"{PEOPLE}/{other.pk}/change/"
    shown = administrator.get(address)
    offered = {one["value"] for one in BeautifulSoup(shown.content, "html.parser").select("#id_groups option")}
    assert str(strong.pk) not in offered
    fields = fields_of(shown)
    assert administrator.post(address, fields | {"groups": [strong.pk]}).status_code == 403
    assert administrator.post(address, fields | {"user_permissions": [foreign.pk]}).status_code == 403
    for editing in ("add/", f"{group('Editor').pk}/change/"):
        forged = {"name": "Mine", "permissions": [foreign.pk]}
        assert administrator.post(f"/admin/auth/group/{editing}", forged).status_code == 403
    assert administrator.post(f"/admin/auth/group/{strong.pk}/change/", {"name": "Mine"}).status_code == 403
    assert administrator.post(f"/admin/auth/group/{strong.pk}/delete/", {"post": "yes"}).status_code == 403
    assert [one.name for one in other.groups.all()] == ["Editor"]
    assert foreign.codename not in codenames("Editor")


@pytest.mark.parametrize("kind", ["superuser", "closed superuser", "right by name", "right by a group"])
def test_an_account_with_more_rights_is_not_an_administrator_s_to_change(administrator, kind):
    """Else they would give it a password of theirs."""
    other = person("boss", is_superuser="superuser" in kind, is_active=kind != "closed superuser")
    foreign = Permission.objects.get(codename="delete_logentry")
    if kind == "right by name":
        other.user_permissions.add(foreign)
    elif kind == "right by a group":
        strong = Group.objects.create(name="Technicians")
        strong.permissions.add(foreign)
        other.groups.add(strong)
    assert administrator.get(f"{PEOPLE}/{other.pk}/change/").status_code == 200  # it may be looked at
    new = {"password1": "another-long-one-5", "password2": "another-long-one-5", "usable_password": "true"}
    assert administrator.post(f"{PEOPLE}/{other.pk}/change/", {"username": "mine"}).status_code == 403
    assert administrator.post(f"{PEOPLE}/{other.pk}/password/", new).status_code == 403
    assert administrator.post(f"{PEOPLE}/{other.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    administrator.post(f"{PEOPLE}/", chosen)
    other.refresh_from_db()
    assert (other.username, other.check_password("another-long-one-5")) == ("boss", False)


def test_who_did_something_is_not_deleted_and_nobody_deletes_themselves(administrator):
    did, did_not = person("did", "Editor"), person("did-not", "Editor")
    factories.drafts.record(factories.article(), by=None)
    made = factories.article()
    made.title_en = "Changed"
    made.save()
    factories.drafts.record(made, by=did)
    for user, status in ((did, 403), (administrator.user, 403), (did_not, 302)):
        assert administrator.post(f"{PEOPLE}/{user.pk}/delete/", {"post": "yes"}).status_code == status


def test_bayan_s_roles_keep_their_names_and_can_be_given_other_rights(administrator):
    editor = group("Editor")
    address = f"/admin/auth/group/{editor.pk}/change/"
    right = Permission.objects.get(codename="add_topic")
    kept = [*editor.permissions.values_list("pk", flat=True), right.pk]
    assert administrator.post(address, {"name": "Other", "permissions": kept}).status_code == 302
    assert "add_topic" in codenames("Editor")
    assert administrator.post(f"/admin/auth/group/{editor.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_superuser_may_do_all_of_it(admin_client, roles):
    other = person("sara", "Editor")
    address = f"{PEOPLE}/{other.pk}/change/"
    fields = fields_of(admin_client.get(address)) | {"is_superuser": "on"}
    assert admin_client.post(address, fields).status_code == 302
    other.refresh_from_db()
    assert other.is_superuser


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Can sign in again at once: editor."), ("ar", "صار بالإمكان تسجيل الدخول فورًا")]
)
def test_an_administrator_opens_an_account_that_wrong_passwords_closed(administrator, language, told):
    editor, superuser = person("editor", "Editor"), person("boss", is_superuser=True)
    for user in (editor, superuser):
        user.set_password("right-horse-battery")
        user.save()

    def signs_in(user, password="right-horse-battery"):
        return Client().post("/admin/login/", {"username": user.username, "password": password}).status_code

    for user in (editor, superuser):
        for _ in range(5):
            signs_in(user, "wrong")
        assert signs_in(user) == 429
    administrator.cookies["language"] = language
    chosen = {"action": "open_again", "_selected_action": [editor.pk, superuser.pk]}
    assert told in administrator.post(f"{PEOPLE}/", chosen, follow=True).content.decode()
    assert (signs_in(editor), signs_in(superuser)) == (302, 429)
    assert [deed.number for deed in Deed.objects.filter(what="opened_again")] == [str(editor.pk)]
