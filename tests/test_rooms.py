"""The rooms of the house, and the packages of a room: imports point downwards, never up and never between neighbours."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

HOUSE = Path(__file__).resolve().parent.parent
# From the roof to the floor, as design.md has them; those on one storey do not know each other.
STOREYS = [{"clinic"}, {"importers"}, {"doctors", "procedures", "articles"}, {"pageviews"}, {"pages"}, {"serving"}]
HEIGHT = {room: -number for number, rooms in enumerate(STOREYS) for room in rooms}
# The packages of a large room, from its roof to its floor; "" is what stands in no package.
PACKAGES = {
    "pages": [
        {"admin", "management", "migrations"},
        {"templatetags", "publishing"},
        {"drafting"},
        {"linking", "states"},
        {"search", "public", "other_sites"},
        {"content"},
        {"", "models", "words"},
    ],
    "doctors": [
        {"admin", "migrations"},
        {"", "desk", "management", "templatetags"},
        {"by_link", "reminders", "handing_out"},
        {"review", "marks"},
        {"models"},
    ],
}
# On the floor of `pages` the three know each other, but the words know no model.
KNOWN_NEIGHBOURS = {("pages", "", "models"), ("pages", "models", ""), ("pages", "", "words"), ("pages", "models", "words"),
                    ("pages", "words", "")}  # fmt: skip
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


def package_of(room, parts):
    """The package in which a module of a room stands: "" is the room itself."""
    return parts[0] if any(parts[0] in storey for storey in PACKAGES[room]) else ""


def wrong_imports_within(source, room, package):
    """The imports of a module in a package of a large room that look up or sideways within that room."""
    height = {name: -number for number, names in enumerate(PACKAGES[room]) for name in names}
    for line, name in imports_of_modules(ast.parse(source), room):
        other = package_of(room, name.split(".")[1:])
        if other != package and height[other] >= height[package] and (room, package, other) not in KNOWN_NEIGHBOURS:
            yield f"{line}: {name}"


def imports_of_modules(tree, room):
    """The imports of a room's modules with their lines, each by its whole name, also in `from pages import drafting`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name) for name in found if name.startswith(f"{room}."))


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


@pytest.mark.parametrize("room", PACKAGES)
def test_every_package_of_a_large_room_has_its_storey(room):
    packages = {path.parent.name for path in (HOUSE / room).glob("*/__init__.py")}
    assert packages == set().union(*PACKAGES[room]) - {""}


@pytest.mark.parametrize("room", PACKAGES)
def test_imports_point_downwards_within_a_large_room(room):
    found = []
    for path in (HOUSE / room).rglob("*.py"):
        parts = path.relative_to(HOUSE / room).parts
        if parts != ("apps.py",):  # it tells the packages of each other
            package = package_of(room, parts)
            found += [
                f"{path.relative_to(HOUSE)}:{fault}" for fault in wrong_imports_within(path.read_text(), room, package)
            ]
    assert found == []


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


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("pages.search", "from pages.linking import names"),
        ("pages.search", "from pages.public.reading import find"),
        ("pages.linking", "from pages import drafting"),
        ("pages.drafting", "import pages.publishing.editions"),
        ("pages.words", "from pages.models import Page"),
        ("pages.content", "from pages.search import told"),
        ("pages.", "from pages.content import links"),
        ("doctors.review", "from doctors.by_link.link_pins import asked"),
        ("doctors.marks", "from doctors import leaving"),
    ],
)
def test_an_import_that_looks_up_or_sideways_within_a_room_is_found(place, line):
    assert len(list(wrong_imports_within(line, *place.split(".")))) == 1


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
