"""Pages that patients can read and nothing leads to, and pages that lead nowhere: for editors."""

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from pages.models import Edition, EditionLink


def orphans():
    """The current editions that no link of another page's current edition in that language leads to."""
    links = _links_of_current_editions().exclude(edition__page=OuterRef("page"))
    links = links.filter(edition__language=OuterRef("language"))
    led_to = [links.filter(to_page=OuterRef("page")), links.filter(wording__page=OuterRef("page"))]
    editions = Edition.objects.current().filter(*(~Exists(found) for found in led_to))
    return editions.defer("content").order_by("title", "pk")


def dead_ends():
    """The current editions without a link that a reader can follow to another page of the site."""
    target = Edition.objects.current().filter(page=OuterRef("to"), language=OuterRef("edition__language"))
    links = EditionLink.objects.filter(edition=OuterRef("pk")).annotate(to=Coalesce("to_page", "wording__page"))
    followed = links.exclude(to=F("edition__page")).filter(Exists(target))
    return Edition.objects.current().filter(~Exists(followed)).defer("content").order_by("title", "pk")


def _links_of_current_editions():
    return EditionLink.objects.filter(edition__in=Edition.objects.current().values("pk"))
