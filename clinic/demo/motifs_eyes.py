"""Pictures about the eyes."""

from clinic.demo.drawing import (
    BLUSH,
    BONE_DEEP,
    BONE_SHADE,
    CORAL,
    FOAM,
    HAIR,
    INK,
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
    Points,
    arc,
    blob,
    box,
    curve,
    ellipse,
    mix,
    place,
    quadratic,
    rgb,
    smooth,
    soft,
    trace,
)
from clinic.demo.scenery import EYES, drop, gate, river, scene

GLASS = rgb("#d8ecf3")
GLASS_DEEP = rgb("#a9cfe0")
IRIS = rgb("#6b4128")
IRIS_LIGHT = rgb("#a5693c")


def almond(x: float, y: float, size: float = 1) -> Points:
    """Gives the opening between the lids of an eye that faces the reader."""
    return place(_upper_lid(300) + _lower_lid(), x, y, size)


def _upper_lid(reach: float) -> Points:
    return smooth(
        [(-reach, 28), (-214, -62), (-110, -126), (10, -146), (130, -122), (226, -62), (reach, 2)], closed=False
    )


def _lower_lid() -> Points:
    return curve("300,2 190,92 20,134 -160,108 -300,28")


def eye(canvas: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draws an open eye with its lids on a face."""
    opening = almond(x, y, size)
    crease = curve("-270,-84 -170,-172 0,-214 170,-176 290,-84")
    canvas.stroke(place(crease, x, y, size), 10 * size, SKIN_SHADE)
    canvas.fill(opening, WHITE)
    with canvas.inside(opening):
        for radius, colour in ((132, INK), (122, IRIS), (90, IRIS_LIGHT), (58, HAIR)):
            canvas.fill(place(ellipse(0, -14, radius), x, y, size), colour)
        shade = _upper_lid(300) + [(px, py + 34) for px, py in reversed(_upper_lid(300))]
        canvas.fill(place(shade, x, y, size), (*INK, 50))
    canvas.fill(place(ellipse(-42, -52, 27), x, y, size), WHITE)
    canvas.fill(place(ellipse(44, 32, 11), x, y, size), (255, 255, 255, 200))
    canvas.stroke(place(_lower_lid(), x, y, size), 8 * size, SKIN_SHADE)
    lid = place([*_upper_lid(302), (326, 24)], x, y, size)
    middle = len(lid) // 2
    canvas.stroke(lid[middle:], 24 * size, INK, end=10 * size)
    canvas.stroke(lid[middle::-1], 24 * size, INK, end=12 * size)


def lasik() -> Canvas:
    """A laser that shapes the front of an eye, through the opening of a surgical drape."""
    canvas = scene(EYES)
    with canvas.inside(gate(800, 60, 410, 900)):
        canvas.fill(box(0, 0, 1600, 900), SEA)
        for x in (470, 560, 1040, 1130):
            fold = quadratic((x, 900), (x * 0.8 + 160, 640), (x * 0.9 + 80, 300))
            canvas.stroke(fold, 8, mix(SEA, INK, 0.15))
        canvas.fill(ellipse(800, 552, 372, 252), mix(SEA, WHITE, 0.28))
        canvas.fill(ellipse(800, 552, 350, 230), SKIN)
        eye(canvas, 800, 570)
    _laser(canvas)
    river(canvas, EYES, 830)
    return canvas


def _laser(canvas: Canvas) -> None:
    canvas.fill([(776, 190), (824, 190), *arc(800, 556, 106, 0, 180)], (*FOAM, 120))
    canvas.fill([(788, 190), (812, 190), *arc(800, 556, 42, 0, 180)], (255, 255, 255, 150))
    for radius in (106, 74, 42):
        ring = ellipse(800, 556, radius)
        canvas.stroke([*ring, ring[0]], 6, mix(FOAM, WHITE, 0.45))
    canvas.fill(soft(box(690, -60, 910, 110), 40), STEEL_LIGHT)
    canvas.fill(soft(box(690, -60, 800, 110), 40), mix(STEEL_LIGHT, WHITE, 0.5))
    canvas.fill(soft(trace("730,96 870,96 840,196 760,196"), 18), STEEL_DEEP)
    canvas.fill(soft(box(716, 84, 884, 116), 14), TEAL)


def dry_eye() -> Canvas:
    """An eye drop on its way from the bottle to a dry eye."""
    canvas = scene(EYES)
    with canvas.inside(gate(800, 60, 410, 900)):
        canvas.fill(box(0, 0, 1600, 900), SKIN)
        canvas.fill(blob("480,330 600,262 770,244 940,270 1010,300 930,312 770,290 620,306"), HAIR)
        eye(canvas, 760, 590)
        _dry_veins(canvas, 760, 590)
    _dropper(canvas)
    river(canvas, EYES)
    return canvas


def _dry_veins(canvas: Canvas, x: float, y: float) -> None:
    for path in (
        "-250,30 -214,18 -180,26 -150,12",
        "-210,60 -180,52 -152,60",
        "250,10 214,6 184,16 150,4",
        "216,46 186,42 156,54",
    ):
        canvas.stroke(place(curve(path), x, y), 6, mix(CORAL, WHITE, 0.25), end=3)


def _dropper(canvas: Canvas) -> None:
    def put(points: Points) -> Points:
        return place(points, 850, 246, turn=28)

    canvas.fill(put(soft(box(-64, -330, 64, -96), 34)), WHITE)
    canvas.fill(put(soft(box(-64, -260, 64, -140), 6)), SEA)
    canvas.fill(put(drop(0, -190, 26)), WHITE)
    canvas.fill(put(soft(trace("-44,-110 44,-110 14,0 -14,0"), 12)), GLASS_DEEP)
    canvas.fill(put(soft(box(-56, -122, 56, -92), 12)), STEEL_LIGHT)
    canvas.fill(drop(826, 378, 34), rgb("#6db3cf"))
    canvas.fill(ellipse(814, 386, 8, 12, 20), WHITE)


def cataract_surgery() -> Canvas:
    """An eye cut through from the side, its lens clouded, and a clear lens that will replace it."""
    canvas = scene(EYES, half=490)
    _optic_nerve(canvas, 960, 440)
    _eyeball(canvas, 960, 440)
    _clouded_lens(canvas, 800, 440)
    _held_lens(canvas, 452, 440)
    river(canvas, EYES)
    return canvas


def _optic_nerve(canvas: Canvas, x: float, y: float) -> None:
    path = smooth([(x + 240, y + 30), (x + 320, y + 60), (x + 420, y + 150), (x + 700, y + 260)], closed=False)
    canvas.stroke(path, 76, SUN_DEEP)
    canvas.stroke(path, 58, SUN)


def _eyeball(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(ellipse(x - 150, y, 176), GLASS_DEEP)
    canvas.fill(ellipse(x - 150, y, 160), GLASS)
    outer = ellipse(x, y, 270)
    canvas.fill(outer, WHITE)
    canvas.stroke([*outer, outer[0]], 10, STEEL_LIGHT)
    canvas.fill(ellipse(x, y, 244), CORAL)
    canvas.fill(ellipse(x, y, 230), mix(BLUSH, WHITE, 0.35))
    with canvas.inside(ellipse(x - 150, y, 160)):
        canvas.fill(box(0, 0, x - 170, 900), GLASS)
    canvas.fill(ellipse(x + 60, y - 90, 74, 46, -35), mix(BLUSH, WHITE, 0.7))
    for sign in (-1, 1):
        canvas.stroke([(x - 178, y + sign * 166), (x - 194, y + sign * 72)], 36, IRIS, end=22)


def _clouded_lens(canvas: Canvas, x: float, y: float) -> None:
    for rx, ry, colour in (
        (66, 118, BONE_DEEP),
        (58, 108, BONE_SHADE),
        (40, 80, mix(BONE_SHADE, WHITE, 0.35)),
        (20, 46, mix(BONE_SHADE, WHITE, 0.7)),
    ):
        canvas.fill(ellipse(x, y, rx, ry), colour)


def _held_lens(canvas: Canvas, x: float, y: float) -> None:
    loop = curve("48,-60 70,-84 82,-112 74,-140 50,-158 16,-163 -18,-156 -46,-138")
    for turn in (0, 180):
        canvas.stroke(place(loop, x, y, turn=turn), 9, SEA)
    canvas.fill(ellipse(x, y, 82), SEA)
    canvas.fill(ellipse(x, y, 72), mix(GLASS, WHITE, 0.35))
    canvas.fill(ellipse(x - 24, y - 28, 14, 24, 40), WHITE)
    for start, bend in (((-258, 238), (-140, 60)), ((-244, 254), (-70, 150))):
        blade = place(quadratic(start, bend, (-62, 34)), x, y)
        canvas.stroke(blade, 26, STEEL, end=9)
    canvas.stroke(place([(-330, 318), (-240, 240)], x, y), 62, STEEL_DEEP, end=48)
    for dx in (556, 584, 612):
        canvas.fill(ellipse(dx, y, 7), SEA)
