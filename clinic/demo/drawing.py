"""The demo pictures' palette, shapes and canvas.

Every shape is a list of points, so that one set of functions can place, turn, clip and fill it.
Angles are degrees, clockwise on the screen; lengths are pixels of the finished picture.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin

from PIL import Image, ImageDraw, ImageFilter

Point = tuple[float, float]
Points = list[Point]
Colour = tuple[int, ...]


def rgb(code: str) -> Colour:
    """Gives "#0f6b6b" as (15, 107, 107)."""
    return tuple(bytes.fromhex(code.removeprefix("#")))


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Gives the colour that lies `share` (0 to 1) of the way from first to second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


WHITE = rgb("#ffffff")
INK = rgb("#17424a")
TEAL = rgb("#0f6b6b")
SEA = rgb("#3f918c")
FOAM = rgb("#9fcbc3")
MIST = rgb("#dcece7")
BONE = rgb("#fbf1de")
BONE_SHADE = rgb("#ead7b5")
BONE_DEEP = rgb("#d3b98d")
SUN = rgb("#eeb44f")
SUN_DEEP = rgb("#d3912c")
CORAL = rgb("#e17f66")
CORAL_DEEP = rgb("#bd5844")
ROSE = rgb("#eea892")
BLUSH = rgb("#f8d7ca")
STEEL = rgb("#8ea6b0")
STEEL_LIGHT = rgb("#c9d6db")
STEEL_DEEP = rgb("#587581")
SKIN = rgb("#dba37e")
SKIN_SHADE = rgb("#c4845f")
HAIR = rgb("#3a2a2b")


def trace(points: str) -> Points:
    """Gives the points of "x,y x,y …", the way SVG writes them."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


def place(points: Points, x: float, y: float, size: float = 1, turn: float = 0, flip: bool = False) -> Points:
    """Moves points drawn around (0, 0) to (x, y), mirrored if `flip`, then scaled and turned."""
    c, s = cos(radians(turn)) * size, sin(radians(turn)) * size
    sign = -1 if flip else 1
    return [(x + px * sign * c - py * s, y + px * sign * s + py * c) for px, py in points]


def ellipse(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> Points:
    """Gives an ellipse, or a circle where only one radius is given."""
    ry = rx if ry is None else ry
    ring = [(rx * cos(radians(a)), ry * sin(radians(a))) for a in range(0, 360, 3)]
    return place(ring, x, y, turn=turn)


def arc(x: float, y: float, r: float, start: float, end: float, ry: float | None = None) -> Points:
    """Gives an open arc; 0° points right, 90° down."""
    ry = r if ry is None else ry
    steps = max(6, int(abs(end - start) / 3))
    angles = [radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + r * cos(a), y + ry * sin(a)) for a in angles]


def box(left: float, top: float, right: float, bottom: float) -> Points:
    """Gives a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def soft(corners: Points, radius: float) -> Points:
    """Rounds the corners of a polygon by quadratic curves that begin `radius` from each corner."""
    outline: Points = []
    for before, corner, after in zip(corners[-1:] + corners[:-1], corners, corners[1:] + corners[:1], strict=True):
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        outline += quadratic(start, corner, end)
    return outline


def _towards(here: Point, there: Point, distance: float) -> Point:
    length = hypot(there[0] - here[0], there[1] - here[1]) or 1
    share = min(distance / length, 0.5)
    return here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share


def pillow(width: float, height: float, waist: float, radius: float) -> Points:
    """Gives a rectangle around (0, 0) with round corners and sides that curve inwards by `waist`."""
    x, y = width / 2, height / 2
    corners = [(-x, -y), (x, -y), (x, y), (-x, y)]
    inwards = [(0, 1), (-1, 0), (0, -1), (1, 0)]
    outline: Points = []
    for i, (dx, dy) in enumerate(inwards):
        corner, after, beyond = corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]
        start, end = _towards(corner, after, radius), _towards(after, corner, radius)
        middle = (start[0] + end[0]) / 2 + dx * 2 * waist, (start[1] + end[1]) / 2 + dy * 2 * waist
        outline += quadratic(start, middle, end) + quadratic(end, after, _towards(after, beyond, radius))
    return outline


def quadratic(start: Point, control: Point, end: Point, steps: int = 16) -> Points:
    """Gives a quadratic Bézier curve."""
    curve = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        curve.append((a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]))
    return curve


def smooth(points: Points, closed: bool = True, steps: int = 12) -> Points:
    """Gives a Catmull–Rom curve through all points."""
    around = points[-1:] + points + points[:2] if closed else points[:1] + points + points[-1:]
    curve: Points = []
    for i in range(len(around) - 3):
        curve += [_catmull(around[i : i + 4], j / steps) for j in range(steps)]
    return curve if closed else [*curve, points[-1]]


def around(half: Points, x: float = 0) -> Points:
    """Gives a shape around a vertical line from the offsets of its right side, from (0, top) to (0, bottom)."""
    left = [(-dx, y) for dx, y in reversed(half[1:-1])]
    return place(smooth([*half, *left]), x, 0)


def curve(points: str) -> Points:
    """Gives the open curve through the points of a trace."""
    return smooth(trace(points), closed=False)


def blob(points: str) -> Points:
    """Gives the round shape through the points of a trace."""
    return smooth(trace(points))


def _catmull(four: Points, t: float) -> Point:
    def along(axis: int) -> float:
        a, b, c, d = (p[axis] for p in four)
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)

    return along(0), along(1)


class Canvas:
    """A picture under construction, drawn `SCALE` times larger and reduced at the end for smooth edges."""

    SCALE = 3

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        mode = "RGBA" if len(ground) == 4 else "RGB"
        self._image = Image.new(mode, (width * self.SCALE, height * self.SCALE), ground)
        self._pen = self._pen_on(self._image)

    @staticmethod
    def _pen_on(image: Image.Image) -> ImageDraw.ImageDraw:
        """Gives a pen that blends a colour's fourth number, its opacity, into an opaque picture."""
        return ImageDraw.Draw(image, "RGBA")

    def _up(self, points: Points) -> Points:
        return [(x * self.SCALE, y * self.SCALE) for x, y in points]

    def fill(self, outline: Points, colour: Colour) -> None:
        """Fills a closed outline."""
        self._pen.polygon(self._up(outline), fill=colour)

    def stroke(self, path: Points, width: float, colour: Colour, end: float | None = None) -> None:
        """Draws a path with round ends; `end` is its width at the far end, if it tapers."""
        end = width if end is None else end
        last = max(1, len(path) - 1)
        radii = [(width + (end - width) * i / last) / 2 for i in range(len(path))]
        for point, radius in zip(path, radii, strict=True):
            self._disc(point, radius, colour)
        for (a, b), (ra, rb) in zip(pairwise(path), pairwise(radii), strict=True):
            self.fill(_quad(a, b, ra, rb), colour)

    def _disc(self, centre: Point, radius: float, colour: Colour) -> None:
        (x, y), r = self._up([centre])[0], radius * self.SCALE
        self._pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    @contextmanager
    def inside(self, outline: Points) -> Iterator[None]:
        """Keeps of what is drawn in the block only what lies inside the outline."""
        before = self._image.copy()
        yield
        area = self._area(outline)
        mask = Image.new("L", (area[2] - area[0], area[3] - area[1]))
        ImageDraw.Draw(mask).polygon([(x - area[0], y - area[1]) for x, y in self._up(outline)], fill=255)
        before.paste(self._image.crop(area), area, mask)
        self._image, self._pen = before, self._pen_on(before)

    def _area(self, outline: Points) -> tuple[int, int, int, int]:
        xs, ys = zip(*self._up(outline), strict=True)
        width, height = self._image.size
        return max(0, int(min(xs))), max(0, int(min(ys))), min(width, int(max(xs)) + 2), min(height, int(max(ys)) + 2)

    def blur(self, left: int, top: int, right: int, bottom: int, radius: int) -> None:
        """Softens a rectangle of the picture, as a clouded lens does."""
        area = left * self.SCALE, top * self.SCALE, right * self.SCALE, bottom * self.SCALE
        small = self._image.crop(area).reduce(self.SCALE * 2).filter(ImageFilter.GaussianBlur(radius / 2))
        self._image.paste(small.resize((area[2] - area[0], area[3] - area[1]), Image.Resampling.BICUBIC), area)

    def finish(self) -> Image.Image:
        """Gives the picture at its real size."""
        return self._image.reduce(self.SCALE)


def _quad(a: Point, b: Point, ra: float, rb: float) -> Points:
    turn = degrees(atan2(b[1] - a[1], b[0] - a[0])) + 90
    dx, dy = cos(radians(turn)), sin(radians(turn))
    return [
        (a[0] + dx * ra, a[1] + dy * ra),
        (b[0] + dx * rb, b[1] + dy * rb),
        (b[0] - dx * rb, b[1] - dy * rb),
        (a[0] - dx * ra, a[1] - dy * ra),
    ]
