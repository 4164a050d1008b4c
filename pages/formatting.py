"""Numbers, dates and times as a reader of each language expects them. Nothing else in the project formats them.

`language` is "en" or "ar". `choice` is the digits that the clinic chose for Arabic: "western" (123) or "arabic" (١٢٣);
English is always written with 123.
"""

import re
from datetime import date

from django.utils import translation
from django.utils.translation import ngettext

WESTERN, ARABIC = "0123456789", "٠١٢٣٤٥٦٧٨٩"
TO_ARABIC, TO_WESTERN = str.maketrans(WESTERN, ARABIC), str.maketrans(ARABIC, WESTERN)
# A separator counts only within a number: the point in 2.5, not the one in 22.10.2024 or at a sentence's end.
NUMBER = re.compile(r"(?<![\d.,٫٬])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.,]*\d)|(?<![\d.,٫٬])\d+\.\d+(?![\d.,]*\d)")
ARABIC_SEPARATORS = str.maketrans({",": "٬", ".": "٫"})
WESTERN_SEPARATORS = re.compile(r"(?<=[0-9])[٫٬](?=[0-9])")
MONTHS = {
    "en": [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ],
    # The months as they are called in Egypt; Django's catalogue has the same names, but its formats put them first.
    "ar": [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ],
}  # fmt: skip
HALVES = {"en": ("am", "pm"), "ar": ("ص", "م")}


def digits(text, language, choice="western"):
    """`text` with all of its digits of one kind, and with the separators of that kind: 1,234.5 or ١٬٢٣٤٫٥."""
    if language == "ar" and choice == "arabic":
        return NUMBER.sub(lambda found: found[0].translate(ARABIC_SEPARATORS), text).translate(TO_ARABIC)
    western = text.translate(TO_WESTERN)
    return WESTERN_SEPARATORS.sub(lambda found: {"٫": ".", "٬": ","}[found[0]], western)


def number(value, language, choice="western"):
    """A number with its thousands apart, and as many decimals as it has: 12,345 and 0.5, or ١٢٬٣٤٥ and ٠٫٥."""
    return digits(f"{value:,}", language, choice)


def telephone(text, language, choice="western"):
    """A telephone number as it was typed, but for its digits: +20 2 5550 0101, or +٢٠ ٢ ٥٥٥٠ ٠١٠١."""
    return digits(text, language, choice)


def day(value, language, choice="western"):
    """A date (or its ISO text) in words: 22 October 2024, or 22 أكتوبر 2024."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return digits(f"{value.day} {MONTHS[language][value.month - 1]} {value.year}", language, choice)


def hour(value, language, choice="western"):
    """A time of day on the twelve-hour clock that Egypt uses: 10:30 am, or 10:30 ص."""
    shown = f"{(value.hour - 1) % 12 + 1}" + (f":{value.minute:02}" if value.minute else "")
    return digits(f"{shown} {HALVES[language][value.hour >= 12]}", language, choice)


# -- A number with its word: Arabic has six forms, some of them without a number --------------------------


def views(count, language, choice="western"):
    """لا مشاهدات, مشاهدة واحدة, مشاهدتان, 3 مشاهدات, 11 مشاهدة, 100 مشاهدة."""
    return _counted(count, language, choice, lambda: ngettext("%(count)s view", "%(count)s views", count))


def results(count, language, choice="western"):
    """لا نتائج, نتيجة واحدة, نتيجتان, 3 نتائج, 11 نتيجة."""
    return _counted(count, language, choice, lambda: ngettext("%(count)s result", "%(count)s results", count))


def minutes(count, language, choice="western"):
    """دقيقة واحدة, دقيقتان, 3 دقائق, 11 دقيقة, 103 دقائق."""
    return _counted(count, language, choice, lambda: ngettext("%(count)s minute", "%(count)s minutes", count))


def hours(count, language, choice="western"):
    """ساعة واحدة, ساعتان, 3 ساعات, 11 ساعة."""
    return _counted(count, language, choice, lambda: ngettext("%(count)s hour", "%(count)s hours", count))


def days(count, language, choice="western"):
    """يوم واحد, يومان, 3 أيام, 11 يومًا, 100 يوم."""
    return _counted(count, language, choice, lambda: ngettext("%(count)s day", "%(count)s days", count))


def years(count, language, choice="western"):
    """سنة واحدة, سنتان, 3 سنوات, 11 سنة."""
    return _counted(count, language, choice, lambda: ngettext("%(count)s year", "%(count)s years", count))


def times(count, language, choice="western"):
    """مرة واحدة, مرتان, 3 مرات, 11 مرة, 100 مرة."""
    return _counted(count, language, choice, lambda: ngettext("%(count)s time", "%(count)s times", count))


def _counted(count, language, choice, phrase):
    with translation.override(language):
        return phrase() % {"count": number(count, language, choice)}
