"""Public templates write no number and no date by themselves: `pages.formatting` does, through its tags.

The admin is Django's, with the formats of clinic/formats/.
"""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent.parent / "templates"
# Ways of Django's and of its libraries that know nothing of the clinic's digits or say Arabic wrongly.
FOREIGN = re.compile(
    r"\|(date|time|timesince|timeuntil|naturaltime|naturalday|pluralize|intcomma|intword|apnumber|ordinal|floatformat|"
    r"filesizeformat|localize|unlocalize|length|add|stringformat)\b|{%\s*(now|localize|get_current_timezone)\b"
)
# What is a number by its name, written bare.
NUMBERS = re.compile(
    r"{{\s*(?:[\w.]+\.)?(count|counter0?|number|num_pages|total|size|views|minutes|hours|days|years|results|opens|closes"
    r"|\w+_(?:on|at|number|count))\s*(?:\|[^}]*)?}}"
)
DIGITS = re.compile(r"(?<![\w&#])\d+")
PUBLIC = [path for path in sorted(TEMPLATES.rglob("*.html")) if "admin" not in path.relative_to(TEMPLATES).parts]


def shown(text):
    """What of a template comes to be read by people: its text, and those attributes that are read out."""
    silent = r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->|<svg.*?</svg>|<meta property=\"og:image:\w+\"[^>]*>"
    text = re.sub(silent, "", text, flags=re.DOTALL)
    inside = r"""(?:[^<>"']|"[^"]*"|'[^']*')"""
    attributes = re.findall(r"""\b(?:alt|title|aria-label|placeholder|content)="([^"]*)\"""", text)
    return "\n".join([re.sub(rf"</?\w{inside}*>", " ", text), *attributes])


def faults(text):
    """The ways to write a number or a date in a template that are not the project's."""
    text = shown(text)
    bare = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)
    outputs = " ".join(re.findall(r"{{.*?}}|{%\s*(?:now|localize)\b.*?%}", text, flags=re.DOTALL))
    found = [match[0] for match in (*FOREIGN.finditer(outputs), *NUMBERS.finditer(outputs))]
    return found + DIGITS.findall(bare.replace("width=device-width, initial-scale=1", ""))


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_public_template_formats_nothing_itself(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "fault",
    [
        "<p>{{ edition.starts_at|date:'j F Y' }}</p>", "<p>{{ count|intcomma }}</p>", "<b>{{ size|filesizeformat }}</b>",
        "<p>{{ n }} view{{ n|pluralize }}</p>", "<p>{% now 'Y' %}</p>", "<p>{{ listed.paginator.num_pages }}</p>",
        "<p>{{ rows|length }}</p>", "<p>Call 123</p>", "<i>{{ forloop.counter }}</i>", '<img alt="{{ page.views }}">',
        "<p>{{ moment|timesince }}</p>", "<p>{{ edition.first_published_on }}</p>", "<p>{{ price|floatformat:2 }}</p>",
    ],
)  # fmt: skip
def test_other_ways_are_found(fault):
    assert faults(fault)


def test_what_is_not_read_is_no_fault():
    fine = """<time datetime="{{ day|date:'Y-m-d' }}">{% day day %}</time><h2 id="a-{{ forloop.counter }}">{% views n %}</h2>"""
    assert faults(fine) == []
