"""Doctors by their names, as patients type them."""

from doctors.models import Doctor
from pages import plain_text

# What people put before a doctor's name, folded.
TITLES = {"dr", "doctor", "prof", "professor", "د", "دكتور", "دكتوره", "الدكتور", "الدكتوره", "ا", "استاذ", "الاستاذ"}
ARTICLE = "ال"
SHORTEST = 2
MOST_WORDS, MOST = 6, 4


def named(query, language):
    """The active doctors whose name, in either language, has every word of a query, and who have one in `language`.

    The beginning of a word is enough; titles and the Arabic article do not count.
    """
    sought = [_bare(word) for word in plain_text.words(query).split() if word not in TITLES]
    if not 0 < len(sought) <= MOST_WORDS or min(map(len, sought)) < SHORTEST:
        return []
    found = Doctor.objects.active().select_related("photo")
    for word in sought:
        found = found.filter(finding_words__contains=word)
    return [doctor for doctor in found if doctor.full_name(language) and _has(doctor, sought)][:MOST]


def _has(doctor, sought):
    names = plain_text.words(f"{doctor.text('name', 'en')} {doctor.text('name', 'ar')}").split()
    return all(any(_bare(name).startswith(word) for name in names) for word in sought)


def _bare(word):
    return word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word
