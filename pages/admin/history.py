"""The editions of a page: who published what, when and why, what patients read on a day, and restoring into the draft."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import clock
from pages.admin import confirming, conflicts
from pages.admin.comparing import chosen
from pages.admin.moments import Day
from pages.models import Edition
from pages.public import reading
from pages.public.views import show
from pages.publishing import editions, history
from pages.states import plans


class DayForm(forms.Form):
    """The day of which it is asked what patients read."""

    use_required_attribute = False

    day = forms.DateField(
        label=gettext_lazy("What did patients read on this day?"),
        widget=Day,
    )


class EditionsMixin:
    """Adds the list of editions, one edition as it was read, and its restoring to the admin of a page."""

    def get_urls(self):
        name, wrap = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        place = "<int:number>/editions/<language:language>/"
        return [
            path(place, wrap(self.editions), name=f"{name}_editions"),
            path(f"{place}<int:edition>/", wrap(self.edition), name=f"{name}_edition"),
            path(f"{place}<int:edition>/restore/", wrap(self.restore_edition), name=f"{name}_restoring"),
            *super().get_urls(),
        ]

    def editions(self, request, number, language):
        """The editions in a language, the newest first, and what changed between two of them.

        With a day that anything was read on, it leads to what was read first on it.
        """
        page = self._page(request, number, self.has_view_permission)
        form, nothing = DayForm(request.GET if "day" in request.GET else None, label_suffix=""), ""
        if form.is_valid():
            day = form.cleaned_data["day"]
            if read := [spell.edition for spell in history.on_day(page, language, day) if spell.edition]:
                return redirect(f"{self._edition_address(read[0])}?day={day.isoformat()}")
            nothing = _why_nothing(page, language, day)
        two = chosen(request, history.of(page, language))
        return self._render(
            request,
            "admin/writing/editions.html",
            page,
            language,
            two=two,
            changes=[*plans.difference(two.old, two.new), *editions.difference(two.old, two.new)] if two.old else [],
            form=form,
            nothing=nothing,
            now=clock.now(),
            languages=[("en", _("English")), ("ar", _("Arabic"))],
            may_change=self.has_change_permission(request, page),
        )

    def edition(self, request, number, language, edition):
        """An edition as patients read it, through their own view and template, with a bar that says which it is."""
        page = self._page(request, number, self.has_view_permission)
        found, form = _found(page, language, edition), DayForm(request.GET)
        day = form.cleaned_data["day"] if form.is_valid() else None
        spells = history.on_day(page, language, day) if day else []
        bar = {"edition": found, "opts": self.opts, "day": day, "spells": spells, "now": clock.now()}
        bar["may_change"] = self.has_change_permission(request, page)
        held_bar = render_to_string("admin/writing/_held_bar.html", bar, request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = show(request, reading.past(found), is_preview=True, held_bar=held_bar)
        response.headers["Cache-Control"] = "no-store"
        return response

    def restore_edition(self, request, number, language, edition):
        """What bringing an edition into the draft would change; POST does it, where the draft is still what was shown."""
        page = self._page(request, number)
        found = _found(page, language, edition)
        with confirming.once(request, page) as done:
            is_unseen = request.method == "POST" and not (
                done or conflicts.restored(request, page, lambda: editions.restore(found, by=request.user))
            )
        if request.method == "POST" and not is_unseen:
            self._tell_restored(request, found)
            return self._back(page)
        page = self._page(request, number)  # its version is not later than what is shown
        rehearsal = history.rehearsed(found)
        told = {"edition": found, "rehearsal": rehearsal, "changes": rehearsal.changes, "is_unseen": is_unseen}
        return self._render(request, "admin/writing/restore_edition.html", page, language, **told)

    def _tell_restored(self, request, edition):
        said = {
            "en": _("The English text of edition %(number)s is in the draft. Patients read it once it is published."),
            "ar": _("The Arabic text of edition %(number)s is in the draft. Patients read it once it is published."),
        }
        messages.success(request, said[edition.language] % {"number": edition.number})

    def _edition_address(self, edition):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_edition"
        return reverse(name, args=[edition.page_id, edition.language, edition.number])


def _found(page, language, number):
    found = Edition.objects.filter(page=page.pk, language=language, number=min(number, 2**31 - 1)).first()
    if found is None:
        raise Http404
    return found


def _why_nothing(page, language, day):
    """What is said of a day on which nothing could be read."""
    first = history.first_day(page, language)
    if day > timezone.localdate(clock.now()):
        return _("That day has not come yet.")
    if page.first_published_on and page.first_published_on <= day and (first is None or day < first):
        return _(
            "Nothing is kept of that day. The page was first published on another site, and what it said there is not known here."
        )
    if first is None or day < first:
        return {
            "en": _("Nothing: the page was not yet published in English on that day."),
            "ar": _("Nothing: the page was not yet published in Arabic on that day."),
        }[language]
    return {
        "en": _("Nothing: the page had ended, and could not be read in English on that day."),
        "ar": _("Nothing: the page had ended, and could not be read in Arabic on that day."),
    }[language]
