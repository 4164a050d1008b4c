"""What the demo pictures share: the gate and the river behind each motif, and small objects."""

from dataclasses import dataclass
from math import pi, sin

from clinic.demo.drawing import (
    SKIN_SHADE,
    SUN,
    WHITE,
    Canvas,
    Colour,
    Points,
    arc,
    ellipse,
    mix,
    place,
    quadratic,
    rgb,
)

WIDTH, HEIGHT = 1600, 900
PALM = rgb("#4d7f63")
# How far each frond reaches sideways, how high it rises and how far its tip falls.
PALM_FRONDS = ((-118, 20, 62), (-104, 56, 4), (-78, 84, -14), (76, 90, -18), (104, 60, 0), (116, 22, 60))


@dataclass(frozen=True)
class Theme:
    """The three tints behind one topic's pictures, and the one of its leaves."""

    ground: Colour
    gate: Colour
    river: Colour
    leaf: Colour


SPINE = Theme(rgb("#c2ddd6"), rgb("#eef6f2"), rgb("#8dbfb6"), rgb("#6aa79e"))
EYES = Theme(rgb("#c6d9e6"), rgb("#f0f6fa"), rgb("#95b7ce"), rgb("#7299b4"))
WOMEN = Theme(rgb("#f3d5c9"), rgb("#fdf4ef"), rgb("#e2aa97"), rgb("#cf8b77"))
READY = Theme(rgb("#f2e0bb"), rgb("#fdf8ec"), rgb("#dfc188"), rgb("#a8a86a"))


def gate(x: float, top: float, half: float, bottom: float) -> Points:
    """Gives the outline of a round-headed gate."""
    return [(x - half, bottom), *arc(x, top + half, half, 180, 360), (x + half, bottom)]


def wave(top: float, height: float, shift: float, width: int, bottom: int) -> Points:
    """Gives a band of water with two and a half gentle waves across the picture."""
    crest = [(x, top + height * sin(x / width * 5 * pi + shift)) for x in range(0, width + 1, 20)]
    return [*crest, (width, bottom), (0, bottom)]


def scene(theme: Theme, half: float = 410, top: float = 60) -> Canvas:
    """Gives a canvas with the gate and the river, on which a motif is then drawn."""
    canvas = Canvas(WIDTH, HEIGHT, theme.ground)
    _reeds(canvas, theme, 205, flip=False)
    _reeds(canvas, theme, 1395, flip=True)
    canvas.fill(gate(800, top - 26, half + 26, HEIGHT), mix(theme.ground, theme.gate, 0.45))
    canvas.fill(gate(800, top, half, HEIGHT), theme.gate)
    return canvas


def river(canvas: Canvas, theme: Theme, top: float = 812) -> None:
    """Draws the river across the foot of the picture."""
    canvas.fill(wave(top, 15, 0.4, WIDTH, HEIGHT), mix(theme.river, theme.gate, 0.45))
    canvas.fill(wave(top + 36, 13, 2.6, WIDTH, HEIGHT), theme.river)


def table(canvas: Canvas, theme: Theme, top: float = 760) -> None:
    """Draws a flat surface across the foot of the picture, for things that stand."""
    canvas.fill([(0, top), (WIDTH, top), (WIDTH, HEIGHT), (0, HEIGHT)], theme.river)
    canvas.fill([(0, top), (WIDTH, top), (WIDTH, top + 16), (0, top + 16)], mix(theme.river, theme.gate, 0.4))


def _reeds(canvas: Canvas, theme: Theme, x: float, flip: bool) -> None:
    """Draws three stems of papyrus, the river's plant."""
    light = mix(theme.leaf, theme.ground, 0.45)
    for base, lean, height in ((-52, -46, 330), (0, 8, 470), (56, 62, 260)):
        stem = quadratic((base, 900), (base, 900 - height * 0.6), (base + lean, 900 - height))
        canvas.stroke(place(stem, x, 0, flip=flip), 9, light, end=6)
        _umbel(canvas, place([stem[-1]], x, 0, flip=flip)[0], theme, light, height / 470)


def _umbel(canvas: Canvas, centre: tuple[float, float], theme: Theme, colour: Colour, size: float) -> None:
    for turn in range(-75, 76, 25):
        ray = place(quadratic((0, 0), (0, -60), (turn * 0.16, -104)), *centre, size=0.6 + size * 0.4, turn=turn)
        canvas.stroke(ray, 6, colour, end=3)
        canvas.fill(ellipse(*ray[-1], 7), mix(theme.leaf, theme.ground, 0.25))


def drop(x: float, y: float, size: float, turn: float = 0) -> Points:
    """Gives a drop whose round belly is centred at (x, y) with radius `size`."""
    side = quadratic((0, -1.95), (0.12, -1.15), (0.8, -0.6), 10)
    belly = arc(0, 0, 1, -37, 217)
    return place([*side, *belly, *[(-px, py) for px, py in reversed(side)]], x, y, size, turn)


def tick(canvas: Canvas, x: float, y: float, size: float, colour: Colour, width: float = 9) -> None:
    """Draws a check mark centred at (x, y)."""
    canvas.stroke([(x - size, y), (x - size * 0.25, y + size * 0.7), (x + size, y - size * 0.75)], width, colour)


def sun(canvas: Canvas, x: float, y: float, r: float) -> None:
    """Draws a sun with a pale halo."""
    canvas.fill(ellipse(x, y, r * 1.32), mix(SUN, WHITE, 0.65))
    canvas.fill(ellipse(x, y, r), SUN)


def palm(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draws a date palm that stands at (x, y)."""
    trunk = quadratic((0, 0), (6, -110), (-8, -210))
    canvas.stroke(place(trunk, x, y, size), 20 * size, SKIN_SHADE, end=13 * size)
    for reach, rise, fall in PALM_FRONDS:
        top, tip = (reach * 0.5, -210 - rise), (reach, -210 + fall)
        frond = quadratic((-8, -212), top, tip) + quadratic(tip, (reach * 0.5, -196 - rise * 0.35), (-8, -196))
        canvas.fill(place(frond, x, y, size), PALM)
