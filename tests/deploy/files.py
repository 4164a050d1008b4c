"""The files of production as data: what the Dockerfile and docker-compose.yml say, not what a test repeats of them."""

import json
import re
import shlex
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")


def service(name, variables):
    """A service of docker-compose.yml with the variables of a .env put in."""
    return yaml.safe_load(with_variables(COMPOSE, variables))["services"][name]


def with_variables(text, variables):
    """A text with its ${NAME}, ${NAME:-default} and ${NAME:?complaint} replaced, as Docker Compose does it."""

    def value(match):
        name, kind, rest = match.groups()
        if not variables.get(name) and kind == "?":
            raise KeyError(f"{name}: {rest}")
        return variables.get(name) or (rest if kind == "-" else "")

    return VARIABLE.sub(value, text)


def example():
    """What .env.example sets, and what it names in a comment: two dicts."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    pairs = [re.match(r"(#?)([A-Z_]+)=(.*)", line) for line in lines]
    set_, named = {}, {}
    for pair in filter(None, pairs):
        (named if pair[1] else set_)[pair[2]] = pair[3]
    return set_, named


def stage(name):
    """The lines of one image of the Dockerfile, each whole."""
    text = re.search(rf"^FROM \S+ AS {name}\n(.*?)(?=^FROM |\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL)[1]
    return text.replace("\\\n", "").splitlines()


def instruction(name, word):
    """The arguments of the last such instruction of an image, a JSON array as a list."""
    line = next(line for line in reversed(stage(name)) if line.startswith(word))
    told = line.partition("CMD ")[2] if word == "HEALTHCHECK" else line.partition(" ")[2]
    return json.loads(told) if told.startswith("[") else told


def environment(name):
    """What ENV sets in an image."""
    return dict(word.partition("=")[::2] for word in shlex.split(instruction(name, "ENV")))


def settings_variables():
    """Every variable of the environment that clinic/settings.py reads."""
    return set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', (ROOT / "clinic" / "settings.py").read_text()))
