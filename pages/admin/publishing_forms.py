"""What is asked of whoever publishes or withdraws: when, until when, what is read instead from then on, and why."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.admin.moments import MomentField
from pages.admin.replacing import ReplacementForm
from pages.states import plans

# What fields of a form give that nobody filled in.
NOT_FILLED_IN = (None, False, "", [None, None], ["", ""])


def reason(label, help_text):
    """The field in which colleagues are told why, in a box that grows."""
    box = forms.Textarea(attrs={"rows": 3, "class": "action-reason"})
    return forms.CharField(label=label, required=False, max_length=300, widget=box, help_text=help_text)


class PublishForm(ReplacementForm):
    """When, until when, what is read instead from then on, and why."""

    at = MomentField(label=gettext_lazy("Publish at"), help_text=gettext_lazy("Empty: now."))
    until = MomentField(label=gettext_lazy("Until"), help_text=gettext_lazy("Empty: without end."))
    note = reason(gettext_lazy("Note"), gettext_lazy("Why; only colleagues see it."))
    field_order = ("at", "until", "replacement", "without", "note")

    class Media:
        js = [forms.Script("admin-bayan/scheduling.js", type="module")]

    def __init__(self, *args, ends, **kwargs):
        """`ends` are the planned Ends, one for each language; what is the same in all stays unless another is filled in."""
        self.planned = ends[0] if all(one.is_as(ends[0]) for one in ends) else None
        end = self.planned or plans.End()
        replacement = end.replacement and end.replacement.pk
        initial = {"until": end.at, "replacement": replacement, "without": bool(end.at and not replacement)}
        super().__init__(*args, initial=initial, **kwargs)
        if not self.planned:
            self.fields["until"].help_text = _("Empty: each language ends as it was planned.")

    def told(self):
        """What `editions.publish` is told: nothing of the end where each language keeps its own."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "without"}
        if self.keeps_ends:
            del told["until"]
        return told

    @property
    def keeps_ends(self):
        """Whether each language keeps an end of its own."""
        return not (self.planned or self.cleaned_data["until"])

    @property
    def is_end_told(self):
        """Whether an end is planned, or anything about one was filled in."""
        asked = [self[name] for name in ("until", "replacement", "without") if name in self.fields]
        return any(field.errors or field.value() not in NOT_FILLED_IN for field in asked)

    @property
    def end(self):
        """The End that was filled in; None where each language keeps its own."""
        return None if self.keeps_ends else plans.End(self.cleaned_data["until"], self.cleaned_data["replacement"])

    def ends(self, cleaned):
        return bool(cleaned.get("until"))


class WithdrawForm(ReplacementForm):
    """Where readers are sent instead, whether in both languages, and why."""

    both = forms.BooleanField(
        label=gettext_lazy("In both languages"),
        required=False,
        help_text=gettext_lazy("Withdraws the other language too, with the same replacement."),
    )
    note = reason(gettext_lazy("Reason"), gettext_lazy("Why it is withdrawn; only colleagues see it."))
    field_order = ("replacement", "without", "both", "note")

    def __init__(self, *args, is_twin_readable, end, **kwargs):
        """`end` is the planned End: what was to be read from then on is what is read now, unless another one is chosen."""
        super().__init__(*args, initial={"replacement": end.replacement and end.replacement.pk}, **kwargs)
        if not is_twin_readable:
            del self.fields["both"]
