"""Which letters somebody gets, and in which language: what whoever works in the admin chooses for themselves, and nobody else."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from pages.models import LetterChoice


class ChoiceForm(forms.ModelForm):
    class Meta:
        model = LetterChoice
        fields = ("language", "handovers", "remarks")
        widgets = {"language": forms.RadioSelect}


def urls(site):
    """The address of one's own letters within an admin site."""
    return [path("letters/", site.admin_view(lambda request: choose(request, site)), name="own_letters")]


def choose(request, site):
    """Shows whoever asks what they chose, and saves what they choose."""
    sent = request.POST if request.method == "POST" else None
    form = ChoiceForm(sent, instance=LetterChoice.of(request.user))
    if form.is_valid():
        _save(request.user, form.cleaned_data)
        messages.success(request, _("Saved. Your letters follow your choice from now on."))
        return redirect("admin:own_letters")
    own = {"title": _("My letters"), "form": form, "email": request.user.email}
    return TemplateResponse(request, "admin/letters/own_letters.html", site.each_context(request) | own)


def _save(person, chosen):
    """Two presses at once leave one row."""
    LetterChoice.objects.update_or_create(person=person, defaults=chosen)
