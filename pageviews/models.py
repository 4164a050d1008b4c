"""What readers did: how often they read, what helped them, what they found nothing for. Nothing identifies a reader."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import formatting, languages
from pages.models import Edition, Page


class DailyViews(models.Model):
    """The views of one page in one language on one day of the clinic's time zone."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="daily_views")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("views on a day")
        verbose_name_plural = _("views by day")
        constraints = [models.UniqueConstraint(fields=["page", "language", "day"], name="views_once_a_day")]

    def __str__(self):
        return f"{formatting.day(self.day, languages.current())}, {self.get_language_display()}: {self.count}"


class PageViews(models.Model):
    """How often one page was read in one language: ever, and in the last 7 and 30 days as of `day`.

    A sum of DailyViews, kept in the transaction that adds to them (`pageviews.rollups`). Nobody has opened the page since
    `day`, so that on later days the sums of the last days can only be less.
    """

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="views_by_language")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    count = models.PositiveIntegerField(_("views"))
    day = models.DateField(_("day"))
    week = models.PositiveIntegerField(_("views in 7 days"))
    month = models.PositiveIntegerField(_("views in 30 days"))

    class Meta:
        verbose_name = _("views of a page")
        verbose_name_plural = _("views by page")
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="views_once_a_page")]
        indexes = [
            models.Index(fields=["language", "-week", "-page"], name="views_in_a_week"),
            models.Index(fields=["language", "-month", "-page"], name="views_in_a_month"),
        ]

    def __str__(self):
        return f"{self.page_id}, {self.get_language_display()}: {self.count}"


class MonthlyViews(models.Model):
    """The views of one page in one language in one month, whose first day is `month`: a sum of DailyViews."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="monthly_views")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("views"))

    class Meta:
        verbose_name = _("views in a month")
        verbose_name_plural = _("views by month")
        constraints = [models.UniqueConstraint(fields=["page", "language", "month"], name="views_once_a_month")]

    def __str__(self):
        return f"{self.page_id}, {self.month:%Y-%m}, {self.get_language_display()}: {self.count}"


class SiteViews(models.Model):
    """The views of all pages in one language on one day: a sum of DailyViews."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    count = models.PositiveBigIntegerField(_("views"))

    class Meta:
        verbose_name = _("views of the site")
        verbose_name_plural = _("views of the site by day")
        constraints = [models.UniqueConstraint(fields=["day", "language"], name="site_views_once_a_day")]

    def __str__(self):
        return f"{self.day}, {self.get_language_display()}: {self.count}"


class ToldView(models.Model):
    """That a view was told, by the name that the page's script gave it, for some minutes: told again it counts once.

    The name is made at random for each opening of a page, so it says nothing of who opened it.
    """

    event = models.CharField(_("event"), max_length=36, primary_key=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("told view")
        verbose_name_plural = _("told views")
        indexes = [models.Index(fields=["at"], name="told_views_by_age")]

    def __str__(self):
        return self.event


class ViewCorrection(models.Model):
    """A correction of a page's views, with its reason: counts themselves are never edited."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="view_corrections")
    amount = models.IntegerField(_("amount"), help_text=_("How many views to add, or with a minus to take away."))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("correction of views")
        verbose_name_plural = _("corrections of views")
        constraints = [
            models.CheckConstraint(name="view_correction_has_a_reason", condition=models.Q(reason__gt="")),
        ]

    def __str__(self):
        return f"{self.amount:+} ({self.reason})"


class Feedback(models.Model):
    """One answer to “Did this page help?”, about what the page said then, perhaps with a sentence."""

    LONGEST = 300

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="feedback")
    helped = models.BooleanField(_("did it help"), choices=[(True, _("helped")), (False, _("did not help"))])
    sentence = models.CharField(_("sentence"), max_length=LONGEST, blank=True)
    day = models.DateField(_("day"))

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("reader's answer")
        verbose_name_plural = _("readers' answers")
        indexes = [
            # The answers about each edition are counted in the first alone; the newest are shown by the second.
            models.Index(fields=["edition", "helped"], name="answers_of_edition"),
            models.Index(fields=["-day", "-id"], name="answers_by_day"),
            # What did not help is counted in this one alone: few say so.
            models.Index(fields=["edition"], condition=models.Q(helped=False), name="answers_that_say_no"),
        ]

    def __str__(self):
        return f"{self.edition}: {self.get_helped_display()}"


class AnsweredEdition(Edition):
    """An edition as editors look at it when they ask whether it helped."""

    class Meta:
        proxy = True
        ordering = []  # the admin sorts by what it counts
        verbose_name = _("page with answers")
        verbose_name_plural = _("pages with answers")


class UnansweredSearch(models.Model):
    """Words that several readers searched for and found nothing."""

    LONGEST = 100

    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    words = models.CharField(_("words"), max_length=LONGEST)
    times = models.PositiveIntegerField(_("times"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        ordering = ["-last_day", "-times", "words"]
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        constraints = [models.UniqueConstraint(fields=["language", "words"], name="unanswered_words_once")]

    def __str__(self):
        return self.words
