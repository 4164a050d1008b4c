"""Composing: what publishing a draft in a language would give, and everything that speaks against it."""

import hashlib
import json
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from pages import addresses, kinds, languages, plain_text
from pages.content import arranging, translations
from pages.models import Address, Edition
from pages.rich_text import clean_html

# The number of the content's shape. A change of shape raises it and adds its lifting function to `contents`.
SHAPE = 1

# What of the content a doctor reviews, beside title and summary.
REVIEWED = ("facts", "shared", "sections", "groups", "sources")

_contributions = {}
_demands = []


@dataclass(frozen=True)
class Problem:
    """One thing that speaks against publishing: a refusal, or (`confirmable`) a question to confirm.

    `anchor` and `field` say where: a field of a part or of the page (no anchor), `text` for the parts as a whole, or what
    is asked beside the page itself (`review`, `at`, `until`, `replacement`).
    """

    code: str
    message: str
    anchor: str = ""
    field: str = ""
    confirmable: bool = False


def contribute(name, function, own=lambda value: None):
    """Lets an upper room add to every edition's content: `function(page, language, digest)` gives its value.

    `own(value)` gives what of it the draft itself says, as JSON: a change of that is one to publish.
    """
    _contributions[name] = (function, own)


def demand(function):
    """Lets an upper room check every edition: `function(page, language, content)` gives Problems."""
    if function not in _demands:
        _demands.append(function)


def compose(page, language):
    """The unsaved Edition that publishing would give, and its Problems: `(edition, problems)`."""
    page = kinds.specific(page)
    content = content_of(page, language)
    edition = Edition(
        page_id=page.pk,
        kind=page.kind,
        language=language,
        slug=page.text("slug", language),
        title=page.text("title", language),
        summary=page.text("summary", language),
        content=content,
        first_published_on=page.first_published_on,
    )
    edition.part_names = part_names_of(edition)
    edition.anchors = " ".join(arranging.unpacked(edition.part_names))
    edition.fingerprint = fingerprint(edition)
    problems = [*_own_problems(page, edition), *_translation_problems(page, language)]
    for check in _demands:
        problems.extend(check(page, language, content))
    return edition, problems


def part_names_of(edition):
    """What the parts of an edition are called in its language, as it keeps them (`arranging.packed`)."""
    with translation.override(edition.language):
        return arranging.packed(arranging.names(edition.content, kinds.by_name(edition.kind)))


def content_of(page, language):
    """What an edition holds besides its title and summary, as JSON."""
    kind = kinds.of(page)
    content = {
        "shape": SHAPE,
        "original_language": page.original_language,
        "search_title": page.text("search_title", language),
        "search_description": page.text("search_description", language),
        "aliases": page.alias_list(language),
        "facts": {name: page.text(name, language) for name in kind.facts if page.text(name, language)},
        "shared": {name: _plain(page, name) for name in kind.shared if _plain(page, name)},
        "picture": picture(page.picture, language),
        "sections": [_section(section, language) for section in page.sections.all() if is_told(section, language)],
        "groups": {group.name: _rows(page, group, language) for group in kind.groups},
        "links": [line(link, language) for link in page.links.filter(in_text=False)],
        "sources": [_source(source, language) for source in page.sources.all()],
        "topics": list(page.topics.values_list("pk", flat=True)),
    }
    content["digest"] = digest(page.text("title", language), page.text("summary", language), content)
    for name, (function, _own) in _contributions.items():
        content[name] = function(page, language, content["digest"])
    return content


def is_told(part, language):
    """Whether a part has something to say in a language and is meant for it."""
    if part.not_for_language == language:
        return False
    return part.has_text(language) or bool(getattr(part, "picture_id", None) or getattr(part, "video", ""))


def picture(picture, language):
    """A picture as an edition holds it, or None."""
    if picture is None:
        return None
    return {
        "id": picture.pk,
        "file": picture.file.name,
        "width": picture.width,
        "height": picture.height,
        "alt": "" if picture.decorative else picture.text("alt", language),
        "caption": picture.text("caption", language),
        "credit": picture.credit,
    }


def line(link, language):
    """An "Also read" line as an edition holds it."""
    return {
        "after": link.after_anchor,
        "page": link.to_page_id,
        "part": link.to_anchor,
        "wording": link.wording_id,
        "label": getattr(link, f"label_{language}") or "",
    }


def digest(title, summary, content):
    """The SHA-256 of a text that a doctor reviews: its words and their order, not what stands around them."""
    reviewed = [title, summary, *(content[key] for key in REVIEWED)]
    return hashlib.sha256(json.dumps(reviewed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def reviewed_text(edition):
    """The text that the digest of an edition is of, as JSON: `{"title", "summary", "content": {…}}`."""
    content = {key: edition.content[key] for key in REVIEWED}
    return {"title": edition.title, "summary": edition.summary, "content": content}


def fingerprint(edition):
    """The SHA-256 of all that a draft gives an edition: whether publishing again would change anything."""
    content = dict(edition.content)
    for name, (_function, own) in _contributions.items():
        content[name] = own(content[name])
    told = [edition.slug, edition.title, edition.summary, content]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def seal(edition, problems, planned=()):
    """The SHA-256 of what a publisher is shown: what a draft gives an edition, what speaks against it, and what is planned.

    `planned` is JSON (`plans.Plans.told`).
    """
    told = [edition.fingerprint, *planned, *((p.code, p.anchor, p.field) for p in problems)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _texts(part, language):
    return {
        field: clean_html(part.text(field, language)) if part.is_rich(field) else part.text(field, language)
        for field in part.tracked_fields()
        if part.words(field, language).strip()
    }


def _section(section, language):
    return {
        "anchor": section.anchor,
        "kind": section.kind,
        "texts": _texts(section, language),
        "picture": picture(section.picture, language),
        "video": addresses.of_another_site(section.video),
    }


def _rows(page, group, language):
    return [
        {"anchor": part.anchor, "texts": _texts(part, language)} | {name: getattr(part, name) for name in group.shared}
        for part in getattr(page, group.name).all()
        if is_told(part, language)
    ]


def _source(source, language):
    citation = getattr(source, f"citation_{language}") or getattr(source, f"citation_{languages.other(language)}") or ""
    own = language if getattr(source, f"citation_{language}") else languages.other(language)
    return {
        "citation": citation,
        "language": own,
        "url": addresses.of_another_site(source.url),
        "accessed_on": source.accessed_on and source.accessed_on.isoformat(),
    }


def _plain(page, name):
    return page._meta.get_field(name).value_from_object(page)


def _own_problems(page, edition):
    language = edition.language
    if not plain_text.fold(edition.title):
        yield Problem("no_title", _("The page has no title in this language."), field="title")
    elif addresses.is_reserved(page.kind, edition.slug):
        yield Problem("reserved_address", _("This address is one of the site's own. Change it."), field="slug")
    elif Address.objects.filter(path=edition.get_absolute_url()).exclude(page_id=page.pk).exists():
        yield address_taken()
    told = [s for s in page.sections.select_related("picture") if is_told(s, language)]
    for anchor, shown in [("", page.picture), *((section.anchor, section.picture) for section in told)]:
        if shown and not shown.decorative and not shown.text("alt", language):
            message = _("A picture has no description in this language.")
            yield Problem("picture_without_description", message, anchor=anchor, field="picture")
    if not edition.summary and not page.text("summary", languages.other(language)):
        yield Problem("no_summary", _("The page has no summary."), field="summary", confirmable=True)
    if not edition.content["sections"] and not any(edition.content["groups"].values()):
        yield Problem("no_text", _("The page has no text in this language."), field="text", confirmable=True)


def address_taken():
    """The refusal of an address that leads, or led, to another page."""
    return Problem("address_taken", _("This address belongs to another page. Change it."), field="slug")


def _translation_problems(page, language):
    guarded = {group.name for group in kinds.of(page).groups if group.guarded}
    for standing in translations.standings(page, language):
        part, is_page, is_missing = standing.part, standing.group == "page", standing.state == translations.MISSING
        if standing.state == translations.CURRENT or (is_page and is_missing and standing.fields == ("title",)):
            continue  # a missing title is a refusal of its own
        is_guarded = standing.group in guarded or (standing.group == "sections" and part.kind == "urgent")
        refused = is_guarded and is_missing
        yield Problem(
            "guarded_part_missing" if refused else f"part_{standing.state}",
            _message(standing, refused),
            anchor="" if is_page else part.anchor,
            field=standing.fields[0],
            confirmable=not refused,
        )


def _message(standing, refused):
    if standing.group == "page":
        return _message_of_page(standing)
    names = {"part": str(standing.part), "kind": standing.part._meta.verbose_name}
    if refused:
        return (
            _("“%(part)s” (%(kind)s) is missing in this language. Translate it, or mark it as left out here.") % names
        )
    if standing.state == translations.MISSING:
        return _("“%(part)s” (%(kind)s) is missing in this language.") % names
    return _("“%(part)s” (%(kind)s) changed in the original since it was translated.") % names


def _message_of_page(standing):
    named = (str(standing.part._meta.get_field(field).verbose_name) for field in standing.fields)
    told = {"fields": " · ".join(named)}
    if standing.state == translations.MISSING:
        return _("Of the page itself, this is missing in this language: %(fields)s.") % told
    return _("Of the page itself, this changed in the original since it was translated: %(fields)s.") % told
