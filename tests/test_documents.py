"""What the README names exists."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"manage\.py (\w+)", README))))
def test_every_command_that_the_readme_names_exists(name):
    assert name in get_commands()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake (\w+)", README))))
def test_every_target_that_the_readme_names_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(((?!http)[^)#]+)\)", README))))
def test_every_file_that_the_readme_links_to_exists(link):
    assert (ROOT / link).exists()


def test_every_room_is_on_the_map():
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert rooms <= set(re.findall(r"^\| `(\w+)/`", README, re.MULTILINE))


def test_every_variable_of_the_readme_is_read_somewhere():
    listed = re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)
    read = (ROOT / "clinic/settings.py").read_text() + (ROOT / "docker-compose.yml").read_text()
    assert len(listed) > 20
    assert [name for name in listed if name not in read] == []
