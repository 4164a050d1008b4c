"""Requests for reviews, comments, and corrections that a publisher declares minor."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors.admin.from_publishing import FromPublishingMixin
from doctors.admin.of_a_text import OfATextForm, OfATextMixin, asked_about
from doctors.models import Comment, Doctor, MinorCorrection, ReviewRequest
from doctors.review import minor_corrections
from pages.admin import confirming
from pages.admin.bilingual import EmptyChoicesMixin
from pages.admin.people import person
from pages.content import part_names
from pages.publishing import publishers


@admin.register(ReviewRequest)
class ReviewRequestAdmin(FromPublishingMixin, EmptyChoicesMixin, admin.ModelAdmin):
    """Who was asked to review what."""

    asks = gettext_lazy("Ask for a review")
    means = gettext_lazy("The doctor finds the request, and your note, among what waits for them.")
    done = gettext_lazy("The doctor was asked to review it.")

    list_display = (
        "page",
        "language",
        "doctor",
        person("asked_by", gettext_lazy("asked by")),
        "asked_at",
        "answered_at",
    )
    list_select_related = ("page", "doctor", "asked_by")
    list_filter = (("answered_at", admin.EmptyFieldListFilter), "doctor")
    fields = ("page", "language", "doctor", "note")
    autocomplete_fields = ("page",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "doctor":
            kwargs["queryset"] = Doctor.objects.active()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Whoever wanted the text changed meanwhile is asked again: the request that waits becomes this one."""
        own = {"page": obj.page, "language": obj.language, "doctor": obj.doctor, "answered_at": None}
        if waiting := ReviewRequest.objects.filter(**own).first():
            obj.pk, obj._state.adding, obj.asked_at = waiting.pk, False, timezone.now()
        obj.asked_by = obj.asked_by or request.user
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request, obj=None):
        return False


class CommentForm(forms.ModelForm):
    """A comment cannot be changed; it can be dealt with."""

    dealt_with = forms.BooleanField(label=gettext_lazy("dealt with"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dealt_with"].initial = bool(self.instance.resolved_at)


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    """What doctors want changed."""

    form = CommentForm
    list_display = ("page", "language", "doctor", "kind", "text", "at", "resolved_at")
    list_filter = (("resolved_at", admin.EmptyFieldListFilter), "kind", "language", "doctor")
    fields = ("doctor", "page", "language", "part", "kind", "text", "at", "resolved_at", "resolved_by", "dealt_with")
    readonly_fields = fields[:-1]

    @admin.display(description=gettext_lazy("part"))
    def part(self, comment):
        return part_names.of_places([comment.place]).get(comment.place) or _("The page as a whole")

    def save_model(self, request, obj, form, change):
        is_done = form.cleaned_data["dealt_with"]
        if is_done != bool(obj.resolved_at):
            obj.resolved_at, obj.resolved_by = (timezone.now(), request.user) if is_done else (None, None)
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class MinorCorrectionForm(OfATextForm):
    """Which text, and why its change is minor."""

    class Meta:
        model = MinorCorrection
        fields = ("page", "language", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 3, "class": "action-reason", "dir": "auto"})}

    def clean(self):
        cleaned = super().clean()
        page, language = cleaned.get("page"), cleaned.get("language")
        if page and language and not minor_corrections.can_declare(page, language):
            raise ValidationError(_("There is no review here that a minor correction could leave standing."))
        return cleaned


@admin.register(MinorCorrection)
class MinorCorrectionAdmin(OfATextMixin, admin.ModelAdmin):
    """The record of minor corrections: it is added to and never changed."""

    form = MinorCorrectionForm
    asks = gettext_lazy("Declare the change minor")
    means = gettext_lazy(
        "A minor correction changes nothing that the doctor vouched for, as a comma or a misspelt word. The review goes on "
        "standing for the corrected text, and the doctor is told what changed, and why."
    )
    done = gettext_lazy("The change was declared minor: the review goes on standing.")
    leaves_own_entries = True
    list_display = ("page", "language", "reason", person("by", gettext_lazy("by")), "at", "seen_at")
    list_select_related = ("page", "by")
    list_filter = ("language",)
    autocomplete_fields = ("page",)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and publishers.may_publish(request.user)

    def changes(self, page, language):
        return minor_corrections.changes(page, language)

    def add_view(self, request, form_url="", extra_context=None):
        """Declares once what was confirmed once: a second post is told the same."""
        page, language = asked_about(request)
        shown = (extra_context or {}) | {"confirmation": confirming.token()}
        if page is None:
            return super().add_view(request, form_url, shown)
        with confirming.once(request, page) as done:
            if done:
                made = MinorCorrection.objects.filter(page=page.pk, language=language).latest("pk")
                return self.response_add(request, made)
            return super().add_view(request, form_url, shown)

    def save_model(self, request, obj, form, change):
        made = minor_corrections.declare(obj.page, obj.language, reason=obj.reason, by=request.user)
        obj.pk = made.pk
        obj.refresh_from_db()

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
