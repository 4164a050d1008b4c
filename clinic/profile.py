"""The clinic's profile with its branches and their hours, read with one query."""

from django.db.models import OuterRef

from clinic import colours
from clinic.models import Branch, Clinic, OpeningHours
from pages.clock import Unsought
from pages.content import links
from pages.json_rows import JSONRows
from pages.models import Edition
from pages.prepared import Prepared

# The week as Egypt counts it.
WEEK = (5, 6, 0, 1, 2, 3, 4)
MOST_PLAIN_PAGES = 12
THE_CLINIC = 1  # its only row
HOURS = ("day", "opens", "closes")


class Profile:
    """What templates know of the clinic, in one language."""

    def __init__(self, clinic, branches, language, logo="", plain_pages=()):
        self.branches, self.language, self.logo = branches, language, logo
        self.name, self.tagline = clinic.text("name", language), clinic.text("tagline", language)
        self.digits, self.email, self.default_language = clinic.digits, clinic.email, clinic.default_language
        self.emergency_telephone, self.emergency_dialled = clinic.emergency_telephone, clinic.emergency_dialled
        self.colour = colours.normalised(clinic.colour)
        self.show_views_from, self.is_demo = clinic.show_views_from, clinic.is_demo
        # About, prices, privacy: at the foot of every page.
        self.plain_pages = [row | {"address": links.address_of(row)} for row in plain_pages]

    @property
    def first_branch(self):
        """The branch that stands for the clinic where there is room for one."""
        return self.branches[0] if self.branches else None

    @property
    def has_telephone(self):
        return any(branch.telephone for branch in self.branches)

    @property
    def has_whatsapp(self):
        return any(branch.whatsapp for branch in self.branches)

    @property
    def has_place(self):
        """Whether somebody who wants to come can be told where."""
        return any(branch.map_url or branch.shown_address for branch in self.branches)

    @property
    def can_be_reached(self):
        return self.has_telephone or self.has_whatsapp


_asked, _kept = {}, {}


def load(language, snapshot=None):
    """The Profile in a language: an empty clinic's where nothing is set up yet.

    The database is asked each time, and the Profile that was made of an answer is used again while it is the same.
    `snapshot`: pages.prepared.Snapshot, where one was asked already.
    """
    if language not in _asked:
        _asked[language] = Prepared(int, lambda numbers: _rows(language).filter(pk__in=numbers))
    asked = _asked[language]
    answer = asked.rows_again([THE_CLINIC], snapshot)
    known, found = _kept.get(language, (None, None))
    if known != answer:
        found = _made([dict(zip(asked.columns, row, strict=True)) for row in asked.converted(answer)], language)
        _kept[language] = answer, found
    return found


def _rows(language):
    """The clinic joined with its branches, each with its hours."""
    plain = Edition.objects.current().of_kind("page").in_language(language)
    plain = plain.order_by(Unsought("page_id"))[:MOST_PLAIN_PAGES]  # else SQLite looks for them among all pages
    hours = OpeningHours.objects.filter(branch=OuterRef("branches")).order_by().values(*HOURS)
    clinics = Clinic.objects.annotate(
        plain_pages=JSONRows(plain.values("kind", "language", "slug", "title")), hours=JSONRows(hours)
    )
    of_branch = [f"branches__{name}" for name in _columns(Branch)]
    found = clinics.order_by("branches__order", "branches__pk")
    return found.values(*_columns(Clinic), "logo__file", "plain_pages", *of_branch, "hours")


def _made(rows, language):
    if not rows:
        return Profile(Clinic(), [], language)
    clinic = Clinic(**{name: rows[0][name] for name in _columns(Clinic)})
    branches = [_branch(row, language) for row in rows if row["branches__id"]]
    return Profile(clinic, branches, language, rows[0]["logo__file"] or "", rows[0]["plain_pages"])


def _columns(model):
    """The columns of a model but the untranslated ones that modeltranslation keeps beside the translated."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if f"{name}_en" not in names]


def _branch(row, language):
    branch = Branch(**{name: row[f"branches__{name}"] for name in _columns(Branch)})
    branch.shown_name, branch.shown_address = branch.text("name", language), branch.text("address", language)
    branch.shown_note = branch.text("note", language)
    hours = sorted((_span(told) for told in row["hours"]), key=lambda span: (span.day, span.opens))
    branch.week = [(day, [span for span in hours if span.day == day]) for day in WEEK] if hours else []
    return branch


def _span(told):
    """OpeningHours from JSON, which has times as texts."""
    return OpeningHours(**{name: OpeningHours._meta.get_field(name).to_python(told[name]) for name in HOURS})
