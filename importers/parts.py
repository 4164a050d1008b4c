"""The parts of an outline as the rows of a page: which model, which texts, which place."""

from dataclasses import dataclass, field

from importers import alignment
from importers.outline import Aspect, Section

FIELDS = {
    "sections": ("heading", "body", "closing"),
    "aspects": ("aspect", "here", "there"),
    "questions": ("question", "answer"),
}


@dataclass
class Planned:
    """A part of an outline: the group it goes to, what divides that group, its texts and shared columns.

    `row` is the row that it becomes, `is_new` whether that was made for it.
    """

    group: str
    division: str
    texts: dict
    shared: dict
    source: object
    row: object = None
    is_new: bool = False
    before: dict = field(default_factory=dict)

    @property
    def bucket(self):
        return self.group, self.division


def planned(outline):
    """Every part of an outline, in order, the sections first."""
    plans = [_plan("sections", section) for section in outline.sections]
    for kind in outline.groups():
        plans += [_plan("aspects" if kind == "comparison" else kind, row) for row in outline.rows(kind)]
    return plans


def division_of(row):
    """What divides a group of rows: parts are only matched within it."""
    return getattr(row, "kind", "") or getattr(row, "suitability", "")


def text_of_row(row, group, language):
    """All texts of a row in a language as one HTML text."""
    return "\n".join(row.text(name, language) for name in fields_of(group))


def fields_of(group):
    """The names of the texts of a group's rows."""
    return FIELDS.get(group, ("heading", "body"))


def matched_anew(rows, plans, group, other_language):
    """Pairs of a row written in the other language and a plan: by place, or where the counts differ by likeness."""
    if len(rows) == len(plans):
        return alignment.straight(rows, plans)
    old = [text_of_row(row, group, other_language) for row in rows]
    return alignment.aligned(old, [_joined(plan.texts) for plan in plans], alignment.across_languages)


def matched_again(imprints, plans):
    """Pairs of a part that an earlier import wrote and a plan of the same language."""
    old, new = (
        [_joined(texts) for texts in side] for side in ([i["texts"] for i in imprints], [p.texts for p in plans])
    )
    return alignment.aligned(old, new, alignment.in_one_language)


def _plan(group, part):
    values = (part.aspect, part.here, part.there) if isinstance(part, Aspect) else (part.heading, part.body)
    if isinstance(part, Section):
        shared, values = {"kind": part.kind}, (*values, part.closing)
    else:
        names = ("suitability", "frequency", "severity")
        shared = {name: value for name in names if (value := getattr(part, name, ""))}
    texts = dict(zip(fields_of(group), values, strict=True))
    return Planned(group, shared.get("kind") or shared.get("suitability", ""), texts, shared, part)


def _joined(texts):
    return "\n".join(texts.values())
