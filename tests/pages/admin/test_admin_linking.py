"""What links to a page is shown where it is changed, renamed, withdrawn or deleted."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from pages.drafting import drafts, mention_links
from pages.linking import link_index, wordings
from pages.models import Edition, Link, Page, Revision
from pages.publishing import editions
from pages.states.standing import standing
from tests.factories import article, current, page, published, section
from tests.pages.admin.admin_forms import fields_of, post_as_shown

pytestmark = pytest.mark.django_db


def address(made, action, *rest):
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_{action}", args=[made.pk, *rest])


def linked():
    """A published article that a published page leads to: (article, page)."""
    target, leading = article(title_en="Hip wash"), page(title_en="Opening hours")
    Link.objects.create(from_page=leading, to_page=target, after_anchor=leading.sections.get().anchor)
    drafts.record(leading, by=None)
    published(target)
    published(leading, "en")
    return target, leading


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_of_its_own_shows_both_directions(admin_client, language):
    admin_client.cookies["language"] = language
    target, leading = linked()
    here = admin_client.get(address(target, "links"))
    assert [(found.change, len(found.links)) for found in here.context["leading"]] == [(address(leading, "change"), 2)]
    assert f'href="{current(leading).get_absolute_url()}#' in here.content.decode()
    section = leading.sections.get()
    assert {part for _, _, part in here.context["leading"][0].links} == {section.text("heading", language)}
    there = admin_client.get(address(leading, "links")).context["led"]
    assert [(led.change, [found.moved_to for _, found in led.languages]) for led in there] == [
        (address(target, "change"), [current(target, code).get_absolute_url() for code in ("en", "ar")])
    ]
    assert f'href="{address(target, "links")}"' in admin_client.get(address(target, "change")).content.decode()


def test_withdrawing_a_page_that_others_link_to_says_which_and_asks_for_a_replacement(admin_client):
    target, _leading = linked()
    shown = admin_client.get(address(target, "withdraw", "en"))
    assert [found.title for found in shown.context["leading"]] == ["Opening hours"]
    refused = post_as_shown(admin_client, address(target, "withdraw", "en"), {})
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["replacement"])
    assert standing(target, "en").is_readable
    assert post_as_shown(admin_client, address(target, "withdraw", "en"), {"without": "on"}).status_code == 302
    assert [standing(target, code).is_readable for code in ("en", "ar")] == [False, True]


def test_both_languages_are_withdrawn_at_once_with_one_replacement(admin_client):
    (target, _leading), other = linked(), article()
    published(other)
    posted = {"replacement": other.pk, "both": "on"}
    assert post_as_shown(admin_client, address(target, "withdraw", "en"), posted).status_code == 302
    ended = Edition.objects.filter(page=target.pk).values_list("language", "end_reason", "replacement")
    assert sorted(ended) == [("ar", "withdrawn", other.pk), ("en", "withdrawn", other.pk)]


def replacing(shown):
    """Where the field for a replacement asks what it may offer, and how."""
    field = shown.context["form"].fields["replacement"].widget
    asked = {"app_label": "pages", "model_name": "edition", "field_name": "replacement", "term": ""}
    return field.get_url(), asked


@pytest.mark.parametrize("action", ["withdraw", "publish"])
def test_only_what_can_be_read_in_the_language_is_offered_as_a_replacement(admin_client, action):
    (target, _leading), there, arabic, _draft = linked(), article(), article(), article()
    published(there), published(arabic, "ar")
    url, asked = replacing(admin_client.get(address(target, action, "en")))
    found = {int(row["id"]) for row in admin_client.get(url, asked).json()["results"]}
    assert found == {there.pk, _leading.pk}
    posted = {"replacement": arabic.pk, "until_0": "2999-01-01", "until_1": "10:00"}
    refused = admin_client.post(address(target, action, "en"), posted)
    assert list(refused.context["form"].errors) == ["replacement"]
    assert current(target).ends_at is None


def test_publishing_until_a_day_says_who_links_here_and_asks_for_a_replacement(admin_client):
    (target, _leading), other = linked(), article()
    published(other)
    shown = admin_client.get(address(target, "publish", "en"))
    assert [found.title for found in shown.context["leading"]] == ["Opening hours"]
    until = {"until_0": "2999-01-01", "until_1": "10:00", "confirmed": "1"}
    refused = admin_client.post(address(target, "publish", "en"), until)
    assert list(refused.context["form"].errors) == ["replacement"]
    assert (
        post_as_shown(admin_client, address(target, "publish", "en"), until | {"replacement": other.pk}).status_code
        == 302
    )
    assert (current(target).replacement_id, current(target).end_reason) == (other.pk, "expired")
    assert post_as_shown(admin_client, address(target, "publish", "en"), until | {"without": "on"}).status_code == 302
    assert current(target).replacement_id is None
    assert post_as_shown(admin_client, address(target, "publish", "en"), {"confirmed": "1"}).status_code == 302
    assert current(target).ends_at is None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_that_stands_in_for_another_says_so_and_asks_before_it_is_withdrawn(admin_client, user, language):
    admin_client.cookies["language"] = language
    (target, _leading), other = linked(), article()
    published(other)
    editions.withdraw(target, "en", by=user, replacement=other)
    shown = admin_client.get(address(other, "links"))
    assert [(found.change, found.languages) for found in shown.context["stands_in"]] == [
        (address(target, "change"), ["en"])
    ]
    refused = admin_client.post(address(other, "withdraw", "en"), {})
    assert list(refused.context["form"].errors) == ["replacement"]
    assert str(target.title_ar if language == "ar" else target.title_en) in refused.content.decode()


def test_deleting_a_draft_says_who_links_to_it_and_loses_none_of_their_lines(admin_client):
    target, leading = article(title_en="Hip wash"), page(title_en="Opening hours")
    line = Link.objects.create(from_page=leading, to_page=target, label_en="The wash")
    drafts.record(leading, by=None)
    shown = admin_client.get(address(target, "delete"))
    assert [found.title for found in shown.context["leading"]] == ["Opening hours"]
    assert admin_client.post(address(target, "delete"), {"post": "yes"}).status_code == 302
    line.refresh_from_db()
    assert (Page.objects.count(), line.wording.text, line.label_en) == (1, "Hip wash", "The wash")
    assert Revision.objects.filter(page_number=target.pk, page=None).exists()
    assert leading.revisions.first().content["links"][0]["wording_id"] == line.wording_id


def test_deleting_a_draft_with_a_replacement_leads_all_links_there(admin_client):
    target, leading, other = article(title_en="Hip wash"), page(title_en="Opening hours"), article()
    html = f'<p>A <a data-page="{target.pk}" data-part="risks">wash</a> and <a data-page="{other.pk}">more</a>.</p>'
    part = section(leading, body_en=html, body_ar="")
    line = Link.objects.create(from_page=leading, to_page=target, to_anchor="risks", label_en="The wash")
    drafts.record(leading, by=None)
    assert "replacement" in admin_client.get(address(target, "delete")).content.decode()
    for unfit in (target.pk, 99999, "x"):
        assert admin_client.post(address(target, "delete"), {"post": "yes", "replacement": unfit}).status_code == 302
        assert Page.objects.filter(pk=target.pk).exists()
    admin_client.post(address(target, "delete"), {"post": "yes", "replacement": other.pk})
    assert not Page.objects.filter(pk=target.pk).exists()
    line.refresh_from_db(), part.refresh_from_db()
    assert (line.to_page_id, line.to_anchor, line.wording, line.label_en) == (other.pk, "", None, "The wash")
    assert part.body_en == f'<p>A <a data-page="{other.pk}">wash</a> and <a data-page="{other.pk}">more</a>.</p>'
    assert list(link_index.differences()) == []
    assert leading.revisions.first().content["links"][0]["to_page_id"] == other.pk


def test_strangers_see_no_links(client, user):
    target, _leading = linked()
    assert client.get(address(target, "links")).status_code == 302
    client.force_login(user)
    assert client.get(address(target, "links")).status_code == 403


def says(response, words):
    """Whether the words stand in what is shown, whatever the mark-up and the isolates around addresses."""
    shown = BeautifulSoup(response.content, "html.parser").select_one("#content").get_text(" ")
    return " ".join(words.split()) in " ".join(shown.replace("\u2066", "").replace("\u2069", "").split())


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("article", "plain page")), ("ar", ("مقال", "صفحة عامة"))],
)
def test_pages_of_the_same_title_are_told_apart_by_kind_and_address(admin_client, language, words):
    admin_client.cookies["language"] = language
    same = {"title_en": "Hip wash", "title_ar": "غسل الورك"}
    title = same[f"title_{language}"]
    old, new, leading, drafted = (
        article(**same),
        page(**same),
        page(**same, slug_en="wash", slug_ar="غسل"),
        page(**same),
    )
    for source in (leading, drafted):
        Link.objects.create(from_page=source, to_page=old)
        drafts.record(source, by=None)
    for made in (old, new, leading):
        published(made)
    offered = admin_client.get(address(old, "replacements", language), {
        "term": "", "app_label": "pages", "model_name": "edition", "field_name": "replacement",
    }).json()["results"]  # fmt: skip
    where = {made: current(made, language).get_absolute_url() for made in (old, new, leading)}
    plain = {row["text"].replace("\u2066", "").replace("\u2069", "") for row in offered}
    assert plain == {f"{title} ({words[1]} · {where[made]})" for made in (new, leading)}
    posted = fields_of(admin_client.get(address(old, "change"))) | {"slug_en": "renamed"}
    told = admin_client.post(address(old, "change"), posted)
    number = {"en": f"page {drafted.pk}", "ar": f"الصفحة {drafted.pk}"}[language]
    assert says(told, f"{title} ({words[1]} · {where[leading]})")
    assert says(told, f"{title} ({words[1]} · {number})")
    for code in ("en", "ar"):
        editions.withdraw(old, code, by=None, replacement=new)
    assert says(admin_client.get(address(new, "links")), f"{title} ({words[0]} · ")
    shown = admin_client.get(address(leading, "links"))
    assert says(shown, f": {where[new]}")
    assert says(admin_client.get(address(old, "links")), f"{title} ({words[1]} · {where[leading]})")


def test_the_report_of_links_tells_pages_of_the_same_title_apart(admin_client):
    same = {"title_en": "Hip wash", "title_ar": "غسل الورك"}
    first, second = article(**same), page(**same)
    for made in (first, second):
        published(made, "en")
    for name in ("orphans", "dead-ends"):
        shown = admin_client.get(f"/admin/links/{name}/")
        for kind, made in (("article", first), ("plain page", second)):
            assert says(shown, f"English · {kind} · {current(made).get_absolute_url()}")
    speaking = page(parts=0)
    section(speaking, body_en="<p>Before a hip wash.</p>", body_ar="")
    Link.objects.create(from_page=speaking, wording=wordings.wording("Hip washing"))
    drafts.record(speaking, by=None)
    mention_links.refresh(speaking)
    lines = [
        f"Hip wash ({kind} · {current(made).get_absolute_url()})"
        for kind, made in (("article", first), ("plain page", second))
    ]
    assert any(says(admin_client.get("/admin/links/mentions/"), line) for line in lines)
    assert any(says(admin_client.get(f"{address(speaking, 'change')}?suggestions=open"), line) for line in lines)
    shown = admin_client.get("/admin/links/wordings/")
    assert all(says(shown, line) for line in lines)
