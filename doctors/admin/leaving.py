"""The question before a doctor is made inactive: what becomes of the pages that name them."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors import leaving
from doctors.models import Doctor
from pages import editions
from pages.models import Edition, Page


class PageForm(forms.Form):
    """What becomes of one page."""

    fate = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=[
            ("leave", gettext_lazy("Leave it as it is")),
            ("ask", gettext_lazy("Ask another doctor to review it")),
            ("withdraw", gettext_lazy("Withdraw it")),
        ],
        initial="leave",
        widget=forms.RadioSelect,
    )
    reviewer = forms.ModelChoiceField(Doctor.objects.active(), label=gettext_lazy("reviewer"), required=False)
    replacement = forms.ModelChoiceField(Page.objects.all(), label=gettext_lazy("Replacement"), required=False)

    def __init__(self, *args, doctor, admin_site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = Doctor.objects.active().exclude(pk=doctor.pk)
        widget = AutocompleteSelect(Edition._meta.get_field("replacement"), admin_site)
        widget.choices = self.fields["replacement"].choices
        self.fields["replacement"].widget = widget

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("fate") == "ask" and not cleaned.get("reviewer"):
            self.add_error("reviewer", _("Choose who is asked."))
        return cleaned


class LeavingMixin:
    """A doctor is made inactive on a page of its own, which says what names them."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("<int:number>/leaving/", wrap(self.leaving), name="doctors_doctor_leaving"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        request.is_leaving = change and "active" in form.changed_data and not obj.active
        obj.active = obj.active or request.is_leaving
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        return redirect("admin:doctors_doctor_leaving", obj.pk) if request.is_leaving else response

    def leaving(self, request, number):
        """Lists what names the doctor; POST makes them inactive and does what was chosen for each page."""
        doctor = self.get_queryset(request).filter(pk=number, active=True).first() if number < 2**62 else None
        if doctor is None:
            raise Http404
        if not self.has_change_permission(request, doctor):
            raise PermissionDenied
        own = {"doctor": doctor, "admin_site": self.admin_site}
        rows = [
            (page, named, PageForm(request.POST or None, prefix=f"page-{page.pk}", **own))
            for page, named in leaving.named_in(doctor).items()
        ]
        valid, refusals = [form.is_valid() for _page, _named, form in rows], []
        if request.method == "POST" and all(valid):
            refusals = self._leave(request, doctor, rows)
            if not refusals:
                return redirect("admin:doctors_doctor_changelist")
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "original": doctor, "title": str(doctor), "rows": rows, "refusals": refusals,
            "drafts": leaving.pages_that_name(doctor),
            "media": sum((form.media for _page, _named, form in rows), self.media),
        }  # fmt: skip
        return render(request, "admin/doctors/leaving.html", context)

    def _leave(self, request, doctor, rows):
        chosen = [(page.pk, form.cleaned_data) for page, _named, form in rows]
        try:
            leaving.leave(
                doctor,
                by=request.user,
                reviewers={page: told["reviewer"] for page, told in chosen if told["fate"] == "ask"},
                withdrawals={page: told["replacement"] for page, told in chosen if told["fate"] == "withdraw"},
            )
        except editions.Refused as refused:
            return refused.problems
        self.log_change(request, doctor, _("Left the clinic"))
        messages.success(
            request, _("%(doctor)s is no longer active; their review links are revoked.") % {"doctor": doctor}
        )
        return []
