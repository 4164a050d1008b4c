"""What a long form has hundreds of is drawn by Jinja2: by Django, 60 parts took three quarters of the server's time."""

from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext
from jinja2 import Environment


def environment(**options):
    """What Jinja2 draws with: texts in the interface's language, and no line or space that only the template needs."""
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    made.globals["_"] = gettext
    made.filters["capfirst"] = capfirst
    return made


def drawn(name, **context):
    """A template of `templates/jinja2/writing/`, as HTML."""
    return mark_safe(get_template(f"writing/{name}.html", using="jinja2").render(context))


def written(field):
    """A field of Django's admin as HTML: its widget or, where it can only be read, its contents."""
    return field.contents() if field.is_readonly else field.field
