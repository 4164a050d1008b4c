"""“Did this page help?”: an answer, and the sentence that may follow it.

No account and no cookie ties the two together, but a signed token in the answer to the first. Kept are the answer,
the sentence and the day, without the time: nothing that tells who it was.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from pages import plain_text
from pageviews import readers
from pageviews.models import Feedback

ANSWERS = {"yes": True, "no": False}
# So many seconds after the answer its sentence may still follow.
SENTENCE_WITHIN = 15 * 60
# The same person's second answer about the same text counts again after so many seconds.
ASKED_AGAIN_AFTER = 10 * 60
# Behind one address there may be a whole ward or a mobile network, and one person with a grudge.
MOST_OF_AN_ADDRESS, AN_HOUR = 30, 3600
SENTENCES_KEPT = timedelta(days=90)

_signer = TimestampSigner(salt="helped")


def is_repeat(request, edition):
    """Whether this person has just answered about this edition."""
    return readers.is_repeat(request, f"helped {edition.pk}", window=ASKED_AGAIN_AFTER)


def is_flood(request):
    """Whether one address answers more often than people do."""
    return readers.is_flood(request, "helped", MOST_OF_AN_ADDRESS, AN_HOUR)


def add(edition, answer, today=None):
    """Keeps an answer (True: it helped) about an edition; returns the token that a sentence may follow with."""
    row = Feedback.objects.create(edition=edition, helped=answer, day=today or timezone.localdate())
    return _signer.sign(row.pk)


def add_sentence(edition, token, sentence):
    """Adds a sentence to the answer of a token; False where the token is none, too old, used or of another edition."""
    try:
        number = _signer.unsign(token, max_age=SENTENCE_WITHIN)
    except BadSignature:
        return False
    rows = Feedback.objects.filter(pk=number, edition=edition, sentence="")
    return rows.update(sentence=sentence) == 1


def one_line(text):
    """A sentence as it is kept: one line, without controls and direction overrides."""
    return " ".join(plain_text.clean(text).split())


def forget_sentences(today=None):
    """Deletes the sentences whose 90 days are over, and leaves the answers; returns how many."""
    last = (today or timezone.localdate()) - SENTENCES_KEPT
    return Feedback.objects.filter(day__lte=last).exclude(sentence="").update(sentence="")
