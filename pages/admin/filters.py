"""By what the lists of the admin are narrowed."""

from django.contrib import admin
from django.utils.translation import gettext as _


class TopicFilter(admin.RelatedFieldListFilter):
    """Pages of a topic, or of none, which Django calls "-"."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = _("Without a topic")
