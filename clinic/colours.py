"""The clinic's colour, made dark or light enough to be read (WCAG 2.2, 1.4.3)."""

import colorsys
import re

DEFAULT = "0f6b6b"
# A little above the 4.5 that the standard asks for, so that tinted backgrounds hold it too.
CONTRAST = 5.5
WHITE, NIGHT = (1.0, 1.0, 1.0), (0.055, 0.082, 0.09)


def normalised(colour):
    """Six lower-case hexadecimal digits; the default where `colour` is none."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{6})", colour or "")
    return match[1].lower() if match else DEFAULT


def on_light(colour):
    """The colour, darkened until it can be read on white: `#rrggbb`."""
    return _readable(colour, WHITE, -0.02)


def on_dark(colour):
    """The colour, lightened until it can be read on the dark scheme's background: `#rrggbb`."""
    return _readable(colour, NIGHT, 0.02)


def contrast(one, two):
    """The contrast ratio of two colours (red, green and blue from 0 to 1): 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(colour):
    """Red, green and blue from 0 to 1."""
    return tuple(int(normalised(colour)[i : i + 2], 16) / 255 for i in (0, 2, 4))


def _readable(colour, background, step):
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb(colour))
    while (
        contrast(colorsys.hls_to_rgb(hue, lightness, saturation), background) < CONTRAST and 0 <= lightness + step <= 1
    ):
        lightness += step
    channels = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
