"""`manage.py import_page`: what it prints, and how it refuses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from procedures.models import Procedure
from tests.importers.sample_documents import BY_NAME

pytestmark = pytest.mark.django_db

SAMPLE = BY_NAME["nerve-root-injection.en.txt"]


def printed(*arguments):
    out = StringIO()
    call_command("import_page", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_it_prints_what_became_what_and_what_found_no_place():
    said = printed(SAMPLE.path, "--as", "procedure", "--language", "en", "--title", SAMPLE.title, "--old-url", "/old/5")
    number = Procedure.objects.get().pk
    for line in [
        f"“Nerve root injection” is a new draft (procedure {number}).",
        "First published on 2024-10-22 (“Oct, 22 2024”)",
        "Opening views: 3106 (“3106 مشاهدة”)",
        "Summary: 47 words",
        "What it is, “What is a Nerve Root Injection and Why is it Used?”: 136 words",
        "When it is recommended, “When is a Nerve Root Injection Recommended ?”: 3 parts",
        "Benefits, “Potential Benefits After a Nerve Root Injection”: 5 parts",
        "  · Rapid Relief of Nerve Pain (57 words)",
        "  · Targeted Area (53 words)",
        "Also read “Vertebroplasty” after “Delay or Avoidance of Surgery”: waits for a page of that name",
        "Old address: /old/5/",
        "Not placed, kept in the import note:",
        "  Fear of operations has no place in Dr. Mohamed Abd ElBarys' clinic",
    ]:
        assert line in said.splitlines()


def test_the_same_file_again_says_so():
    arguments = (SAMPLE.path, "--as", "procedure", "--language", "en", "--title", SAMPLE.title)
    printed(*arguments)
    assert "this file was imported before. Nothing was changed." in printed(*arguments)


def test_what_was_not_recognised_is_said(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("Lead.\n\n## Our laser room\n\nIt is new.\n", encoding="utf-8")
    said = printed(path, "--as", "procedure", "--language", "en", "--title", "Laser")
    assert "Section “Our laser room” (not recognised, kept where it stood): 3 words" in said.splitlines()


def test_refusal_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        printed(tmp_path / "nowhere.txt", "--as", "procedure", "--language", "en", "--title", "Laser")


def test_language_is_asked_for():
    with pytest.raises(CommandError, match="--language"):
        printed(SAMPLE.path, "--as", "procedure", "--title", "x")
