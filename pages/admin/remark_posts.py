"""What is posted about the comments of a page: written, changed, deleted or settled, and what is said of it."""

import re
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy

from pages import plain_text
from pages.admin import confirming
from pages.drafting import remarks
from pages.models import Page, Remark

RIGHT = "pages.add_remark"
ANCHOR = re.compile(r"[\w-]{0,80}")


@dataclass(frozen=True)
class Answer:
    """What is told of a post, with a status of HTTP, and at which `place` of the page.

    What was typed and is not saved is `text`. It may stand in any of `boxes`, by their keys, the best first.
    """

    told: str = ""
    status: int = 200
    place: str = ""
    text: str = ""
    boxes: tuple = ()


class Unfit(remarks.Refused):
    """The text is empty, or too long."""


REFUSALS = {
    Unfit: (400, gettext_lazy("Write a comment of at most %(number)s characters.")),
    remarks.NotTheirs: (403, gettext_lazy("Only who wrote a comment changes or deletes it.")),
    remarks.Gone: (409, gettext_lazy("This comment was deleted meanwhile.")),
    remarks.Settled: (
        409,
        gettext_lazy("This comment was settled meanwhile and was not changed. An answer opens it again."),
    ),
    remarks.ChangedMeanwhile: (
        409,
        gettext_lazy(
            "You changed this comment elsewhere meanwhile, as it stands here. What you typed now is not saved yet."
        ),
    ),
}
TOLD = {
    "write": gettext_lazy("The comment was sent."),
    "change": gettext_lazy("The comment was changed."),
    "delete": gettext_lazy("The comment was deleted."),
    "settle": gettext_lazy("The comment was settled."),
}


def answer(request, page):
    """Does what was posted, and gives the Answer. Raises Http404 for what no form of ours posts."""
    name = next((one for one in TOLD if one in request.POST), "write")
    value = request.POST.get(name, "")
    if name != "settle" and not request.user.has_perm(RIGHT):
        raise PermissionDenied
    try:
        place = DEEDS[name](request, page, value)
    except remarks.Refused as refused:
        return _refused(request.POST, name, value, type(refused))
    except Page.DoesNotExist:
        raise Http404 from None
    return Answer(str(TOLD[name]), place=place)


def _write(request, page, value):
    to = {"anchor": _anchor(value.removeprefix("at-"))} if value.startswith("at-") else {"to": _number(value)}
    text = _text(request.POST, value)
    token = request.POST.get("token", "")
    if not confirming.TOKEN.fullmatch(token):
        raise Unfit
    made = remarks.write(page, text, by=request.user, token=token, **to)
    return f"remark-{made.pk}"


def _change(request, page, value):
    number, text = _number(value), _text(request.POST, f"change-{value}")
    remarks.change(page, number, text, by=request.user, seen=request.POST.get(f"seen_{value}", ""))
    return f"remark-{number}"


def _delete(request, page, value):
    remarks.delete(page, _number(value), by=request.user)
    return ""


def _settle(request, page, value):
    remarks.settle(page, _number(value), by=request.user)
    return ""


DEEDS = {"write": _write, "change": _change, "delete": _delete, "settle": _settle}


def _refused(post, name, value, refusal):
    """Why nothing was done. What was typed stays in its box, or goes into the nearest that there still is."""
    status, told = REFUSALS[refusal]
    answer = Answer(str(told) % {"number": Remark.LONGEST}, status)
    if name not in ("write", "change"):
        return answer
    box = f"change-{value}" if name == "change" else value
    text, nearest = plain_text.clean(post.get(f"text_{box}", "")), post.get(f"else_{box}", "").split()
    return replace(answer, text=text, boxes=(box, *nearest, "at-"))


def _text(post, box):
    text = plain_text.clean(post.get(f"text_{box}", "")).strip()
    if not text or len(text) > Remark.LONGEST:
        raise Unfit
    return text


def _anchor(text):
    if not ANCHOR.fullmatch(text):
        raise Http404
    return text


def _number(text):
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)
