from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class PageviewsConfig(AppConfig):
    name = "pageviews"
    verbose_name = _("Readers")

    def ready(self):
        from pages.public import reading, schema_org
        from pageviews import first_page, rollups, totals
        from pageviews.models import DailyViews
        from pageviews.schema_org import of_edition

        reading.annotate("views", totals.of_page)
        schema_org.tell(of_edition)
        first_page.register()
        post_delete.connect(rollups.take, sender=DailyViews)
