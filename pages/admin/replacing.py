"""The question which page is read in the place of one that ends: asked where it is withdrawn, or given an end."""

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy

from pages import addresses
from pages.linking import namesakes
from pages.models import Edition, Page

# Asks for what may stand in for the page in both languages.
BOTH = "both"


class Readable(AutocompleteJsonView):
    """What may stand in for a page in some languages (`codes`): the other pages that patients can read in each."""

    number, codes = None, ()

    def get_queryset(self):
        found = readable_pages(super().get_queryset(), self.codes).exclude(pk=self.number)
        read = Edition.objects.current().in_language(self.codes[0]).filter(page=OuterRef("pk")).order_by()
        return found.annotate(read_slug=Subquery(read.values("slug")[:1]))

    def serialize_result(self, obj, to_field_name):
        address = namesakes.address_told(addresses.path_of(obj.kind, self.codes[0], obj.read_slug))
        told = f"{obj} ({namesakes.kind_name(obj.kind)} · {address})"
        return super().serialize_result(obj, to_field_name) | {"text": told}


def readable(language):
    """The numbers of the pages that patients can read in a language."""
    return Edition.objects.current().in_language(language).order_by().values("page")


def readable_pages(pages, codes):
    """Those of some pages that patients can read in each of some languages."""
    for code in codes:
        pages = pages.filter(pk__in=readable(code))
    return pages


class _Select(AutocompleteSelect):
    def __init__(self, admin_site, url):
        super().__init__(Edition._meta.get_field("replacement"), admin_site)
        self.url = url

    def get_url(self):
        return self.url or super().get_url()


class ReplacementField(forms.ModelChoiceField):
    """A page that stands in for another one, if any does. Its form says which ones there are (`offer`)."""

    def __init__(self, **kwargs):
        super().__init__(Page.objects.none(), label=gettext_lazy("Replacement"), required=False, **kwargs)

    def label_from_instance(self, obj):
        return namesakes.named(obj)

    def offer(self, pages, admin_site, url=""):
        """Offers these pages; `url` is where they are looked for, without one wherever pages are."""
        self.queryset, self.widget = pages, _Select(admin_site, url)
        self.widget.choices = self.choices


class ReplacementForm(forms.Form):
    """Where readers of some languages (`codes`) are sent instead, if anywhere; where a page is linked to, one of the two must be said."""

    replacement = ReplacementField(
        help_text=gettext_lazy("The page that readers are sent to instead."),
        error_messages={
            "invalid_choice": gettext_lazy("Patients cannot read this page in this language: choose another one.")
        },
    )
    without = forms.BooleanField(
        label=gettext_lazy("Without a replacement"),
        required=False,
        help_text=gettext_lazy("Links to this page become plain words."),
    )

    def __init__(self, *args, page, codes, admin_site, is_linked, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_linked:
            del self.fields["without"]
        options, pages = page._meta, readable_pages(Page.objects.exclude(pk=page.pk), codes)
        url = reverse(f"admin:{options.app_label}_{options.model_name}_replacements", args=[page.pk, codes[0]])
        self.fields["replacement"].offer(pages, admin_site, url if len(codes) == 1 else f"{url}?{BOTH}")

    def ends(self, cleaned):
        """Whether what was filled in has the page end."""
        return True

    def clean(self):
        cleaned = super().clean()
        is_open = "without" in self.fields and not (cleaned.get("replacement") or cleaned.get("without"))
        if is_open and self.ends(cleaned) and "replacement" not in self.errors:
            message = gettext_lazy("Other pages link here: choose a replacement, or say that there is none.")
            self.add_error("replacement", message)
        return cleaned
