"""The draft that editors change, its revisions, and the topics that pages are filed under."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import kinds, languages, plain_text
from pages.free_slugs import free_slug
from pages.models import language_states
from pages.models.translated import Translated

# Keys, and what only `pages.drafting.drafts` counts: a page that was read earlier must not set it back.
COUNTED = {"id", "page_ptr", "version", "last_part_number", *language_states.RECORDED}


class Topic(models.Model):
    """What pages are filed under. A part of the live directory: its changes show at once."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(_("slug"), max_length=120, blank=True, help_text=_("Made from the name if left empty."))
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["slug_en"], name="topic_slug_en_unique"),
            models.UniqueConstraint(fields=["slug_ar"], name="topic_slug_ar_unique"),
        ]

    def __str__(self):
        return self.name_in(languages.current())

    def save(self, *args, **kwargs):
        for code in languages.CODES:
            name = plain_text.clean(getattr(self, f"name_{code}") or "")
            slug = plain_text.slug_of(getattr(self, f"slug_{code}") or name, f"topic-{secrets.token_hex(3)}")
            others = Topic.objects.exclude(pk=self.pk)
            setattr(self, f"name_{code}", name)
            setattr(self, f"slug_{code}", free_slug(others, f"slug_{code}", slug))
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        language = languages.current()
        return f"/{language}/topics/{getattr(self, f'slug_{language}')}/"

    def name_in(self, language):
        """The name in a language, or in the other one where it has none in this one."""
        names = (getattr(self, f"name_{code}", "") for code in (language, languages.other(language)))
        return next(filter(None, names), "")

    def clean(self):
        super().clean()
        if not any(plain_text.clean(getattr(self, f"name_{code}") or "").strip() for code in languages.CODES):
            raise ValidationError(_("A topic needs a name."))


class Page(language_states.LanguageStates, Translated):
    """A draft: what editors change, in both languages. Patients never see it; they read editions."""

    LANGUAGES = [("en", _("English")), ("ar", _("Arabic"))]

    kind = models.CharField(_("kind"), max_length=20, editable=False, default="page")
    title = models.CharField(_("title"), max_length=200, blank=True)
    slug = models.CharField(
        _("page address"),
        max_length=120,
        blank=True,
        help_text=_("The last words of the page's address. Made from the title if left empty."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What this is and whom it helps, in about three short sentences.")
    )
    search_title = models.CharField(
        _("title in search results"),
        max_length=120,
        blank=True,
        help_text=_("Only where the title itself is too long."),
    )
    search_description = models.CharField(_("description in search results"), max_length=300, blank=True)
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Other spellings, names and complaints that patients search for, one a line."),
    )
    picture = models.ForeignKey(
        "pages.Picture", models.SET_NULL, verbose_name=_("picture"), null=True, blank=True, related_name="pages"
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="pages")
    original_language = models.CharField(
        _("original language"),
        max_length=2,
        choices=LANGUAGES,
        default="ar",
        help_text=_("The language in which the page is written first. The other one is its translation."),
    )
    author = models.ForeignKey(
        "doctors.Doctor", models.SET_NULL, verbose_name=_("author"), null=True, blank=True, related_name="pages_written"
    )
    review_due_on = models.DateField(_("next review on"), null=True, blank=True)
    first_published_on = models.DateField(
        _("first published on"), null=True, blank=True, help_text=_("Also of the site that it came from.")
    )
    opening_views = models.PositiveIntegerField(
        _("opening views"), default=0, help_text=_("Views that the page brought from another site; both languages.")
    )
    import_note = models.TextField(
        _("import note"), blank=True, help_text=_("What an import could not place. Only editors see it.")
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    finding_words = models.TextField(_("words to find it by"), editable=False, blank=True)
    # What publishing would give in each language, as it was last saved (`composing.fingerprint`).
    fingerprints = models.JSONField(_("fingerprints"), default=dict, editable=False, blank=True)
    # Likewise the digest of the text that doctors review, and the codes of what publishing would refuse.
    digests = models.JSONField(_("digests"), default=dict, editable=False, blank=True)
    refusals = models.JSONField(_("refusals"), default=dict, editable=False, blank=True)
    last_part_number = models.PositiveIntegerField(_("number of the last part"), editable=False, default=0)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    untracked = frozenset({"slug", "search_title", "search_description", "aliases"})

    class Meta:
        ordering = ["-changed_at", "pk"]
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
        permissions = [("publish_page", _("Can publish pages"))]
        constraints = [
            models.CheckConstraint(
                name="page_title_in_its_original",
                condition=models.Q(original_language="en", title_en__isnull=False, title_en__gt="")
                | models.Q(original_language="ar", title_ar__isnull=False, title_ar__gt=""),
                violation_error_message=_("A page needs a title in the language in which it is written first."),
            ),
            models.CheckConstraint(
                name="page_original_language_known", condition=models.Q(original_language__in=languages.CODES)
            ),
        ]
        indexes = [
            # The opening views of all pages are summed in it alone, without reading their texts.
            models.Index(fields=["opening_views"], condition=models.Q(opening_views__gt=0), name="page_opening_views"),
            models.Index(
                fields=["review_due_on"], condition=models.Q(review_due_on__isnull=False), name="page_review_due"
            ),
            # Editors' lists show what changed last, of all kinds and of one. The first tells of each how it stands, so that
            # all pages are counted in it alone, without reading their texts.
            models.Index(fields=["-changed_at", "-id", "kind", *language_states.COLUMNS], name="page_changed_last"),
            models.Index(fields=["kind", "-changed_at", "-id"], name="page_of_kind_changed_last"),
        ]

    def __str__(self):
        return self.name_in(languages.current())

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.kind = next((k.name for k in kinds.every() if type(self) is k.model), self.kind)
        elif not kwargs.get("update_fields"):
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in COUNTED]
        self.digests, self.refusals = {}, {}  # not known until the draft is recorded
        self.import_note = plain_text.clean(self.import_note)
        self.clean_texts()
        for code in languages.CODES:
            self.refresh_slug(code)
            setattr(self, f"is_written_{code}", bool(self.text("title", code)))
        self.finding_words = self.words_to_find_it_by()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if not plain_text.clean(self.text("title", self.original_language)).strip():
            message = _("A page needs a title in the language in which it is written first.")
            raise ValidationError({f"title_{self.original_language}": message})

    @property
    def page(self):
        """The page itself, so that pages and parts are asked alike."""
        return self

    def words_to_find_it_by(self):
        """Its titles, other names and slugs in both languages, folded: what editors' lists are searched by."""
        names = [self.text(field, code) for field in ("title", "aliases", "slug") for code in languages.CODES]
        return "\n".join(form(name) for name in names if name for form in (plain_text.fold, plain_text.words))

    def name_in(self, language):
        """The title in a language, or in the other where there is none: for editors' lists, never for patients."""
        return (
            self.text("title", language if language in languages.CODES else "en")
            or self.text("title", languages.other(language))
            or f"#{self.pk}"
        )

    def refresh_slug(self, language):
        """Makes the slug from the title: at first, and again with the title until the language is published."""
        title, slug = self.text("title", language), self.text("slug", language)
        made = plain_text.slug_of(self.stored_text("title", language), "") if self.pk else ""
        untouched = slug and slug == self.stored_text("slug", language) and slug.startswith(made or "\n")
        retitled = untouched and title != self.stored_text("title", language)
        if slug and not (retitled and not self.was_published_in(language)):
            self.set_text("slug", language, plain_text.slug_of(slug, f"page-{secrets.token_hex(3)}"))
        elif title:
            self.set_text(
                "slug", language, self.free_slug(plain_text.slug_of(title, f"page-{secrets.token_hex(3)}"), language)
            )

    def free_slug(self, slug, language):
        """`slug`, or `slug-2`, `slug-3`… where another page of this kind has it."""
        return free_slug(Page.objects.filter(kind=self.kind).exclude(pk=self.pk), f"slug_{language}", slug)

    def was_published_in(self, language):
        """Whether there ever was an edition of this page in that language."""
        return bool(self.pk) and self.editions.filter(language=language).exists()

    def alias_list(self, language):
        """The other names in a language."""
        return [line.strip() for line in self.text("aliases", language).splitlines() if line.strip()]


class Revision(models.Model):
    """What a draft was at one save, in both languages. Kept 90 days, and the last ten of each page for ever."""

    page = models.ForeignKey(Page, models.SET_NULL, verbose_name=_("page"), null=True, related_name="revisions")
    page_number = models.PositiveBigIntegerField(_("page number"), help_text=_("Outlives the page."))
    kind = models.CharField(_("kind"), max_length=20)
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField(
        _("version"), null=True, help_text=_("The draft's version after the save; none for text that was not saved.")
    )
    unsaved = models.BooleanField(
        _("not saved"), default=False, help_text=_("Somebody else saved first: this text was kept beside the draft.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["page_number", "-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["page_number", "number"], name="revision_number_unique")]

    def __str__(self):
        return f"{self.page_number}/{self.number}"
