"""A save that comes after somebody else's: both texts are put together, and what both changed is asked."""

from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import gettext as _

from pages import languages
from pages.admin import conflicts, renaming
from pages.content import texts
from pages.content.differences import NOTHING, Change
from pages.drafting import drafts, merging, snapshots
from pages.models import Link, Source

MOST_NAMES = 8
# The lists whose rows have no anchor, and what one of their rows is called.
WITHOUT_ANCHOR = {"sources": Source, "links": Link}


@dataclass(frozen=True)
class Choice:
    """What both changed, as a person chooses: what each made of what both began with.

    `mine` and `theirs` are Changes, one for each text: of a whole part all that it has in either language.
    """

    name: str
    place: Change
    mine: list
    theirs: list
    mine_is_gone: bool
    theirs_is_gone: bool
    chosen: str


def merged(admin, request, page, save):
    """The answer to a save that was merged with others' saves; None where the form is shown, or saved as ever.

    Where something is to be chosen, or the draft that the form was opened with is not kept any more, the person's text is
    kept as a Revision; `request.choices` is what to ask, and `request.new_addresses` another address that is asked about.
    """
    request.choices, request.new_addresses = [], []
    version = conflicts.posted_version(request)
    if not conflicts.is_conflict(page, version):
        return None
    base = conflicts.base(page, version)
    mine = conflicts.would_save(request, page, save, onto=base and base.content)
    theirs = snapshots.plain(snapshots.of(page))
    if mine and base:
        content, asked = merging.merge(base.content, mine, theirs, lambda one: _chosen(request, one))
        request.new_addresses = [] if asked else _new_addresses(request, page, content)
        if not asked and not request.new_addresses:
            return _saved(admin, request, page, (base, mine, theirs, content))
        if request.new_addresses:
            asked = merging.merge(base.content, mine, theirs)[1]  # what was chosen is sent along with the answer
        request.choices = _choices(asked, request, page.kind, (base.content, mine, theirs))
    if mine and admin.has_change_permission(request):
        conflicts.keep(page, mine, by=request.user)
    conflicts.revive(request, page)
    return None


def _new_addresses(request, page, content):
    """The NewAddresses that a merged draft would have and nobody agreed to; another that theirs has was asked of them."""
    slugs = {code: content["page"][f"slug_{code}"] or "" for code in languages.CODES}
    found = renaming.other_addresses(page, slugs)
    return [] if renaming.is_agreed(request.POST, found) else found


def _saved(admin, request, page, contents):
    base, mine, theirs, content = contents
    meanwhile = conflicts.saved_since(page, base.version)
    draft = drafts.locked(page.pk)
    snapshots.fill(draft, content)
    admin.recorded(request, draft)
    messages.info(request, _told(request, meanwhile, _kept(base.content, mine, theirs, content, page.kind)))
    return admin.response_change(request, drafts.locked(page.pk))


def _told(request, meanwhile, names):
    if all(one.by_id == request.user.pk for one in meanwhile):
        told = [_("You saved this page in another window while you were writing. Both texts were put together.")]
    else:
        who = {"who": conflicts.names_of(one for one in meanwhile if one.by_id != request.user.pk)}
        told = [_("%(who)s saved this page while you were writing. Both texts were put together.") % who]
    if names:
        shown = [*names[:MOST_NAMES], *(["…"] if names[MOST_NAMES:] else [])]
        told.append(_("Taken over from there: %(names)s.") % {"names": languages.listed(shown)})
    return " ".join(told)


def _kept(base, mine, theirs, content, kind):
    """What of theirs is in the draft now that mine did not have: names of parts and, of the page itself, of texts."""
    new = {change.place for change in drafts.difference_of(mine, content, kind)}
    kept = [change for change in drafts.difference_of(base, theirs, kind) if change.place in new]
    return list(dict.fromkeys(change.part or str(change.field) for change in kept))


def _chosen(request, conflict):
    choice = request.POST.get(conflict.name)
    return choice if choice in (merging.MINE, merging.THEIRS) else None


def _choices(asked, request, kind, contents):
    """The Choices for some Conflicts of three snapshots: base, mine, theirs."""
    told = [texts.of_snapshot(content, kind) for content in contents]
    return [
        _choice(one, request, kind, [_texts(one, *pair, kind) for pair in zip(_rows(one), told, strict=True)])
        for one in asked
    ]


def _rows(conflict):
    return conflict.base, conflict.mine, conflict.theirs


def _texts(conflict, row, told, kind):
    """The Texts of one side of a Conflict by their places, none where the row is gone."""
    name, key, _column = conflict.place
    if row is None:
        return {}
    if name in WITHOUT_ANCHOR:
        alone = {"page": {}, "many": {}, "groups": {}, "sources": [], "links": []} | {name: [row]}
        return texts.of_snapshot(alone, kind)
    columns = conflict.columns or row
    return {place: told[place] for place in told if place[0] == key and place[1] in columns}


def _choice(conflict, request, kind, sides):
    known = next(text for side in sides for text in side.values())
    base, mine, theirs = sides
    name, key, column = conflict.place
    part, field = known.part, known.field if column else _("the whole part")
    if name in WITHOUT_ANCHOR:
        part, field = "", WITHOUT_ANCHOR[name]._meta.verbose_name if name == "sources" else _("“Also read” line")
    return Choice(
        conflict.name,
        Change((key, column), "", "", part, field),
        _made_of(base, mine),
        _made_of(base, theirs),
        conflict.mine is None,
        conflict.theirs is None,
        request.POST.get(conflict.name, merging.MINE),
    )


def _made_of(before, after):
    """Texts as Changes of what they were, in words; of several those that say something before or after."""
    places = {**after, **before}
    pairs = [(place, before.get(place, NOTHING), after.get(place, NOTHING)) for place in places]
    return [
        Change(place, old.words, new.words, language=new.language or old.language)
        for place, old, new in pairs
        if old.words or new.words or len(places) == 1
    ]
