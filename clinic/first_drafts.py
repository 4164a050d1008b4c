"""Drafts that a new clinic starts from: the pages on privacy and on accessibility that were written for the demo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic.demo import texts
from clinic.demo.pages import begun, fill
from clinic.models import Clinic
from pages import languages
from pages.models import Page

RIGHT = "pages.add_page"
# By the demo's name of a page: words in the titles of pages on the same.
TITLES = {
    "privacy": ("privacy", "خصوصية"),
    "accessibility": ("accessib", "سهولة الاستخدام", "إمكانية الوصول"),
}
NAMELESS = {"en": "the clinic", "ar": "العيادة"}
# What stands first in each, so that nobody publishes it unread.
TO_CHECK = {
    "kind": "other",
    "heading_en": "[Check this page before you publish it]",
    "heading_ar": "[راجع هذه الصفحة قبل نشرها]",
    "body_en": "<p>This text came with the program. What it says of the site describes the program; what it says of"
    " {clinic_en} is only a proposal. Check every sentence, show a lawyer what concerns the law, write in what stands in"
    " [brackets], and then delete this section.</p>",
    "body_ar": "<p>جاء هذا النص مع البرنامج. ما يقوله عن الموقع يصف البرنامج نفسه، وما يقوله عن {clinic_ar} اقتراح لا"
    " أكثر. راجع كل جملة، واعرض ما يخص القانون على محامٍ، واكتب ما تُرك بين [قوسين]، ثم احذف هذا القسم.</p>",
}


def urls(site):
    """The address that makes the drafts, within an admin site."""
    return [path("first-drafts/", site.admin_view(require_POST(make_them)), name="first_drafts")]


def make_them(request):
    """Makes the drafts that are missing, and leads to the list of plain pages."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    if make(by=request.user):
        messages.success(
            request, _("The drafts are there, in both languages. Check every sentence before you publish them.")
        )
    return redirect("admin:pages_page_changelist")


def missing():
    """The names of the pages that the clinic has not, neither as a draft nor published."""
    return [name for name in TITLES if _found(name) is None]


@transaction.atomic
def make(by):
    """Makes the missing ones as drafts in both languages, with the clinic's name in them, and returns them."""
    clinic = Clinic.objects.select_for_update().first() or Clinic()
    told = {name: _told(name, clinic) for name in missing()}
    made = {name: begun(entry) for name, entry in told.items()}
    known = made | {name: _found(name) for name in TITLES if name not in made}
    for name, page in made.items():
        fill(page, told[name], known, {}, {}, {}, by=by)
    return list(made.values())


def _found(name):
    titled = Q()
    for words in TITLES[name]:
        titled |= Q(title_en__icontains=words) | Q(title_ar__icontains=words)
    # In no order: else SQLite goes through all pages in order instead of by the index of this kind's few.
    return min(Page.objects.filter(titled, kind="page").order_by(), key=lambda page: page.pk, default=None)


def _told(name, clinic):
    """A page's text with the clinic's name. Its links lead to the other one only."""
    entry, names = texts.read(name, texts.REAL), _names(clinic)
    sections = [TO_CHECK, *entry["sections"]]
    named = [{column: _named(text, names) for column, text in section.items()} for section in sections]
    return entry | {"sections": named, "also_read": []}


def _named(text, names):
    for place, name in names.items():
        text = text.replace(place, name)
    return text


def _names(clinic):
    """What stands in the places that the texts leave for the clinic's name."""
    told = ((code, clinic.text("name", code) or clinic.text("name", languages.other(code))) for code in languages.CODES)
    return {f"{{clinic_{code}}}": escape(name or NAMELESS[code]) for code, name in told}
