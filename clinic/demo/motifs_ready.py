"""Pictures about getting ready for a procedure and about going home."""

from itertools import pairwise

from clinic.demo.drawing import (
    BONE,
    BONE_SHADE,
    CORAL,
    CORAL_DEEP,
    HAIR,
    INK,
    MIST,
    SEA,
    SKIN,
    SKIN_SHADE,
    STEEL,
    STEEL_DEEP,
    STEEL_LIGHT,
    SUN,
    SUN_DEEP,
    TEAL,
    WHITE,
    Canvas,
    Colour,
    arc,
    box,
    curve,
    ellipse,
    mix,
    pillow,
    place,
    quadratic,
    rgb,
    smooth,
    soft,
    trace,
)
from clinic.demo.scenery import READY, SPINE, gate, palm, scene, sun, table, tick

SCAN_WORN = rgb("#101f25")
FILM = rgb("#1c333b")
LINE = rgb("#dfe5e4")
ROSE_TOWEL = mix(CORAL, WHITE, 0.25)
SCAN_DARK = rgb("#2c4852")
SCAN_BONE = rgb("#7d98a2")
SCAN_COLUMN = ((-16, -280, 6), (-30, -176, 4), (-36, -70, -2), (-34, 36, -6), (-14, 140, -14), (38, 236, -34))


def before_your_procedure() -> Canvas:
    """A list with ticks, a packed bag and a clock."""
    canvas = scene(READY, half=450)
    _clock(canvas, 1010, 240, 92)
    table(canvas, READY)
    _clipboard(canvas, 600, 486)
    _bag(canvas, 1016, 762)
    return canvas


def _clock(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.fill(ellipse(x, y, r), SEA)
    canvas.fill(ellipse(x, y, r - 16), WHITE)
    for turn in range(0, 360, 90):
        canvas.stroke(place([(0, -r + 28), (0, -r + 36)], x, y, turn=turn), 8, STEEL)
    canvas.stroke([(x, y), (x, y - 50)], 10, INK)
    canvas.stroke([(x, y), (x + 34, y + 16)], 10, CORAL)
    canvas.fill(ellipse(x, y, 9), INK)


def _clipboard(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(soft(box(x - 180, y - 270, x + 180, y + 286), 30), SUN_DEEP)
    canvas.fill(soft(box(x - 152, y - 226, x + 152, y + 258), 16), WHITE)
    canvas.fill(soft(box(x - 76, y - 300, x + 76, y - 226), 22), STEEL_DEEP)
    canvas.fill(ellipse(x, y - 276, 16), STEEL_LIGHT)
    for i, length in enumerate((140, 104, 150, 90)):
        top = y - 156 + i * 104
        _list_line(canvas, x - 104, top, length, done=i < 3)


def _list_line(canvas: Canvas, x: float, y: float, length: float, done: bool) -> None:
    canvas.fill(soft(box(x - 26, y - 26, x + 26, y + 26), 12), SEA if done else LINE)
    if done:
        tick(canvas, x, y, 14, WHITE, 8)
    else:
        canvas.fill(soft(box(x - 18, y - 18, x + 18, y + 18), 8), WHITE)
    canvas.stroke([(x + 60, y - 10), (x + 60 + length, y - 10)], 14, LINE)
    canvas.stroke([(x + 60, y + 16), (x + 60 + length * 0.6, y + 16)], 14, LINE)


def _bag(canvas: Canvas, x: float, bottom: float) -> None:
    canvas.fill(soft(box(x - 120, bottom - 340, x - 10, bottom - 180), 24), ROSE_TOWEL)
    canvas.fill(soft(box(x + 10, bottom - 320, x + 110, bottom - 180), 22), BONE_SHADE)
    for dx in (-92, 92):
        canvas.fill(ellipse(x + dx, bottom - 10, 20), INK)
    body = soft([(x - 190, bottom - 250), (x + 190, bottom - 250), (x + 216, bottom - 4), (x - 216, bottom - 4)], 46)
    canvas.fill(body, TEAL)
    with canvas.inside(body):
        canvas.fill(box(x - 300, bottom - 300, x + 300, bottom - 196), SEA)
    canvas.stroke([(x - 150, bottom - 196), (x + 150, bottom - 196)], 8, MIST)
    canvas.stroke([(x - 90, bottom - 150), *arc(x, bottom - 300, 90, 180, 360, ry=80), (x + 90, bottom - 150)], 22, INK)
    for dx in (-90, 90):
        canvas.fill(soft(box(x + dx - 22, bottom - 172, x + dx + 22, bottom - 124), 10), SUN)


def going_home_after_surgery() -> Canvas:
    """Two people walking home, one with an arm around the other."""
    canvas = scene(READY, half=500, top=40)
    with canvas.inside(gate(800, 40, 500, 900)):
        sun(canvas, 640, 190, 58)
        _house(canvas, 960, 740)
    palm(canvas, 1226, 744, 1.7)
    _garden(canvas)
    walker(canvas, 560, 826, CORAL, TEAL, HAIR, step=1)
    walker(canvas, 642, 830, SEA, INK, STEEL_LIGHT, step=-1)
    _arm_around(canvas)
    return canvas


def _house(canvas: Canvas, x: float, bottom: float) -> None:
    canvas.fill(box(x - 180, bottom - 400, x + 180, bottom), BONE_SHADE)
    canvas.fill(box(x - 180, bottom - 400, x + 128, bottom), mix(BONE, SUN, 0.12))
    canvas.fill(soft(box(x - 206, bottom - 440, x + 206, bottom - 392), 16), CORAL_DEEP)
    canvas.fill(gate(x - 70, bottom - 214, 62, bottom), TEAL)
    canvas.fill(gate(x - 70, bottom - 200, 48, bottom), SEA)
    canvas.fill(ellipse(x - 36, bottom - 92, 8), SUN)
    for dx, dy in ((72, 130), (72, 290), (-70, 290)):
        canvas.fill(gate(x + dx, bottom - dy - 80, 44, bottom - dy + 26), TEAL)
        canvas.fill(gate(x + dx, bottom - dy - 68, 32, bottom - dy + 14), mix(SUN, WHITE, 0.45))
        canvas.stroke([(x + dx - 52, bottom - dy + 28), (x + dx + 52, bottom - dy + 28)], 12, CORAL_DEEP)


def _garden(canvas: Canvas) -> None:
    canvas.fill([*quadratic((0, 756), (800, 706), (1600, 756)), (1600, 900), (0, 900)], READY.river)
    path = [*quadratic((850, 738), (820, 800), (360, 900)), *quadratic((820, 900), (950, 800), (928, 738))]
    canvas.fill(path, mix(READY.river, WHITE, 0.5))


def walker(canvas: Canvas, x: float, bottom: float, shirt: Colour, trousers: Colour, hair: Colour, step: int) -> None:
    """Draws a person from behind, walking away; their feet are at (x, bottom)."""
    for side in (-1, 1):
        foot = bottom - (14 if side == step else 0)
        canvas.stroke([(x + side * 24, bottom - 190), (x + side * 20, foot - 16)], 46, trousers, end=34)
        canvas.fill(soft(box(x + side * 20 - 20, foot - 20, x + side * 20 + 20, foot), 9), HAIR)
    for side in (-1, 1):
        arm = place(curve("56,-350 74,-280 66,-212"), x, bottom, flip=side < 0)
        canvas.stroke(arm, 30, mix(shirt, CORAL_DEEP if shirt == CORAL else INK, 0.3), end=26)
        canvas.fill(ellipse(x + side * 65, bottom - 196, 14, 18), SKIN)
    canvas.fill(soft(box(x - 18, bottom - 420, x + 18, bottom - 366), 8), SKIN_SHADE)
    canvas.fill(
        soft([(x - 62, bottom - 386), (x + 62, bottom - 386), (x + 56, bottom - 168), (x - 56, bottom - 168)], 34),
        shirt,
    )
    for side in (-1, 1):
        canvas.fill(ellipse(x + side * 38, bottom - 440, 8, 12), SKIN)
    canvas.fill(ellipse(x, bottom - 446, 38, 46), hair)


def _arm_around(canvas: Canvas) -> None:
    canvas.stroke(curve("606,486 640,524 676,534"), 30, mix(CORAL, CORAL_DEEP, 0.3), end=26)
    canvas.fill(ellipse(690, 534, 18, 14), SKIN)


def reading_an_mri_report() -> Canvas:
    """A scan of the lower back, the written report and a magnifying glass."""
    canvas = scene(SPINE, half=480)
    table(canvas, SPINE, 800)
    _film(canvas, 620, 440)
    _report(canvas, 990, 470)
    _magnifier(canvas, 622, 528)
    return canvas


def _film(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(soft(box(x - 234, y - 324, x + 234, y + 370), 34), STEEL_LIGHT)
    film = soft(box(x - 210, y - 300, x + 210, y + 330), 18)
    canvas.fill(film, FILM)
    with canvas.inside(film):
        cord = [(x + 78, y - 360), (x + 48, y - 140), (x + 44, y + 20), (x + 72, y + 150), (x + 150, y + 290)]
        canvas.stroke(smooth([(px + 78, py) for px, py in cord], closed=False), 130, SCAN_DARK)
        canvas.stroke(smooth(cord, closed=False), 34, STEEL_LIGHT)
        _scan_column(canvas, x, y)


def _scan_column(canvas: Canvas, x: float, y: float) -> None:
    for i, ((dx, dy, turn), (next_dx, next_dy, next_turn)) in enumerate(pairwise(SCAN_COLUMN)):
        middle, tilt = (x + (dx + next_dx) / 2, y + (dy + next_dy) / 2), (turn + next_turn) / 2
        flat, colour = (ellipse(16, 0, 62, 13), SCAN_WORN) if i == 3 else (ellipse(2, 0, 50, 13), STEEL_LIGHT)
        canvas.fill(place(flat, *middle, turn=tilt), colour)
    for dx, dy, turn in SCAN_COLUMN[:-1]:
        canvas.fill(place(pillow(102, 76, 4, 12), x + dx, y + dy, turn=turn), SCAN_BONE)
    sacrum = soft(trace("-50,-36 50,-36 36,100 8,100"), 16)
    canvas.fill(place(sacrum, x + SCAN_COLUMN[-1][0], y + SCAN_COLUMN[-1][1], turn=-34), SCAN_BONE)


def _report(canvas: Canvas, x: float, y: float) -> None:
    sheet = soft(box(x - 180, y - 270, x + 180, y + 340), 20)
    canvas.fill(sheet, WHITE)
    canvas.fill(soft(box(x - 140, y - 226, x - 20, y - 196), 12), SEA)
    for i, length in enumerate((280, 250, 268, 180, 0, 280, 236, 262, 120)):
        if length:
            line = [(x - 132, y - 140 + i * 44), (x - 148 + length, y - 140 + i * 44)]
            canvas.stroke(line, 14, CORAL if i == 6 else LINE)


def _magnifier(canvas: Canvas, x: float, y: float) -> None:
    canvas.stroke(place([(106, 0), (240, 0)], x, y, turn=48), 34, SUN_DEEP)
    ring = ellipse(x, y, 96)
    canvas.fill(ring, (255, 255, 255, 46))
    canvas.stroke([*ring, ring[0]], 18, SUN)
