"""A process that is killed at its work: what it acknowledged is stored, and nothing is half done."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from pages.models import Address, Edition, EditionLink
from pageviews.models import DailyViews
from tests.factories import article, published

ROOT = Path(__file__).parent.parent
COUNTING = "from pageviews import counting\nwhile True:\n    counting.add({page}, 'en')\n    print('.', flush=True)\n"
PUBLISHING = (
    "from pages.models import Page\nfrom pages.publishing import editions\npage = Page.objects.get(pk={page})\n"
    "while True:\n    editions.publish(page, 'en', by=None, confirmed=True)\n    print('.', flush=True)\n"
)


def database_url():
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host = quote(str(told["HOST"] or "localhost"), safe="")
    return f"postgres://{told['USER']}:{quote(told['PASSWORD'] or '')}@{host}:{told['PORT'] or 5432}/{told['NAME']}"


def killed_after(lines, script):
    """Runs a script, kills it after so many acknowledgements, and returns how many there were in all."""
    code = f"import django\ndjango.setup()\n{script}"
    env = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "clinic.settings"}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.PIPE)
    for _ in range(lines):
        assert process.stdout.readline() == b".\n"
    process.kill()
    return lines + len(process.stdout.read().splitlines())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lines", [1, 17, 60])
def test_what_was_counted_before_the_kill_is_stored(lines):
    page = article()
    published(page, "en")
    acknowledged = killed_after(lines, COUNTING.format(page=page.pk))
    stored = DailyViews.objects.get().count
    assert acknowledged <= stored <= acknowledged + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lines", [1, 9])
def test_publishing_that_was_killed_left_whole_editions_only(lines):
    page = article()
    acknowledged = killed_after(lines, PUBLISHING.format(page=page.pk))
    numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
    assert acknowledged <= len(numbers) <= acknowledged + 1
    assert numbers == list(range(1, len(numbers) + 1))
    assert Edition.objects.current().count() == 1
    assert Address.objects.count() == 1
    assert EditionLink.objects.count() == 0
