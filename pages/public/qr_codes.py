"""QR codes: an address as a square that a telephone's camera reads."""

import io
from functools import lru_cache

import segno

# The clear margin that ISO/IEC 18004 asks for, in modules.
MARGIN = 4
# Pixels a module: an address of 60 signs is 41 modules with its margin, 820 pixels, sharp on a poster of 20 cm.
PNG_SCALE = 20


@lru_cache(maxsize=2048)
def svg(address):
    """The code of an absolute address as an SVG text, about 2 KB; kept, since drawing one takes milliseconds."""
    out = io.BytesIO()
    _code(address).save(
        out,
        kind="svg",
        border=MARGIN,
        light="#fff",
        xmldecl=False,
        nl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode()


def png(address):
    """The code of an absolute address as the bytes of a PNG."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", border=MARGIN, scale=PNG_SCALE)
    return out.getvalue()


def _code(address):
    """Level M still reads with 15 % of it under a fold or a thumb."""
    return segno.make(address, error="m", micro=False, boost_error=False)
