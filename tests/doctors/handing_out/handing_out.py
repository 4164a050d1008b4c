"""The builder of hand-outs: what its form posts, and what it shows and keeps."""

from bs4 import BeautifulSoup

from tests import factories


def page(**columns):
    made = factories.procedure(parts=2, **columns)
    factories.published(made)
    return made


def said(*pages, do="make", **columns):
    """What the builder's form posts for some pages."""
    known = {"language": "en", "doctor": "", "note_en": "", "note_ar": "", "until": "30", "do": do}
    return known | {"page": [one.pk for one in pages]} | columns


def soup_of(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def chosen(soup):
    return [int(one["value"]) for one in soup.select(".handing-out-chosen input[name=page]")]


def parts(handout):
    return list(handout.parts.values_list("page", "anchor"))
