"""Two people on one page: the second to save is told what the first changed, and what they wrote is kept."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pages import drafts, kinds
from pages.models import Page, Revision

REDIRECTED = 302


class _Undo(Exception):
    """Takes back a save that was made only to see what it would have left."""


def is_conflict(page, base_version):
    """Whether somebody saved the page since a form was opened at `base_version`."""
    return bool(page.pk) and base_version is not None and base_version != page.version


def message(page):
    """What the second person reads."""
    last = Revision.objects.filter(page_number=page.pk, unsaved=False).select_related("by").first()
    return _(
        "%(who)s saved this page while you were writing. Your text was kept as a revision and nothing was overwritten. "
        "Below is what changed. Save again to put your text in place of theirs."
    ) % {"who": (last and last.by) or _("Somebody")}


def keep_unsaved(admin, request, page, save):
    """Keeps what the second person wrote as a Revision beside the draft, where saving it would be a conflict.

    What a save would leave is found by saving and taking it back: the forms say best what they mean.
    """
    base = request.POST.get("base_version", "")
    if not (base.isdecimal() and len(base) < 10) or not is_conflict(page, int(base)):
        return
    revive(request, page)
    posted, queued = request.POST, list(messages.get_messages(request)._queued_messages)
    kept = None
    try:
        with transaction.atomic():
            request.POST = posted.copy()
            request.POST["base_version"] = str(page.version)
            if save(request, str(page.pk)).status_code == REDIRECTED:
                kept = drafts.plain(drafts.snapshot(kinds.specific(Page.objects.get(pk=page.pk))))
            raise _Undo
    except _Undo:
        request.POST = posted
        messages.get_messages(request)._queued_messages[:] = queued
    if kept and admin.has_change_permission(request):
        drafts.keep(page, kept, by=request.user)


def changes_since(page, form):
    """What others changed since the form was opened: a list of `differences.Change`, empty without a conflict."""
    base = form.cleaned_data.get("base_version") if form.is_bound and hasattr(form, "cleaned_data") else None
    if not is_conflict(page, base):
        return []
    saved = Revision.objects.filter(page_number=page.pk, unsaved=False)
    then, now = saved.filter(version__lte=base).first(), saved.first()
    return drafts.difference(then, now) if then else []


def restored(request, page, restore):
    """Calls `restore` where the draft is the one that was shown (`version`), and tells whether it is. Http404 where it is gone."""
    with transaction.atomic():
        try:
            version = drafts.locked(page.pk).version
        except Page.DoesNotExist:
            raise Http404 from None
        if request.POST.get("version") != str(version):
            return False
        restore()
    return True


def revive(request, page):
    """Makes rows that somebody else deleted meanwhile new ones of the posted form, so that their text is not lost."""
    posted = request.POST.copy()
    managers = [*drafts.groups(kinds.specific(page)), ("sources", page.sources), ("links", page.links)]
    for prefix, manager in managers:
        if _is_small(posted.get(f"{prefix}-TOTAL_FORMS", "")):
            _revive_rows(posted, prefix, {str(pk) for pk in manager.values_list("pk", flat=True)})
    request.POST = posted


def _revive_rows(posted, prefix, existing):
    rows = [_taken(posted, f"{prefix}-{number}-") for number in range(int(posted[f"{prefix}-TOTAL_FORMS"]))]
    stored = [row for row in rows if row.get("id", [""])[0] in existing]
    new = [row | {"id": [""]} for row in rows if row.get("id", [""])[0] not in existing]
    posted[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    for number, row in enumerate([*stored, *new]):
        for name, values in row.items():
            posted.setlist(f"{prefix}-{number}-{name}", values)


def _is_small(text):
    return text.isdecimal() and len(text) < 5


def _taken(posted, start):
    return {name[len(start) :]: posted.pop(name) for name in list(posted) if name.startswith(start)}
