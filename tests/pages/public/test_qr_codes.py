"""QR codes of short addresses, with real files: what they say, for whom they exist, and on the printed page."""

import re
from html import unescape
from io import BytesIO

import pytest
import segno
from PIL import Image

from pages.public import qr_codes, short_addresses
from tests import factories

pytestmark = pytest.mark.django_db


def modules_of(png):
    """The modules of a QR code's picture, its margin included: rows of 0 (white) and 1 (black)."""
    image = Image.open(BytesIO(png)).convert("L")
    side = image.width // qr_codes.PNG_SCALE
    small = image.resize((side, side), Image.Resampling.BOX)
    assert set(small.tobytes()) == {0, 255}
    return [[int(small.getpixel((x, y)) == 0) for x in range(side)] for y in range(side)]


def said(address):
    """The modules that ISO/IEC 18004 gives an address, as segno's own matrix has them."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    return [list(row) for row in code.matrix_iter(border=4)]


def page_with_code():
    page = factories.page()
    factories.published(page)
    return page, short_addresses.code_of(page.pk)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("site", ["", "https://clinic.example"])
def test_both_forms_say_the_short_address_where_the_site_is(client, settings, language, site):
    _, code = page_with_code()
    settings.SITE_URL = site
    address = f"{site or 'http://testserver'}/go/{code}/{language}/"
    png, svg = (client.get(f"/go/{code}/{language}/qr.{form}") for form in ("png", "svg"))
    assert modules_of(png.content) == said(address)
    assert svg.content.decode() == qr_codes.svg(address)
    assert [answer.headers["Content-Type"] for answer in (png, svg)] == ["image/png", "image/svg+xml"]
    assert png.headers["Content-Disposition"] == f'inline; filename="{code}-{language}.png"'


def test_a_drawn_code_is_black_on_white_with_its_margin_in_every_scheme():
    svg = qr_codes.svg("https://clinic.example/go/k7m3p/ar/")
    side = len(said("https://clinic.example/go/k7m3p/ar/"))
    assert f'viewBox="0 0 {side} {side}"' in svg
    assert f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>' in svg
    assert 'stroke="#000"' in svg
    assert ("<script" in svg, "style=" in svg) == (False, False)


def test_codes_can_be_kept_and_are_the_same_for_every_reader(client):
    _, code = page_with_code()
    answer = client.get(f"/go/{code}/ar/qr.svg")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert ("Vary" in answer.headers, answer.cookies) == (False, {})


@pytest.mark.parametrize(
    "place", ["bbbbb/en/qr.svg", "bbbbb/en/qr.png", "{0}/fr/qr.svg", "{0}/qr.svg", "{0}/en/qr.pdf", "{0}/en/qr.svg/"]
)
def test_only_a_code_that_exists_has_a_picture(client, place):
    _, code = page_with_code()
    assert client.get(f"/go/{code}/en/qr.png?scale=100000").status_code == 200
    assert client.get("/go/" + place.format(code)).status_code == 404


def test_a_picture_s_size_is_bounded_whatever_is_asked_for(client, settings):
    _, code = page_with_code()
    settings.SITE_URL = "https://" + "clinic." * 30 + "example"
    image = Image.open(BytesIO(client.get(f"/go/{code}/en/qr.png?scale=100000").content))
    assert 820 <= image.width == image.height < 1400


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_carries_its_code_and_its_short_address_in_words(client, settings, language):
    settings.SITE_URL = "https://clinic.example"
    page, code = page_with_code()
    html = unescape(client.get(factories.current(page, language).get_absolute_url()).content.decode())
    strip = re.search(r'<aside class="handout">.*?</aside>', html, re.DOTALL)[0]
    assert f'<bdi dir="ltr">clinic.example/go/{code}/{language}/</bdi>' in strip
    assert unescape(qr_codes.svg(f"https://clinic.example/go/{code}/{language}/")) in strip
    assert html.count("<svg xmlns") == 1
