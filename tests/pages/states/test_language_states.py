"""How pages stand, as their columns tell it: whatever happened, it is what drafts, editions and the clock say."""

import contextlib
import random

import pytest
from django.core.management import CommandError, call_command

from pages import clock, languages
from pages.drafting import drafts
from pages.models import Page, Picture
from pages.publishing import editions, progress
from pages.states.standing import of_row, standing
from tests import factories

pytestmark = pytest.mark.django_db


class Life:
    """Saves, publishings and their ends at random, on two pages."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pages = [factories.article(picture=factories.picture()), factories.article()]

    def live(self):
        """Does one thing to one page; what is refused is refused."""
        page = Page.objects.get(pk=self.random.choice(self.pages).pk)
        with contextlib.suppress(editions.Refused):
            self.random.choice(self.deeds())(page, self.random.choice(languages.CODES))

    def deeds(self):
        often = [self.write, self.publish, self.publish, self.schedule, self.schedule, self.cancel]
        return [*often, self.expire, self.withdraw, self.go_back, self.restore, self.time, self.picture, self.translate]

    def write(self, page, code):
        page.set_text("summary", code, self.random.choice(["", "One.", "Two."]))
        page.save()
        drafts.record(page, by=None)

    def translate(self, page, code):
        section = page.sections.first()
        section.set_text("body", code, self.random.choice(["", "<p>One.</p>", "<p>Two.</p>"]))
        section.save()
        drafts.record(page, by=None)

    def publish(self, page, code, **times):
        editions.publish(page, code, by=None, confirmed=True, **times)

    def schedule(self, page, code):
        self.publish(page, code, at=factories.later(hours=self.random.randint(1, 9)))

    def expire(self, page, code):
        self.publish(page, code, until=factories.later(hours=self.random.randint(1, 9)))

    def cancel(self, page, code):
        if scheduled := page.editions.filter(starts_at__gt=clock.now()).exclude(end_reason="cancelled").first():
            editions.cancel(scheduled, by=None)

    def withdraw(self, page, code):
        editions.withdraw(page, code, by=None)

    def go_back(self, page, code):
        drafts.restore(self.random.choice(page.revisions.all()), by=None)

    def restore(self, page, code):
        if edition := page.editions.order_by("?").first():
            editions.restore(edition, by=None)

    def time(self, page, code):
        factories.time_passes(hours=self.random.randint(1, 5))

    def picture(self, page, code):
        picture = Picture.objects.get()
        picture.alt_en = self.random.choice(["A knee", "A hip"])
        picture.save()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happened_pages_stand_as_they_are_noted_to(seed):
    life, seen = Life(seed), set()
    for _ in range(30):
        life.live()
        assert list(progress.differences()) == []
        for page in Page.objects.all():
            noted, true = ([of(page, code).state for code in languages.CODES] for of in (of_row, standing))
            assert noted == true
            seen.update(true)
    assert len(seen) >= 4


def test_the_command_says_which_pages_are_noted_wrongly_and_notes_them_anew(capsys):
    page, right = factories.article(), factories.article()
    factories.published(page)
    call_command("rebuild_states", "--check")
    noted = Page.objects.filter(pk__in=[page.pk, right.pk]).values()
    before = list(noted.all())
    Page.objects.filter(pk=page.pk).update(ends_en=clock.now(), is_same_ar=False, missing_ar=7, is_written_en=False)
    with pytest.raises(CommandError, match="1 pages"):
        call_command("rebuild_states", "--check")
    assert capsys.readouterr().out.endswith(f"page {page.pk}: is_written_en, ends_en, is_same_ar, missing_ar\n")
    call_command("rebuild_states")
    assert list(noted.all()) == before
