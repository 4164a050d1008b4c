"""Pictures about women's health."""

from clinic.demo.drawing import (
    BLUSH,
    CORAL,
    CORAL_DEEP,
    INK,
    ROSE,
    SEA,
    STEEL,
    STEEL_DEEP,
    STEEL_LIGHT,
    SUN,
    TEAL,
    WHITE,
    Canvas,
    Points,
    arc,
    around,
    blob,
    box,
    curve,
    ellipse,
    mix,
    place,
    quadratic,
    soft,
    trace,
)
from clinic.demo.scenery import WOMEN, drop, river, scene, table

WHORL = mix(CORAL_DEEP, ROSE, 0.35)
WALL: Points = trace("0,-208 90,-204 168,-170 196,-96 170,0 116,110 84,190 88,270 70,298 0,300")
CAVITY: Points = trace("0,-116 64,-122 110,-126 86,-44 40,60 20,150 20,300 18,340 0,344")


def mirrored(half: Points, x: float, y: float, size: float = 1) -> Points:
    """Gives a shape around its own middle line, placed at (x, y)."""
    return place(around(half), x, y, size)


def uterus(canvas: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draws a uterus with its tubes and ovaries, in schematic form."""
    for flip in (False, True):
        _tube_and_ovary(canvas, x, y, size, flip)
    canvas.fill(mirrored(WALL, x, y, size), CORAL)
    with canvas.inside(mirrored(WALL, x, y, size)):
        canvas.fill(mirrored(WALL, x - 22 * size, y - 10 * size, size), mix(CORAL, ROSE, 0.45))


def _tube_and_ovary(canvas: Canvas, x: float, y: float, size: float, flip: bool) -> None:
    def put(points: Points) -> Points:
        return place(points, x, y, size, flip=flip)

    tube = put(curve("140,-150 220,-206 310,-214 380,-170 396,-100"))
    canvas.stroke(put(quadratic((170, -40), (230, -10), (290, -24))), 18 * size, ROSE)
    canvas.stroke(tube, 40 * size, ROSE, end=34 * size)
    for turn in (-34, -10, 14, 38):
        canvas.stroke(put(place([(0, 0), (0, 52)], 396, -104, turn=turn)), 20 * size, ROSE, end=14 * size)
    canvas.fill(put(ellipse(316, -30, 62, 44, -12)), mix(BLUSH, WHITE, 0.15))
    canvas.fill(put(ellipse(316, -30, 54, 37, -12)), BLUSH)
    for dx, dy, r in ((-20, -4, 11), (10, -14, 8), (20, 8, 10)):
        canvas.fill(put(ellipse(316 + dx, -30 + dy, r)), ROSE)


def laparoscopic_fibroid_removal() -> Canvas:
    """A uterus with fibroids, and two slim instruments that reach one of them."""
    canvas = scene(WOMEN, half=470)
    uterus(canvas, 800, 490, 0.96)
    fibroid(canvas, 744, 520, 52)
    fibroid(canvas, 838, 614, 28)
    fibroid(canvas, 868, 316, 92)
    slim_instrument(canvas, 944, 262, turn=-38)
    slim_instrument(canvas, 784, 276, turn=-146)
    river(canvas, WOMEN)
    return canvas


def fibroid(canvas: Canvas, x: float, y: float, r: float) -> None:
    """Draws a fibroid with the whorls of its cut surface."""
    canvas.fill(ellipse(x, y, r), CORAL_DEEP)
    canvas.fill(ellipse(x - r * 0.05, y - r * 0.05, r * 0.9), WHORL)
    for share, start in ((0.66, 150), (0.42, 330), (0.2, 160)):
        canvas.stroke(arc(x, y, r * share, start, start + 200), r * 0.07, mix(WHORL, CORAL_DEEP, 0.55))


def slim_instrument(canvas: Canvas, x: float, y: float, turn: float) -> None:
    """Draws a laparoscopic grasper whose jaws close at (x, y); unturned, it lies to the right."""

    def put(points: Points) -> Points:
        return place(points, x, y, turn=turn)

    for side in (-1, 1):
        canvas.stroke(put(quadratic((66, side * 4), (36, side * 30), (-4, side * 12))), 13, STEEL_DEEP, end=8)
    canvas.stroke(put([(66, 0), (560, 0)]), 20, STEEL)
    canvas.stroke(put([(66, -4), (560, -4)]), 6, STEEL_LIGHT)
    canvas.fill(put(soft(box(250, -34, 330, 34), 16)), SEA)
    canvas.fill(put(soft(box(316, -50, 352, 50), 14)), TEAL)


def hysteroscopy() -> Canvas:
    """A uterus opened to show its cavity, lit by a slim telescope that enters from below."""
    canvas = scene(WOMEN, half=470)
    uterus(canvas, 800, 370, 0.92)
    cavity = mirrored(CAVITY, 800, 370, 0.92)
    with canvas.inside(mirrored(WALL, 800, 370, 0.92)):
        canvas.fill(cavity, BLUSH)
    _polyp_and_light(canvas, cavity)
    _telescope(canvas, 800)
    river(canvas, WOMEN)
    return canvas


def _polyp_and_light(canvas: Canvas, cavity: Points) -> None:
    with canvas.inside(cavity):
        canvas.fill(trace("794,474 806,474 930,230 670,230"), mix(SUN, WHITE, 0.55))
        canvas.fill(blob("752,240 792,240 790,290 812,326 790,354 762,342 758,300"), CORAL_DEEP)
        canvas.fill(blob("750,240 786,240 784,290 802,324 784,344 766,334 760,300"), CORAL)


def _telescope(canvas: Canvas, x: float) -> None:
    canvas.stroke([(x, 760), (x, 486)], 22, STEEL_DEEP)
    canvas.stroke([(x - 4, 760), (x - 4, 490)], 7, STEEL_LIGHT)
    canvas.stroke(quadratic((x + 30, 748), (x + 190, 730), (x + 210, 900)), 16, INK)
    canvas.fill(soft(box(x - 34, 690, x + 34, 790), 16), TEAL)
    canvas.fill(soft(box(x - 50, 770, x + 50, 900), 20), SEA)


def heavy_periods() -> Canvas:
    """A calendar with several days marked by drops, a warm drink beside it."""
    canvas = scene(WOMEN)
    table(canvas, WOMEN)
    _calendar(canvas)
    cup(canvas, 1090, 752)
    return canvas


def _calendar(canvas: Canvas) -> None:
    canvas.fill(soft(trace("492,764 1000,764 960,180 532,180"), 26), mix(CORAL_DEEP, INK, 0.2))
    canvas.fill(soft(box(510, 190, 982, 740), 30), WHITE)
    canvas.fill(soft(box(510, 190, 982, 300), 30), CORAL)
    canvas.fill(box(510, 262, 982, 300), CORAL)
    for i in range(6):
        x = 572 + i * 70
        canvas.stroke([(x, 160), (x, 222)], 16, STEEL_DEEP)
    for i in range(28):
        _day(canvas, 562 + i % 7 * 61, 366 + i // 7 * 96, bleeding=8 <= i <= 16)


def _day(canvas: Canvas, x: float, y: float, bleeding: bool) -> None:
    if bleeding:
        canvas.fill(drop(x, y + 8, 24), CORAL_DEEP)
        canvas.fill(ellipse(x - 8, y + 12, 5, 9, 20), ROSE)
    else:
        canvas.fill(ellipse(x, y, 14), BLUSH)


def cup(canvas: Canvas, x: float, bottom: float) -> None:
    """Draws a cup of a warm drink that stands at (x, bottom)."""
    canvas.stroke(arc(x + 84, bottom - 84, 36, -90, 90), 20, TEAL)
    canvas.fill(soft([(x - 86, bottom - 156), (x + 86, bottom - 156), (x + 64, bottom), (x - 64, bottom)], 26), TEAL)
    canvas.fill(soft(box(x - 86, bottom - 158, x + 86, bottom - 134), 10), SEA)
    for dx in (-32, 22):
        steam = place(curve("0,0 14,-28 -8,-58 8,-90"), x + dx, bottom - 186)
        canvas.stroke(steam, 10, WOMEN.river)
