"""The admin in Arabic has the digits that the clinic chose."""

from django.urls import reverse

from clinic.models import Clinic
from pages.interface_digits import turned


class AdminDigitsMiddleware:
    """Turns the digits of the admin's answers, where the clinic chose ١٢٣ and the person reads Arabic."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if _speaks_arabic(request, response) and Clinic.objects.filter(digits="arabic").exists():
            response.content = turned(response.content.decode(response.charset)).encode(response.charset)
        return response


def _speaks_arabic(request, response):
    return (
        request.LANGUAGE_CODE == "ar"
        and request.path.startswith(reverse("admin:index"))
        and not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and bool(response.content)
    )
