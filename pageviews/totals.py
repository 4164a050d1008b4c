"""The number of views that a page shows."""

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from pageviews.models import DailyViews, ViewCorrection


def of_page():
    """An annotation for editions: the page's views in both languages, with opening views and corrections."""
    counted = Coalesce(_summed(DailyViews, "count"), 0)
    corrected = Coalesce(_summed(ViewCorrection, "amount"), 0)
    return Greatest(F("page__opening_views") + counted + corrected, 0, output_field=IntegerField())


def _summed(model, column):
    rows = model.objects.filter(page=OuterRef("page")).order_by().values("page").annotate(total=Sum(column))
    return Subquery(rows.values("total"), output_field=IntegerField())
