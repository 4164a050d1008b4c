"""How the fields of forms become HTML."""

from functools import cached_property

from django.forms.renderers import DjangoTemplates, Jinja2
from markupsafe import escape


class Renderer(DjangoTemplates):
    """What a long form has hundreds of is written here, Django's other templates of fields are drawn by Jinja2.

    Those of the admin and of libraries are drawn by Django. The form of a procedure with 60 parts has some 900 fields:
    drawing them by Django took half of the server's time, by Jinja2 still a third.
    """

    def render(self, template_name, context, request=None):
        write = WRITTEN.get(template_name)
        return write(context) if write else super().render(template_name, context, request)

    def get_template(self, template_name):
        is_own = template_name.startswith("django/forms/")
        return self._quick.get_template(template_name) if is_own else super().get_template(template_name)

    @cached_property
    def _quick(self):
        return Jinja2()


def _attributes(given):
    """Attributes as Django writes them: those that are False are left out, those that are True have no value.

    Only that a field must be filled in is said otherwise: who listens hears it, and what is wrong is told by the server,
    since a browser would tell it in a language of its own.
    """
    return "".join(_attribute(name, value) for name, value in given.items() if value is not False)


def _attribute(name, value):
    if name == "required" and value is True:
        return ' aria-required="true"'
    return f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'


def _input(context):
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    start = f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"'
    return f"{start}{value}{_attributes(widget['attrs'])}>"


def _textarea(context):
    widget = context["widget"]
    start = f'<textarea name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>'
    return f"{start}\n{escape(widget['value'] or '')}</textarea>"  # a browser leaves the first line break out


def _select(context):
    widget = context["widget"]
    groups = "".join(_group(name, options) for name, options, _number in widget["optgroups"])
    return f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>{groups}</select>'


def _group(name, options):
    written = "".join(
        f'<option value="{escape(option["value"])}"{_attributes(option["attrs"])}>{escape(option["label"])}</option>'
        for option in options
    )
    return f'<optgroup label="{escape(name)}">{written}</optgroup>' if name else written


def _label(context):
    if not context["use_tag"]:
        return str(escape(context["label"]))
    return f"<{context['tag']}{_attributes(context['attrs'] or {})}>{escape(context['label'])}</{context['tag']}>"


_INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox")
WRITTEN = {f"django/forms/widgets/{name}.html": _input for name in _INPUTS} | {
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/label.html": _label,
}
