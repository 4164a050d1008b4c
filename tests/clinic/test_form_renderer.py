"""What a long form has hundreds of is written by us as Django's own templates write it."""

import pytest
from django import forms
from django.forms.renderers import Jinja2

from clinic.form_renderer import WRITTEN, Renderer

BAD = "\"><script>&'é"
KINDS = [("1", "One"), (BAD, BAD), ("group", [("2", "Two"), ("3", BAD)])]
WIDGETS = {
    "text": forms.TextInput(attrs={"class": BAD, "hidden": False, "maxlength": 20}),
    "hidden": forms.HiddenInput(),
    "number": forms.NumberInput(attrs={"min": 0}),
    "checkbox": forms.CheckboxInput(),
    "date": forms.DateInput(attrs={"type": "date"}),
    "textarea": forms.Textarea(attrs={"lang": "ar", "dir": "rtl"}),
    "select": forms.Select(choices=KINDS, attrs={"data-x": BAD}),
}


def marks(html):
    """HTML without the spaces that no one sees: between tags, and those that templates leave behind."""
    return html.replace("\n  ", "").replace("</option>\n", "</option>").replace("</optgroup>\n", "</optgroup>").strip()


@pytest.mark.parametrize("value", [None, "", BAD, "1", "\nfirst\n second", 0])
@pytest.mark.parametrize("name", WIDGETS)
def test_a_field_is_written_as_django_draws_it(name, value):
    widget = WIDGETS[name]
    assert widget.template_name in WRITTEN
    told = ("name", value, {"id": "id_name"})
    assert marks(widget.render(*told, Renderer())) == marks(widget.render(*told, Jinja2()))


def test_what_must_be_filled_in_is_said_and_refused_by_the_server_only():
    widget = forms.TextInput(attrs={"required": True})
    assert widget.render("name", "", {}, Renderer()) == '<input type="text" name="name" aria-required="true">'


@pytest.mark.parametrize("label", ["Title", BAD])
@pytest.mark.parametrize("auto_id", [False, "id_%s"])
def test_a_label_is_written_as_django_draws_it(label, auto_id):
    def drawn(renderer):
        form = forms.Form(renderer=renderer, auto_id=auto_id)
        form.fields["title"] = forms.CharField(label=label)
        return form["title"].label_tag(attrs={"class": BAD})

    assert drawn(Renderer()) == drawn(Jinja2())
