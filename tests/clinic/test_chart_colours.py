"""The bars of the admin's chart stand out from what they stand on, in the light and in the dark scheme."""

import re
from pathlib import Path

import pytest

from clinic import colours

SHEET = (Path(__file__).resolve().parents[2] / "static/admin-bayan/site.css").read_text(encoding="utf-8")
LEAST = 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_language_s_bars_can_be_seen(language):
    light, *dark = re.findall(rf"--chart-{language}: (#\w+);", SHEET)
    assert len(dark) == 2  # what the system asks for, and what was chosen
    grounds = [(light, "#ffffff"), *((one, "#212121") for one in dark)]
    assert [pair for pair in grounds if colours.contrast(*map(colours.rgb, pair)) < LEAST] == []
