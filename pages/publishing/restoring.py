"""Restoring an edition: what patients read becomes the draft again, in that edition's language."""

from django.db import transaction

from pages import kinds, languages, plain_text
from pages.content.composing import is_told
from pages.drafting import drafts
from pages.models import Link, Page, Picture, Source

UNTRACKED = ("slug", "search_title", "search_description", "aliases")


def restore(edition, *, by):
    """Puts an edition's text back into the draft, in its language. Patients see nothing of it before publishing.

    Parts that the edition does not have lose their text in that language; the other language stays as it is, and
    so do lines and sources that were added since. What the draft was is kept as a revision.
    """
    with transaction.atomic():
        page = drafts.locked(edition.page_id)
        drafts.record(page, by=by)
        _restore_page(page, edition)
        content, language = edition.content, edition.language
        _restore_group(page, page.sections, content["sections"], language, ("kind", "video"))
        for group in kinds.of(page).groups:
            manager = getattr(page, group.name)
            _restore_group(page, manager, content["groups"].get(group.name, []), language, group.shared)
        _restore_sources(page, content["sources"])
        _restore_links(page, content["links"], language)
        drafts.record(page, by=by, deed="restored_edition", edition=edition.number)


def _restore_page(page, edition):
    content = edition.content
    texts = {"title": edition.title, "summary": edition.summary, **content["facts"], "slug": edition.slug}
    texts |= {name: content[name] for name in ("search_title", "search_description")}
    texts["aliases"] = "\n".join(content["aliases"])
    _put(page, texts, edition.language)
    page.save()


def _restore_group(page, manager, rows, language, shared):
    existing, told = {part.anchor: part for part in manager.all()}, {row["anchor"]: row for row in rows}
    for order, anchor in enumerate(_in_order(list(told), list(existing))):
        row = told.get(anchor)
        part = existing.get(anchor) or _made(page, manager.model, row, shared)
        part.order = order
        if row or part.not_for_language != language:
            _put(part, row["texts"] if row else {}, language)
        part.save()
        if not any(is_told(part, code) for code in languages.CODES):
            part.delete()


def _in_order(restored, present):
    """The anchors in the edition's order; what only the draft has stays behind the part that it follows now."""
    anchors, before = restored[:], None
    for anchor in present:
        if anchor not in anchors:
            anchors.insert(anchors.index(before) + 1 if before else 0, anchor)
        before = anchor
    return anchors


def _made(page, model, row, shared):
    """A part that the draft has no more, without its texts."""
    part = model(**{model.owner: page}, anchor=row["anchor"], **{name: row[name] for name in shared})
    if picture := row.get("picture"):
        part.picture = Picture.objects.filter(pk=picture["id"]).first()
    return part


def _put(row, texts, language):
    """Gives a row its texts in a language.

    Nothing tells which original an earlier translation was made from: what comes back counts as outdated until
    somebody has looked at it.
    """
    for field in row.translated_fields():
        text = texts.get(field, "")
        if not plain_text.same(text, row.text(field, language)):
            row.set_text(field, language, text)
            if language != row.original_language:
                row.translated_from.pop(field, None)
    row.remember_stored()


def _restore_sources(page, rows):
    for row in rows:
        known = {f"citation_{row['language']}": row["citation"], "url": row["url"]}
        if not page.sources.filter(**known).exists():
            Source.objects.create(page=page, **known, order=page.sources.count(), accessed_on=row["accessed_on"])


def _restore_links(page, rows, language):
    pages = set(Page.objects.filter(pk__in=[row["page"] for row in rows if row["page"]]).values_list("pk", flat=True))
    for row in rows:
        place = {"after_anchor": row["after"], "to_anchor": row["part"], "in_text": False}
        leads = {"to_page_id": row["page"] if row["page"] in pages else None, "wording_id": row["wording"]}
        link = page.links.filter(**place, **leads).first()
        link = link or Link(from_page=page, **place, **leads, order=page.links.count())
        setattr(link, f"label_{language}", row["label"])
        if link.leads_somewhere():
            link.save()
