"""The WSGI application that the production server (Granian) runs: Django, and what stands in front of it."""

import os
from threading import Thread

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from serving.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

django = get_wsgi_application()

from clinic.warming import warm  # noqa: E402 (it names models, which are there only now)

# While the code is worked on (DEBUG), each change is seen at once.
application = django if settings.DEBUG else Front(django)
# Beside the first requests: the start waits for nothing, and nothing that is wrong there stops it.
if not settings.DEBUG:
    Thread(target=warm, name="warming", daemon=True).start()
