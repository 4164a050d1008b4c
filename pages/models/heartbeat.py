"""What tells how old the copy is that a replica of the database holds."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

THE_ONE = 1


class HeartbeatQuerySet(models.QuerySet):
    def beat(self):
        """Raises the number by one and returns it, or one that somebody raised further meanwhile."""
        if not self.filter(pk=THE_ONE).update(number=F("number") + 1):
            self.get_or_create(pk=THE_ONE)
        return self.number()

    def number(self):
        """The number, 0 where it was never raised."""
        return self.filter(pk=THE_ONE).values_list("number", flat=True).first() or 0


class Heartbeat(models.Model):
    """A number that only rises, in one row: where a copy has it, it has everything that was committed before it rose."""

    number = models.PositiveBigIntegerField(_("number"), default=1)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self):
        return str(self.number)
