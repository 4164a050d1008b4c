"""Searches that ask for the clinic itself, not for a page: its number, its address, when it is open."""

from pages.words.search_words import forms_of, words_of

ASKED_FOR = """
    رقم ارقام تليفون تلفون موبايل هاتف واتساب واتس عنوان عناوين مكان موقع خريطة فرع فروع مواعيد موعد ساعات حجز احجز اتصال اتصل
    تواصل فين اين وين
    where number phone telephone mobile whatsapp call contact address location map directions branch branches hours opening open
    appointment appointments booking book
""".split()  # noqa: SIM905
OF_THE_CLINIC = """
    عيادة عيادات مركز مستشفى دكتور دكتورة طبيب كشف تفتح تقفل اوصل اروح
    clinic clinics centre center hospital doctor doctors find reach
""".split()  # noqa: SIM905

_asked_for = [forms_of(word) for word in ASKED_FOR]
_of_the_clinic = [forms_of(word) for word in OF_THE_CLINIC]


def ask_for_contact(text):
    """Whether a search names a way to the clinic, and nothing else but the clinic: رقم العيادة, book an appointment."""
    words = list(words_of(text))
    ways = [word for word in words if _is_among(word, _asked_for)]
    telling = [word for word in words if not word.is_stop_word]
    return bool(ways and telling) and all(word in ways or _is_among(word, _of_the_clinic) for word in telling)


def _is_among(word, known):
    return any(word.forms.meets(one) for one in known)
