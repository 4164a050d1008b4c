"""The matrix of all pages by language: which are to be translated, brought up to date or published."""

from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from pages import kinds, languages, plain_text
from pages.admin.first_page import Task
from pages.admin.turning import turned
from pages.drafting import own_work
from pages.publishing import progress, publishers

PER_PAGE = 50
WHOSE = {"mine": gettext_lazy("those that I work on"), "others": gettext_lazy("all others")}
# What is done by whoever writes, and what only by whoever may publish.
WRITTEN, PUBLISHED = ("missing", "outdated"), ("changed", "draft")
# What they are told on the admin's first page.
WORK = {
    ("missing", "en"): ngettext_lazy("page that lacks English text", "pages that lack English text"),
    ("missing", "ar"): ngettext_lazy("page that lacks Arabic text", "pages that lack Arabic text"),
    ("outdated", "en"): ngettext_lazy("page whose English is outdated", "pages whose English is outdated"),
    ("outdated", "ar"): ngettext_lazy("page whose Arabic is outdated", "pages whose Arabic is outdated"),
    ("changed", "en"): ngettext_lazy(
        "page changed in English since it was published", "pages changed in English since they were published"
    ),
    ("changed", "ar"): ngettext_lazy(
        "page changed in Arabic since it was published", "pages changed in Arabic since they were published"
    ),
    ("draft", "en"): ngettext_lazy("page never published in English", "pages never published in English"),
    ("draft", "ar"): ngettext_lazy("page never published in Arabic", "pages never published in Arabic"),
}


@dataclass(frozen=True)
class Asked:
    """What the matrix is narrowed to; what is empty narrows nothing."""

    q: str = ""
    kind: str = ""
    state: str = ""
    language: str = ""
    whose: str = ""

    @classmethod
    def of(cls, parameters):
        """What the parameters of a request ask for; what cannot be is left out."""
        state, language, kind, whose = (parameters.get(name, "") for name in ("state", "language", "kind", "whose"))
        return cls(
            q=plain_text.clean(parameters.get("q", "")[:200]).strip(),
            kind=kind if kind in {known.name for known in kinds.every()} else "",
            state=state if state in progress.STATES else "",
            language=language if language in languages.CODES else "",
            whose=whose if whose in WHOSE else "",
        )

    def address(self, **other):
        """The address of the matrix that is narrowed to this, but for what is `other`."""
        told = {name: value for name, value in asdict(replace(self, **other)).items() if value}
        return reverse("admin:matrix") + (f"?{urlencode(told)}" if told else "")

    def pages(self, allowed, user):
        """The pages that are asked for, of kinds that are `allowed` (names); `user` is who asks."""
        found = progress.pages([name for name in allowed if self.kind in ("", name)])
        if self.whose:
            own = Q(pk__in=own_work.written(user))
            found = found.filter(own if self.whose == "mine" else ~own)
        for word in plain_text.fold(self.q).split():
            found = found.filter(finding_words__contains=word)
        if self.state:
            found = found.filter(
                progress.condition(self.state, *([self.language] if self.language else languages.CODES))
            )
        return found


def urls(site):
    """The address of the matrix within an admin site."""
    return [path("matrix/", site.admin_view(lambda request: show(request, site)), name="matrix")]


def kinds_for(site, request):
    """The names of the kinds of page that somebody may change."""
    return [kind.name for kind in kinds.every() if site.get_model_admin(kind.model).has_change_permission(request)]


def tasks(request, site):
    """What waits for whoever asks, as Tasks that lead to the matrix: on the pages that they work on, and on all others."""
    if not (allowed := kinds_for(site, request)):
        return []
    done = PUBLISHED if publishers.may_publish(request.user) else ()
    asked = [(state, code) for state, code in WORK if state in (*WRITTEN, *done)]
    found, own = progress.pages(allowed), own_work.written(request.user)
    counted = progress.counts(found, asked)
    mine = progress.counts(found.filter(pk__in=own), asked) if own else {}
    told = [_task(number, key, "mine") for key, number in mine.items()]
    whose = "others" if own else ""
    return told + [_task(number - mine.get(key, 0), key, whose) for key, number in counted.items()]


def show(request, site):
    """The matrix, narrowed as its parameters ask; 403 for whoever may change no page."""
    allowed = kinds_for(site, request)
    if not allowed:
        raise PermissionDenied
    asked = Asked.of(request.GET)
    page = turned(asked.pages(allowed, request.user), progress.ORDER, request.GET, PER_PAGE)
    narrowed = [(name, value) for name, value in asdict(asked).items() if value]
    context = {
        "title": _("Pages by language"),
        "asked": asked,
        "page": page,
        "rows": [(found, kinds.of(found).model._meta.verbose_name, cells) for found, cells in progress.rows(page)],
        "kinds": [(kind.name, kind.model._meta.verbose_name) for kind in kinds.every() if kind.name in allowed],
        "states": progress.STATES.items(),
        "whose": WHOSE.items(),
        "languages": [("en", _("English")), ("ar", _("Arabic"))],
        "before": asked.address() if asked != Asked() else "",
        "may_publish": publishers.may_publish(request.user),
        "paging": urlencode(narrowed),
        "narrowed": narrowed,
        "into": asked.language or languages.other(languages.current()),
    }
    return render(request, "admin/writing/matrix.html", site.each_context(request) | context)


def _task(number, key, whose):
    state, code = key
    address = Asked(state=state, language=code, whose=whose).address()
    return Task(number, WORK[key] % number, address, is_own=whose == "mine")
