"""Makes the article a page of the site: title, introduction and body come as JSON from the file that is named."""

import json
import sys
from pathlib import Path

import django

django.setup()

from wagtail.models import Site  # noqa: E402
from wagtail_article.models import ArticlePage  # noqa: E402

article = json.loads(Path(sys.argv[1]).read_text())
home = Site.objects.get(is_default_site=True).root_page
home.add_child(instance=ArticlePage(slug="article", **article)).save_revision().publish()
