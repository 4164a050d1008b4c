"""The size that a browser chooses of each picture is right for where it stands."""

import re

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOADED = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  return [...document.images].map((image) => [image.currentSrc, image.getBoundingClientRect().width]);
}"""


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_each_picture_is_as_wide_as_it_is_shown_and_not_much_wider(visit, world, width):
    folders = []
    for page in (world.procedure, world.article):  # a picture each: a browser takes again what it has
        page.picture = factories.picture(file=factories.image((1600, 900)))
        folders.append(page.picture.file.name.split("/")[1])
        page.save()
        factories.published(page, confirmed=True)
    chosen = []
    for kind in ("home", "procedure", "article", "procedures", "articles"):
        shown = visit(world.paths[kind]["ar"], width=width).evaluate(LOADED)
        chosen += [(kind, src, at) for src, at in shown if src.split("/")[-2] in folders]
    assert {kind for kind, _, _ in chosen} == {"home", "procedure", "article", "procedures", "articles"}
    for kind, src, at in chosen:
        wide = int(re.search(r"/(\d+)\.avif$", src)[1])
        assert 0.9 * at <= wide <= max(400, 2 * at), (kind, width, wide, at)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_formats_that_a_picture_offers_take_no_room(visit, world, language):
    """A `<source>` that were shown would be one more thing in a row, with a gap after it."""
    world.doctor.photo = factories.picture(file=factories.image((900, 1100)))
    world.doctor.save()
    page = visit(world.paths["home"][language], width=768)
    card, portrait = page.locator(".doctor-card").first, page.locator(".doctor-card img").first
    assert card.locator("source").count() == 1
    card, portrait = card.bounding_box(), portrait.bounding_box()
    if language == "en":
        assert portrait["x"] == card["x"]
    else:
        assert portrait["x"] + portrait["width"] == card["x"] + card["width"]
