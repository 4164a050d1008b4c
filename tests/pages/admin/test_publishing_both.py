"""Publishing both languages of a page at once: both, or neither."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse

from pages.drafting import drafts
from pages.models import Edition, Page
from pages.publishing import handovers
from tests.factories import article, current, later, procedure, published
from tests.pages.admin.admin_forms import post_as_shown, shown_by
from tests.pages.admin.test_admin_publishing import split

pytestmark = pytest.mark.django_db

OF_REPLACEMENTS = {"term": "", "app_label": "pages", "model_name": "edition", "field_name": "replacement"}


def address(made):
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_both", args=[made.pk])


def changed(made, **texts):
    for column, text in texts.items():
        setattr(made, column, text)
    made.save()
    drafts.record(made, by=None)


def test_both_are_shown_and_published(admin_client, admin_user):
    made = article(title_en="Before", title_ar="قبل")
    for language in ("en", "ar"):
        published(made, language)
    changed(made, title_en="After", title_ar="بعد")
    html = admin_client.get(address(made)).content.decode()
    for was, now in (("Before", "After"), ("قبل", "بعد")):
        assert f"<del>{was}</del>" in html
        assert f"<ins>{now}</ins>" in html
    assert post_as_shown(admin_client, address(made), {"note": "Better", "confirmed": "1"}).status_code == 302
    for language, title in (("en", "After"), ("ar", "بعد")):
        edition = current(made, language)
        assert (edition.title, edition.note, edition.published_by) == (title, "Better", admin_user)


def test_where_one_is_refused_neither_is_published_and_all_problems_are_shown(admin_client):
    made = procedure()
    made.risks.update(heading_ar="", body_ar="")
    response = post_as_shown(admin_client, address(made), {"confirmed": "1"})
    assert response.status_code == 200
    english, arabic = response.context["proposals"]
    assert ([p.code for p in english.refusals], [p.code for p in arabic.refusals]) == ([], ["guarded_part_missing"])
    assert f"#part-{made.risks.get().anchor}-" in response.content.decode()
    assert not Edition.objects.exists()


def test_what_is_asked_of_either_must_be_confirmed(admin_client):
    made = procedure()
    made.benefits.update(heading_ar="", body_ar="")
    assert post_as_shown(admin_client, address(made)).status_code == 200
    assert not Edition.objects.exists()
    assert post_as_shown(admin_client, address(made), {"confirmed": "1"}).status_code == 302
    assert (current(made, "en").number, current(made, "ar").number) == (1, 1)


def test_a_language_in_which_nothing_is_new_stays(admin_client):
    made = article()
    for language in ("en", "ar"):
        published(made, language)
    changed(made, slug_en="another-address")
    assert [one.language for one in admin_client.get(address(made)).context["proposals"]] == ["en"]
    post_as_shown(admin_client, address(made), {"confirmed": "1"})
    assert (current(made, "en").number, current(made, "ar").number) == (2, 1)
    response = admin_client.get(address(made), follow=True)
    assert response.redirect_chain[0][0].endswith("/change/")
    assert [message.level_tag for message in get_messages(response.wsgi_request)][-1] == "info"


def test_what_was_saved_since_it_was_shown_is_published_in_neither(admin_client):
    made = article(title_en="Before", title_ar="قبل")
    shown = shown_by(admin_client, address(made))
    changed(made, title_ar="بعد")
    response = admin_client.post(address(made), shown | {"confirmed": "1"})
    assert [one.is_unseen for one in response.context["proposals"]] == [False, True]
    assert response.content.decode().count('role="alert"') == 1
    assert not Edition.objects.exists()


def test_both_are_scheduled_for_the_same_moment(admin_client):
    made = article()
    fields = split(later(days=1), "at") | {"confirmed": "1"}
    assert post_as_shown(admin_client, address(made), fields).status_code == 302
    assert len({edition.starts_at for edition in Edition.objects.all()}) == 1
    assert Edition.objects.count() == 2
    assert not Edition.objects.current().exists()


def opened(client, made, language="en"):
    client.cookies["language"] = language
    return BeautifulSoup(client.get(address(made)).content, "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_of_a_language_that_is_left_out_is_said_why_and_that_its_translation_is_outdated(admin_client, language):
    made = article()
    published(made)
    told = {
        "en": ("It stays as it is: patients read all of it already.", "1 part to be translated"),
        "ar": ("تبقى كما هي: يقرأ المرضى كل ما فيها.", "جزء واحد ينتظر"),
    }[language]
    changed(made, slug_en="another-address")
    left = opened(admin_client, made, language).select_one(".left-out")
    assert (told[0] in words(left), left.select(".problems-asked")) == (True, [])
    part = made.sections.get()
    part.body_en = "<p>Other words.</p>"
    part.save()
    drafts.record(made, by=None)
    left = opened(admin_client, made, language).select_one(".left-out")
    assert told[1] in words(left.select_one(".problems-asked a"))
    assert left.a["href"].endswith(f"/change/#part-{part.anchor}-body_ar")


def test_a_language_in_which_nothing_is_written_is_left_out(admin_client):
    made = article(title_ar="", summary_ar="")
    made.sections.update(heading_ar="", body_ar="")
    drafts.record(made, by=None)
    left = opened(admin_client, made).select_one(".left-out")
    assert "nothing is written in it yet" in words(left)
    assert left.a["href"].endswith("/change/#page-title_ar")
    assert post_as_shown(admin_client, address(made), {"confirmed": "1"}).status_code == 302
    assert (current(made, "en").number, current(made, "ar")) == (1, None)


def test_where_one_is_refused_the_other_is_offered_by_itself(admin_client):
    made = procedure()
    made.risks.update(heading_ar="", body_ar="")
    alone = opened(admin_client, made).select_one("#publish-blocked a")
    assert (words(alone), alone["href"]) == ("Publish in English", address(made).replace("both", "en"))


def test_both_end_at_the_same_moment_with_a_replacement_that_is_read_in_both(admin_client):
    made, english, both = article(), article(), article()
    published(english, "en")
    published(both)
    end = later(days=3)
    offered = admin_client.get(address(made)).context["form"].fields["replacement"]
    assert list(offered.queryset) == [Page.objects.get(pk=both.pk)]
    found = admin_client.get(f"{offered.widget.get_url()}&{urlencode(OF_REPLACEMENTS)}").json()["results"]
    assert [row["id"] for row in found] == [str(both.pk)]
    fields = split(end, "until") | {"confirmed": "1"}
    assert post_as_shown(admin_client, address(made), fields | {"replacement": english.pk}).status_code == 200
    assert post_as_shown(admin_client, address(made), fields | {"replacement": both.pk}).status_code == 302
    for language in ("en", "ar"):
        edition = current(made, language)
        assert (edition.ends_at.replace(microsecond=0), edition.replacement_id) == (end.replace(microsecond=0), both.pk)


def test_languages_that_were_planned_to_end_apart_end_as_planned(admin_client):
    made, end = article(), later(days=9)
    published(made, "en", until=end)
    published(made, "ar")
    changed(made, title_en="After", title_ar="بعد")
    form = admin_client.get(address(made)).context["form"]
    assert (form["until"].value(), form["until"].help_text) == (None, "Empty: each language ends as it was planned.")
    assert post_as_shown(admin_client, address(made)).status_code == 302
    assert [current(made, code).ends_at for code in ("en", "ar")] == [end, None]
    changed(made, title_en="At last", title_ar="أخيرًا")
    other = split(later(days=4), "until")
    assert post_as_shown(admin_client, address(made), other).status_code == 200
    assert post_as_shown(admin_client, address(made), other | {"confirmed": "1"}).status_code == 302
    assert len({current(made, code).ends_at for code in ("en", "ar")}) == 1


def test_what_is_to_be_confirmed_comes_before_what_is_told_of_handovers_and_reviews(admin_client, user):
    made = article()
    changed(made, title_en="Another original")
    for language in ("en", "ar"):
        handovers.hand_over(made, language, by=user, note="Please")
    html = opened(admin_client, made)
    asked = html.select_one(".problems-asked")
    assert words(asked.li) == "Of the page itself, this changed in the original since it was translated: title."
    assert asked.select_one("[name=confirmed]")["form"] == html.select_one("form:has([name=confirmation])")["id"]
    told = asked.find_next(class_="proposal-notes")
    assert [words(one) for one in told.select("h3")] == [
        "Ready to publish in both languages", "Review of the English", "Review of the Arabic",
    ]  # fmt: skip
    assert [one["name"] for one in html.select(".handing-back button")] == ["both"]
