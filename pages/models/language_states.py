"""How every page stands in each language, in columns of its own, so that all pages can be asked at once."""

from django.db import models


class LanguageStates(models.Model):
    """What a page's drafts and editions say of each language, kept where they change (`pages.states.standing`, `pages.drafting.drafts`).

    No job keeps them: a planned beginning or end is told by comparing it with the clock. What nobody recorded yet is NULL.
    """

    # Whether the draft has a title.
    is_written_en = models.BooleanField(default=False, editable=False)
    is_written_ar = models.BooleanField(default=False, editable=False)
    # When the last edition that was not cancelled begins and ends, and whether publishing the draft would give it again.
    begins_en = models.DateTimeField(null=True, editable=False)
    begins_ar = models.DateTimeField(null=True, editable=False)
    ends_en = models.DateTimeField(null=True, editable=False)
    ends_ar = models.DateTimeField(null=True, editable=False)
    is_same_en = models.BooleanField(default=False, editable=False)
    is_same_ar = models.BooleanField(default=False, editable=False)
    # How many of its parts are missing and outdated.
    missing_en = models.PositiveIntegerField(null=True, editable=False)
    missing_ar = models.PositiveIntegerField(null=True, editable=False)
    outdated_en = models.PositiveIntegerField(null=True, editable=False)
    outdated_ar = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True


COLUMNS = tuple(field.name for field in LanguageStates._meta.local_fields)
# What is counted when a draft is recorded or published: `is_written` is told whenever a page is saved.
RECORDED = frozenset(name for name in COLUMNS if not name.startswith("is_written"))
