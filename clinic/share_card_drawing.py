"""Drawing a share card: 1200 by 630 pixels with a page's title, the clinic's name, logo and colour."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from clinic import colours
from pages import languages

# Raised when cards are to look different: then all of them are made anew.
DESIGN = 1
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, STRIP = 76, 138
FONT = Path(__file__).parent / "fonts" / "bayan-cards.ttf"
TITLE_SIZES, NAME_SIZES = (88, 78, 70, 62, 55, 48, 42, 37), (46, 40, 34, 29, 25)
MOST_LINES = 4
# The space from line to line: Arabic has marks above and below.
LEADING = {"en": 1.2, "ar": 1.5}
WHITE, INK = (255, 255, 255), (26, 41, 45)
LOGO = 88
ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
NOTHING = "\U0010ffff"  # no font has it: what is drawn for a sign that this one lacks


def can_shape_arabic():
    """Whether this machine joins Arabic letters and sets them from right to left (Pillow with Raqm and FriBiDi)."""
    return bool(features.check("raqm") and features.check("fribidi"))


def draw(title, name, language, colour, logo=None):
    """A card as a picture. `logo`: a picture, or None. Where Arabic cannot be shaped, what has Arabic stays away."""
    ground = _rgb(colours.on_light(colour))
    card = Image.new("RGB", SIZE, ground)
    _arches(card, languages.DIRECTIONS[language] == "rtl")
    title, name = (_drawable(text) for text in (title, name))
    has_strip = bool(name or logo)
    if has_strip:
        _strip(card, name, logo, language)
    _title(card, title, language, HEIGHT - STRIP * has_strip)
    return card


def _title(card, title, language, height):
    size, lines = _fitted(title, TITLE_SIZES, MOST_LINES, WIDTH - 2 * MARGIN)
    step = size * LEADING[language]
    top = (height - step * (len(lines) - 1)) / 2
    for number, line in enumerate(lines):
        _text(card, line, (MARGIN, top + number * step), size, language, WHITE)


def _strip(card, name, logo, language):
    """The foot of a card: the logo and the clinic's name on white."""
    ImageDraw.Draw(card).rectangle((0, HEIGHT - STRIP, *SIZE), WHITE)
    start = MARGIN
    if logo:
        logo = logo.convert("RGBA")
        logo.thumbnail((LOGO * 3, LOGO))
        at = start if language == "en" else WIDTH - start - logo.width
        card.paste(logo, (at, HEIGHT - (STRIP + logo.height) // 2), logo)
        start += logo.width + 24
    size, lines = _fitted(name, NAME_SIZES, 1, WIDTH - MARGIN - start)
    for line in lines:
        _text(card, line, (start, HEIGHT - STRIP / 2), size, language, INK)


def _text(card, line, place, size, language, colour):
    """Writes a line; `place`: where it starts, from the side where the language starts, and its middle's height."""
    start, middle = place
    shaped = {"direction": languages.DIRECTIONS[language], "language": language} if can_shape_arabic() else {}
    font, is_right = _font(size), language == "ar"
    x = WIDTH - start if is_right else start
    # The middle of small letters: with marks above and below, a line's own box would make lines dance.
    baseline = middle + size * 0.25
    ImageDraw.Draw(card).text((x, baseline), line, colour, font, "rs" if is_right else "ls", **shaped)


def _arches(card, is_right):
    """Three gates, one in the other, each a little darker than the ground, so that white stays readable on them."""
    scale = 2  # drawn larger and made smaller, so that their edges are smooth
    drawn = Image.new("L", (WIDTH * scale, HEIGHT * scale), 0)
    brush = ImageDraw.Draw(drawn)
    middle = (MARGIN * 2 if is_right else WIDTH - MARGIN * 2) * scale
    for radius, shade in ((330, 22), (240, 44), (150, 66)):
        top, reach = (HEIGHT - STRIP - radius - 120) * scale, radius * scale
        box = (middle - reach, top, middle + reach, (HEIGHT + radius) * scale)
        brush.rounded_rectangle(box, reach, fill=shade)
    card.paste(Image.new("RGB", SIZE), (0, 0), drawn.resize(SIZE, Image.Resampling.BOX))


def _fitted(text, sizes, most_lines, width):
    """The largest of the sizes in which a text fits, with its lines; in the smallest the end may be left out."""
    for size in sizes:
        font = _font(size)
        words = [(word, font.getlength(word)) for word in _words(text, font, width)]
        lines = _wrapped(words, font, width)
        if len(lines) <= most_lines:
            return size, _balanced(words, lines, font, width)
    return size, [*lines[: most_lines - 1], _shortened(lines[most_lines - 1], font, width)]


def _balanced(words, lines, font, width):
    """As many lines of nearly the same length: no single word on the last one."""
    for narrower in range(width, width // 2, -24):
        again = _wrapped(words, font, narrower)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def _wrapped(words, font, width):
    """The lines that words, each with its length, fill."""
    lines, room, space = [], 0, font.getlength(" ")
    for word, length in words:
        if lines and space + length <= room:
            lines[-1] += f" {word}"
            room -= space + length
        else:
            lines.append(word)
            room = width - length
    return lines


def _words(text, font, width):
    """The words of a text; one that is wider than a line is cut."""
    for word in text.split():
        while font.getlength(word) > width:
            cut = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or font.getlength(word[:n]) <= width)
            yield word[:cut]
            word = word[cut:]
        yield word


def _shortened(line, font, width):
    while font.getlength(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def _drawable(text):
    """A text without the signs that the font lacks (emoji); nothing of one that this machine cannot shape."""
    if ARABIC.search(text) and not can_shape_arabic():
        return ""
    kept = "".join(sign for sign in unicodedata.normalize("NFC", text) if sign.isspace() or _has(sign))
    return " ".join(kept.split())


@lru_cache(maxsize=4096)
def _has(sign):
    font = _font(20)
    return bytes(font.getmask(sign)) != bytes(font.getmask(NOTHING))


@lru_cache(maxsize=32)
def _font(size):
    engine = ImageFont.Layout.RAQM if can_shape_arabic() else ImageFont.Layout.BASIC
    return ImageFont.truetype(FONT, size, layout_engine=engine)


def _rgb(colour):
    return tuple(round(channel * 255) for channel in colours.rgb(colour))
