"""The record of reviews, and a review that an editor records for a doctor."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors.admin.of_a_text import OfATextForm, OfATextMixin
from doctors.models import Doctor, Review
from doctors.review import reviewing
from pages.admin.people import person


class ReviewForm(OfATextForm):
    """A review on a day that was, of the draft as it is."""

    class Meta:
        model = Review
        fields = ("page", "language", "doctor", "on", "digest")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "doctor" in self.fields:
            self.fields["doctor"].queryset = Doctor.objects.active()
            self.fields["on"].initial = timezone.localdate

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return self.cleaned_data["on"]

    def clean(self):
        """The doctor stays locked as well: who leaves meanwhile leaves afterwards."""
        cleaned = super().clean()
        doctor = cleaned.get("doctor")
        if doctor and not Doctor.objects.active().select_for_update(no_key=True).filter(pk=doctor.pk).first():
            self.add_error("doctor", _("This doctor does not work at the clinic any more."))
        return cleaned


@admin.register(Review)
class ReviewAdmin(OfATextMixin, admin.ModelAdmin):
    """The record of reviews: it is added to and never changed."""

    form = ReviewForm
    asks = gettext_lazy("Record a review")
    means = gettext_lazy("Record that a doctor told you this text is right. Their name and the day stand on the page.")
    done = gettext_lazy("The review was recorded.")
    leaves_own_entries = True
    list_display = ("page", "language", "doctor", "on", "how", person("recorded_by", gettext_lazy("recorded by")))
    list_select_related = ("page", "doctor", "recorded_by")
    list_filter = ("language", "doctor")
    autocomplete_fields = ("page",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")

    def save_model(self, request, obj, form, change):
        own = {"how": "by_editor", "by": request.user, "on": obj.on}
        made = reviewing.review(obj.doctor, obj.page, obj.language, obj.digest, **own)
        obj.pk = made.pk
        obj.refresh_from_db()

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
