"""Forms about a draft's text, which hold only for exactly the text that their editor had before them."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors.admin.from_publishing import FromPublishingMixin, of_fields
from pages import kinds
from pages.admin.bilingual import EmptyChoicesMixin
from pages.content.composing import compose
from pages.drafting import drafts


class OfATextForm(forms.ModelForm):
    """A form with a page and a language. `digest` is that of the text that was shown; another one is shown first.

    The page stays locked until the request's transaction ends, so that what was looked at is what is recorded.
    """

    digest = forms.CharField(
        label=gettext_lazy("digest of the text"), widget=forms.HiddenInput, required=False, max_length=64
    )

    def clean(self):
        cleaned = super().clean()
        page, language = cleaned.get("page"), cleaned.get("language")
        if page and language:
            now = compose(drafts.locked(page.pk), language)[0].content["digest"]
            if cleaned.get("digest") != now:
                self.data = self.data.copy()
                self.data["digest"] = now
                raise ValidationError(
                    _(
                        "Nothing was recorded: this is not the text that was shown. Look at it as it is now, and save again."
                    )
                )
        return cleaned


class OfATextMixin(FromPublishingMixin, EmptyChoicesMixin):
    """Shows the way to that text above the form."""

    def add_view(self, request, form_url="", extra_context=None):
        page, language = asked_about(request)
        own = {"preview": preview_address(page, language), "changes": self.changes(page, language)} if page else {}
        return super().add_view(request, form_url, (extra_context or {}) | own)

    def get_fields(self, request, obj=None):
        """The digest is the form's own: a record that stands says nothing with it."""
        return [field for field in super().get_fields(request, obj) if obj is None or field != "digest"]

    def changes(self, page, language):
        """What changed in the text, for whoever looks at it; None where that is not what it is about."""


def asked_about(request):
    """The page and the language that a form is about, None for both where it does not say."""
    return of_fields(request.POST if request.method == "POST" else request.GET)


def preview_address(page, language):
    """Where a draft is shown as patients would read it."""
    model = kinds.of(page).model._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_preview", args=[page.pk, language])
