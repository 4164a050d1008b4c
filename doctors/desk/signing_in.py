"""How doctors sign in: Django's own way with django-axes, as administrators do, on a page of the desk's."""

from django.contrib.auth import views as auth
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from doctors.desk.access import private


@method_decorator(private, name="dispatch")
class SignIn(auth.LoginView):
    """Five wrong passwords close the account to that address for a while (docs/decisions/0003)."""

    template_name = "doctors/desk/sign_in.html"
    next_page = reverse_lazy("desk")


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
