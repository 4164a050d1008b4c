"""How the fields of forms become HTML."""

from functools import cached_property

from django.forms.renderers import DjangoTemplates, Jinja2


class Renderer(DjangoTemplates):
    """Django's own templates of fields, drawn by Jinja2; those of the admin and of libraries by Django.

    The form of a procedure with 60 parts has some 900 fields; drawing them by Django took half of the server's time.
    """

    @cached_property
    def _quick(self):
        return Jinja2()

    def get_template(self, template_name):
        is_own = template_name.startswith("django/forms/")
        return self._quick.get_template(template_name) if is_own else super().get_template(template_name)
