from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from pages import checks, kinds, schema_org  # noqa: F401  registers the system checks
        from pages.models import Page

        kinds.register(kinds.Kind(name="page", model=Page, prefix="", template="pages/page.html"))
        schema_org.tell(schema_org.of_edition)
