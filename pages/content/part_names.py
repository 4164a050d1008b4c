"""What the parts of drafts are called, for whoever is told where something stands: anchors are made of English words."""

from django.utils.translation import gettext_lazy as _

from pages import kinds, languages
from pages.content import arranging
from pages.models import Section

GROUPS = {kind.replace("_", "-"): name for kind, name in Section.KINDS}
# What of a page is no part of it but can be spoken of; no part's anchor begins so.
HEAD, SOURCES = "-head", "-sources"
AROUND = {HEAD: _("Title, summary and facts"), SOURCES: _("Sources")}


def of_part(part, *codes):
    """What a part of a draft is called in a language, else in the next one of those named."""
    told = ({field: part.text(field, code) for field in part.tracked_fields()} for code in codes)
    return arranging.called(*told, kind=getattr(part, "kind", ""))


def of_places(places):
    """The names of parts in the interface's language, else in the other: {(page, anchor): name}.

    `places` are such pairs. One query for each model of parts, however many places there are; a place that is no part
    any more keeps its anchor.
    """
    places = {(page, anchor) for page, anchor in places if anchor}
    names = {place: str((GROUPS | AROUND).get(place[1], place[1])) for place in places}
    pages, anchors = {page for page, _anchor in places}, {anchor for _page, anchor in places}
    here = languages.current()
    for model in {model for kind in kinds.every() for model in kinds.part_models(kind)} if places else ():
        for part in model.objects.filter(**{f"{model.owner}__in": pages, "anchor__in": anchors}):
            if (place := (getattr(part, f"{model.owner}_id"), part.anchor)) in places:
                names[place] = of_part(part, here, languages.other(here)) or names[place]
    return names
