"""What the search keeps: an entry an edition, the words of the site, and the words that mean the same."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from pages.models.edition import Edition
from pages.words import phrases


class SearchEntry(models.Model):
    """One edition as it is found: made when it is published, gone when another takes its place.

    `told` is what an excerpt is cut from (`pages.search.told`): taking JSON apart cost more than finding. The keys of its
    words stand in SearchAddition and SearchPosting.
    """

    edition = models.OneToOneField(
        Edition, models.CASCADE, verbose_name=_("edition"), primary_key=True, related_name="search_entry"
    )
    kind = models.CharField(_("kind"), max_length=20)
    topics = models.CharField(_("topics"), max_length=250, blank=True)
    picture_file = models.CharField(_("picture"), max_length=250, blank=True)
    told = models.TextField(_("what an excerpt is cut from"), blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self):
        return str(self.edition)


class EditionsUnderKey(models.Model):
    """Editions (a set of `pages.search.edition_sets`) that have a key, this tier being the best in which they have it."""

    key = models.CharField(_("key"), max_length=80)
    tier = models.PositiveSmallIntegerField(_("tier"))
    editions = models.BinaryField(_("editions"))

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.key} {self.tier}"


class SearchPosting(EditionsUnderKey):
    """All editions that have a key, but for what was not merged yet."""

    class Meta:
        verbose_name = _("set of the search")
        verbose_name_plural = _("sets of the search")
        constraints = [models.UniqueConstraint(fields=["key", "tier"], name="search_posting_unique")]


class SearchAddition(EditionsUnderKey):
    """What publishing one edition adds to the set of a key, until it is merged: `pages.search.postings`."""

    class Meta:
        verbose_name = _("addition to the search")
        verbose_name_plural = _("additions to the search")
        indexes = [models.Index(fields=["key"], name="search_addition_key")]


class SiteWord(models.Model):
    """A word that some edition has, once for each language: what "did you mean" may propose."""

    language = models.CharField(_("language"), max_length=2)
    word = models.CharField(_("folded word"), max_length=60)
    text = models.CharField(_("word"), max_length=80)

    class Meta:
        verbose_name = _("word of the site")
        verbose_name_plural = _("words of the site")
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="site_word_unique")]

    def __str__(self):
        return self.text


class Misspelling(models.Model):
    """A word of the site with letters left out: two words within so many letters of each other share one.

    `letters` begin with the language's, as all keys do: asked together with the word's language, PostgreSQL began at
    the wrong one of the two tables and took 270 ms.
    """

    letters = models.CharField(_("letters"), max_length=60)
    word = models.ForeignKey(SiteWord, models.CASCADE, verbose_name=_("word"), related_name="misspellings")

    class Meta:
        verbose_name = _("misspelling")
        verbose_name_plural = _("misspellings")
        constraints = [models.UniqueConstraint(fields=["letters", "word"], name="misspelling_unique")]

    def __str__(self):
        return self.letters


class Synonym(models.Model):
    """Words and phrases that mean the same to whoever searches, in one language or both."""

    terms = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One a line, or with commas between them: plurals that are words of their own (ندبة، ندوب), other "
            "spellings, medical and plain names. A search for one finds the others too."
        ),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return " · ".join(phrases.terms_of(self.terms))

    def save(self, *args, **kwargs):
        """Keeps the terms one a line, and the keys that they are looked up by."""
        self.terms = "\n".join(phrases.terms_of(self.terms))
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.keys.all().delete()
            SynonymKey.objects.bulk_create(
                [SynonymKey(synonym=self, key=key) for key in sorted(phrases.keys_of(self.terms))]
            )

    def clean(self):
        super().clean()
        if len(phrases.terms_of(self.terms)) < 2:
            raise ValidationError(_("Write at least two words or phrases that mean the same."))


class SynonymKey(models.Model):
    """What a term of a group is looked up by: the stems of its words."""

    key = models.CharField(_("stems"), max_length=250, db_index=True)
    synonym = models.ForeignKey(Synonym, models.CASCADE, verbose_name=_("group of synonyms"), related_name="keys")

    class Meta:
        verbose_name = _("key of a synonym")
        verbose_name_plural = _("keys of synonyms")

    def __str__(self):
        return self.key
