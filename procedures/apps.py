from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "procedures"
    verbose_name = _("Procedures")

    def ready(self):
        from pages.public import schema_org
        from procedures import anatomy
        from procedures.schema_org import of_edition

        anatomy.register()
        schema_org.tell(of_edition)
