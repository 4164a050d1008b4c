"""Review links in the admin of a doctor: made, shown once, revoked, freed."""

from smtplib import SMTPException
from urllib.parse import quote, urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from doctors.review import review_links
from pages import log
from pages.admin.copying import COPYING, absolute
from pages.models import Page

MOST_DAYS = 90
# Ways of sending by which no mail leaves the server.
STAYING = {f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "filebased")}


class LinkForm(forms.Form):
    """For how long, and in which language the doctor is spoken to."""

    days = forms.IntegerField(label=gettext_lazy("Days until it expires"), min_value=1, max_value=MOST_DAYS, initial=14)
    language = forms.ChoiceField(label=gettext_lazy("language"), choices=Page.LANGUAGES, initial="ar")


class ReviewLinksMixin:
    """Adds the page of a doctor's review links to the admin of doctors."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:number>/links/", wrap(never_cache(self.links)), name="doctors_doctor_links"),
            path("<int:number>/links/<str:action>/", wrap(self.change_link), name="doctors_doctor_link"),
            *super().get_urls(),
        ]

    def links(self, request, number):
        """A doctor's links; POST makes one and shows it, this once, or sends the one that is shown."""
        doctor = self._doctor(request, number, "doctors.view_reviewlink")
        is_sent = "token" in request.POST
        form, made = LinkForm(None if is_sent else request.POST or None), {}
        if is_sent:
            made = self._sent(request, doctor, request.POST["token"])
        elif request.method == "POST" and form.is_valid() and doctor.active:
            self._doctor(request, number, "doctors.add_reviewlink")
            link, token = review_links.make(doctor, by=request.user, **form.cleaned_data)
            made = sending(request, link, token)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "original": doctor, "title": str(doctor), "form": form, "made": made,
            "links": doctor.review_links.select_related("made_by", "doctor"), "media": self.media + COPYING,
            "may_make": request.user.has_perm("doctors.add_reviewlink"),
            "may_change": request.user.has_perm("doctors.change_reviewlink"),
            "may_forget": self.has_change_permission(request, doctor),
        }  # fmt: skip
        return render(request, "admin/doctors/links.html", context)

    def change_link(self, request, number, action):
        """Revokes or frees a link, or forgets the PIN (POST only)."""
        right = "doctors.change_doctor" if action == "forget" else "doctors.change_reviewlink"
        doctor = self._doctor(request, number, right)
        chosen = request.POST.get("link", "")
        links = doctor.review_links.filter(pk=chosen if chosen.isdecimal() and len(chosen) < 19 else 0)
        if request.method == "POST" and action == "revoke" and review_links.revoke(links, by=request.user):
            messages.success(request, _("The link was revoked."))
        elif request.method == "POST" and action == "free" and links:
            review_links.free(links[0], by=request.user)
            messages.success(request, _("The link can be tried again."))
        elif request.method == "POST" and action == "forget":
            review_links.forget_pin(doctor, by=request.user)
            messages.success(request, _("The PIN is forgotten. The doctor sets a new one the next time."))
        return redirect("admin:doctors_doctor_links", number)

    def _sent(self, request, doctor, token):
        """Sends an open link of the doctor's by mail, and shows it once more. {} where it is none."""
        self._doctor(request, doctor.pk, "doctors.add_reviewlink")
        link = review_links.find(token)
        if link is None or link.doctor_id != doctor.pk:
            return {}
        made = sending(request, link, token)
        if made["mailed_to"]:
            letter = EmailMessage(made["subject"], made["text"], settings.DEFAULT_FROM_EMAIL, [made["mailed_to"]])
            try:
                letter.send()
            except (OSError, SMTPException):
                messages.error(request, _("The mail could not be sent. Copy the link, or send it another way."))
            else:
                messages.success(request, _("The link was sent to %(address)s.") % {"address": made["mailed_to"]})
                log.note(request.user, "link_sent", doctor)
        return made

    def _doctor(self, request, number, permission):
        doctor = self.get_queryset(request).filter(pk=number).first() if number < 2**62 else None
        if doctor is None:
            raise Http404
        if not (self.has_view_permission(request, doctor) and request.user.has_perm(permission)):
            raise PermissionDenied
        return doctor


def sending(request, link, token):
    """A new link's address, and what sends it by WhatsApp and by mail in the doctor's language.

    `mailed_to` is whom this server can write to, "" where it knows no address or no mail leaves it.
    """
    doctor, address = link.doctor, absolute(request, reverse("review-list", args=[token]))
    with translation.override(link.language):
        subject = _("Pages that wait for your review")
        named = doctor.full_name(link.language) or str(doctor)
        words = _("Dear %(doctor)s, these pages wait for your review. No account is needed:") % {"doctor": named}
    text = f"{words}\n{address}"
    number = "".join(c for c in doctor.whatsapp if c in "0123456789")
    email = doctor.email or (doctor.user.email if doctor.user else "")
    return {
        "address": address,
        "token": token,
        "subject": subject,
        "text": text,
        "mailed_to": email if settings.EMAIL_BACKEND not in STAYING else "",
        "whatsapp": f"https://wa.me/{number}?text={quote(text)}",
        "mail": f"mailto:{quote(email, safe='@')}?{urlencode({'subject': subject, 'body': text}, quote_via=quote)}",
    }
