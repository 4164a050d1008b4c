"""Dates and view counts as clinics' pages write them, in both languages."""

import re
from datetime import date

from pages import plain_text

# English, then the months as Egypt, the Levant and the Maghreb call them; folded.
MONTHS = (
    ("january", "jan", "يناير", "كانون الثاني", "جانفي"),
    ("february", "feb", "فبراير", "شباط", "فيفري"),
    ("march", "mar", "مارس", "اذار"),
    ("april", "apr", "ابريل", "نيسان", "افريل"),
    ("may", "مايو", "ايار", "ماي"),
    ("june", "jun", "يونيو", "يونيه", "حزيران", "جوان"),
    ("july", "jul", "يوليو", "يوليه", "تموز", "جويليه"),
    ("august", "aug", "اغسطس", "اب", "اوت"),
    ("september", "sept", "sep", "سبتمبر", "ايلول"),
    ("october", "oct", "اكتوبر", "تشرين الاول"),
    ("november", "nov", "نوفمبر", "تشرين الثاني"),
    ("december", "dec", "ديسمبر", "كانون الاول"),
)
NAMED = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_MONTH = "|".join(sorted(NAMED, key=len, reverse=True))
_WEEKDAYS = (
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    "|(?:يوم )?(?:الاحد|الاثنين|الثلاثا|الاربعا|الخميس|الجمعه|السبت)"
)
_LABELS = (
    "(?:(?:first )?published|posted|written|created)(?: on| at)?|date(?: of publication| published)?|on"
    "|(?:تم )?(?:ال)?نشر(?:ت)?(?: في| بتاريخ| يوم)?|تاريخ(?: ال)?(?:نشر|مقال|اضافه)?|التاريخ|بتاريخ|كتب في|اضيف في|في"
)
_CHANGED = "(?:last )?(?:updated|modified|reviewed)(?: on| at)?"
_CHANGED += "|(?:اخر|تاريخ) (?:ال)?(?:تحديث|تعديل)|تم (?:ال)?تحديث(?:ه)?(?: في)?"
_BEFORE = rf"^(?:(?:{_LABELS})\s*:?\s*)?(?:(?:{_WEEKDAYS})\s*[,،]?\s*)?"
_AFTER = r"\s*(?:م|ad|ce)?\s*(?:(?:[,،\-–|]|at|الساعه)?\s*\d{1,2}:\d\d(?::\d\d)?\s*(?:am|pm|ص|م)?)?\s*[.]?$"
_FORMS = [
    re.compile(_BEFORE + form + _AFTER)
    for form in (
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s*)?[\s,،.\-/–]*(?P<m>{_MONTH})[\s,،.\-/–]*(?P<y>\d{{4}})",
        rf"(?P<m>{_MONTH})[\s,،.\-/–]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,،.\-/–]+(?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}})[\s,،.\-/–]*(?P<m>{_MONTH})[\s,،.\-/–]*(?P<d>\d{{1,2}})",
        r"(?P<y>\d{4})\s?[\-/.–]\s?(?P<m>\d{1,2})\s?[\-/.–]\s?(?P<d>\d{1,2})(?:t\d\d:\d\d\S*)?",
        r"(?P<d>\d{1,2})\s?[\-/.–]\s?(?P<m>\d{1,2})\s?[\-/.–]\s?(?P<y>\d{4})",
    )
]
POSTED = re.compile(r"^(?:posted|published|written|by|author|كتب|كتبه|نشر|تم النشر|بواسطه|بقلم|اعداد)\b")
CHANGED = re.compile(rf"^(?:{_CHANGED})\s*:?\s*\S")

MOST_VIEWS = 1_000_000_000
_VIEW = "views?|reads?|visits?|hits?|times|مشاهد(?:ه|ات|تان|تين)|قراه|قراات|قراءات|زيار(?:ه|ات)|مره"
_NUMBER = r"(?P<n>\d{1,3}(?:[,.'٬، ]\d{3})+|\d{1,9})(?P<k>\.\d)?\s*(?P<thousand>k|الف)?"
_VIEWS = [
    re.compile(form)
    for form in (
        rf"^(?:تمت |تم )?(?:المشاهده|مشاهده|viewed|seen|read)?\s*:?\s*{_NUMBER}\s*(?:post |page )?(?:{_VIEW})\s*[.]?$",
        rf"^(?:عدد )?(?:ال)?(?:مشاهدات|مشاهده|زيارات|قراات)\s*(?:المقال"
        rf"|الصفحه)?\s*[:：\-–]?\s*{_NUMBER}\s*(?:{_VIEW})?$",
        rf"^(?:post |page |total )*(?:views?|visits?|hits?|reads?)(?: count)?\s*[:：\-–]?\s*{_NUMBER}$",
    )
]


def date_of(line):
    """The date that a line consists of, or None. 3/4/2024 is 3 April: Egypt does not put the month first."""
    folded = plain_text.fold(line)
    for form in _FORMS:
        if match := form.match(folded):
            return _date(match["y"], match["m"], match["d"])
    return None


def date_within(line):
    """The date in a line that says who posted a text, where and when: "Posted by admin on March 4th, 2022 in ENT"."""
    folded = plain_text.fold(line)
    if not POSTED.match(folded) or len(folded.split()) > 15:
        return None
    tokens = folded.split()
    spans = (" ".join(tokens[i:j]) for i in range(len(tokens)) for j in range(min(i + 4, len(tokens)), i, -1))
    return next((day for span in spans if (day := date_of(span.strip(" ,،|-"))) is not None), None)


def is_change_date(line):
    """Whether a line says when the text was last changed, not when it was first published."""
    return bool(CHANGED.match(plain_text.fold(line))) and any(c.isdigit() for c in line) and len(line) < 60


def views_of(line):
    """The count of views that a line consists of, or None."""
    folded = plain_text.fold(line).strip(" -–•|()[]👁")
    for form in _VIEWS:
        if match := form.match(folded):
            return _count(match["n"], match["k"], match["thousand"])
    return None


def _date(year, month, day):
    month, day = NAMED.get(month) or int(month), int(day)
    if month > 12 >= day:
        month, day = day, month
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def _count(digits, fraction, thousand):
    number = int(re.sub(r"\D", "", digits))
    if number > MOST_VIEWS:
        return None
    return round(float(f"{number}{fraction or ''}") * 1000) if thousand else number if not fraction else None
