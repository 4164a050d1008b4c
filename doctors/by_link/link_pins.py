"""The PIN in front of a review link: set the first time, asked for afterwards, remembered for half a day."""

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from doctors.review import review_links
from pages import plain_text

COOKIE, REMEMBERED = "review_pin", 12 * 3600
CARRIED = ("answer", "digest", "version", "comment")


class PinForm(forms.Form):
    """A PIN; the first time it is typed twice."""

    pin = forms.CharField(label=_("PIN"), max_length=20, strip=True)
    again = forms.CharField(label=_("Once more"), max_length=20, required=False)

    def clean(self):
        cleaned = super().clean()
        pin = cleaned.get("pin", "")
        if pin and not review_links.is_fit(pin):
            self.add_error("pin", _("Four to eight digits, and not ones that everybody would try, such as 1234."))
        elif pin and review_links.as_digits(pin) != review_links.as_digits(cleaned.get("again", "")):
            self.add_error("again", _("The two are not the same."))
        return cleaned


def guarded(request, link, go_on):
    """The answer of `go_on()` where the way is free, else the one that stands in front of a link until the PIN is given.

    What a doctor answered meanwhile is carried along, and goes on with the PIN.
    """
    if not review_links.pin_is_asked():
        return go_on()
    if link.is_locked:
        return _shown(request, link, status=403)
    if _is_remembered(request, link):
        return go_on()
    return _given(request, link, go_on) if "pin" in request.POST else _shown(request, link)


def typed(request):
    """The comment that was sent where it cannot be taken, to be shown again: nothing that was typed is lost."""
    return plain_text.clean(request.POST.get("comment", "")).strip()


def _given(request, link, go_on):
    pin = request.POST["pin"]
    if not link.doctor.review_pin:
        form = PinForm(request.POST)
        if not (form.is_valid() and review_links.set_pin(link.doctor, pin)):
            return _shown(request, link, form=form, status=400)
    elif not review_links.pin_is_right(link, pin):
        link.refresh_from_db()
        return _shown(request, link, wrong=True, status=403)
    review_links.use(link)
    response = go_on() if "answer" in request.POST else HttpResponseRedirect(request.path, status=303)
    path = f"/review/{request.token}/"
    own = {"path": path, "max_age": REMEMBERED, "httponly": True, "samesite": "Lax", "secure": settings.HTTPS}
    response.set_cookie(COOKIE, signing.dumps(_proof(link), salt=COOKIE), **own)
    return response


def _is_remembered(request, link):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=REMEMBERED) == _proof(link)
    except signing.BadSignature:
        return False


def _proof(link):
    """Of one link and of one PIN: another link or a new PIN asks again."""
    return salted_hmac(COOKIE, f"{link.pk}:{link.doctor.review_pin}").hexdigest()


def _shown(request, link, form=None, wrong=False, status=200):
    context = {
        "language": request.LANGUAGE_CODE,
        "token": request.token,
        "form": form,
        "is_first": not link.doctor.review_pin,
        "is_locked": link.is_locked,
        "wrong": wrong,
        "carried": {name: request.POST[name] for name in CARRIED if name in request.POST},
        "typed": typed(request),
    }
    return render(request, "doctors/review_pin.html", context, status=status)
