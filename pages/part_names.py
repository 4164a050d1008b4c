"""What parts are called, for whoever is told where something stands: anchors are made of English words."""

from pages import arranging, kinds, languages
from pages.models import Section

GROUPS = {kind.replace("_", "-"): name for kind, name in Section.KINDS}


def of_places(places):
    """The names of parts in the interface's language, else in the other: {(page, anchor): name}.

    `places` are such pairs. One query for each model of parts, however many places there are; a place that is no part
    any more keeps its anchor.
    """
    places = {(page, anchor) for page, anchor in places if anchor}
    names = {place: str(GROUPS.get(place[1], place[1])) for place in places}
    pages, anchors = {page for page, _ in places}, {anchor for _, anchor in places}
    for model in {model for kind in kinds.every() for model in kinds.part_models(kind)} if places else ():
        for part in model.objects.filter(**{f"{model.owner}__in": pages, "anchor__in": anchors}):
            if (place := (getattr(part, f"{model.owner}_id"), part.anchor)) in places:
                names[place] = _name(part) or names[place]
    return names


def of_row(model, texts, kind=""):
    """What a part is called that has these texts: by the one that names it, else by its kind."""
    return arranging.named(texts) or str(dict(Section.KINDS[:-1]).get(kind) or model._meta.verbose_name)


def _name(part):
    here = languages.current()
    usual = part.get_kind_display() if isinstance(part, Section) and part.kind != "other" else ""
    told = [
        {field: part.text(field, code) for field in part.tracked_fields()} for code in (here, languages.other(here))
    ]
    return next(filter(None, map(arranging.named, told)), usual) or next(filter(None, map(arranging.called, told)), "")
