"""Comments: what a doctor wants changed in a page or in one part of it. Editors see them at the page."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from doctors.desk import linking, links, own
from doctors.desk.access import for_doctors
from doctors.desk.signing_in import LONGEST, keeps_text, typed
from doctors.models import Comment
from doctors.review.answer_forms import CommentField
from pages import languages, log
from pages.content import composing, part_names
from pages.linking import places

GONE = gettext_lazy("This part is not there any more. You can send your comment for the page as a whole.")


class CommentForm(forms.Form):
    """One comment, in whichever language its doctor writes."""

    text = CommentField(
        label=gettext_lazy("What should change?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "autofocus": True, "placeholder": " "}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
@for_doctors("text", "about")
def comment(request, doctor, number, language):
    """A field for what should change; POST gives it to the editors."""
    page = own.page_of(doctor, number)
    about = request.POST.get("about", request.GET.get("about", ""))
    form = CommentForm(request.POST or None, initial={"text": typed(request)})
    if request.method == "POST" and form.is_valid():
        if about in places.anchors_of(page) | part_names.AROUND.keys():
            say(doctor, page, language, about, form.cleaned_data["text"])
            return linking.back_to(page.pk, language, said="commented")
        form.add_error("text", GONE)
        about = ""  # what was typed stays in its field, to be sent for the page as a whole
    place = places.name(page, about, languages.current())
    context = {"page": page, "page_language": language, "about": about, "place": place, "form": form}
    return render(request, "doctors/desk/comment.html", context)


@require_POST
@for_doctors("language")
def suggest(request, doctor, number):
    """Asks the editors to link back from a page that is not the doctor's own."""
    line = linking.own_line(request, doctor, number)
    language = linking.language_of(request)
    if not links.leads_back(line):
        names = {
            "page": line.from_page.name_in(language),
            "part": places.name(line.from_page, line.after_anchor, language),
        }
        wish = (
            _("Please link from here to “%(page)s” (%(part)s).")
            if names["part"]
            else _("Please link from here to “%(page)s”.")
        )
        say(doctor, line.to_page, language, line.to_anchor, wish % names, kind="link")
    return linking.back_to(line.from_page_id, language, said="asked")


def say(doctor, page, language, anchor, text, kind="change"):
    """Keeps a comment with the digest of the text that it is about; the same is not said twice while it waits."""
    digest = composing.compose(page, language)[0].content["digest"]
    own_words = {
        "doctor": doctor,
        "page_id": page.pk,
        "language": language,
        "anchor": anchor,
        "text": text,
        "kind": kind,
    }
    if not Comment.objects.waiting().filter(**own_words).exists():
        Comment.objects.create(digest=digest, **own_words)
        deed = "change_wanted" if kind == "change" else "link_wanted"
        log.note(doctor.user, deed, page, language=language, doctor=log.names_of(doctor))
