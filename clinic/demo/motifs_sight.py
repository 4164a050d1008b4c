"""The picture of what a cataract does to a view."""

from clinic.demo.drawing import (
    BONE,
    CORAL_DEEP,
    INK,
    SKIN_SHADE,
    STEEL,
    STEEL_LIGHT,
    TEAL,
    WHITE,
    Canvas,
    blob,
    box,
    curve,
    ellipse,
    mix,
    place,
    quadratic,
    rgb,
    soft,
)
from clinic.demo.scenery import EYES, gate, palm, scene, sun

SKY = rgb("#fbe7c8")
WATER = rgb("#5f9fb2")
BANK = rgb("#8aa873")


def living_with_cataract() -> Canvas:
    """A person before a window on the river: clear on one side, misty on the other."""
    canvas = scene(EYES, half=540, top=40)
    with canvas.inside(gate(800, 40, 540, 900)):
        _view(canvas, 0)
        _view(canvas, 540)
        canvas.blur(800, 0, 1400, 900, 26)
        canvas.fill(box(800, 0, 1400, 900), (*BONE, 120))
    _frame(canvas)
    _person(canvas)
    return canvas


def _view(canvas: Canvas, x: float) -> None:
    """Draws one pane's river, from x + 260 to x + 800."""
    canvas.fill(box(x + 260, 0, x + 800, 600), SKY)
    sun(canvas, x + 440, 300, 62)
    bank = curve("262,508 400,488 600,506 798,488")
    canvas.fill(place([*bank, (798, 600), (262, 600)], x, 0), BANK)
    palm(canvas, x + 700, 510, 1)
    palm(canvas, x + 620, 512, 0.72)
    canvas.fill(box(x + 260, 540, x + 800, 900), WATER)
    for left, y, length in ((300, 590, 120), (620, 620, 130), (330, 700, 90), (560, 720, 110)):
        canvas.stroke([(x + left, y), (x + left + length, y)], 8, mix(WATER, WHITE, 0.35))
    felucca(canvas, x + 470, 640)


def felucca(canvas: Canvas, x: float, y: float) -> None:
    """Draws a Nile sailing boat whose hull is centred at (x, y)."""
    canvas.fill(soft([(x - 110, y - 18), (x + 116, y - 24), (x + 70, y + 26), (x - 70, y + 26)], 18), CORAL_DEEP)
    canvas.stroke([(x - 6, y - 20), (x - 6, y - 170)], 8, INK)
    canvas.fill([(x - 6, y - 36), *quadratic((x - 60, y - 250), (x + 60, y - 140), (x + 104, y - 36))], WHITE)
    canvas.stroke([(x - 66, y - 262), (x - 2, y - 30)], 7, INK)


def _frame(canvas: Canvas) -> None:
    outline = gate(800, 40, 540, 900)
    canvas.stroke(outline, 26, WHITE)
    canvas.stroke([(800, 40), (800, 900)], 26, WHITE)


def _person(canvas: Canvas) -> None:
    """Draws an older person from behind, in a green jumper."""
    canvas.fill(blob("800,690 880,700 960,750 1000,860 1010,960 590,960 600,860 640,750 720,700"), TEAL)
    canvas.fill(soft(box(764, 640, 836, 730), 20), SKIN_SHADE)
    for dx in (-78, 78):
        canvas.fill(ellipse(800 + dx, 600, 15, 22), SKIN_SHADE)
    canvas.fill(ellipse(800, 586, 80, 96), STEEL_LIGHT)
    canvas.fill(blob("724,620 760,664 800,674 840,664 876,620 858,690 800,700 742,690"), STEEL)
