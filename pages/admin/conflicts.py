"""Two people on one page: what the second wrote is merged with what the first saved, and never saved over it unseen."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pages import kinds, languages, log
from pages.admin import renaming
from pages.admin.mentions import LINK, REFUSE
from pages.drafting import drafts, snapshots
from pages.models import Page, Revision

REDIRECTED = 302


class _Undo(Exception):
    """Takes back a save that was made only to see what it would have left."""


def is_conflict(page, base_version):
    """Whether somebody saved the page since a form was opened at `base_version`."""
    return bool(page.pk) and base_version is not None and base_version != page.version


def base(page, version):
    """The Revision that a form was opened with, None where it is not kept any more."""
    return _saved(page).filter(version=version).first()


def saved_since(page, version):
    """The Revisions that others, or the same person elsewhere, saved since a version, the first one first."""
    return list(_saved(page).filter(version__gt=version).select_related("by").defer("content").order_by("number"))


def names_of(revisions):
    """Who saved some revisions: each person once."""
    return languages.listed(dict.fromkeys(log.name_of(one.by) or _("Somebody") for one in revisions))


def message(page, version):
    """What the second person reads above a form that was not saved."""
    who = names_of(saved_since(page, version)) or _("Somebody")
    if base(page, version):
        return _("%(who)s saved this page while you were writing. Your text is not saved yet.") % {"who": who}
    return _(
        "%(who)s saved this page while you were writing. Your text was kept as a revision and nothing was overwritten. "
        "Below is what changed. Save again to put your text in place of theirs."
    ) % {"who": who}


def posted_version(request):
    """The version that a posted form was opened with, None where it does not tell."""
    text = request.POST.get("base_version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def would_save(request, page, save, onto=None):
    """The snapshot that a posted form would leave, None where it would not be saved.

    Found by saving and taking it back: the forms say best what they mean. `onto` is the snapshot that the form was opened
    with: what others changed since is not there then, but for sources and lines, which `merging` knows by what they say.
    """
    posted, queued = request.POST, list(messages.get_messages(request)._queued_messages)
    kept = None
    try:
        with transaction.atomic():
            if onto:
                snapshots.fill_text(drafts.locked(page.pk), onto)
            revive(request, page)
            request.POST = request.POST.copy()
            request.POST["base_version"] = str(page.version)
            request.POST[renaming.NEW] = ""  # an address takes effect at publishing only: merging asks nothing about it
            for button in (LINK, REFUSE):
                request.POST.pop(button, None)
            if save(request, str(page.pk)).status_code == REDIRECTED:
                kept = snapshots.plain(snapshots.of(kinds.specific(Page.objects.get(pk=page.pk))))
            raise _Undo
    except _Undo:
        request.POST = posted
        messages.get_messages(request)._queued_messages[:] = queued
    return kept


def keep(page, content, *, by):
    """Keeps what the second person wrote as a Revision beside the draft, once."""
    last = Revision.objects.filter(page_number=page.pk, unsaved=True, by=by).first()
    if not last or last.content != content:
        drafts.keep(page, content, by=by)


def changes_since(page, form):
    """What others changed since the form was opened: a list of `differences.Change`, empty without a conflict."""
    version = form.cleaned_data.get("base_version") if form.is_bound and hasattr(form, "cleaned_data") else None
    if not is_conflict(page, version):
        return []
    then, now = _saved(page).filter(version__lte=version).first(), _saved(page).first()
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
    """Makes rows that somebody else deleted meanwhile new ones of the posted form, so that their text is not lost.

    A part that is there again under another number is that part: the form says its anchor.
    """
    posted = request.POST.copy()
    page = kinds.specific(page)
    managers = [*snapshots.groups(page), ("sources", page.sources), ("links", page.links)]
    for prefix, manager in managers:
        if _is_small(posted.get(f"{prefix}-TOTAL_FORMS", "")):
            _revive_rows(posted, prefix, {str(row.pk): getattr(row, "anchor", "") for row in manager.all()})
    request.POST = posted


def _revive_rows(posted, prefix, existing):
    """`existing` are the anchors of the rows that are there, by their numbers."""
    rows = [_taken(posted, f"{prefix}-{number}-") for number in range(int(posted[f"{prefix}-TOTAL_FORMS"]))]
    free = {anchor: pk for pk, anchor in existing.items() if anchor and [pk] not in [row.get("id") for row in rows]}
    for row in rows:
        if row.get("id", [""])[0] not in existing:
            row["id"] = [free.pop(row.get("known_as", [""])[0], "")]
    stored, new = [row for row in rows if row["id"][0]], [row for row in rows if not row["id"][0]]
    posted[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    for number, row in enumerate([*stored, *new]):
        for name, values in row.items():
            posted.setlist(f"{prefix}-{number}-{name}", values)


def _saved(page):
    return Revision.objects.filter(page_number=page.pk, unsaved=False)


def _is_small(text):
    return text.isdecimal() and len(text) < 5


def _taken(posted, start):
    return {name[len(start) :]: posted.pop(name) for name in list(posted) if name.startswith(start)}
