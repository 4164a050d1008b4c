"""Who has the form of a page open now."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.models.page import Page

# The form says every twenty seconds that it is still there.
GONE_AFTER = timedelta(seconds=60)


class OpenFormQuerySet(models.QuerySet):
    def gone(self):
        """Those that have said nothing for a minute: a tab that was closed without a word."""
        return self.filter(seen_at__lt=timezone.now() - GONE_AFTER)

    def seen(self, page, person, tab):
        """Notes that a form is open: one statement. False where the page is gone."""
        form = self.model(page_id=page.pk, person=person, tab=tab, seen_at=timezone.now())
        try:
            with transaction.atomic():
                self.bulk_create(
                    [form],
                    update_conflicts=True,
                    unique_fields=["page", "person", "tab"],
                    update_fields=["seen_at"],
                )
        except IntegrityError:
            return False
        return True


class OpenForm(models.Model):
    """The form of a page in one tab of somebody's browser. It is a sign of life, not a record: no row outlives it."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="open_forms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+")
    tab = models.CharField(_("tab"), max_length=20)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [models.UniqueConstraint(fields=["page", "person", "tab"], name="open_form_unique")]

    def __str__(self):
        return f"{self.page_id}: {self.person}"


def forget_gone():
    """Deletes the forms that are gone, and returns how many."""
    return OpenForm.objects.gone().delete()[0]
