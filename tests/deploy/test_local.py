"""What `make run` decides before its slow work. The whole of it is run in a fresh clone by .ci/run."""

import ast
import os
import shutil
import socket
import subprocess
import sys

import pytest

from tests.deploy import files

LOCAL = files.ROOT / "deploy" / "local"


@pytest.fixture
def tree(tmp_path):
    """An empty copy of the project: its Makefile and deploy/ are all that is needed to fail early."""
    shutil.copy(files.ROOT / "Makefile", tmp_path)
    shutil.copytree(files.ROOT / "deploy", tmp_path / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def make_run(tree, *arguments):
    """The exit status of `make run` and the lines that it printed."""
    command = ["make", "--silent", "run", f"PYTHON={sys.executable}", *arguments]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return done.returncode, [line for line in (done.stdout + done.stderr).splitlines() if line and "***" not in line]


def is_untouched(tree):
    return not (tree / "var").exists() and not (tree / ".venv").exists()


def test_a_taken_port_gets_one_sentence_before_anything_is_made(tree):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, lines = make_run(tree, f"PORT={port}")
    assert status == 2
    assert lines == [f"Port {port} is taken. Stop what uses it, or choose another: make run PORT={port + 1}"]
    assert is_untouched(tree)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc", "80 80", "٨٠٠٠"])
def test_a_port_that_is_none_gets_one_sentence(tree, port):
    status, lines = make_run(tree, f"PORT={port}")
    assert (status, lines) == (2, [f"PORT={port} is not a port: choose a number from 1 to 65535."])
    assert is_untouched(tree)


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.invalid"])
def test_a_host_that_is_not_this_machine_gets_one_sentence(tree, host):
    status, lines = make_run(tree, f"HOST={host}")
    assert (status, lines) == (2, [f"HOST={host} is not an address of this machine."])
    assert is_untouched(tree)


def old_python(tmp_path, version):
    """A Python that says it is an old one, which is all that is asked of it."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "sitecustomize.py").write_text(
        f"import sys\nsys.version_info = {version}\nsys.version = '{'.'.join(map(str, version))} (old)'\n"
    )
    return os.environ | {"PYTHONPATH": str(tmp_path / "old")}


def test_a_python_that_is_too_old_gets_one_sentence(tree, tmp_path):
    command = [sys.executable, tree / "deploy" / "local", "run"]
    done = subprocess.run(command, env=old_python(tmp_path, (3, 9, 2)), capture_output=True, text=True, check=False)
    expected = "Bayan needs Python 3.11 or newer, and this is 3.9.2. Name a newer one: make run PYTHON=python3.12\n"
    assert (done.returncode, done.stdout + done.stderr) == (1, expected)
    assert not (tree / "var").exists()


def test_the_first_file_that_is_read_has_syntax_of_old_pythons():
    ast.parse((LOCAL / "__main__.py").read_text(), feature_version=(3, 4))


def test_a_python_without_venv_gets_one_sentence(tree, tmp_path):
    shutil.copy(files.ROOT / "requirements.txt", tree)
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "sitecustomize.py").write_text(
        "import importlib.util as u\nfound = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'ensurepip' else found(name, *rest)\n"
    )
    command = [sys.executable, tree / "deploy" / "local", "run"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "bare"), "PORT": str(free_port())}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    version = ".".join(map(str, sys.version_info[:2]))
    expected = f"\nThis Python has no venv module. On Debian or Ubuntu: apt install python{version}-venv\n"
    assert (done.returncode, done.stdout + done.stderr) == (1, expected)
    assert not (tree / ".venv").exists()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def addresses(monkeypatch):
    monkeypatch.syspath_prepend(str(LOCAL))
    import addresses

    return addresses


def test_on_its_own_the_site_answers_to_this_machine_only(addresses):
    place = addresses.chosen({})
    assert place.url == "http://127.0.0.1:8000/"
    assert place.names == ("127.0.0.1", "localhost", "[::1]")
    assert place.other_urls == []


@pytest.mark.parametrize(("host", "nearest"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("[::]", "::1")])
def test_served_to_others_it_answers_to_every_name_of_this_machine(addresses, host, nearest):
    place = addresses.chosen({"HOST": host, "PORT": "8080"})
    assert (place.url, place.nearest) == ("http://127.0.0.1:8080/", nearest)
    assert {socket.gethostname().lower(), *map(addresses.bracketed, addresses.own_numbers())} <= set(place.names)
    assert "*" not in place.names
    assert len(place.other_urls) == len(addresses.own_numbers())


def test_more_names_can_be_allowed(addresses):
    assert addresses.chosen({"ALLOWED_HOSTS": "clinic.lan, bayan.lan"}).names[-2:] == ("clinic.lan", "bayan.lan")
