"""What doctors write to the editors, at their desk and behind a review link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages import plain_text

LONGEST_COMMENT = 5000


class CommentField(forms.CharField):
    """What should change, in whichever language its doctor writes. It is cleaned before it is measured."""

    def to_python(self, value):
        return plain_text.clean(super().to_python(value)).strip()


class AnswerForm(forms.Form):
    """One of the two answers behind a review link, and the digest of the text that it is about.

    A comment that stands beside "right" was typed for a reason: the doctor is asked which of the two they mean.
    """

    RIGHT, RIGHT_ALONE, CHANGE = "right", "right-alone", "change"

    answer = forms.ChoiceField(choices=[(one, one) for one in (RIGHT, RIGHT_ALONE, CHANGE)])
    digest = forms.RegexField("^[0-9a-f]{64}$")
    comment = CommentField(max_length=LONGEST_COMMENT, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.CHANGE and cleaned.get("comment") == "":
            self.add_error("comment", _("Please write what should change."))
        return cleaned

    @property
    def says_right(self):
        return self.cleaned_data.get("answer") in (self.RIGHT, self.RIGHT_ALONE)

    @property
    def says_both(self):
        """Whether the text is called right beside a comment."""
        return self.cleaned_data.get("answer") == self.RIGHT and bool(self.typed)

    @property
    def typed(self):
        """The comment as it was typed, also where it is too long to be taken."""
        return plain_text.clean(self.data.get("comment", "")).strip()

    @property
    def digest_shown(self):
        """The digest of the text that the doctor had before them, "" where none was sent."""
        return self.cleaned_data.get("digest", "")

    @property
    def fault(self):
        """What the doctor is asked to mend, None where there is nothing; a strange digest is another text."""
        found = [self.errors[name][0] for name in ("answer", "comment") if name in self.errors]
        return found[0] if found else None
