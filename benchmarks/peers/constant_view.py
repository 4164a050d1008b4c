"""The least that Django can be asked for: a view that answers with bytes that are there, and no middleware."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODY = Path(os.environ["ARTICLE"]).read_bytes()

settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="of no use here")
urlpatterns = [path("", lambda request: HttpResponse(BODY))]
application = get_wsgi_application()
