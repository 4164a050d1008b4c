"""Numbers, dates and times as a reader of each language expects them. Nothing else in the project formats them."""

from datetime import date

from django.utils import translation
from django.utils.translation import ngettext

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
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


def digits(text, language, choice):
    """`text` with its digits as the clinic chose them for Arabic: "western" (123) or "arabic" (١٢٣)."""
    if language != "ar" or choice != "arabic":
        return text
    return text.translate(ARABIC_DIGITS).replace(",", "٬")


def number(value, language, choice="western"):
    """A whole number with its thousands apart: 12,345, or ١٢٬٣٤٥."""
    return digits(f"{value:,}", language, choice)


def day(value, language, choice="western"):
    """A date (or its ISO text) in words: 22 October 2024, or 22 أكتوبر 2024."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return digits(f"{value.day} {MONTHS[language][value.month - 1]} {value.year}", language, choice)


def hour(value, language, choice="western"):
    """A time of day on the twelve-hour clock that Egypt uses: 10:30 am, or 10:30 ص."""
    half = {"en": ("am", "pm"), "ar": ("ص", "م")}[language][value.hour >= 12]
    minutes = f":{value.minute:02}" if value.minute else ""
    return digits(f"{(value.hour - 1) % 12 + 1}{minutes} {half}", language, choice)


def views(count, language, choice="western"):
    """A number of views with its word in the right form: Arabic has six, two of them without a number."""
    with translation.override(language):
        phrase = ngettext("%(count)s view", "%(count)s views", count)
    return phrase % {"count": number(count, language, choice)}


def results(count, language, choice="western"):
    """A number of things found with its word in the right form: 3 results, or نتيجتان."""
    with translation.override(language):
        phrase = ngettext("%(count)s result", "%(count)s results", count)
    return phrase % {"count": number(count, language, choice)}
