"""Drafts: what every save of one leaves behind, and how a revision comes back."""

from datetime import timedelta
from itertools import chain

from django.db import models, transaction
from django.db.models import F, Max
from django.utils import timezone

from pages import kinds, languages, log
from pages.content import composing, differences, links, texts, translations
from pages.drafting import attached, snapshots
from pages.linking import link_index, names, own_links, wordings
from pages.models import Page, Revision
from pages.states import standing

KEPT_DAYS = 90
KEPT_AT_LEAST = 10
DELETED_KEPT_DAYS = 30


def locked(number):
    """A page, read anew under a lock on its row: who changes its draft or its editions takes this first.

    SQLite's IMMEDIATE transactions lock the database as they begin. On PostgreSQL rows that refer to the
    page can be added meanwhile (`no_key`): its views go on being counted.
    """
    return kinds.specific(Page.objects.select_for_update(no_key=True).get(pk=number))


def record(page, *, by, deed="saved", **details):
    """Records that a draft was saved: its indexes of links and names, its version, and a Revision.

    Addresses of our own in its text become links to pages first. `deed` is what the log calls it. Returns the Revision, or
    None where nothing had changed since the last one.
    """
    with transaction.atomic():
        page = locked(page.pk)
        kinds.read_parts(page)
        own_links.lead(page)
        link_index.index(page)
        names.index(page)
        _keep_what_it_gives(page)
        content = snapshots.plain(snapshots.of(page))
        last = Revision.objects.filter(page_number=page.pk, unsaved=False).first()
        if last and last.content == content:
            return None
        Page.objects.filter(pk=page.pk).update(version=F("version") + 1)
        kept = keep(page, content, by=by, version=page.version + 1)
        log.note(by, deed, page, language=_language(last and last.content, content), revision=kept.number, **details)
        return kept


def note_what_it_gives(page):
    """Keeps what publishing a draft would give and how far its languages are, so that many can be compared at once."""
    with transaction.atomic():
        _keep_what_it_gives(locked(page.pk))


def what_it_gives(page):
    """What publishing a draft would give and how far its languages are, by the names of the page's columns."""
    page = kinds.specific(page)
    kinds.read_parts(page)
    composed = {code: composing.compose(page, code) for code in languages.CODES}
    fingerprints = {code: edition.fingerprint for code, (edition, _problems) in composed.items()}
    digests = {code: edition.content["digest"] for code, (edition, _problems) in composed.items()}
    refusals = {
        code: [problem.code for problem in problems if not problem.confirmable]
        for code, (_edition, problems) in composed.items()
    }
    told = {"fingerprints": fingerprints, "digests": digests, "refusals": refusals}
    return told | standing.columns(page, fingerprints) | translations.columns(page)


def _keep_what_it_gives(page):
    Page.objects.filter(pk=page.pk).update(**what_it_gives(page))


def note_picture(sender, instance, **kwargs):
    """A picture's description is a part of the drafts that show it, and its next publishing."""
    for page in _showing(instance):
        note_what_it_gives(page)


def remember_who_shows(sender, instance, **kwargs):
    """Before a picture is deleted: which drafts lose it."""
    instance.shown_by = list(_showing(instance))


def record_without_picture(sender, instance, **kwargs):
    """A picture that is deleted is gone from the drafts that showed it, as if each had been saved without it."""
    for page in instance.shown_by:
        record(page, by=None)


def _showing(picture):
    shown = Page.objects.filter(models.Q(picture=picture) | models.Q(sections__picture=picture))
    return shown.distinct().order_by("pk")


def keep(page, content, *, by, version=None):
    """Keeps a snapshot as the page's next Revision; without a `version` as text that was not saved."""
    number = Revision.objects.filter(page_number=page.pk).aggregate(last=Max("number"))["last"] or 0
    own = {"page_id": page.pk, "page_number": page.pk, "kind": page.kind, "number": number + 1}
    return Revision.objects.create(**own, content=content, by=by, version=version, unsaved=version is None)


def difference(old, new):
    """What changed from one Revision to another, in both languages: a list of `differences.Change`."""
    return difference_of(old.content, new.content, new.kind)


def difference_of(old, new, kind):
    """What changed from one snapshot of a page of a kind to another."""
    before, after = (texts.of_snapshot(content, kind) for content in (old, new))
    named = (texts.names_in_snapshot(content, kind) for content in (old, new))
    return [*differences.of_texts(before, after), *differences.of_order(*named)]


def changes_since(page, version, language):
    """What was saved of a draft since a version, as a form sent it, but for what only the other language says."""
    saved = Revision.objects.filter(page_number=page.pk, unsaved=False)
    before = saved.filter(version__lte=int(version)).first() if version.isdecimal() and len(version) < 10 else None
    changes = difference(before, saved.first()) if before else []
    return [change for change in changes if not change.place[1].endswith(f"_{languages.other(language)}")]


def restore(revision, *, by):
    """Makes the draft what it was at a revision. What it is now is kept as a revision first."""
    with transaction.atomic():
        page = locked(revision.page_number)
        record(page, by=by)
        snapshots.fill(page, revision.content)
        return record(page, by=by, deed="restored", restored=revision.number)


def delete(page, *, by, replacement=None):
    """Deletes a page that was never published, with what is attached. A last revision can bring all back for 30 days.

    The links of other drafts lead to the `replacement`; without one their "Also read" lines keep its title as their
    wording. What was changed so is recorded. Raises ProtectedError where there was an edition.
    """
    with transaction.atomic():
        page = locked(page.pk)
        keep(page, snapshots.of(page) | attached.rows_of(page), by=by, version=page.version)
        log.note(by, "draft_deleted", page)
        leading = set(page.links_here.exclude(from_page=page.pk).values_list("from_page", flat=True))
        if replacement:
            leading |= _lead_elsewhere(page, replacement)
        let_go(page)
        page.delete()
        for number in sorted(leading):
            record(Page.objects.get(pk=number), by=by)


def _lead_elsewhere(page, other):
    """Has the links of other drafts lead to another page, and returns the numbers of those whose text had any."""
    page.links_here.filter(in_text=False).exclude(from_page=page.pk).update(to_page=other, to_anchor="")
    naming = link_index.drafts_that_name(page) - {page.pk}
    for number in sorted(naming):
        for _, part in kinds.parts_of(locked(number)):
            told = {
                (field, code): links.led_elsewhere(html, page.pk, other.pk)
                for field in part.translated_fields() if part.is_rich(field)
                for code in languages.CODES if (html := part.text(field, code))
            }  # fmt: skip
            for (field, code), html in told.items():
                part.set_text(field, code, html)
            part.save()
    return naming


def let_go(page):
    """Leaves the "Also read" lines of other pages their words, before a page is deleted: its title, which waits for it."""
    leading = page.links_here.filter(in_text=False).exclude(from_page=page.pk)
    if leading.filter(wording=None).exists():
        leading.filter(wording=None).update(wording=wordings.wording(page.name_in(page.original_language)))
    leading.update(to_page=None)


def deleted(now=None):
    """The last Revision of every page that was deleted in the last 30 days, those deleted last first."""
    since = (now or timezone.now()) - timedelta(days=DELETED_KEPT_DAYS)
    later = Revision.objects.filter(page_number=models.OuterRef("page_number"), number__gt=models.OuterRef("number"))
    return Revision.objects.filter(~models.Exists(later), page=None, at__gte=since).order_by("-at", "-pk")


def bring_back(revision, *, by):
    """Makes a deleted page again from its last revision, with its old number. Returns the page.

    The "Also read" lines of drafts that wait for its title lead there again, which is recorded.
    """
    with transaction.atomic():
        Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)  # of two at once, the second finds it back
        if back := Page.objects.filter(pk=revision.page_number).first():
            return kinds.specific(back)
        page = kinds.by_name(revision.kind).model(pk=revision.page_number)
        snapshots.fill(page, revision.content)
        Revision.objects.filter(page_number=page.pk).update(page=page.pk)
        attached.bring_back(revision.content)
        record(page, by=by)
        log.note(by, "brought_back", page)
        link_index.index_drafts_that_name(page)
        _lead_back(page, by)
    return page


def _lead_back(page, by):
    lines = wordings.lines_waiting_for(page.name_in(page.original_language))
    leading = set(lines.values_list("from_page", flat=True))
    lines.update(to_page=page.pk)
    for number in sorted(leading):
        record(Page.objects.get(pk=number), by=by)


def prune(now=None):
    """Deletes revisions past their time, and returns how many.

    Kept are 90 days and the last ten of each page; of a deleted page all, for 30 days after its last one.
    """
    now = now or timezone.now()
    old = Revision.objects.filter(at__lt=now - timedelta(days=KEPT_DAYS), page__isnull=False)
    later = Revision.objects.filter(page_number=models.OuterRef("page_number"), number__gt=models.OuterRef("number"))
    newer = later.order_by().values("page_number").annotate(n=models.Count("pk")).values("n")
    doomed = list(
        old.annotate(newer=models.Subquery(newer)).filter(newer__gte=KEPT_AT_LEAST).values_list("pk", flat=True)
    )
    recent = Revision.objects.filter(at__gte=now - timedelta(days=DELETED_KEPT_DAYS)).values("page_number")
    doomed += Revision.objects.filter(page=None).exclude(page_number__in=recent).values_list("pk", flat=True)
    return Revision.objects.filter(pk__in=doomed).delete()[0]


def _language(old, new):
    """The language whose texts differ between two snapshots: "en", "ar", "both", or "" where it is something else."""
    changed = [code for code in languages.CODES if _texts(old or {}, code) != _texts(new, code)]
    return "both" if len(changed) > 1 else "".join(changed)


def _texts(content, language):
    """All texts of a snapshot in a language, row by row: PostgreSQL's JSON keeps no order of keys."""
    groups = (rows for _name, rows in sorted(content.get("groups", {}).items()))
    rows = [content.get("page", {}), *chain(*groups), *content.get("sources", []), *content.get("links", [])]
    told = ({column: text for column, text in row.items() if text and column.endswith(f"_{language}")} for row in rows)
    return [texts for texts in told if texts]
