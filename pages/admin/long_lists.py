"""Long lists of the admin: they are counted, and can be turned over, so far and no farther."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

# Beyond so many rows nobody turns pages: they search, or narrow the list. Counting stops there too.
MOST_COUNTED = 5_000


class LongListPaginator(Paginator):
    """Django's, which counts no more rows than it shows: the first MOST_COUNTED, or so many as `most` says."""

    def __init__(self, *args, most=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = most or MOST_COUNTED

    @cached_property
    def _counted(self):
        return self.object_list.order_by().values("pk")[: self.most + 1].count()

    @cached_property
    def count(self):
        return min(self._counted, self.most)

    @cached_property
    def has_more(self):
        """Whether there are rows that it does not show."""
        return self._counted > self.most


class LongListMixin:
    """Lists of a model that are counted once, and not beyond what is shown."""

    paginator = LongListPaginator
    show_full_result_count = False

    def response_action(self, request, queryset):
        """Nothing is done to all rows of a list that says of how many it is only that there are more."""
        if request.POST.get("select_across") == "1" and self.get_paginator(request, queryset, 1).has_more:
            self.message_user(request, _("The list is too long for that. Search or narrow it first."), messages.WARNING)
            return None
        return super().response_action(request, queryset)
