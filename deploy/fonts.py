"""Makes static/fonts/ and clinic/fonts/ anew: what the site sets of three open families, from their packages in the npm registry.

    pip install fonttools brotli
    npm pack @fontsource-variable/source-sans-3 @fontsource-variable/source-serif-4 @fontsource-variable/noto-sans-arabic
    python deploy/fonts.py FOLDER-OF-THE-PACKAGES

The letters of English (and of names in Western European spelling) and of Arabic (with the Persian letters that names
and imported texts bring), between the weights that the style sheet uses: 166 KB of Noto Sans Arabic become 24 KB.
Share cards are drawn with one font of both scripts in bold (clinic/fonts/bayan-cards.ttf).
All three are under the SIL Open Font License 1.1 (static/fonts/OFL.txt); it reserves the name "Source" for the
unchanged fonts, so what is made here is named after this site.
"""

import io
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OUT = Path(__file__).resolve().parent.parent / "static" / "fonts"
CARDS = OUT.parent.parent / "clinic" / "fonts" / "bayan-cards.ttf"
LATIN = (
    "0020-007E,00A0-00FF,0131,0152-0153,2010-2015,2018-201E,2020-2022,2026,2030,2032-2033,2039-203A,2044,20AC,2122,"
    "2190-2193,2212,2215,2248,2260,2264-2265"
)
ARABIC = (
    "0600-0603,060C,0610-061B,061F,0621-063A,0640-0655,0660-066D,0670,0671,067E,0686,0698,06A4,06A9,06AF,06CC,06D4,"
    "06F0-06F9,FD3E,FD3F,00AB,00BB,200C-200F,2026,0020,00A0"
)
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "rlig", "calt", "init", "medi", "fina", "isol", "rclt"]
FAMILY, FULL_NAME, POSTSCRIPT_NAME, TYPOGRAPHIC_FAMILY = 1, 4, 6, 16
MADE = [
    ("source-sans-3", "latin", "Bayan Sans", "bayan-sans-latin", LATIN, (400, 700)),
    ("source-serif-4", "latin", "Bayan Serif", "bayan-serif-latin", LATIN, 650),
    ("noto-sans-arabic", "arabic", "Bayan Arabic", "bayan-sans-arabic", ARABIC, (400, 700)),
]


def main(folder):
    for package, script, family, name, letters, weights in MADE:
        font = instancer.instantiateVariableFont(_opened(folder, package, script), {"wght": weights})
        font = _subset(_saved(font), letters)
        _rename(font, family)
        font.flavor = "woff2"
        font.save(OUT / f"{name}.woff2")
        print(name, (OUT / f"{name}.woff2").stat().st_size)
    cards_font()


def cards_font():
    """Joins the two scripts of Bayan Sans: what draws a card takes one font for a whole line."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder, f"{script}.ttf") for script in ("latin", "arabic")]
        for script, part in zip(("latin", "arabic"), parts, strict=True):
            bold = instancer.instantiateVariableFont(TTFont(OUT / f"bayan-sans-{script}.woff2"), {"wght": 700})
            bold.flavor = None
            bold.save(part)
        Merger().merge([str(part) for part in parts]).save(CARDS)
    print(CARDS.stem, CARDS.stat().st_size)


def _opened(folder, package, script):
    (archive,) = Path(folder).glob(f"fontsource-variable-{package}-*.tgz")
    with tarfile.open(archive) as packed:
        font = packed.extractfile(f"package/files/{package}-{script}-wght-normal.woff2")
        return TTFont(io.BytesIO(font.read()))


def _saved(font):
    """The font as it is after saving; a glyph without variations is one that has none."""
    out = io.BytesIO()
    font.flavor = None
    font.save(out)
    font = TTFont(io.BytesIO(out.getvalue()))
    if "gvar" in font:
        for glyph in font.getGlyphOrder():
            if glyph not in font["gvar"].variations:
                font["gvar"].variations[glyph] = []
    return font


def _subset(font, letters):
    options = subset.Options(hinting=False, layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(letters))
    subsetter.subset(font)
    return font


def _rename(font, family):
    for record in font["name"].names:
        if record.nameID in (FAMILY, FULL_NAME, TYPOGRAPHIC_FAMILY):
            record.string = family
        elif record.nameID == POSTSCRIPT_NAME:
            record.string = family.replace(" ", "")


if __name__ == "__main__":
    main(sys.argv[1])
