"""The clinic's profile: one row, its branches and their hours. All of it is live: changes show at once."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages import languages, plain_text
from pages.models import Page, Picture

telephone_form = RegexValidator(r"^\+?[0-9 ()\-]{3,25}$", _("Only digits, spaces and a leading plus."))
DAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


def dialled(number):
    """A telephone number as it is dialled: `+20255500101`."""
    return re.sub(r"[^0-9+]", "", number or "")


class Clinic(models.Model):
    """The clinic's profile. There is one row."""

    DIGITS = [("western", "123"), ("arabic", "١٢٣")]

    name = models.CharField(_("name"), max_length=150, blank=True)
    tagline = models.CharField(_("tagline"), max_length=250, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    emergency_telephone = models.CharField(
        _("emergency telephone"), max_length=30, blank=True, default="123", validators=[telephone_form]
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#0f6b6b",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Such as #0f6b6b."))],
    )
    logo = models.ForeignKey(Picture, models.SET_NULL, verbose_name=_("logo"), null=True, blank=True, related_name="+")
    default_language = models.CharField(_("default language"), max_length=2, choices=Page.LANGUAGES, default="ar")
    digits = models.CharField(_("digits in Arabic"), max_length=10, choices=DIGITS, default="western")
    requires_review = models.BooleanField(_("publishing needs a doctor's review"), default=False)
    review_pin = models.BooleanField(
        _("review links ask for a PIN"), default=False, help_text=_("The doctor sets it the first time.")
    )
    review_interval_months = models.PositiveSmallIntegerField(_("months between reviews"), default=12)
    show_views_from = models.PositiveIntegerField(
        _("show views from"), default=0, help_text=_("Below this number of views a page does not show its count.")
    )
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinic")
        constraints = [models.CheckConstraint(name="one_clinic", condition=models.Q(pk=1))]

    def __str__(self):
        return (
            self.text("name", languages.current()) or self.text("name", languages.other(languages.current())) or "Bayan"
        )

    def save(self, *args, **kwargs):
        self.pk = 1
        for column in ("name_en", "name_ar", "tagline_en", "tagline_ar"):
            setattr(self, column, plain_text.clean(getattr(self, column) or ""))
        super().save(*args, **kwargs)

    def text(self, field, language):
        """A text in a language, "" where it is missing."""
        return getattr(self, f"{field}_{language}") or ""

    @property
    def emergency_dialled(self):
        return dialled(self.emergency_telephone)


class FeaturedProcedure(models.Model):
    """A procedure that the clinic shows first on its home page, in its own order."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, verbose_name=_("clinic"), related_name="featured", default=1)
    procedure = models.OneToOneField(
        "procedures.Procedure",
        models.CASCADE,
        verbose_name=pgettext_lazy("field", "procedure"),
        related_name="featured",
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("featured procedure")
        verbose_name_plural = _("featured procedures")

    def __str__(self):
        return str(self.procedure)


class Branch(models.Model):
    """One place where the clinic receives patients."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, verbose_name=_("clinic"), related_name="branches", default=1)
    name = models.CharField(_("name"), max_length=150)
    address = models.CharField(_("address"), max_length=300, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[telephone_form])
    whatsapp = models.CharField(
        _("WhatsApp"),
        max_length=30,
        blank=True,
        validators=[telephone_form],
        help_text=_("With the country's code: +20…"),
    )
    map_url = models.URLField(_("map"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Parking, lift, entrance."))
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("branch")
        verbose_name_plural = _("branches")

    def __str__(self):
        return self.text("name", languages.current()) or self.text("name", languages.other(languages.current()))

    def save(self, *args, **kwargs):
        for field in ("name", "address", "note"):
            for code in languages.CODES:
                setattr(self, f"{field}_{code}", plain_text.clean(self.text(field, code)))
        super().save(*args, **kwargs)

    def text(self, field, language):
        """A text in a language, "" where it is missing."""
        return getattr(self, f"{field}_{language}") or ""

    @property
    def telephone_dialled(self):
        return dialled(self.telephone)

    @property
    def whatsapp_number(self):
        """The number as wa.me wants it: digits only, with the country's code."""
        return re.sub(r"\D", "", self.whatsapp)


class OpeningHours(models.Model):
    """One span of time on one day of the week; a day without one is closed."""

    branch = models.ForeignKey(Branch, models.CASCADE, verbose_name=_("branch"), related_name="hours")
    day = models.PositiveSmallIntegerField(_("day"), choices=DAYS)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"))

    class Meta:
        ordering = ["day", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(fields=["branch", "day", "opens"], name="hours_once_a_day"),
            models.CheckConstraint(name="hours_day_of_the_week", condition=models.Q(day__lte=6)),
        ]

    def __str__(self):
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self):
        if self.opens and self.closes and self.closes == self.opens:
            raise ValidationError(_("A branch that opens and closes at the same minute is never open."))


class DemoRow(models.Model):
    """A row that `load_demo` made, so that it makes none twice and `remove_demo` takes away these and no others."""

    key = models.CharField(_("key"), max_length=100, unique=True)
    model = models.CharField(_("model"), max_length=100)
    number = models.PositiveBigIntegerField(_("number"))

    class Meta:
        verbose_name = _("row of the demo")
        verbose_name_plural = _("rows of the demo")

    def __str__(self):
        return self.key
