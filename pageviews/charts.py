"""Views by day as a chart that the server draws (SVG): bars of one colour a language, one above the other."""

import math
from dataclasses import dataclass, replace
from datetime import date

from pages import languages
from pageviews import reports

WIDTH, HEIGHT = 640, 160
# What a phone shows in the place of it: as high, and half as wide.
NARROW = 320
# Room beside the bars for the numbers, and below them for the days.
MARGIN, FOOT, TOP = 44, 22, 10
GAP = 0.25  # of a bar
LINES = 4
EVERY, NAMED = 7, 5  # days between two that are named, a multiple of it where that would name more


@dataclass(frozen=True)
class Bar:
    """The views of one day in one language, as a rectangle of the chart."""

    language: str
    day: date
    count: int
    x: float
    y: float
    width: float
    height: float


def of(period, **whose):
    """The Chart of a period: of its days, or of its months where it is long. `whose` says which views (`reports`)."""
    if period.is_long:
        return replace(of_days(reports.by_month(period, **whose), every=1), is_by_month=True)
    return of_days(reports.by_day(period, **whose))


@dataclass(frozen=True)
class Chart:
    """The rectangles, the lines [(y, views)], the days that are named [(x, day)], and the sums {language: views}.

    Days run in the direction of the interface's language. `days` is the same as a table: [(day, {language: views})].
    """

    bars: list
    lines: list
    labels: list
    sums: dict
    days: list
    width: int = WIDTH
    height: int = HEIGHT
    start: int = MARGIN
    end: int = WIDTH
    is_mirrored: bool = False
    is_by_month: bool = False
    narrow: "Chart | None" = None


def of_days(days, language=None, every=EVERY):
    """The Chart of [(day, {language: views})], the oldest day first, for an interface in `language` (the current one).

    `every` so many days one is named, or a multiple of it. `narrow` is the same for a phone.
    """
    return replace(_drawn(days, language, every, WIDTH), narrow=_drawn(days, language, every, NARROW))


def _drawn(days, language, every, width):
    is_mirrored = languages.DIRECTIONS[language or languages.current()] == "rtl"
    start, end = (0, width - MARGIN) if is_mirrored else (MARGIN, width)
    step = (end - start) / len(days)
    top = _ceiling(max(sum(counts.values()) for _day, counts in days))
    scale = (HEIGHT - FOOT - TOP) / top
    every *= math.ceil(len(days) / (every * NAMED))
    bars, labels = [], []
    for place, (day, counts) in enumerate(days):
        x = end - (place + 1) * step if is_mirrored else start + place * step
        y = HEIGHT - FOOT
        for code in languages.CODES:
            height = counts.get(code, 0) * scale
            y -= height
            if height:
                size = (round(step * (1 - GAP), 2), round(height, 2))
                bars.append(Bar(code, day, counts[code], round(x + step * GAP / 2, 2), round(y, 2), *size))
        if place % every == every // 2:  # never at an edge, where a name would be cut off
            labels.append((round(x + step / 2, 2), day))
    return Chart(
        bars=bars,
        lines=[(round(HEIGHT - FOOT - top * n // LINES * scale, 2), top * n // LINES) for n in range(LINES + 1)],
        labels=labels,
        sums={code: sum(counts.get(code, 0) for _day, counts in days) for code in languages.CODES},
        days=days,
        width=width,
        start=start,
        end=end,
        is_mirrored=is_mirrored,
    )


def _ceiling(most):
    """The next number at or above `most` that four lines part into whole ones: 4, 8, 20, 40, 80, 200 …"""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= LINES * step * factor:
                return LINES * step * factor
        step *= 10
