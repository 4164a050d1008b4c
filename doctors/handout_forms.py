"""What is asked of whoever puts a hand-out together, besides its pages."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors import handouts
from doctors.models import Doctor, Handout
from pages import languages

KEPT = ""
NOT_IN = {
    "en": gettext_lazy("“%(title)s” cannot be read in English."),
    "ar": gettext_lazy("“%(title)s” cannot be read in Arabic."),
}
EXAMPLE = gettext_lazy("For example: bring your scan with you.")


class HandoutForm(forms.Form):
    """The language, in whose name, a note, and for how long."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Handout.LANGUAGES, widget=forms.RadioSelect, initial="ar"
    )
    doctor = forms.ModelChoiceField(
        Doctor.objects.active(), label=gettext_lazy("From"), required=False, empty_label=gettext_lazy("The clinic")
    )
    note = forms.CharField(
        label=gettext_lazy("A note (optional)"),
        required=False,
        max_length=Handout.LONGEST_NOTE,
        widget=forms.Textarea(
            attrs={
                "rows": 4,
                "dir": "auto",
                "autocomplete": "off",
                "aria-describedby": "note-warning",
                "placeholder": EXAMPLE,
            }
        ),
    )
    until = forms.TypedChoiceField(
        label=gettext_lazy("Can be opened for"),
        choices=[(1, gettext_lazy("a day")), (7, gettext_lazy("a week")), (30, gettext_lazy("a month"))],
        coerce=int,
        widget=forms.RadioSelect,
        initial=handouts.USUAL_DAYS,
    )

    def __init__(self, *args, own=None, handout=None, **kwargs):
        """`own`: the doctor who hands out in their own name alone; staff choose in whose."""
        super().__init__(*args, **kwargs)
        self.own = own
        if own:
            del self.fields["doctor"]
        if handout:  # its end stays as it is, unless another one is chosen
            until = self.fields["until"]
            until.choices = [(KEPT, _("as long as before")), *until.choices]
            until.required, until.empty_value, until.initial = False, None, KEPT

    def refuse_what_cannot_be_read(self, chosen):
        """Adds an error for no page at all, and for each that cannot be read in the language that was chosen."""
        language = self.cleaned_data.get("language")
        if not chosen:
            self.add_error(None, _("Choose a page first."))
        for choice in chosen if language in languages.CODES else []:
            if language in choice.missing:
                self.add_error("language", NOT_IN[language] % {"title": choice.title})

    @property
    def columns(self):
        """What a Handout keeps of it."""
        kept = {name: self.cleaned_data[name] for name in ("language", "note")}
        kept["doctor"] = self.own or self.cleaned_data["doctor"]
        days = self.cleaned_data["until"]
        return kept | ({"expires_at": handouts.in_days(days)} if days else {})
