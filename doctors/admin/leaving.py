"""The question before a doctor is made inactive: what becomes of the pages that name them."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors import leaving
from doctors.models import Doctor
from pages import kinds, log
from pages.admin import confirming, linking
from pages.admin.replacing import ReplacementForm
from pages.publishing import editions, publishers


class PageForm(ReplacementForm):
    """What becomes of one page, as far as whoever decides may do it."""

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
    field_order = ("fate", "reviewer", "replacement", "without")

    def __init__(self, *args, doctor, may_ask, may_withdraw, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = Doctor.objects.active().exclude(pk=doctor.pk)
        for fate, is_allowed, fields in (
            ("ask", may_ask, ("reviewer",)),
            ("withdraw", may_withdraw, ("replacement", "without")),
        ):
            if not is_allowed:
                self.fields["fate"].choices = [pair for pair in self.fields["fate"].choices if pair[0] != fate]
                for name in fields:
                    self.fields.pop(name, None)

    def ends(self, cleaned):
        return cleaned.get("fate") == "withdraw"

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
        is_other = change and "active" in form.changed_data
        request.is_leaving = is_other and not obj.active
        obj.active = obj.active or request.is_leaving
        super().save_model(request, obj, form, change)
        if is_other and not request.is_leaving and leaving.come_back(obj):
            log.note(request.user, "returned", obj)
            messages.success(request, _("%(doctor)s can sign in again.") % {"doctor": obj})

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        return redirect("admin:doctors_doctor_leaving", obj.pk) if request.is_leaving else response

    def delete_view(self, request, object_id, extra_context=None):
        """A doctor whom something names is made inactive, not deleted."""
        doctor = self.get_object(request, unquote(object_id))
        leads = doctor and doctor.active and self.has_change_permission(request, doctor)
        if not (leads and leaving.is_named(doctor)):
            return super().delete_view(request, object_id, extra_context)
        messages.warning(
            request,
            _("Pages or records name %(doctor)s: who leaves is made inactive, not deleted.") % {"doctor": doctor},
        )
        return redirect("admin:doctors_doctor_leaving", doctor.pk)

    def leaving(self, request, number):
        """Lists what names the doctor; POST makes them inactive and does what was chosen for each page, as it was shown."""
        doctor = self.get_queryset(request).filter(pk=number).first() if number < 2**62 else None
        if doctor is None:
            raise Http404
        if not self.has_change_permission(request, doctor):
            raise PermissionDenied
        with confirming.once(request, doctor) as done:
            return self._left(request, doctor) if done else self._leaving(request, number)

    def _leaving(self, request, number):
        doctor = get_object_or_404(self.get_queryset(request), pk=number, active=True)
        rows = [self._row(request, doctor, page, named) for page, named in leaving.named_in(doctor).items()]
        valid, refusals = [row["form"].is_valid() for row in rows], []
        if request.method == "POST" and all(valid):
            refusals = self._leave(request, doctor, rows)
            if not refusals:
                return self._left(request, doctor)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "original": doctor, "title": str(doctor), "rows": rows, "refusals": refusals,
            "drafts": leaving.pages_that_name(doctor), "confirmation": confirming.token(),
            "media": sum((row["form"].media for row in rows), self.media),
        }  # fmt: skip
        return render(request, "admin/doctors/leaving.html", context)

    def _left(self, request, doctor):
        told = _("%(doctor)s is no longer active; their review links are revoked.") % {"doctor": doctor}
        messages.success(request, told)
        return redirect("admin:doctors_doctor_changelist")

    def _row(self, request, doctor, page, named):
        """A page that names the doctor: its editions, what leads to it, and the form for what becomes of it."""
        page = kinds.specific(page)
        linked = linking.around(page)
        form = PageForm(
            request.POST if request.method == "POST" else None,
            prefix=f"page-{page.pk}",
            doctor=doctor,
            page=page,
            codes=[next(iter(named)).language],
            admin_site=self.admin_site,
            is_linked=any(linked.values()),
            may_ask=request.user.has_perm("doctors.add_reviewrequest"),
            may_withdraw=publishers.may_publish(request.user)
            and self.admin_site.get_model_admin(type(page)).has_change_permission(request, page),
        )
        own = {"page": page, "named": named, "cancelled": leaving.cancelled_with(page, named)}
        return own | {"shown": leaving.seen(page, named), "form": form} | linked

    def _leave(self, request, doctor, rows):
        chosen = [(row["page"].pk, row["form"].cleaned_data) for row in rows]
        try:
            leaving.leave(
                doctor,
                by=request.user,
                reviewers={page: told["reviewer"] for page, told in chosen if told["fate"] == "ask"},
                withdrawals={page: told["replacement"] for page, told in chosen if told["fate"] == "withdraw"},
                shown={page: request.POST.get(f"page-{page}-shown", "") for page, _told in chosen},
            )
        except editions.Refused as refused:
            return refused.problems
        return []
