"""How doctors sign in: Django's own way with django-axes, as administrators do, on a page of the desk's."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from doctors.desk.access import private

LONGEST = 2000  # signs of a text that is carried through signing in
TEMPLATE = "doctors/desk/sign_in.html"


@method_decorator(private, name="dispatch")
class SignIn(auth.LoginView):
    """Five wrong passwords close the account to that address for a while (docs/decisions/0003)."""

    template_name = TEMPLATE
    next_page = reverse_lazy("desk")

    def get_context_data(self, **context):
        return super().get_context_data(unsent=_unsent(self.request), **context)

    def form_valid(self, form):
        """Signs in; a text that came along waits in the doctor's session for the page that it was typed on."""
        response = super().form_valid(form)
        if text := _unsent(self.request):
            self.request.session["unsent"] = text
        return response


def keeps_text(view):
    """A view of the desk whose posted `text` outlives a session that ended: signing in brings it back (`typed`)."""

    @wraps(view)
    @private
    def kept(request, *args, **kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        about = {"about": request.POST["about"]} if request.POST.get("about") else {}
        there = f"{request.path}?{urlencode(about)}" if about else request.path
        carried = {"next": there, "unsent": request.POST.get("text", "")[:LONGEST], "signed_out": True}
        return render(request, TEMPLATE, {"form": AuthenticationForm(request), **carried}, status=403)

    return kept


def typed(request):
    """The text that came through signing in, once; "" where none did."""
    return request.session.pop("unsent", "")


def _unsent(request):
    return request.POST.get("unsent", "")[:LONGEST]


@method_decorator(private, name="dispatch")
class SignOut(auth.LogoutView):
    next_page = reverse_lazy("desk-sign-in")


@method_decorator(private, name="dispatch")
class FirstPassword(auth.PasswordResetConfirmView):
    """The page behind the link that an administrator gives: the doctor chooses a password, and is in."""

    template_name = "doctors/desk/password.html"
    success_url = reverse_lazy("desk")
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"
