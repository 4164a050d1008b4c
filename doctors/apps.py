from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DoctorsConfig(AppConfig):
    name = "doctors"
    verbose_name = _("Doctors")

    def ready(self):
        from doctors import bylines, named_drafts
        from doctors.admin import first_page, page_notes
        from doctors.models import Comment, MinorCorrection, Review, ReviewRequest
        from doctors.review import reviews
        from doctors.schema_org import of_doctor, of_edition
        from pages.drafting import attached
        from pages.public import kept_pages, schema_org

        attached.keep_with_pages(Review, MinorCorrection, ReviewRequest, Comment)
        bylines.register()
        named_drafts.register()
        reviews.register()
        page_notes.register()
        first_page.register()
        schema_org.tell(of_edition)
        schema_org.tell(of_doctor)
        kept_pages.beside(reviews.around_a_page)
