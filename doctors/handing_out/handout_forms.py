"""What is asked of whoever puts a hand-out together, besides its pages."""

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors.handing_out import handouts
from doctors.models import Doctor, Handout
from pages import languages

KEPT = ""
NOT_IN = {
    "en": gettext_lazy("“%(title)s” cannot be read in English."),
    "ar": gettext_lazy("“%(title)s” cannot be read in Arabic."),
}
NOTE_IN = {"en": gettext_lazy("A note in English (optional)"), "ar": gettext_lazy("A note in Arabic (optional)")}
NOT_THERE = {
    "en": gettext_lazy("This note is in English, and the hand-out is not. Choose both languages, or clear it."),
    "ar": gettext_lazy("This note is in Arabic, and the hand-out is not. Choose both languages, or clear it."),
}
EXAMPLE = gettext_lazy("For example: bring your scan with you.")


class NoteField(forms.CharField):
    """A note in one language, written as that language is."""

    def __init__(self, language):
        written = {"lang": language, "dir": languages.DIRECTIONS[language]}
        own = {"rows": 4, "autocomplete": "off", "aria-describedby": "note-warning"}
        known = {"label": NOTE_IN[language], "widget": forms.Textarea(attrs=own | written)}
        self.language = language
        super().__init__(required=False, max_length=Handout.LONGEST_NOTE, **known)


class HandoutForm(forms.Form):
    """The language, in whose name, a note in each language that it is given in, and for how long."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Handout.LANGUAGES, widget=forms.RadioSelect, initial="ar"
    )
    doctor = forms.ModelChoiceField(
        Doctor.objects.active(), label=gettext_lazy("From"), required=False, empty_label=gettext_lazy("The clinic")
    )
    note_en, note_ar = NoteField("en"), NoteField("ar")
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
        for one in languages.CODES:
            with translation.override(one):
                self.fields[f"note_{one}"].widget.attrs["placeholder"] = str(EXAMPLE)
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

    def clean(self):
        """A note in a language in which nothing is handed out is not dropped: whoever wrote it says what to do."""
        cleaned = super().clean()
        language = cleaned.get("language", Handout.BOTH)
        for one in languages.CODES:
            if language not in (one, Handout.BOTH) and cleaned.get(f"note_{one}"):
                self.add_error(f"note_{one}", NOT_THERE[one])
        return cleaned

    @property
    def notes(self):
        """The fields of the notes, that of the interface's language first."""
        here = languages.current()
        return [self[f"note_{one}"] for one in (here, languages.other(here))]

    @property
    def columns(self):
        """What a Handout keeps of it."""
        kept = {name: self.cleaned_data[name] for name in ("language", *handouts.NO_NOTES)}
        kept["doctor"] = self.own or self.cleaned_data["doctor"]
        days = self.cleaned_data["until"]
        return kept | ({"expires_at": handouts.in_days(days)} if days else {})
