"""The demo clinic's pictures, drawn by code: draw(key) gives one, KEYS names them all.

Page pictures are 1600 by 900, portraits 900 by 1100, the logo 512 square on a transparent ground.
The same key always gives the same picture.
"""

from collections.abc import Callable
from math import cos, pi

from PIL import Image

from clinic.demo import motifs_back, motifs_eyes, motifs_ready, motifs_sight, motifs_spine, motifs_women, portraits
from clinic.demo.drawing import SEA, SUN, TEAL, Canvas, Points, ellipse
from clinic.demo.scenery import gate


def logo() -> Canvas:
    """A gate with the sun in it, above two waves of the river."""
    clear = (*TEAL, 0)
    canvas = Canvas(512, 512, clear)
    canvas.fill(gate(256, 28, 170, 380), TEAL)
    canvas.fill(gate(256, 82, 116, 400), clear)
    canvas.fill(ellipse(256, 236, 56), SUN)
    canvas.fill([*_water(318), (496, 512), (16, 512)], clear)
    canvas.stroke(_water(372), 40, TEAL)
    canvas.stroke(_water(446), 40, SEA)
    return canvas


def _water(y: float) -> Points:
    return [(x, y - 18 * cos((x - 256) / 440 * 4 * pi)) for x in range(36, 477, 5)]


_MOTIFS: dict[str, Callable[[], Canvas]] = {
    "nerve-root-injection": motifs_spine.nerve_root_injection,
    "lumbar-disc-surgery": motifs_spine.lumbar_disc_surgery,
    "vertebroplasty": motifs_spine.vertebroplasty,
    "cataract-surgery": motifs_eyes.cataract_surgery,
    "lasik": motifs_eyes.lasik,
    "laparoscopic-fibroid-removal": motifs_women.laparoscopic_fibroid_removal,
    "hysteroscopy": motifs_women.hysteroscopy,
    "sciatica": motifs_back.sciatica,
    "back-pain-red-flags": motifs_back.back_pain_red_flags,
    "before-your-procedure": motifs_ready.before_your_procedure,
    "living-with-cataract": motifs_sight.living_with_cataract,
    "heavy-periods": motifs_women.heavy_periods,
    "dry-eye": motifs_eyes.dry_eye,
    "going-home-after-surgery": motifs_ready.going_home_after_surgery,
    "reading-an-mri-report": motifs_ready.reading_an_mri_report,
    "salma-nabil": portraits.salma_nabil,
    "karim-adel": portraits.karim_adel,
    "hoda-mansour": portraits.hoda_mansour,
    "logo": logo,
}

KEYS = tuple(_MOTIFS)


def draw(key: str) -> Image.Image:
    """Gives the picture of a key; raises KeyError for any other."""
    return _MOTIFS[key]().finish()
