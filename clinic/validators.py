"""What a client that has a response already is answered: 304, by its ETag or by the date of its last change."""

from datetime import timedelta

from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# A date in a header counts seconds: a second change within one would not show in it.
SETTLED = timedelta(seconds=2)


def answered(request, response, tag, changed_at):
    """The response with its ETag and date, or 304 to whoever has it.

    `tag` names what is in it; `changed_at` is an aware moment, read before what is in it was, or None.
    """
    response.headers["ETag"] = etag = f'"{tag}"'
    modified = None
    if changed_at and timezone.now() - changed_at > SETTLED:
        modified = int(changed_at.timestamp())
        response.headers["Last-Modified"] = http_date(modified)
    return get_conditional_response(request, etag=etag, last_modified=modified, response=response)
