from axes import apps as axes
from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class ClinicConfig(AppConfig):
    name = "clinic"
    verbose_name = _("Clinic")
    default = True

    def ready(self):
        from clinic import (  # noqa: F401  registers the system checks
            boolean_icons,
            checks,
            draft_cards,
            publishing,
            roles,
            share_card_making,
            typed_dates,
        )
        from clinic.context import around_a_page
        from clinic.schema_org import of_clinic, of_site
        from pages.public import kept_pages, schema_org

        boolean_icons.speak()
        publishing.register()
        roles.speak()
        share_card_making.register()
        draft_cards.register()
        typed_dates.read()
        schema_org.tell(of_clinic)
        schema_org.tell(of_site)
        kept_pages.beside(around_a_page)


class SignInsConfig(axes.AppConfig):
    """What django-axes notes, under a name that an administrator understands where rights are given."""

    verbose_name = _("Sign-ins")
    default = False


class BayanAdminConfig(admin_apps.AdminConfig):
    default_site = "clinic.admin_site.BayanAdminSite"
    default = False
