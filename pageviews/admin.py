from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.admin.link_report import numbered
from pages.admin.long_lists import MOST_COUNTED
from pages.admin.people import person
from pageviews import unhelpful
from pageviews.models import AnsweredEdition, DailyViews, Feedback, UnansweredSearch, ViewCorrection


class ReadOnlyAdmin(admin.ModelAdmin):
    """What readers made: it is read here, and changed nowhere."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(DailyViews)
class DailyViewsAdmin(ReadOnlyAdmin):
    """The rows of millions, those made last first: a page's figures tell of days and periods."""

    list_display = ("page", "language", "day", "count")
    list_filter = ("language",)
    ordering = ("-pk",)
    sortable_by = ()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ViewCorrection)
class ViewCorrectionAdmin(admin.ModelAdmin):
    list_display = ("page", "amount", "reason", person("by", _("by")), "at")
    list_select_related = ("page", "by")
    fields = ("page", "amount", "reason")
    autocomplete_fields = ("page",)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin):
    """The answers, newest first: whom a page did not help says in a sentence why."""

    list_display = ("day", "answer", "written", "title", "language")
    list_display_links = None
    # Not a hierarchy of dates: for its years and months Django reads the day of every answer that there is.
    list_filter = ("helped", ("sentence", admin.EmptyFieldListFilter), "edition__language", "day")
    list_select_related = ("edition",)
    search_fields = ("sentence", "edition__title")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("edition__content")

    def lookup_allowed(self, lookup, value, request):
        """A page's figures lead to all of its answers."""
        if lookup == "edition__page__exact":
            return all(numbered(number) for number in ([value] if isinstance(value, str) else value))
        return super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("did it help"), ordering="helped")
    def answer(self, row):
        return row.get_helped_display()

    @admin.display(description=_("sentence"), ordering="sentence")
    def written(self, row):
        # A reader's own words: in either language, whatever the page's and the editor's.
        return format_html('<span dir="auto">{}</span>', row.sentence) if row.sentence else None

    @admin.display(description=_("page"), ordering="edition__title")
    def title(self, row):
        return row.edition.title

    @admin.display(description=_("language"), ordering="edition__language")
    def language(self, row):
        return row.edition.get_language_display()


class LeastHelpful(ChangeList):
    """Whose first pages do not sort all that was ever answered about: only as many as can be turned over."""

    def get_queryset(self, request, **options):
        found = super().get_queryset(request, **options)
        if self.query or self.params:
            return found
        return found.filter(pk__in=unhelpful.first(MOST_COUNTED + 1))


def _counted(helped):
    """How many said of an edition that it helped, or that it did not."""
    answers = Feedback.objects.filter(edition=OuterRef("pk"), helped=helped).order_by().values("edition")
    return Coalesce(Subquery(answers.annotate(number=Count("pk")).values("number")), 0)


@admin.register(AnsweredEdition)
class AnsweredEditionAdmin(ReadOnlyAdmin):
    """How often each edition helped and did not; the one that helped least is the first."""

    list_display = ("title", "language", "number", "starts_at", "helped", "did_not_help", "sentences")
    fields = ("title", "language", "number", "starts_at", "ends_at", "helped", "did_not_help", "sentences")
    list_display_links = None
    list_filter = ("language",)
    search_fields = ("title",)

    def get_changelist(self, request, **kwargs):
        return LeastHelpful

    def get_queryset(self, request):
        # Not the admin's own, which would sort by what is not counted yet.
        answered = AnsweredEdition.objects.filter(Exists(Feedback.objects.filter(edition=OuterRef("pk"))))
        return answered.annotate(yes=_counted(True), no=_counted(False)).defer("content")

    def get_ordering(self, request):
        return ("-no", "-yes", "-pk")

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("helped"), ordering="yes")
    def helped(self, edition):
        return edition.yes

    @admin.display(description=_("did not help"), ordering="no")
    def did_not_help(self, edition):
        return edition.no

    @admin.display(description=_("sentences"))
    def sentences(self, edition):
        rows = f"{reverse('admin:pageviews_feedback_changelist')}?edition__id__exact={edition.pk}&sentence__isempty=0"
        return format_html('<a href="{}">{}</a>', rows, _("Read them"))


@admin.register(UnansweredSearch)
class UnansweredSearchAdmin(ReadOnlyAdmin):
    """What readers found nothing for: a page to write, or another name for one that is there."""

    list_display = ("shown_words", "language", "times", "first_day", "last_day")
    list_display_links = None
    list_filter = ("language",)
    search_fields = ("words",)

    @admin.display(description=_("words"), ordering="words")
    def shown_words(self, row):
        return format_html('<span lang="{}" dir="auto">{}</span>', row.language, row.words)
