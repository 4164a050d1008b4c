"""The kinds of page, and the groups of parts that each has. Upper rooms register theirs (`ready()`)."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects


@dataclass(frozen=True)
class Group:
    """One ordered group of parts of a kind of page, such as the benefits of a procedure.

    `name` is the related name; `section` the kind of the section that heads the group, and the group's anchor.
    `shared` are the fields that both languages share. `guarded`: a part that one language has may not go
    missing in the other.
    """

    name: str
    model: type
    section: str = ""
    shared: tuple = ()
    guarded: bool = False

    @property
    def anchor(self):
        """The anchor of the group as a whole: `risks`."""
        return self.section or self.name


@dataclass(frozen=True)
class Kind:
    """One kind of page. `prefix` is its folder in the address; `facts` are its own translated short texts.

    `names` are those of the facts that are another name of what the page is about.
    `list_name` is how readers know the list of its pages, "" where there is none; `schema_type` what machines call one.
    """

    name: str
    model: type
    prefix: str
    template: str
    groups: tuple = ()
    facts: tuple = ()
    names: tuple = ()
    shared: tuple = ()
    order: tuple = ()
    list_name: str = ""
    schema_type: str = "WebPage"

    def group_headed_by(self, section_kind):
        """The group that a section of that kind heads, or None."""
        return next((group for group in self.groups if group.anchor == section_kind), None)


_kinds = {}


def register(kind):
    """Makes a kind of page known. Registering a name again replaces it."""
    _kinds[kind.name] = kind


def by_name(name):
    """The kind of that name; KeyError where none is registered."""
    return _kinds[name]


def every():
    """All kinds, in the order in which they were registered."""
    return list(_kinds.values())


def of(page):
    """The kind of a page."""
    return _kinds[page.kind]


def may_change(user, page):
    """Whether somebody may change the drafts of a page's kind."""
    options = of(page).model._meta
    return user.has_perm(f"{options.app_label}.change_{options.model_name}")


def specific(page):
    """`page` as the model of its own kind: the Procedure of a Page that is one."""
    model = of(page).model
    return page if isinstance(page, model) else model.objects.get(pk=page.pk)


def part_models(kind):
    """The models of a kind's parts, the section's first."""
    return [
        kind.model.sections.rel.related_model,
        *(getattr(kind.model, g.name).rel.related_model for g in kind.groups),
    ]


def parts_of(page):
    """Every part of a page, group by group: (group name, part) pairs, the sections first."""
    for section in page.sections.all():
        yield "sections", section
    for group in of(page).groups:
        for part in getattr(page, group.name).all():
            yield group.name, part


def read_parts(page):
    """Reads what hangs on a page, once for all who ask that object for it, and change at most the texts of what it gives."""
    prefetch_related_objects(
        [page], "sections__picture", *(group.name for group in of(page).groups), "sources", "topics"
    )
