from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from pages import checks, kinds  # noqa: F401  registers the system checks
        from pages.admin import first_page, handing_over, matrix, remarking
        from pages.drafting import attached, drafts
        from pages.models import Handover, Page, Picture, RefusedMention, Remark
        from pages.public import planned_ends, schema_org
        from pages.publishing import handovers
        from serving import front

        attached.keep_with_pages(RefusedMention, Remark)
        attached.keep_with_pages(Handover, unless=handovers.is_over)
        front.ask_for_ends(planned_ends.soonest)
        first_page.tasks(matrix.tasks)
        handing_over.register()
        remarking.register()
        kinds.register(kinds.Kind(name="page", model=Page, prefix="", template="pages/page.html"))
        schema_org.tell(schema_org.of_edition)
        post_save.connect(drafts.note_picture, sender=Picture, dispatch_uid="pages.picture")
        pre_delete.connect(drafts.remember_who_shows, sender=Picture, dispatch_uid="pages.picture_to_delete")
        post_delete.connect(drafts.record_without_picture, sender=Picture, dispatch_uid="pages.picture_deleted")
