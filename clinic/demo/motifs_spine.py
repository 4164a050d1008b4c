"""Pictures of procedures on the spine."""

from itertools import pairwise

from clinic.demo.drawing import (
    BONE,
    BONE_DEEP,
    BONE_SHADE,
    CORAL,
    CORAL_DEEP,
    FOAM,
    SEA,
    STEEL,
    STEEL_DEEP,
    STEEL_LIGHT,
    SUN,
    SUN_DEEP,
    TEAL,
    WHITE,
    Canvas,
    Colour,
    Points,
    blob,
    box,
    curve,
    ellipse,
    mix,
    pillow,
    place,
    quadratic,
    smooth,
    soft,
    trace,
)
from clinic.demo.scenery import SPINE, gate, river, scene

BODY = pillow(216, 136, 9, 24)
ARCH = soft(trace("80,-44 138,-44 146,-122 196,-112 190,-34 350,-22 344,70 232,44 216,118 160,116 150,6 80,2"), 30)
# A vertebral body whose front has collapsed.
SUNKEN = soft(trace("-120,-26 -40,-30 30,-46 112,-72 104,0 112,70 0,58 -120,62 -106,18"), 24)
DISC = soft(box(-107, -25, 107, 25), 24)


def vertebra(canvas: Canvas, x: float, y: float, size: float = 1, turn: float = 0, body: Points = BODY) -> None:
    """Draws one lumbar vertebra from the side; its body faces left."""
    canvas.fill(place(ARCH, x + 3 * size, y + 7 * size, size, turn), BONE_DEEP)
    canvas.fill(place(ARCH, x, y, size, turn), BONE_SHADE)
    outline = place(body, x, y, size, turn)
    canvas.fill(outline, BONE_SHADE)
    with canvas.inside(outline):
        canvas.fill(place(body, x - 18 * size, y - 12 * size, size, turn), BONE)


def disc(canvas: Canvas, x: float, y: float, size: float = 1, turn: float = 0, colour: Colour = SEA) -> None:
    """Draws a disc from the side."""
    outline = place(DISC, x, y, size, turn)
    canvas.fill(outline, colour)
    canvas.fill(place(ellipse(-8, -4, 62, 9), x, y, size, turn), mix(colour, WHITE, 0.32))


def nerve_root_injection() -> Canvas:
    """A needle that stops beside the root of a nerve, where it leaves the spine."""
    canvas = scene(SPINE)
    with canvas.inside(gate(800, 60, 410, 900)):
        _column(canvas)
    canvas.fill(ellipse(782, 470, 66), mix(FOAM, WHITE, 0.25))
    canvas.fill(ellipse(782, 470, 42), FOAM)
    _root(canvas, 768, 424, CORAL, CORAL_DEEP)
    syringe(canvas, 790, 462, turn=-27)
    river(canvas, SPINE)
    return canvas


def _column(canvas: Canvas) -> None:
    column = [(668, 62, -10), (650, 252, -4), (646, 446, 2), (660, 640, 9), (700, 828, 16)]
    cord = curve("806,0 778,200 768,420 778,620 816,820 830,900")
    canvas.stroke(cord, 40, SUN_DEEP)
    for (x, y, turn), (next_x, next_y, next_turn) in pairwise(column):
        disc(canvas, (x + next_x) / 2, (y + next_y) / 2, turn=(turn + next_turn) / 2)
    for x, y, turn in column:
        vertebra(canvas, x, y, turn=turn)
    for x, y in ((784, 230), (784, 620)):
        _root(canvas, x, y, SUN, SUN_DEEP)


def _root(canvas: Canvas, x: float, y: float, colour: Colour, edge: Colour) -> None:
    path = place(curve("0,-14 6,20 -18,72 -74,128 -128,190 -176,236"), x, y)
    canvas.stroke(path, 36, edge, end=16)
    canvas.stroke(path, 26, colour, end=8)


def syringe(canvas: Canvas, x: float, y: float, turn: float, size: float = 1) -> None:
    """Draws a syringe whose needle's tip is at (x, y); unturned, it lies to the right of it."""

    def put(points: Points) -> Points:
        return place(points, x, y, size, turn)

    canvas.stroke(put([(0, 0), (300, 0)]), 5 * size, STEEL_DEEP, end=9 * size)
    canvas.fill(put(soft(box(286, -16, 330, 16), 8)), SEA)
    canvas.stroke(put([(520, 0), (640, 0)]), 16 * size, STEEL)
    canvas.fill(put(soft(box(324, -36, 540, 36), 16)), WHITE)
    canvas.fill(put(soft(box(336, -24, 460, 24), 8)), FOAM)
    canvas.fill(put(soft(box(452, -28, 476, 28), 8)), STEEL_DEEP)
    canvas.fill(put(box(476, -6, 540, 6)), STEEL)
    canvas.fill(put(soft(box(532, -58, 552, 58), 9)), STEEL_LIGHT)
    canvas.fill(put(soft(box(632, -40, 652, 40), 9)), STEEL_DEEP)
    for mark in range(360, 440, 24):
        canvas.stroke(put([(mark, -24), (mark, -10)]), 4 * size, SEA)


def lumbar_disc_surgery() -> Canvas:
    """A disc seen from above: its core bulges onto a nerve, and a slim instrument reaches the bulge."""
    canvas = scene(SPINE)
    _neural_arch(canvas)
    _nerves_from_above(canvas)
    _disc_from_above(canvas)
    _tube_and_grasper(canvas)
    river(canvas, SPINE)
    return canvas


def _neural_arch(canvas: Canvas) -> None:
    half = trace("0,440 90,446 150,470 215,512 290,530 312,566 270,596 190,594 120,650 46,716 38,800 0,836")
    ring = smooth(half + [(-x, y) for x, y in reversed(half[1:-1])])
    canvas.fill(place(ring, 800, 12), BONE_DEEP)
    canvas.fill(place(ring, 800, 0), BONE)
    canvas.fill(
        blob("800,430 906,470 928,550 868,630 800,664 732,630 672,550 694,470"),
        BONE_SHADE,
    )


def _nerves_from_above(canvas: Canvas) -> None:
    canvas.fill(ellipse(814, 546, 92, 82), SUN_DEEP)
    canvas.fill(ellipse(814, 546, 82, 72), mix(SUN, WHITE, 0.72))
    for x, y in ((846, 516), (872, 556), (828, 560), (796, 514), (838, 598), (786, 566)):
        canvas.fill(ellipse(x, y, 15), SUN)
    canvas.fill(ellipse(706, 574, 27), CORAL_DEEP)
    canvas.fill(ellipse(706, 574, 20), CORAL)


def _disc_from_above(canvas: Canvas) -> None:
    half = trace("0,-180 150,-168 256,-104 286,0 250,104 150,160 60,156")
    kidney = smooth([*half, (0, 144), *[(-x, y) for x, y in reversed(half[1:])]])
    bulge = blob("590,372 640,470 660,538 700,548 736,520 740,460 720,372")
    canvas.fill(bulge, TEAL)
    for size, colour in ((1, TEAL), (0.88, SEA), (0.74, mix(SEA, FOAM, 0.5)), (0.58, FOAM)):
        canvas.fill(place(kidney, 800, 292, size), colour)
    tear = blob("690,300 656,390 664,470 684,522 706,524 712,480 710,420 770,340")
    canvas.fill(tear, FOAM)
    canvas.fill(place(ellipse(0, 0, 74, 30), 770, 232), mix(FOAM, WHITE, 0.45))


def _tube_and_grasper(canvas: Canvas) -> None:
    turn = 137.5

    def put(points: Points) -> Points:
        return place(points, 688, 536, turn=turn)

    canvas.fill(put(soft(box(150, -46, 430, 46), 20)), SEA)
    canvas.fill(put(soft(box(150, -46, 430, -8), 18)), mix(SEA, WHITE, 0.3))
    canvas.fill(put(ellipse(152, 0, 16, 46)), TEAL)
    canvas.stroke(put([(46, 0), (152, 0)]), 18, STEEL_DEEP)
    for side in (-1, 1):
        canvas.stroke(put(quadratic((50, side * 5), (24, side * 34), (-6, side * 8))), 12, STEEL_DEEP, end=7)
    canvas.stroke(put([(430, 0), (560, 0)]), 20, STEEL)
    canvas.stroke(put([(556, 0), (640, 26)]), 24, STEEL_DEEP)
    canvas.stroke(put([(556, 0), (640, -26)]), 24, STEEL_DEEP)


def vertebroplasty() -> Canvas:
    """A vertebra that has sunk in front, being filled through a needle."""
    canvas = scene(SPINE)
    with canvas.inside(gate(800, 60, 410, 900)):
        _sunken_column(canvas)
    _filling_needle(canvas)
    river(canvas, SPINE)
    return canvas


def _sunken_column(canvas: Canvas) -> None:
    cord = curve("784,0 814,150 834,300 848,436 848,640 854,900")
    canvas.stroke(cord, 42, SUN_DEEP)
    for x, y, turn in ((695, 346, -12), (704, 543, 2), (694, 782, 7)):
        disc(canvas, x, y, 1.2, turn)
    vertebra(canvas, 673, 232, 1.2, -13)
    vertebra(canvas, 706, 436, 1.2, 0, SUNKEN)
    vertebra(canvas, 700, 662, 1.2, 4)
    vertebra(canvas, 684, 904, 1.2, 9)
    pool = blob("612,436 652,420 702,422 748,404 784,424 788,458 758,486 710,478 662,494 618,482 602,458")
    canvas.fill(pool, SUN)
    canvas.fill(place(ellipse(0, 0, 46, 10), 678, 446, turn=-6), mix(SUN, WHITE, 0.5))


def _filling_needle(canvas: Canvas) -> None:
    def put(points: Points) -> Points:
        return place(points, 736, 452, turn=-17)

    canvas.stroke(put([(0, 0), (560, 0)]), 18, STEEL_DEEP)
    canvas.stroke(put([(10, -3), (560, -3)]), 6, STEEL_LIGHT)
    canvas.fill(put(soft(box(520, -30, 600, 30), 14)), TEAL)
    canvas.fill(put(soft(box(560, -92, 612, 92), 24)), SEA)
