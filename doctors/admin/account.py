"""The page on which an administrator gives a doctor an account, or a link to a new password."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doctors.desk import accounts
from pages import log


class AccountForm(forms.Form):
    """What a new account is called."""

    username = forms.CharField(
        label=gettext_lazy("Name to sign in with"),
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )


class AccountMixin:
    """Adds that page, and the line that leads to it, to the admin of doctors."""

    def get_urls(self):
        wrapped = self.admin_site.admin_view(self.give_account)
        return [path("<int:number>/account/", wrapped, name="doctors_doctor_account"), *super().get_urls()]

    def give_account(self, request, number):
        """A form for a new account; POST makes it, or for one that is there a new link to its password."""
        doctor = self.get_queryset(request).filter(pk=number).first() if number < 2**63 else None
        if doctor is None:
            raise Http404
        if not self.has_change_permission(request, doctor) or not accounts.may_open(request.user, doctor.user):
            raise PermissionDenied
        form = AccountForm(request.POST or None, initial={"username": accounts.suggested_name(doctor)})
        link = self._link(request, doctor, form) if request.method == "POST" else ""
        doctor.refresh_from_db()
        media = self.media + form.media
        context = {
            "opts": self.opts,
            "original": doctor,
            "title": str(doctor),
            "form": form,
            "link": link and _absolute(request, link),
            "desk": _absolute(request, reverse("desk")),
            "media": media,
        }
        return render(request, "admin/doctors/account.html", self.admin_site.each_context(request) | context)

    def _link(self, request, doctor, form):
        """The link to the password; "" where no account could be made, which the form says."""
        if doctor.user:
            log.note(request.user, "password_link", doctor)
            return accounts.password_link(doctor.user)
        if not form.is_valid():
            return ""
        try:
            user = accounts.give(doctor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return ""
        log.note(request.user, "account_given", doctor, account=user.get_username())
        return accounts.password_link(user)


def account_line(doctor):
    """In the doctor's form: whether there is an account, and the way to give one."""
    if doctor is None or doctor.pk is None:
        return _("Save the doctor first; then an account can be given here.")
    way = reverse("admin:doctors_doctor_account", args=[doctor.pk])
    if doctor.user is None:
        return format_html('<a class="button" href="{}">{}</a>', way, _("Give an account"))
    name = format_html('<bdi dir="ltr">{}</bdi>', doctor.user.get_username())
    return format_html('{} <a class="button" href="{}">{}</a>', name, way, _("Give a link to a new password"))


def _absolute(request, path):
    """An address that can be sent: the admin's own pages call something else the site's."""
    return (settings.SITE_URL or f"{request.scheme}://{request.get_host()}") + path
