"""The admin of procedures: their facts and groups of parts."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.admin.bilingual import pair
from pages.admin.filters import TopicFilter
from pages.admin.page import PageAdmin
from pages.admin.parts import PartInline
from procedures import admin_help  # noqa: F401  tells what fields are for
from procedures.anatomy import FACTS
from procedures.models import Aspect, Benefit, Candidate, Indication, Procedure, Question, Risk, Step


class IndicationInline(PartInline):
    model = Indication


class CandidateInline(PartInline):
    model = Candidate
    own = ("suitability",)


class StepInline(PartInline):
    model = Step


class BenefitInline(PartInline):
    model = Benefit


class RiskInline(PartInline):
    model = Risk
    own = ("frequency", "severity")


class AspectInline(PartInline):
    model = Aspect


class QuestionInline(PartInline):
    model = Question


@admin.register(Procedure)
class ProcedureAdmin(PageAdmin):
    list_filter = (("topics", TopicFilter), "type", "original_language")
    autocomplete_fields = (*PageAdmin.autocomplete_fields, "performed_by", "compared_with")
    group_inlines = (
        IndicationInline,
        CandidateInline,
        StepInline,
        BenefitInline,
        RiskInline,
        AspectInline,
        QuestionInline,
    )
    own_fieldsets = (
        (_("Facts"), {"fields": ["type", pair("medical_name"), *(pair(name) for name in FACTS), "performed_by"]}),
        (_("Compared with"), {"fields": ["compared_with", pair("compared_with_name")], "classes": ["of-comparison"]}),
    )
