"""What a form with rich text needs beside the editor's own files."""

from js_asset import ImportMap, Media

LINKS = Media(
    css={"all": ["admin-bayan/link-dialog.css"]},
    importmap=ImportMap({f"bayan/{name}": f"admin-bayan/{name}.js" for name in ("link-dialog", "pasted")}),
)


class RichTextMixin:
    """Adds the dialog of links, and the nonce without which a browser refuses the map of imports."""

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = Media.from_media(context["media"] + LINKS, nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
