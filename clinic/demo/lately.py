"""What happened in the demo clinic in the last weeks: readers came, and people left work behind. It happens once."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from random import Random

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from clinic.demo.pages import begun, fill
from clinic.demo.texts import read
from clinic.models import DemoRow
from pages import languages
from pages.drafting import drafts
from pages.models import Edition, Page, Topic
from pages.publishing import editions, handovers
from pageviews import helped, rollups, unanswered
from pageviews.models import DailyViews, UnansweredSearch

DAYS = 30
DONE = "lately"
# How many read on a day of the week, Monday first: a clinic in Cairo rests on Friday.
WEEK = (1.0, 1.1, 1.05, 1.0, 0.55, 0.8, 1.2)
SHARES = {"ar": 1.0, "en": 0.35}


@transaction.atomic
def happen():
    """Leaves views, drafts, a plan, answers and a search in the demo clinic; whether it did, which is so only once."""
    if DemoRow.objects.filter(key=DONE).exists():
        return False
    told = read("lately")
    pages = dict(_rows("page:", Page))
    editor = _editor(told["editor"])
    for entry in told["rewritten"]:
        _rewrite(pages, entry, editor)
    _bring_review_forward(pages, told["review"])
    _schedule(pages, told["scheduled"])
    _hand_over(pages, told["handed_over"], editor)
    _write_draft(told["draft"], editor)
    _answer(pages, told["answers"])
    _search(told["searches"])
    with connection.cursor() as cursor:
        rollups.add(cursor, views(pages.values()))
    DemoRow.objects.create(key=DONE, model="clinic.Clinic", number=1)
    return True


def views(pages, today=None):
    """{(page, language, day): views} of the last days: many read what was read much, fewer in English, and few on Fridays."""
    today = today or timezone.localdate()
    found = {}
    for page in pages:
        chance, usual = Random(page.pk), 4 + page.opening_views / 300
        for language, share in SHARES.items():
            for ago in range(DAYS):
                day = today - timedelta(days=ago)
                growth = 1.15 - 0.3 * ago / DAYS
                count = round(usual * share * WEEK[day.weekday()] * growth * chance.uniform(0.7, 1.3))
                found |= {(page.pk, language, day): count} if count else {}
    return found


def forget_views(pages):
    """Deletes the views of some pages (numbers) and sums the others up anew: row by row it would take seconds."""
    DailyViews.objects.filter(page__in=pages)._raw_delete(DailyViews.objects.db)
    rollups.rebuild()


def _rows(prefix, model):
    rows = DemoRow.objects.filter(key__startswith=prefix)
    numbers = {row.number: row.key.removeprefix(prefix) for row in rows}
    return ((numbers[row.pk], row) for row in model.objects.filter(pk__in=numbers))


def _keep(key, row):
    DemoRow.objects.create(key=key, model=row._meta.label, number=row.pk)


def _editor(entry):
    made, is_new = User.objects.get_or_create(username=entry["username"], defaults=entry | {"is_active": False})
    if is_new:
        made.set_unusable_password()
        made.save()
        _keep("editor", made)
    return made


def _rewrite(pages, entry, editor):
    """Says a sentence of a draft anew, where it still says it and the page is there."""
    page = pages.get(entry["page"])
    section = page and page.sections.all()[entry["section"] : entry["section"] + 1].first()
    if section is None:
        return
    for language in languages.CODES:
        old, new = entry.get(language, ("", ""))
        if old:
            section.set_text("body", language, section.text("body", language).replace(old, new))
    section.save()
    drafts.record(page, by=editor)


def _bring_review_forward(pages, entry):
    if page := pages.get(entry["page"]):
        page.review_due_on = timezone.localdate() + timedelta(days=entry["days"])
        page.save()
        drafts.record(page, by=None)
        _publish(page, entry)


def _schedule(pages, entry):
    if page := pages.get(entry["page"]):
        day = timezone.localdate() + timedelta(days=entry["days"])
        _publish(page, entry, at=timezone.make_aware(datetime.combine(day, time(9))))


def _publish(page, notes, at=None):
    for language in languages.CODES:
        with suppress(editions.Refused):  # people changed it since
            editions.publish(page, language, by=None, at=at, note=notes[language], confirmed=True)


def _hand_over(pages, entry, editor):
    if page := pages.get(entry["page"]):
        for language in languages.CODES:
            with suppress(handovers.NothingNew):
                handovers.hand_over(page, language, by=editor, note=entry[language])


def _write_draft(entry, editor):
    page = begun(entry)
    fill(page, entry, {}, dict(_rows("topic:", Topic)), {}, {}, by=editor)
    _keep("page:lately", page)


def _answer(pages, entries):
    for entry in entries:
        page = pages.get(entry["page"])
        edition = Edition.objects.current().filter(page=page, language=entry["language"]).first() if page else None
        if edition:
            day = timezone.localdate() - timedelta(days=entry["days"])
            helped.add_sentence(edition, helped.add(edition, entry["helped"], day), entry["sentence"])


def _search(entries):
    for entry in entries:
        language, words = entry["language"], unanswered.kept_words(entry["words"])
        day = timezone.localdate() - timedelta(days=entry["days"])
        told = {"times": entry["times"], "first_day": day, "last_day": day}
        row, is_new = UnansweredSearch.objects.get_or_create(language=language, words=words, defaults=told)
        if is_new:
            _keep(f"search:{language}", row)
