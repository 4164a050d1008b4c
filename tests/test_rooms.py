"""The rooms of the house: imports point downwards, never up and never between neighbours."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

HOUSE = Path(__file__).resolve().parent.parent
# From the roof to the floor, as design.md has them; those on one storey do not know each other.
STOREYS = [{"clinic"}, {"importers"}, {"doctors", "procedures", "articles"}, {"pageviews"}, {"pages"}, {"serving"}]
HEIGHT = {room: -number for number, rooms in enumerate(STOREYS) for room in rooms}
MODULES = sorted(path for room in HEIGHT for path in (HOUSE / room).rglob("*.py"))
# What has no name of its own has no room of its own.
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "services", "service", "core", "common", "misc", "lib", "tools"}


def imports(tree):
    """Every import of a module with its line: (line, dotted name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__", "import_string")
        ):
            yield node.lineno, node.args[0].value if isinstance(node.args[0], ast.Constant) else "?"


def wrong_imports(source, room):
    """The imports of a module in a room that look up, sideways or nowhere that can be told."""
    for line, name in imports(ast.parse(source)):
        other = name.split(".")[0]
        if other in ("", "?", "tests") or (other in HEIGHT and other != room and HEIGHT[other] >= HEIGHT[room]):
            yield f"{line}: {name}"


def hidden_imports(source):
    """The imports within functions, which hide a cycle. Only an AppConfig's `ready` must import late."""
    nodes = list(ast.walk(ast.parse(source)))
    configs = [
        n for n in nodes if isinstance(n, ast.ClassDef) and any(ast.unparse(b).endswith("AppConfig") for b in n.bases)
    ]
    ready = [part for config in configs for part in config.body if getattr(part, "name", "") == "ready"]
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node not in ready:
            inner = (part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom))
            yield from (f"{part.lineno}: {ast.unparse(part)}" for part in inner)


def found_in(check):
    """What a check finds in all modules of the house."""
    return [f"{path.relative_to(HOUSE)}:{fault}" for path in MODULES for fault in check(path)]


def test_all_rooms_are_there():
    assert {config.name for config in apps.get_app_configs() if (HOUSE / config.name).is_dir()} == set(HEIGHT)
    assert len(MODULES) > 60


def test_imports_point_downwards():
    assert found_in(lambda path: wrong_imports(path.read_text(), path.relative_to(HOUSE).parts[0])) == []


def test_no_import_hides_in_a_function():
    assert found_in(lambda path: hidden_imports(path.read_text())) == []


def test_there_is_no_junk_drawer():
    names = {path: {*path.relative_to(HOUSE).with_suffix("").parts} for path in MODULES}
    assert [str(path) for path, parts in names.items() if parts & JUNK_DRAWERS] == []


def test_only_these_relations_look_up_or_sideways():
    relations = [
        (model._meta.app_label, field.remote_field.model._meta.app_label, f"{model._meta.label}.{field.name}")
        for room in HEIGHT
        for model in apps.get_app_config(room).get_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.remote_field and field.remote_field.model._meta.app_label in HEIGHT
    ]
    upwards = {place for room, other, place in relations if room != other and HEIGHT[other] >= HEIGHT[room]}
    assert upwards == {"pages.Page.author", "procedures.Procedure.performed_by"}


@pytest.mark.parametrize(
    ("room", "fault"),
    [
        ("pages", "import doctors"),
        ("pages", "from doctors.models import Doctor"),
        ("pages", "import clinic.models as c"),
        ("pages", "from pageviews import totals"),
        ("articles", "from procedures.models import Procedure"),
        ("doctors", "import articles.models"),
        ("importers", "from clinic import models"),
        ("pages", "from .. import doctors"),
        ("pages", "from importlib import import_module\nimport_module('doctors.models')"),
        ("pages", "import importlib\nimportlib.import_module(name)"),
        ("pages", "if True:\n    try:\n        import doctors\n    except ImportError: pass"),
        ("pages", "from tests import factories"),
    ],
)
def test_an_import_that_looks_up_or_sideways_is_found(room, fault):
    assert len(list(wrong_imports(fault, room))) == 1


@pytest.mark.parametrize("room", ["pages", "pageviews", "articles", "clinic"])
def test_an_import_that_looks_down_is_fine(room):
    assert (
        list(wrong_imports("import os, pages.models\nfrom django.db import models\nfrom pages import kinds", room))
        == []
    )


@pytest.mark.parametrize(
    ("fault", "count"),
    [
        ("def f():\n    import os", 1),
        ("class A:\n    def ready(self):\n        from pages import kinds", 1),
        ("class A(AppConfig):\n    def ready(self):\n        from pages import kinds", 0),
        ("class A(apps.AppConfig):\n    def other(self):\n        from pages import kinds", 1),
        ("async def f():\n    if x:\n        from a import b", 1),
        ("try:\n    import a\nexcept ImportError:\n    a = None", 0),
    ],
)
def test_an_import_that_hides_in_a_function_is_found(fault, count):
    assert len(list(hidden_imports(fault))) == count
