"""The editions of which readers said that they did not help."""

from django.db.models import Count

from pageviews.models import Feedback


def editions():
    """[{"edition": number, "no": how many said so}, …] as a query, the most first. An index of these answers alone tells it."""
    said = Feedback.objects.filter(helped=False).order_by().values("edition").annotate(no=Count("pk"))
    return said.order_by("-no", "-edition")


def first(most):
    """The numbers of so many answered editions, as a list: those of which most said so, and then those that helped most."""
    worst = list(editions().values_list("edition", flat=True)[:most])
    rest = Feedback.objects.exclude(edition__in=worst).order_by().values_list("edition", flat=True)
    return worst + list(rest.annotate(yes=Count("pk")).order_by("-yes", "-edition")[: most - len(worst)])
