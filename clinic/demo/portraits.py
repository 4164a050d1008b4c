"""Portraits of the demo clinic's doctors: flat figures before a gate, not likenesses of anybody."""

from dataclasses import dataclass

from clinic.demo.drawing import (
    CORAL,
    HAIR,
    INK,
    SEA,
    SUN,
    TEAL,
    WHITE,
    Canvas,
    Colour,
    around,
    blob,
    box,
    curve,
    ellipse,
    mix,
    place,
    quadratic,
    rgb,
    soft,
    trace,
)
from clinic.demo.scenery import EYES, SPINE, WOMEN, Theme, gate, wave

MIDDLE = 450
COAT = rgb("#fdfcf8")
COAT_SHADE = rgb("#dde7e7")
LIPS = rgb("#b4604f")


@dataclass(frozen=True)
class Skin:
    """A skin's colour, its shade and its blush."""

    light: Colour
    shade: Colour
    blush: Colour


OLIVE = Skin(rgb("#dba67f"), rgb("#c48a64"), rgb("#dda07c"))
WHEAT = Skin(rgb("#e6b794"), rgb("#cf9873"), rgb("#e6a487"))
BROWN = Skin(rgb("#c98f68"), rgb("#ae744f"), rgb("#c98061"))


def salma_nabil() -> Canvas:
    """A woman with dark shoulder-length hair, in a coat over teal."""
    canvas = backdrop(SPINE)
    canvas.fill(around(trace("0,250 96,262 166,330 184,450 178,560 196,660 190,740 120,776 0,770"), MIDDLE), HAIR)
    neck(canvas, WHEAT, 50)
    coat(canvas, TEAL)
    canvas.fill(around(trace("0,318 76,330 118,396 124,474 112,552 72,618 28,650 0,654"), MIDDLE), WHEAT.light)
    canvas.fill(blob("424,274 392,330 350,386 330,452 322,540 296,470 312,350 360,284"), HAIR)
    canvas.fill(blob("424,274 470,340 536,380 568,446 578,540 604,470 588,350 520,276"), HAIR)
    canvas.stroke(quadratic((426, 262), (428, 290), (444, 312)), 5, mix(HAIR, WHITE, 0.16), end=3)
    features(canvas, WHEAT, brow=9)
    for sign in (-1, 1):
        canvas.fill(ellipse(MIDDLE + sign * 122, 540, 9), SUN)
    return canvas


def karim_adel() -> Canvas:
    """A man with short hair, a short beard and glasses, in a coat over a shirt."""
    canvas = backdrop(EYES)
    neck(canvas, OLIVE, 62)
    coat(canvas, mix(SEA, WHITE, 0.15), 1.1)
    for sign in (-1, 1):
        canvas.fill(ellipse(MIDDLE + sign * 130, 492, 22, 34, sign * 8), OLIVE.shade)
    canvas.fill(around(trace("0,286 80,296 126,360 130,470 122,560 88,628 36,660 0,664"), MIDDLE), OLIVE.light)
    canvas.fill(
        blob("322,470 310,370 340,288 420,248 520,246 580,300 592,380 578,470 566,400 530,356 450,366 380,352 340,396"),
        HAIR,
    )
    features(canvas, OLIVE, brow=12)
    _beard(canvas)
    _glasses(canvas)
    return canvas


def hoda_mansour() -> Canvas:
    """A woman in a headscarf, in a coat."""
    canvas = backdrop(WOMEN)
    coat(canvas, CORAL)
    scarf = around(trace("0,236 104,250 172,330 186,450 172,560 176,660 214,760 176,838 90,880 0,892"), MIDDLE)
    canvas.fill(scarf, SEA)
    canvas.fill(around(trace("0,296 92,308 136,390 140,480 120,580 70,650 0,672"), MIDDLE), TEAL)
    canvas.fill(around(trace("0,338 80,350 120,410 126,484 112,564 70,628 28,654 0,658"), MIDDLE), BROWN.light)
    with canvas.inside(scarf):
        for path in (
            "604,560 560,680 440,760 270,800",
            "560,690 480,780 330,860",
            "316,600 330,680 420,744",
        ):
            canvas.stroke(curve(path), 12, mix(SEA, TEAL, 0.75), end=5)
    features(canvas, BROWN, brow=9)
    return canvas


def backdrop(theme: Theme) -> Canvas:
    """Gives a portrait's canvas with the gate and the river."""
    canvas = Canvas(900, 1100, theme.ground)
    canvas.fill(gate(MIDDLE, 84, 366, 1100), mix(theme.ground, theme.gate, 0.45))
    canvas.fill(gate(MIDDLE, 110, 340, 1100), theme.gate)
    canvas.fill(wave(930, 14, 0.4, 900, 1100), mix(theme.river, theme.gate, 0.45))
    canvas.fill(wave(972, 12, 2.6, 900, 1100), theme.river)
    return canvas


def neck(canvas: Canvas, skin: Skin, width: float) -> None:
    """Draws a neck and the chin's shadow on it."""
    throat = soft([(-width, 560), (width, 560), (width + 10, 740), (0, 810), (-width - 10, 740)], 26)
    canvas.fill(place(throat, MIDDLE, 0), skin.light)
    canvas.fill(around([(0, 600), (width - 4, 606), (width, 650), (width * 0.6, 694), (0, 708)], MIDDLE), skin.shade)


def coat(canvas: Canvas, top: Colour, width: float = 1) -> None:
    """Draws shoulders in a white coat over a coloured top."""
    half = trace("0,716 70,728 176,776 256,832 296,930 310,1140 0,1160")
    body = around([(dx * width, y) for dx, y in half], MIDDLE)
    canvas.fill(body, COAT)
    with canvas.inside(body):
        canvas.fill(place(trace("-92,690 92,690 20,1110 -20,1110"), MIDDLE, 0), top)
        for flip in (False, True):
            lapel = soft(trace("84,690 156,762 122,868 146,892 22,1110 16,1110"), 8)
            canvas.fill(place(lapel, MIDDLE, 0, flip=flip), COAT_SHADE)
            canvas.stroke(place([(214 * width, 950), (222 * width, 1110)], MIDDLE, 0, flip=flip), 7, COAT_SHADE)
        _pocket(canvas)


def _pocket(canvas: Canvas) -> None:
    canvas.stroke([(600, 940), (600, 990)], 12, TEAL)
    canvas.fill(soft(box(560, 972, 654, 1130), 14), mix(COAT, COAT_SHADE, 0.55))
    canvas.stroke([(566, 980), (648, 980)], 6, COAT_SHADE)


def features(canvas: Canvas, skin: Skin, brow: float, y: float = 476) -> None:
    """Draws brows, eyes, nose, mouth and a little colour in the cheeks."""
    for flip in (False, True):
        canvas.fill(place(ellipse(72, 66, 25, 17), MIDDLE, y, flip=flip), skin.blush)
        canvas.fill(place(ellipse(54, 0, 9, 11), MIDDLE, y, flip=flip), INK)
        canvas.stroke(place(quadratic((30, -36), (62, -54), (90, -34)), MIDDLE, y, flip=flip), brow, HAIR)
    canvas.stroke(quadratic((454, y + 14), (472, y + 64), (444, y + 62)), 7, skin.shade)
    _mouth(canvas, y)


def _mouth(canvas: Canvas, y: float = 476) -> None:
    canvas.stroke(quadratic((416, y + 106), (450, y + 132), (484, y + 106)), 9, LIPS)


def _beard(canvas: Canvas) -> None:
    beard = trace("0,566 40,556 84,566 112,520 131,460 124,570 88,640 38,678 0,684")
    canvas.fill(around(beard, MIDDLE), mix(HAIR, OLIVE.shade, 0.12))
    canvas.fill(around(trace("0,578 40,576 38,600 0,616"), MIDDLE), OLIVE.light)
    _mouth(canvas)


def _glasses(canvas: Canvas) -> None:
    for flip in (False, True):
        rim = soft(place(box(14, -38, 98, 36), MIDDLE, 480, flip=flip), 32)
        canvas.stroke([*rim, rim[0]], 8, INK)
        canvas.stroke(place([(98, -10), (128, -16)], MIDDLE, 480, flip=flip), 8, INK)
    canvas.stroke(quadratic((436, 470), (450, 460), (464, 470)), 8, INK)
