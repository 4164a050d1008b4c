"""The translated columns of procedures and their parts, for django-modeltranslation."""

from modeltranslation.translator import TranslationOptions, register

from procedures.models import Aspect, Benefit, Candidate, Indication, Procedure, Question, Risk, Step


@register(Procedure)
class ProcedureTranslation(TranslationOptions):
    fields = (
        "medical_name",
        "body_location",
        "anaesthesia",
        "duration",
        "hospital_stay",
        "return_to_work",
        "compared_with_name",
    )


@register([Indication, Candidate, Step, Benefit, Risk])
class ProcedurePartTranslation(TranslationOptions):
    fields = ("heading", "body")


@register(Aspect)
class AspectTranslation(TranslationOptions):
    fields = ("aspect", "here", "there")


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("question", "answer")
