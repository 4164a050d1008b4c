"""Every address of the admin, found by walking its patterns, for each role: who may open it and who may post to it.

A view without a line in the table fails, and so does one that lets in, or keeps out, another role than the table says.
"""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, reverse

from clinic import urls
from clinic.models import Branch, Clinic
from doctors.models import Comment, ReviewRequest
from doctors.review import minor_corrections, reviewing
from pages import languages
from pages.content.composing import compose
from pages.drafting import drafts
from pages.models import RefusedMention, Synonym, Wording
from pageviews.models import AnsweredEdition, DailyViews, Feedback, UnansweredSearch, ViewCorrection
from tests import factories

pytestmark = pytest.mark.django_db

# Editor, Publisher, Administrator, Doctor: each of staff, with that one role.
ROLES = {"E": "Editor", "P": "Publisher", "A": "Administrator", "D": "Doctor"}
ALL, WRITERS, PUBLISHERS, ADMINISTRATORS, NOBODY = "EPAD", "EPA", "PA", "A", ""
# By model: who may see, add, change, delete.
MODELS = {
    "articles_article": (WRITERS, WRITERS, WRITERS, WRITERS),
    "auth_group": (ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS),
    "auth_user": (ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS),
    "clinic_branch": (ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS),
    "clinic_clinic": (ADMINISTRATORS, NOBODY, ADMINISTRATORS, NOBODY),  # there is one already
    "doctors_comment": (WRITERS, NOBODY, WRITERS, NOBODY),
    "doctors_doctor": (WRITERS, ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS),
    "doctors_minorcorrection": (WRITERS, PUBLISHERS, NOBODY, NOBODY),
    "doctors_review": (WRITERS, WRITERS, NOBODY, NOBODY),
    "doctors_reviewrequest": (WRITERS, WRITERS, NOBODY, WRITERS),
    "pages_page": (WRITERS, WRITERS, WRITERS, WRITERS),
    "pages_picture": (WRITERS, WRITERS, WRITERS, PUBLISHERS),
    "pages_refusedmention": (WRITERS, NOBODY, NOBODY, WRITERS),
    "pages_synonym": (WRITERS, WRITERS, WRITERS, PUBLISHERS),
    "pages_topic": (WRITERS, PUBLISHERS, PUBLISHERS, PUBLISHERS),
    "pages_wording": (WRITERS, NOBODY, PUBLISHERS, PUBLISHERS),
    "pageviews_answerededition": (WRITERS, NOBODY, NOBODY, NOBODY),
    "pageviews_dailyviews": (WRITERS, NOBODY, NOBODY, NOBODY),
    "pageviews_feedback": (WRITERS, NOBODY, NOBODY, PUBLISHERS),
    "pageviews_unansweredsearch": (WRITERS, NOBODY, NOBODY, WRITERS),
    "pageviews_viewcorrection": (WRITERS, PUBLISHERS, NOBODY, NOBODY),
    "procedures_procedure": (WRITERS, WRITERS, WRITERS, WRITERS),
}
WITH_FIELDS_IN_THE_LIST = ("clinic_branch", "doctors_doctor", "pages_topic")
KINDS = ("articles_article", "pages_page", "procedures_procedure")
# By name: who may open it, and who may post to it.
OWN = {
    "index": (ALL, ALL),
    "login": (ALL, ALL),
    "logout": (ALL, ALL),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, ALL),
    "jsi18n": (ALL, ALL),
    "autocomplete": (WRITERS, ALL),  # posting to it is no method that it has
    "view_on_site": (ALL, ALL),
    "auth_user_password_change": (ADMINISTRATORS, ADMINISTRATORS),
    "doctors_doctor_account": (ADMINISTRATORS, ADMINISTRATORS),
    "doctors_doctor_leaving": (ADMINISTRATORS, ADMINISTRATORS),
    "doctors_doctor_links": (WRITERS, WRITERS),
    "doctors_doctor_link": (WRITERS, WRITERS),
    "link_report": (WRITERS, WRITERS),
    "link_report_list": (WRITERS, WRITERS),
    "first_drafts": (ALL, WRITERS),  # opening it is no method that it has
    "matrix": (WRITERS, WRITERS),
    "link_report_mention": (ALL, WRITERS),  # opening it is no method that it has
    "link_report_wording": (PUBLISHERS, PUBLISHERS),
    "link_targets": (WRITERS, ALL),  # posting to it is no method that it has
    "log": (PUBLISHERS, PUBLISHERS),
    "own_letters": (ALL, ALL),
    "deleted": (WRITERS, WRITERS),
    "bring_back": (ALL, WRITERS),  # opening it is no method that it has
    "page_figures": (WRITERS, WRITERS),
    "figures": (WRITERS, ALL),  # posting to it is no method that it has
    "figures_views": (WRITERS, ALL),
    "figures_most_read": (WRITERS, ALL),
    "share_card": (WRITERS, WRITERS),
    "picture_choices": (WRITERS, ALL),  # posting to it is no method that it has
    "picture_adding": (ALL, WRITERS),  # opening it is no method that it has
    "picture_describing": (ALL, WRITERS),  # opening it is no method that it has
    "translations": (WRITERS, WRITERS),
    "translations_file": (WRITERS, WRITERS),
}
OF_PAGES = {
    "links": WRITERS,
    "suggestions": WRITERS,
    "preview": WRITERS,
    "previews": WRITERS,
    "revisions": WRITERS,
    "revision": WRITERS,
    "editions": WRITERS,
    "edition": WRITERS,
    "restoring": WRITERS,
    "presence": WRITERS,
    "remarks": WRITERS,
    "publish": PUBLISHERS,
    "both": PUBLISHERS,
    "recall": WRITERS,
    "handback": PUBLISHERS,
    "withdraw": PUBLISHERS,
    "cancel": PUBLISHERS,
    "replacements": PUBLISHERS,
}
OF_ANY_PAGE = ("page_figures", "share_card", "bring_back")
GIVEN = {"language": "en", "revision": 1, "edition": 1, "action": "revoke", "name": "broken", "content_type_id": 1}
ASKED = {
    "autocomplete": "?app_label=pages&model_name=section&field_name=picture",
    "replacements": "?app_label=pages&model_name=edition&field_name=replacement",
}


def patterns(found):
    """Every named pattern among some: (name, the names of what its address holds)."""
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        elif one.name:
            yield one.name, set(one.pattern.regex.groupindex)


# Through the site's own patterns, which know how a language stands in an address.
ADMIN = next(one for one in urls.urlpatterns if getattr(one, "namespace", "") == "admin")
PATTERNS = sorted(dict(patterns(ADMIN.url_patterns)).items())


def allowed(name):
    """Who may open a view and who may post to it, as the table has it. KeyError where it has no line."""
    if name in OWN:
        return OWN[name]
    model, _underscore, view = name.rpartition("_")
    if model in KINDS and view in OF_PAGES:
        return OF_PAGES[view], OF_PAGES[view]
    see, add, change, delete = MODELS[model]
    if view == "changelist" and model in WITH_FIELDS_IN_THE_LIST:
        return see, change
    return {"changelist": (see, see), "history": (see, see), "add": (add, add), "delete": (delete, delete)}.get(
        view
    ) or {"change": (see, change)}[view]


@pytest.fixture
def rows(roles):
    """A row of every model that the admin shows, by `app_model`."""
    doctor, article, page = factories.doctor(), factories.article(), factories.page()
    reviewed, target = factories.article(), factories.article()
    review = reviewing.review(
        doctor, reviewed, "en", compose(reviewed, "en")[0].content["digest"], "by_editor", by=None
    )
    reviewed.title_en = "Corrected"
    reviewed.save()
    drafts.record(reviewed, by=None)
    correction = minor_corrections.declare(reviewed, "en", reason="A comma", by=None)
    edition = factories.published(target, "en")
    clinic = Clinic.objects.get_or_create(pk=1)[0]
    made = [
        article, page, factories.procedure(), doctor, review, correction, clinic,
        factories.topic(), factories.picture(), Synonym.objects.create(terms="back\nspine"),
        Wording.objects.create(text="Hip wash"), RefusedMention.objects.create(page=target, to_page=reviewed),
        ReviewRequest.objects.create(page=target, language="en", doctor=doctor),
        Comment.objects.create(page=target, language="en", doctor=doctor, text="More", digest="x"),
        Branch.objects.create(clinic=clinic, name_en="Nasr City"),
        DailyViews.objects.create(page=target, language="en", day="2026-01-02", count=3),
        ViewCorrection.objects.create(page=target, amount=3, reason="Old site"),
        Feedback.objects.create(edition=edition, helped=False, sentence="Why?", day="2026-01-02"),
        AnsweredEdition.objects.get(pk=edition.pk),
        UnansweredSearch.objects.create(
            words="toe", language="en", times=3, first_day="2026-01-02", last_day="2026-01-02"
        ),
        User.objects.create_user("somebody"), Group.objects.create(name="Helpers"),
    ]  # fmt: skip
    return {f"{row._meta.app_label}_{row._meta.model_name}": row for row in made}


@pytest.fixture
def as_role(client, roles, django_user_model):
    """`as_role("E")`: signed in as somebody of staff with that one role."""

    def signed_in(letter):
        user, _new = django_user_model.objects.get_or_create(username=f"role-{letter}", is_staff=True)
        user.groups.set([Group.objects.get(name=ROLES[letter])])
        client.force_login(user)
        return client

    return signed_in


def address_of(name, groups, rows):
    other = rows["articles_article" if name in OF_ANY_PAGE else "doctors_doctor"]
    row = next((row for key, row in rows.items() if name.startswith(f"{key}_")), other)
    told = {key: GIVEN.get(key, row.pk) for key in groups}
    return reverse(f"admin:{name}", kwargs=told) + ASKED.get(name.rpartition("_")[2], "")


def asked(client, method, address, **fields):
    """The answer's status, with whatever was done taken back."""
    with transaction.atomic():
        try:
            status = getattr(client, method)(address, fields).status_code
        except Exception as error:
            raise AssertionError(f"{method} {address}: {error!r}") from error
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("letter", ROLES)
def test_each_role_opens_and_posts_to_what_the_table_says_and_nothing_else(letter, as_role, rows):
    client, wrong = as_role(letter), []
    for name, groups in PATTERNS:
        if name == "app_list":
            continue
        may_open, may_post = allowed(name)
        fields = {"page": rows["articles_article"].pk} if name == "link_report_mention" else {"_save": "1"}
        for method, may in (("get", may_open), ("post", may_post)):
            if name == "logout":
                continue  # it would sign out
            status = asked(client, method, address_of(name, groups, rows), **(fields if method == "post" else {}))
            if (status == 403) == (letter in may) or status >= 500:
                wrong.append((method, name, status))
    assert wrong == []


def test_every_view_of_the_admin_has_a_line_in_the_table():
    names = {name for name, _groups in PATTERNS} - {"app_list"}
    assert len(names) > 150
    for name in names:
        allowed(name)
    assert {f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry} == set(MODELS)
    with pytest.raises(KeyError):
        allowed("articles_article_burn")
    unnamed = [one for one in admin.site.get_urls() if not isinstance(one, URLResolver) and not one.name]
    assert [str(one.pattern) for one in unnamed] == ["(?P<url>.*)$"]  # what leads nowhere


def test_strangers_and_doctors_who_are_not_staff_get_nothing(client, rows, django_user_model):
    doctor = django_user_model.objects.create_user("d")
    doctor.groups.add(Group.objects.get(name="Doctor"))
    for user in (None, doctor):
        if user:
            client.force_login(user)
        for name, groups in PATTERNS:
            if name not in ("login", "logout", "jsi18n", "app_list"):
                for method in ("get", "post"):
                    response = getattr(client, method)(address_of(name, groups, rows))
                    assert (response.status_code, "/login/" in response["Location"]) == (302, True), (method, name)


@pytest.mark.parametrize("letter", ROLES)
def test_no_page_shows_a_way_that_is_refused(letter, as_role, rows):
    client, refused = as_role(letter), set()
    factories.published(rows["articles_article"], "en")
    factories.published(rows["procedures_procedure"], "ar", at=factories.later(days=1))
    for name, groups in PATTERNS:
        if name in ("app_list", "logout", "login", "jsi18n") or letter not in allowed(name)[0]:
            continue
        address = address_of(name, groups, rows)
        response = client.get(address)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        shown = BeautifulSoup(response.content, "html.parser")
        ways = {("get", one["href"]) for one in shown.select("a[href^='/admin/']")}
        ways |= {("post", one["action"]) for one in shown.select("form[method=post][action^='/admin/']")}
        templates = [one["data-href-template"] for one in shown.select("[data-href-template]")]
        ways |= {("get", re.sub("__fk__", "1", one)) for one in templates}
        refused |= {(name, method, way) for method, way in ways - {("post", "/admin/logout/")}
                    if asked(client, method, way.split("#")[0]) == 403}  # fmt: skip
    assert refused == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Your account may not do this.", "Only publishers may do this."]),
        ("ar", ["لا يُسمح لحسابك بهذا.", "لا يُسمح بهذا إلا للناشرين."]),
    ],
)
def test_a_refusal_is_said_in_words(language, words, as_role, rows):
    client = as_role("E")
    client.cookies["language"] = language
    page = rows["articles_article"]
    for address, said in zip(
        (f"/admin/clinic/clinic/{1}/change/", f"/admin/articles/article/{page.pk}/publish/en/"), words, strict=True
    ):
        response = client.post(address)
        html = response.content.decode()
        assert (response.status_code, said in html) == (403, True)
        assert f'<html lang="{language}" dir="{languages.DIRECTIONS[language]}"' in html


def test_a_form_that_is_not_ours_is_refused_in_words(client, as_role, settings):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["language"] = "ar"
    response = strict.post("/admin/login/", {"username": "x"})
    assert (response.status_code, "ارجع" in response.content.decode()) == (403, True)


@pytest.mark.parametrize(("letter", "status"), [("E", 403), ("P", 403), ("A", 302)])
def test_only_administrators_have_a_doctor_s_pin_forgotten(letter, status, as_role, rows):
    address = f"/admin/doctors/doctor/{rows['doctors_doctor'].pk}/links/forget/"
    assert as_role(letter).post(address).status_code == status
