from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DoctorsConfig(AppConfig):
    name = "doctors"
    verbose_name = _("Doctors")

    def ready(self):
        from doctors import bylines, first_page, page_notes, reviews
        from doctors.schema_org import of_doctor, of_edition
        from pages import kept_pages, schema_org

        bylines.register()
        reviews.register()
        page_notes.register()
        first_page.register()
        schema_org.tell(of_edition)
        schema_org.tell(of_doctor)
        kept_pages.beside(reviews.around_a_page)
