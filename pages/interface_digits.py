"""The digits that the clinic chose, in all that the Arabic interface says.

Django writes numbers, dates and times of an interface in many places: lists, pages of lists, histories, messages. So they
are turned where all of it comes together, in the HTML that is sent, and only there (`clinic.admin_digits`).
"""

import re

from pages import formatting
from pages.isolation import IN_ARABIC, VOID, with_text

# What people wrote says whose language it is or is set apart; what is typed, chosen or run stays as it is.
LEFT = re.compile(
    r"<(?:(script|style|textarea|code|pre|bdi|bdo)\b|(select)\b[^>]*\sname=\"digits\"|(?!html\b)([\w-]+)\b[^>]*\s(?:lang=|dir=\"(?!auto)))"
)
HTML = re.compile(r"<html\b[^>]*>")
DIGIT, LATIN = re.compile(r"[0-9]"), re.compile(r"[A-Za-z+&]|0\d")


def turned(html):
    """`html` of the Arabic interface, whole or a piece, with the digits ١٢٣ in its words. Gives a page of its own as it is.

    Scripts are told of it by `data-digits` of the page's `<html>`.
    """
    whole = HTML.search(html)
    if whole and ('lang="ar"' not in whole[0] or "data-digits" in whole[0]):
        return html
    said = with_text(html, _words, _apart)
    return HTML.sub(lambda tag: f'{tag[0][:-1]} data-digits="arabic">', said, count=1) if whole else said


def _apart(tag):
    found = LEFT.match(tag)
    name = found[found.lastindex] if found else ""
    return "" if name in VOID else name


def _words(text):
    """Escaped text in these digits, but for Latin names, doses, telephone numbers and signs that HTML writes by number."""
    if not DIGIT.search(text):
        return text
    if not LATIN.search(text):
        return formatting.digits(text, "ar", "arabic")
    out, end = [], 0
    for found in IN_ARABIC.finditer(text):
        out += [formatting.digits(text[end : found.start()], "ar", "arabic"), found[0]]
        end = found.end()
    return "".join([*out, formatting.digits(text[end:], "ar", "arabic")])
