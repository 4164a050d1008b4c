from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageviewsConfig(AppConfig):
    name = "pageviews"
    verbose_name = _("Readers")

    def ready(self):
        from pages import reading
        from pageviews import totals

        reading.annotate("views", totals.of_page)
