"""Every address of the admin, with the demo's pages: in one language, fitting a phone and a tablet, and clean for axe.

The addresses are those of tests/clinic/test_every_admin_address.py, which fails for one that it does not know.
"""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import models

from articles.models import Article
from clinic.demo import loading, pictures
from clinic.models import Clinic
from doctors.models import Doctor
from pages import languages
from pages.admin.link_report import LISTS
from pages.drafting import drafts
from pages.models import Page
from procedures.models import Procedure
from tests.browser.documents import another_document
from tests.browser.sweep import messages
from tests.clinic.test_demo import small
from tests.clinic.test_every_admin_address import PATTERNS, address_of, rows  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GONE = "مقال حُذف"
LOOK = Path(__file__).with_name("admin_sweep.js").read_text(encoding="utf-8")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE, TABLET = {"width": 390, "height": 844}, {"width": 820, "height": 1180}
# What is no page: it answers to a script, to a form that was sent, or is a page of the site.
NO_PAGES = (
    "figures_views",
    "figures_most_read",
    "jsi18n",
    "autocomplete",
    "link_targets",
    "picture_choices",
    "picture_adding",
    "picture_describing",
    "logout",
    "view_on_site",
    "bring_back",
    "first_drafts",
    "link_report_mention",
    "link_report_wording",
    "translations_file",
    "share_card",
)
NO_VIEWS = ("_cancel", "_recall", "_handback", "_replacements", "_preview", "_edition", "_presence", "_suggestions")
OTHERS = (
    "/admin/auth/", "/admin/pages/", "/admin/pages/topic/add/?_popup=1", "/admin/pages/topic/?q=zzzz",
    "/admin/pages/picture/?p=99", "/admin/procedures/procedure/?type__exact=surgical", "/admin/nowhere/",
    "/admin/log/?what=published", "/admin/matrix/?state=current", "/handouts/", "/handouts/new/", "/desk/",
)  # fmt: skip
# What others made, and stands in our pages as it is: their own chooser, select boxes and inline tables.
OUR_FORMS = (
    "clinic_clinic_change", "clinic_branch_changelist", "pages_picture_changelist", "pages_topic_add", "doctors_review_add",
    "doctors_doctor_change", "doctors_minorcorrection_add", "auth_group_change", "articles_article_history",
)  # fmt: skip
OF_OTHERS = ("select2", "help-tooltip", "-DELETE")


@pytest.fixture
def addresses(live_server, request, monkeypatch):
    """Every address that can be opened, with a row of each model and the demo's own pages."""
    monkeypatch.setattr(pictures, "draw", small)
    loading.load()
    made = request.getfixturevalue("rows")
    for kind in (Procedure, Article, Page, Doctor):
        first = kind.objects.filter(kind="page") if kind is Page else kind.objects.all()
        made[f"{kind._meta.app_label}_{kind._meta.model_name}"] = first.order_by("pk").first()
    gone = Article.objects.create(title_ar=GONE, original_language="ar")
    drafts.record(gone, by=None)
    gone.delete()
    named = [(name, groups) for name, groups in PATTERNS if name not in NO_PAGES and not name.endswith(NO_VIEWS)]
    own = [(name, address_of(name, groups, made)) for name, groups in named if name != "app_list"]
    lists = [(f"links {name}", f"/admin/links/{name}/") for name in LISTS]
    return own + lists + [(address, address) for address in OTHERS]


def written():
    """What rows hold that people wrote, in either language: it is nobody's interface."""
    texts = [
        (model, field.attname)
        for model in admin.site._registry
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    values = {value for model, column in texts for value in model._base_manager.values_list(column, flat=True) if value}
    lines = {line.strip() for value in values for line in value.splitlines()}
    return sorted(line for line in lines if 2 < len(line) < 300)


def is_ours(told):
    """Whether the page at an address is drawn by a template of ours. The forms of pages are looked at in test_writing.py."""
    return not re.search(r"_(history|delete|changelist|add|change)$", told[0]) or told[0] in OUR_FORMS


def is_form_of_a_page(url):
    """Whether an address led on to the form of a page: it keeps what is typed, and axe is given letters that nobody typed."""
    return bool(re.search(r"/(procedure|article|page)/(\d+/change|add)/", url))


def is_our_own(fault):
    """Whether what axe complains of is none of the widgets that others made."""
    return not any(word in fault for word in OF_OTHERS)


def looked_at(page, language, known, where):
    """The faults of an open page: what the sweep says, and that it is wider than a phone or a tablet."""
    found = page.evaluate(
        LOOK, {"language": language, "messages": messages(languages.other(language)), "written": known}
    )
    for size in (TABLET, PHONE):
        page.set_viewport_size(size)
        if (wider := page.evaluate(WIDER)) > 0:
            found.append(f"{wider} pixels wider than {size['width']}")
    return [f"{where}: {fault}" for fault in found]


def test_every_address_is_in_one_language_fits_and_is_clean(addresses, signed_in, faults):
    found, known = [], [*written(), GONE]
    for language, scheme, some in (("ar", "light", addresses), ("en", "dark", list(filter(is_ours, addresses)))):
        context = signed_in("/healthz", language, scheme=scheme, width=390).context
        for name, address in some:
            page = context.new_page()  # of its own: a form that axe has read asks whether it may be left
            if page.goto(address).headers.get("content-type", "").startswith("text/html"):
                found += looked_at(page, language, known, f"{name} {language}")
                if is_ours((name, address)) and not is_form_of_a_page(page.url):
                    found += [f"{name} {language}: axe: {one}" for one in faults(page) if is_our_own(one)]
            page.close()
    found += in_the_other_digits(signed_in("/healthz", "ar"), [address for _name, address in addresses], known)
    assert not found, "\n".join(found)


def in_the_other_digits(page, addresses, known):
    """What has the digits 123 where the clinic chose ١٢٣: each page once more, without what only makes it look well."""
    Clinic.objects.update(digits="arabic")
    page.route(re.compile(r"\.(css|woff2|png|jpe?g|webp|avif|svg)(\?|$)"), lambda route: route.abort())
    told = {"language": "ar", "messages": [], "written": known, "digits": "arabic"}
    found = []
    for address in addresses:
        answer = page.goto(address, wait_until="domcontentloaded")
        if answer.headers.get("content-type", "").startswith("text/html"):
            found += [f"{address} in ١٢٣: {fault}" for fault in page.evaluate(LOOK, told) if fault.startswith("digits")]
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_opens_asks_and_refuses_is_in_one_language(language, world, signed_in):
    found, known = [], [*written(), "Someone"]
    page = signed_in("/healthz", language, width=390)
    other = languages.other(language)

    def sent(selector):
        with another_document(page):
            page.locator(selector).last.click()

    def look(where):
        told = {"language": language, "messages": messages(other), "written": known}
        found.extend(f"{where}: {fault}" for fault in page.evaluate(LOOK, told))
        assert page.evaluate(WIDER) <= 0, where

    page.goto(f"/admin/procedures/procedure/{world.procedure.pk}/publish/{language}/")
    for icon in ("date-icon", "clock-icon"):
        page.locator(f".{icon}").first.click()
        look(icon)
        page.keyboard.press("Escape")
    page.goto("/admin/pages/topic/")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("delete_selected")
    sent("button[name=index]")
    look("the question before rows are deleted")
    for model in (
        "pages/topic",
        "auth/user",
        "auth/group",
        "clinic/branch",
        "doctors/review",
        "pageviews/viewcorrection",
    ):
        page.goto(f"/admin/{model}/add/")
        page.evaluate("for (const field of document.querySelectorAll('[required]')) field.required = false")
        sent("[name=_save]")
        look(f"{model} without anything")
    page.goto("/admin/password_change/")
    page.locator("#id_old_password").fill("wrong")
    page.locator("#id_new_password1").fill("1")
    page.locator("#id_new_password2").fill("1")
    sent("#content form [type=submit]")
    look("a password that is refused")
    page.goto("/admin/")
    sent("#logout-form button")
    look("signed out")
    page.goto("/admin/login/")
    look("signing in")
    page.locator("#id_username").fill("Someone")
    page.locator("#id_password").fill("wrong")
    sent("#login-form [type=submit]")
    look("signing in with a wrong password")
    assert not found, "\n".join(found)
