"""A procedure, and the parts that patients ask about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.models import Page, Part
from pages.rich_text import RichTextField


class Procedure(Page):
    """The draft of a procedure's page."""

    TYPES = [("non_invasive", _("Non-invasive")), ("percutaneous", _("Percutaneous")), ("surgical", _("Surgical"))]

    medical_name = models.CharField(_("medical name"), max_length=200, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=TYPES, blank=True)
    body_location = models.CharField(_("part of the body"), max_length=200, blank=True)
    anaesthesia = models.CharField(_("anaesthesia"), max_length=200, blank=True)
    duration = models.CharField(_("duration"), max_length=200, blank=True, help_text=_("How long it takes."))
    hospital_stay = models.CharField(_("hospital stay"), max_length=200, blank=True)
    return_to_work = models.CharField(_("return to work"), max_length=200, blank=True)
    performed_by = models.ManyToManyField(
        "doctors.Doctor", verbose_name=_("performed by"), blank=True, related_name="procedures"
    )
    compared_with = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("compared with"),
        null=True,
        blank=True,
        related_name="compared_in",
        help_text=_("A procedure of this site; or write its name beside it."),
    )
    compared_with_name = models.CharField(_("compared with (name)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        constraints = [
            models.CheckConstraint(
                name="procedure_type_known",
                condition=models.Q(type__in=["", "non_invasive", "percutaneous", "surgical"]),
            )
        ]


class ProcedurePart(Part):
    """The base of a procedure's parts that have a heading and a text."""

    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = RichTextField(_("text"), blank=True)

    owner = "procedure"

    class Meta(Part.Meta):
        abstract = True


def belongs(plural):
    """The foreign key from a part to its procedure."""
    return models.ForeignKey(Procedure, models.CASCADE, verbose_name=_("procedure"), related_name=plural)


def anchored(name):
    """An anchor names one part of a procedure."""
    return models.UniqueConstraint(fields=["procedure", "anchor"], name=f"{name}_anchor_unique")


class Indication(ProcedurePart):
    procedure = belongs("indications")

    class Meta(Part.Meta):
        verbose_name = _("indication")
        verbose_name_plural = _("indications")
        constraints = [anchored("indication")]


class Candidate(ProcedurePart):
    """Whom the procedure suits, or does not suit."""

    SUITABILITIES = [("suitable", _("Suitable")), ("not_suitable", _("Not suitable"))]

    procedure = belongs("candidates")
    suitability = models.CharField(_("suitability"), max_length=20, choices=SUITABILITIES, default="suitable")

    class Meta(Part.Meta):
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            anchored("candidate"),
            models.CheckConstraint(
                name="candidate_suitability_known", condition=models.Q(suitability__in=["suitable", "not_suitable"])
            ),
        ]


class Step(ProcedurePart):
    procedure = belongs("steps")

    class Meta(Part.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [anchored("step")]


class Benefit(ProcedurePart):
    procedure = belongs("benefits")

    class Meta(Part.Meta):
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        constraints = [anchored("benefit")]


class Risk(ProcedurePart):
    """A risk: how common and how serious it is. The steps of frequency are those of the EU's package leaflets."""

    FREQUENCIES = [
        ("very_common", _("Very common: more than 1 in 10 people")),
        ("common", _("Common: up to 1 in 10 people")),
        ("uncommon", _("Uncommon: up to 1 in 100 people")),
        ("rare", _("Rare: up to 1 in 1,000 people")),
        ("very_rare", _("Very rare: up to 1 in 10,000 people")),
    ]
    SEVERITIES = [("mild", _("Mild")), ("moderate", _("Moderate")), ("serious", _("Serious"))]

    procedure = belongs("risks")
    frequency = models.CharField(_("how common"), max_length=20, choices=FREQUENCIES, blank=True)
    severity = models.CharField(_("how serious"), max_length=20, choices=SEVERITIES, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            anchored("risk"),
            models.CheckConstraint(
                name="risk_frequency_known",
                condition=models.Q(frequency__in=["", "very_common", "common", "uncommon", "rare", "very_rare"]),
            ),
            models.CheckConstraint(
                name="risk_severity_known", condition=models.Q(severity__in=["", "mild", "moderate", "serious"])
            ),
        ]


class Aspect(Part):
    """One row of the comparison with another treatment."""

    procedure = belongs("aspects")
    aspect = models.CharField(_("aspect"), max_length=200, blank=True)
    here = RichTextField(_("this procedure"), blank=True)
    there = RichTextField(_("the other treatment"), blank=True)

    owner = "procedure"

    class Meta(Part.Meta):
        verbose_name = _("aspect")
        verbose_name_plural = _("aspects of the comparison")
        constraints = [anchored("aspect")]


class Question(Part):
    procedure = belongs("questions")
    question = models.CharField(pgettext_lazy("field", "question"), max_length=300, blank=True)
    answer = RichTextField(_("answer"), blank=True)

    owner = "procedure"

    class Meta(Part.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [anchored("question")]
