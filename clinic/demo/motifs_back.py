"""Pictures of back pain: the nerve down the leg, and the signs that cannot wait."""

from clinic.demo.drawing import (
    BONE,
    CORAL,
    CORAL_DEEP,
    HAIR,
    INK,
    ROSE,
    SEA,
    SKIN,
    SKIN_SHADE,
    SUN,
    TEAL,
    Canvas,
    around,
    box,
    curve,
    ellipse,
    mix,
    pillow,
    place,
    quadratic,
    soft,
    trace,
)
from clinic.demo.scenery import SPINE, gate, river, scene

SLEEVE = mix(SEA, INK, 0.22)


def sciatica() -> Canvas:
    """A person from behind, a hand on the lower back, and the nerve that runs down one leg."""
    canvas = scene(SPINE)
    with canvas.inside(gate(800, 60, 410, 900)):
        _legs(canvas)
        _head_and_shirt(canvas)
        _hanging_arm(canvas)
        _sciatic_nerves(canvas)
        lumbar_spine(canvas, 790, 352)
        _hand_on_back(canvas)
    river(canvas, SPINE)
    return canvas


def _head_and_shirt(canvas: Canvas) -> None:
    canvas.fill(soft(box(768, 180, 832, 280), 12), SKIN_SHADE)
    canvas.fill(ellipse(738, 164, 14, 20), SKIN)
    canvas.fill(ellipse(862, 164, 14, 20), SKIN)
    canvas.fill(around(trace("0,82 44,92 66,140 60,186 40,216 20,222 0,216"), 800), HAIR)
    shirt = trace("0,258 40,250 96,262 136,290 140,360 116,440 118,510 121,540 112,557 60,560 0,560")
    canvas.fill(around(shirt, 800), SEA)


def _legs(canvas: Canvas) -> None:
    canvas.fill(around(trace("0,530 108,544 134,600 130,690 112,800 104,920 0,930"), 800), INK)
    canvas.fill(soft([(800, 660), (812, 920), (788, 920)], 4), SPINE.gate)


def _hanging_arm(canvas: Canvas) -> None:
    canvas.fill(ellipse(632, 594, 22, 36, turn=6), SKIN)
    canvas.stroke(curve("684,306 650,400 638,490 634,560"), 60, SLEEVE, end=46)


def lumbar_spine(canvas: Canvas, x: float, top: float) -> None:
    """Draws the five lumbar vertebrae and the sacrum from behind."""
    for i in range(5):
        canvas.stroke([(x - 24 - i * 2, top + i * 31), (x + 24 + i * 2, top + i * 31)], 8, BONE)
        canvas.fill(place(soft(box(-16 - i, -11, 16 + i, 11), 7), x, top + i * 31), BONE)
    canvas.fill(soft([(x - 32, top + 144), (x + 32, top + 144), (x + 8, top + 216), (x - 8, top + 216)], 14), BONE)


def _sciatic_nerves(canvas: Canvas) -> None:
    sore = curve("794,486 832,520 866,570 880,640 872,740 862,920")
    calm = curve("786,486 748,520 726,570 718,640 728,740 738,920")
    canvas.stroke(calm, 11, mix(SUN, INK, 0.3))
    canvas.stroke(sore, 34, mix(CORAL_DEEP, INK, 0.45))
    canvas.stroke(sore, 18, CORAL)


def _hand_on_back(canvas: Canvas) -> None:
    canvas.stroke(curve("916,306 966,376 996,440 984,474"), 60, SLEEVE, end=52)
    canvas.stroke([(984, 474), (908, 460)], 52, SLEEVE, end=46)
    hand = soft(trace("912,436 872,424 838,430 822,440 826,456 834,474 872,490 908,484"), 14)
    canvas.fill(hand, SKIN)
    for y in (446, 460):
        canvas.stroke([(832, y), (862, y + 5)], 4, SKIN_SHADE)


def back_pain_red_flags() -> Canvas:
    """A back with a sore spot in the lower spine, and a raised flag beside it."""
    canvas = scene(SPINE)
    with canvas.inside(gate(800, 60, 410, 900)):
        _big_back(canvas)
    _flag(canvas, 1092, 180)
    river(canvas, SPINE)
    return canvas


def _big_back(canvas: Canvas) -> None:
    canvas.stroke(curve("572,462 520,620 508,900"), 110, SLEEVE)
    canvas.stroke(curve("908,462 960,620 972,900"), 110, SLEEVE)
    canvas.fill(soft(box(692, 200, 788, 400), 20), SKIN_SHADE)
    for sign in (-1, 1):
        canvas.fill(ellipse(740 + sign * 90, 220, 18, 26), SKIN)
    canvas.fill(around(trace("0,104 58,118 90,178 84,248 56,292 28,300 0,292"), 740), HAIR)
    back = trace("0,362 60,346 140,368 222,416 246,510 206,660 196,780 204,920 0,930")
    canvas.fill(around(back, 740), SEA)
    _sore_spot(canvas, 740, 704)
    for i in range(9):
        canvas.fill(place(pillow(38 + i * 4, 34, 2, 10), 740, 424 + i * 48), BONE if i < 5 else CORAL)


def _sore_spot(canvas: Canvas, x: float, y: float) -> None:
    for radius, share in ((150, 0.25), (104, 0.5), (62, 0.78)):
        canvas.fill(ellipse(x, y, radius), mix(SEA, ROSE, share))


def _flag(canvas: Canvas, x: float, top: float) -> None:
    canvas.stroke([(x, top), (x, 860)], 16, TEAL)
    canvas.fill(ellipse(x, top - 6, 18), TEAL)
    upper = quadratic((x, top + 20), (x + 90, top - 40), (x + 170, top + 24))
    upper += quadratic((x + 170, top + 24), (x + 230, top + 70), (x + 310, top + 30))
    canvas.fill([*upper, *[(px, py + 190) for px, py in reversed(upper)]], CORAL)
