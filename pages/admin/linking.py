"""What links to a page and what it links to, shown where a page is changed, withdrawn or deleted."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import kinds, languages
from pages.admin import page_addresses
from pages.admin.replacing import ReplacementField
from pages.content import part_names
from pages.drafting import attached, drafts
from pages.linking import backlinks, namesakes
from pages.models import EditionLink, Page
from pages.public import replacements, whereabouts

KINDS = dict(EditionLink.KINDS)


@dataclass(frozen=True)
class Leading:
    """One page that leads to another: its name, what tells it apart, where its draft is changed, and the links.

    Each of these is a Backlink, what its kind is called, and what the part is called in which it stands.
    """

    title: str
    apart: str
    change: str
    links: list


@dataclass(frozen=True)
class Led:
    """One page, or wording, that a page leads to, and its Whereabouts in each language; none where it waits."""

    title: str
    apart: str
    change: str
    languages: list


@dataclass(frozen=True)
class StandsIn:
    """A page that another one stands in for: its name, where its draft is changed, and in which languages it ended."""

    title: str
    apart: str
    change: str
    languages: list


def around(page):
    """What leads to a page, and what it stands in for: what is told before it ends, by the templates' names."""
    return {"leading": leading_to(page), "stands_in": stands_in_for(page)}


def leading_to(page):
    """The pages that lead to a page, by title: a list of Leadings."""
    by_page = {}
    for link in backlinks.to(page):
        by_page.setdefault(link.page, []).append(link)
    by_page.pop(page.pk, None)
    names = part_names.of_places((link.page, link.anchor) for rows in by_page.values() for link in rows)
    apart = namesakes.apart({number: rows[0].page_kind for number, rows in by_page.items()})
    found = [_leading(number, rows, names, apart[number]) for number, rows in by_page.items()]
    return sorted(found, key=lambda leading: leading.title)


def led_from(page):
    """What a draft leads to, each once: a list of Leds."""
    rows = page.links.select_related("to_page", "wording__page")
    targets = {row.target() or row.wording: None for row in rows if row.target() or row.wording}
    if compared := getattr(kinds.specific(page), "compared_with", None):
        targets[Page.objects.get(pk=compared.pk)] = None
    namesakes.tell(target for target in targets if isinstance(target, Page))
    return [_led(target) for target in targets]


def stands_in_for(page):
    """The pages that were withdrawn, or expired, in favour of a page: a list of StandsIn, by title."""
    found = {}
    for edition in replacements.named().filter(replacement=page.pk).select_related("page").defer("content"):
        found.setdefault(edition.page, set()).add(edition.language)
    namesakes.tell(found)
    rows = [
        StandsIn(str(old), old.apart, page_addresses.of(old.kind, old.pk), sorted(ended))
        for old, ended in found.items()
    ]
    return sorted(rows, key=lambda row: row.title)


class DeleteForm(forms.Form):
    """Where links to a draft lead once it is deleted, if anywhere."""

    replacement = ReplacementField(help_text=gettext_lazy("The page that these links lead to instead."))

    def __init__(self, *args, page, admin_site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replacement"].offer(Page.objects.exclude(pk=page.pk), admin_site)


class LinkingMixin:
    """Adds the page of links to the admin of a page, and asks before one is deleted that others lead to."""

    delete_confirmation_template = "admin/writing/delete.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view(self.links)
        return [path("<int:number>/links/", view, name=f"{name}_links"), *super().get_urls()]

    def links(self, request, number):
        """What links to a page, grouped by page, and what it links to."""
        page = self._page(request, number)
        context = {"leading": leading_to(page), "led": led_from(page), "stands_in": stands_in_for(page)}
        return self._render(request, "admin/writing/links.html", page, "", **context)

    def delete_view(self, request, object_id, extra_context=None):
        page = self.get_object(request, object_id)
        if page is None:
            return super().delete_view(request, object_id, extra_context)
        form = DeleteForm(request.POST or None, page=page, admin_site=self.admin_site)
        if request.method == "POST" and not form.is_valid():
            messages.error(request, _("Nothing was deleted: choose the replacement anew."))
            return HttpResponseRedirect(request.path)
        own = {"leading": leading_to(page), "form": form}
        request.replacement = form.cleaned_data["replacement"] if form.is_bound else None
        return super().delete_view(request, object_id, (extra_context or {}) | own)

    def get_deleted_objects(self, objs, request):
        """What is attached to a draft goes and comes back with it: who may delete the draft is asked nothing about it."""
        rows, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return rows, counts, lacking - attached.verbose_names(), protected

    def delete_model(self, request, obj):
        drafts.delete(obj, by=request.user, replacement=request.replacement)


def _leading(number, rows, names, apart):
    drafted = [row for row in rows if row.edition is None]
    kind = rows[0].page_kind
    links = [(row, KINDS[row.kind], names.get((number, row.anchor), "")) for row in rows]
    return Leading((drafted or rows)[0].title, apart, page_addresses.of(kind, number), links)


def _led(target):
    if not isinstance(target, Page):
        return Led(str(target), "", "", [])
    found = [(language, whereabouts.of_page(target.pk, language)) for language in languages.CODES]
    return Led(str(target), target.apart, page_addresses.of(target.kind, target.pk), found)
