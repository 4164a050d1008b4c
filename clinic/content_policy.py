"""django-csp's header, made once a process for every response that asks for nothing of its own."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware, which makes the header anew for each response."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.plain = build_policy()

    def process_response(self, request, response):
        """Adds the header. What a view or a nonce changes in it, and a header that is there, are django-csp's to judge."""
        if settings.DEBUG or HEADER in response or response.streaming or _asks_for_its_own(request, response):
            return super().process_response(request, response)
        response.headers[HEADER] = self.plain
        return response


def _asks_for_its_own(request, response):
    return "_csp_nonce" in vars(request) or any(name.startswith("_csp") for name in vars(response))
