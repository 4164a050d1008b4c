"""What a procedure's page is made of, and the order in which a patient reads it."""

from django.utils.translation import gettext_lazy as _

from pages import kinds
from procedures.models import Aspect, Benefit, Candidate, Indication, Procedure, Question, Risk, Step

# The order of section kinds and groups. A section of kind "other" stays after the one before it.
ORDER = (
    "what_it_is", "indications", "candidates", "how_it_works", "preparation", "steps", "benefits", "risks", "recovery",
    "call_us_if", "urgent", "results", "alternatives", "comparison", "if_nothing_is_done", "cost", "questions", "disclaimer",
)  # fmt: skip

GROUPS = (
    kinds.Group("indications", Indication),
    kinds.Group("candidates", Candidate, shared=("suitability",), guarded=True),
    kinds.Group("steps", Step),
    kinds.Group("benefits", Benefit),
    kinds.Group("risks", Risk, shared=("frequency", "severity"), guarded=True),
    kinds.Group("aspects", Aspect, section="comparison"),
    kinds.Group("questions", Question),
)
FACTS = ("body_location", "anaesthesia", "duration", "hospital_stay", "return_to_work")


def register():
    """Makes procedures a kind of page."""
    kinds.register(
        kinds.Kind(
            name="procedure",
            model=Procedure,
            prefix="procedures/",
            template="procedures/procedure.html",
            groups=GROUPS,
            facts=("medical_name", *FACTS, "compared_with_name"),
            names=("medical_name",),
            shared=("type", "compared_with"),
            order=ORDER,
            list_name=_("Procedures"),
            schema_type="MedicalWebPage",
        )
    )
