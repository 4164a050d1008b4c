"""Rich text in a form: its widget, and what it needs beside the editor's own files."""

from django import forms
from django_prose_editor.widgets import AdminProseEditorWidget, importmap
from js_asset import JSON, ImportMap, Media, Script

# The editor's own script is not among them: rich-text.js fetches it when the form is there, and makes the editor of a text
# when it is entered. Making all of a long page at once took 0.9 s.
EDITOR = Media(
    importmap=importmap,
    css={"all": [f"django_prose_editor/{name}.css" for name in ("material-icons", "editor", "overrides")]},
    js=[Script("admin-bayan/rich-text.js", type="module")],
)

LINKS = Media(
    css={"all": [f"admin-bayan/{name}.css" for name in ("dialog", "link-dialog")]},
    importmap=ImportMap(
        {f"bayan/{name}": f"admin-bayan/{name}.js" for name in ("link-dialog", "pasted", "pasted-lists")}
    ),
)


class RichTextWidget(AdminProseEditorWidget):
    """A rich text that names what its editor offers. The form has that once: with each text it was half of a long form."""

    def get_context(self, name, value, attrs):
        context = forms.Textarea.get_context(self, name, value, attrs)
        context["widget"]["attrs"]["data-rich-text"] = self._offer
        return context

    @property
    def media(self):
        return EDITOR + Media(js=[JSON(self.get_config(), id=self._offer)])

    @property
    def _offer(self):
        return "rich-text-of-pages" if self.config["extensions"]["PageLink"]["search"] else "rich-text"


class RichTextMixin:
    """Adds the dialog of links, and the nonce without which a browser refuses the map of imports."""

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = Media.from_media(context["media"] + LINKS, nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
