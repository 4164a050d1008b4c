"""Posting the admin's own forms back, changed here and there, as a browser would."""

from bs4 import BeautifulSoup


def fields_of(response, form="#content-main form"):
    """The fields of the page's form as a browser would post them, newlines as CRLF. `form` is its selector."""
    form = BeautifulSoup(response.content, "html.parser").select_one(form)
    posted = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "")
        if (
            "__prefix__" in field["name"]
            or kind == "submit"
            or (kind in ("checkbox", "radio") and not field.has_attr("checked"))
        ):
            continue
        if field.name == "select":
            posted[field["name"]] = [option["value"] for option in field.select("option[selected]")]
            if not posted[field["name"]] and not field.has_attr("multiple"):
                posted[field["name"]] = [option["value"] for option in field.select("option")[:1]]
        elif field.name == "textarea":
            text = field.text.removeprefix("\r\n").removeprefix("\n")
            posted[field["name"]] = text.replace("\r\n", "\n").replace("\n", "\r\n")
        else:
            posted[field["name"]] = field.get("value", "on" if kind == "checkbox" else "")
    return posted


def shown_by(client, address):
    """What a page of the writing desk was shown with: the hidden fields of its form."""
    hidden = BeautifulSoup(client.get(address).content, "html.parser").select("#content form input[type=hidden]")
    return {field["name"]: field["value"] for field in hidden if field["name"] != "csrfmiddlewaretoken"}


def post_as_shown(client, address, fields=()):
    """Opens a page of the writing desk and posts its form with some fields filled in."""
    return client.post(address, shown_by(client, address) | dict(fields))


def prefix_of(fields, model_prefix, part):
    """The prefix of the row of a part in its inline: `sections-2`."""
    number = next(
        name.split("-")[1]
        for name, value in fields.items()
        if name.startswith(f"{model_prefix}-") and name.endswith("-id") and str(value) == str(part.pk)
    )
    return f"{model_prefix}-{number}"
