"""The report of links, and the suggestions under a page's form."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from pages.admin.link_report import LISTS
from pages.drafting import drafts, mention_links
from pages.linking import wordings
from pages.models import ExternalAddress, FoundMention, Link, Page, RefusedMention, Revision, Wording
from pages.other_sites import external_links
from pages.other_sites.link_checking import Result
from tests import factories
from tests.pages.admin.admin_forms import fields_of, prefix_of

pytestmark = pytest.mark.django_db

OVERVIEW = "/admin/links/"


def listed(name):
    return reverse("admin:link_report_list", args=[name])


def change(page):
    return reverse("admin:articles_article_change", args=[page.pk])


def suggesting(page):
    """The form with its suggestions in it, as it is opened where there are no scripts."""
    return f"{change(page)}?suggestions=open"


def speaking():
    """A page that names another one, and that other one."""
    target = factories.article(title_en="Knee replacement", title_ar="استبدال الركبة")
    page = factories.article(title_en="Recovery", title_ar="التعافي", parts=0)
    factories.section(page, body_en="<p>After a knee replacement.</p>", body_ar="<p>بعد العملية.</p>")
    drafts.record(page, by=None)
    return page, target


def button(response, name):
    return BeautifulSoup(response.content, "html.parser").select_one(f"button[name={name}]")


def body(page):
    return page.sections.get().body_en


def test_a_form_offers_what_its_text_names(admin_client):
    page, target = speaking()
    response = admin_client.get(suggesting(page))
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("#suggestions mark").text == "knee replacement"
    assert soup.select_one("#suggestions summary").text == "1 suggested link"
    assert soup.select_one("#suggestions .mention-target a")["href"] == change(target)
    buttons = [b.get("name") for b in soup.select("#content-main form [type=submit]")]
    assert buttons.index("_save") < buttons.index("_link_mention"), "Enter in a field must only save"
    assert "mention" not in admin_client.get(suggesting(target)).content.decode()


def test_a_script_gets_them_from_an_address_of_their_own(admin_client):
    page, target = speaking()
    place = BeautifulSoup(admin_client.get(change(page)).content, "html.parser").select_one("#suggestions")
    assert place.select_one("a")["href"] == "?suggestions=open#suggestions"
    assert button(admin_client.get(place["data-at"]), "_link_mention")["value"].startswith(f"en.{target.pk}.")
    assert [row.to_page_id for row in FoundMention.objects.all()] == [target.pk], "the report has them from then on"
    nothing = admin_client.get(reverse("admin:articles_article_suggestions", args=[target.pk]))
    assert (nothing.status_code, nothing.content.strip()) == (200, b"")


def test_save_and_link_keeps_what_was_typed_and_links(admin_client, admin_user):
    page, target = speaking()
    response = admin_client.get(suggesting(page))
    fields = fields_of(response) | {"summary_en": "Typed just now."}
    fields[f"{prefix_of(fields, 'sections', page.sections.get())}-body_en"] = "<p>New: after a knee replacement.</p>"
    version = Page.objects.get(pk=page.pk).version
    answer = admin_client.post(change(page), fields | {"_link_mention": button(response, "_link_mention")["value"]})
    assert answer.headers["Location"] == f"{change(page)}?suggestions=open#suggestions"
    assert body(page) == f'<p>New: after a <a data-page="{target.pk}">knee replacement</a>.</p>'
    page.refresh_from_db()
    assert (page.summary_en, page.version) == ("Typed just now.", version + 1)
    assert Revision.objects.filter(page=page.pk).first().by == admin_user
    assert button(admin_client.get(suggesting(page)), "_link_mention") is None


def test_words_that_were_typed_away_are_not_linked_and_the_text_is_saved(admin_client):
    page, _ = speaking()
    response = admin_client.get(suggesting(page))
    fields = fields_of(response)
    fields[f"{prefix_of(fields, 'sections', page.sections.get())}-body_en"] = "<p>All new.</p>"
    posted = fields | {"_link_mention": button(response, "_link_mention")["value"]}
    assert "so no link was set" in admin_client.post(change(page), posted, follow=True).content.decode()
    assert body(page) == "<p>All new.</p>"


def posted_after_somebody_else(admin_client, page, **written):
    """The answer to a save that also links, after somebody else changed the text since the form was opened."""
    response = admin_client.get(suggesting(page))
    part = page.sections.get()
    part.body_en = "<p>Their words before a knee replacement.</p>"
    part.save()
    drafts.record(page, by=None)
    fields = fields_of(response)
    row = prefix_of(fields, "sections", part)
    posted = fields | {f"{row}-{field}": words for field, words in written.items()} | {"summary_en": "Mine."}
    return admin_client.post(
        change(page), posted | {"_link_mention": button(response, "_link_mention")["value"]}, follow=True
    ).content.decode()


def test_save_and_link_of_somebody_who_comes_second_links_the_words_of_the_first(admin_client):
    page, target = speaking()
    posted_after_somebody_else(admin_client, page)
    assert body(page) == f'<p>Their words before a <a data-page="{target.pk}">knee replacement</a>.</p>'
    assert Page.objects.get(pk=page.pk).summary_en == "Mine."


def test_save_and_link_where_both_changed_the_text_asks_and_loses_nothing(admin_client):
    page, _ = speaking()
    told = posted_after_somebody_else(admin_client, page, body_en="<p>My words before a knee replacement.</p>")
    assert "saved this page while you were writing" in told
    assert body(page) == "<p>Their words before a knee replacement.</p>"
    assert Revision.objects.get(page=page.pk, unsaved=True).content["page"]["summary_en"] == "Mine."


def test_refusing_under_the_form_is_for_good_and_saves_what_was_typed(admin_client, admin_user):
    page, target = speaking()
    response = admin_client.get(suggesting(page))
    posted = fields_of(response) | {
        "summary_en": "Typed.",
        "_refuse_mention": button(response, "_refuse_mention")["value"],
    }
    admin_client.post(change(page), posted)
    refused = RefusedMention.objects.get()
    assert (refused.page_id, refused.to_page_id, refused.by) == (page.pk, target.pk, admin_user)
    page.refresh_from_db()
    assert page.summary_en == "Typed."
    assert button(admin_client.get(suggesting(page)), "_refuse_mention") is None


@pytest.mark.parametrize(
    "asked", ["", "x", "en", "en.1", "fr.1.a", "en.9" + "9" * 40 + ".a", "en.-1.a", "en.١.a", "..", "\x00"]
)
def test_odd_answers_change_nothing_and_are_no_fault(admin_client, asked):
    page, _ = speaking()
    fields, before = fields_of(admin_client.get(suggesting(page))), body(page)
    for name in ("_link_mention", "_refuse_mention"):
        assert (
            admin_client.post(change(page), fields_of(admin_client.get(suggesting(page))) | {name: asked}).status_code
            == 302
        )
    assert (body(page), RefusedMention.objects.count(), bool(fields)) == (before, 0, True)


def test_the_report_counts_what_there_is_and_is_reached_from_the_first_page(admin_client):
    page, _ = speaking()
    factories.published(page, "en", confirmed=True)
    mention_links.refresh_all()
    assert OVERVIEW in admin_client.get("/admin/").content.decode()
    counts = {row["name"]: row["counted"].count for row in admin_client.get(OVERVIEW).context["rows"]}
    assert counts == dict.fromkeys(LISTS, 0) | {"mentions": 1, "orphans": 1, "dead-ends": 1}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_with_and_without_rows(admin_client, name, language):
    admin_client.cookies["language"] = language
    assert admin_client.get(listed(name)).context["shown"] == []
    page, _ = speaking()
    factories.source(page, url="https://a.example/<script>?a=1&b=2")
    Link.objects.create(from_page=page, wording=wordings.wording("Replacing the <b>knee"))
    factories.published(page, "en", confirmed=True)
    external_links.gather()
    for row in ExternalAddress.objects.all():
        reason = {"broken": "status", "unsure": "closed"}.get(name, "")
        state = name if name in ("broken", "moved", "slow", "unsure") else "ok"
        external_links.keep(row.pk, Result(state, reason, 404, "https://b.example/" if name == "moved" else "", 9000))
    mention_links.refresh_all()
    response = admin_client.get(listed(name))
    assert len(response.context["shown"]) == 1
    told = response.content.decode()
    assert {"Recovery", "التعافي"} & set(BeautifulSoup(told, "html.parser").stripped_strings)
    assert ("<script>?a" in told, "<b>knee" in told) == (False, False)


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "9" * 5000, ""])
def test_any_page_of_a_list_is_answered(admin_client, number):
    asked = {"page": number, "below": number}
    assert [admin_client.get(listed(name), asked).status_code for name in LISTS] == [200] * len(LISTS)


def test_a_list_is_bounded_and_costs_the_same_with_many_rows(admin_client, django_assert_num_queries):
    page = factories.article()
    for number in range(60):
        factories.source(page, url=f"https://a.example/{number}")
        if number in (0, 59):
            external_links.gather()
            ExternalAddress.objects.update(state="broken", reason="no_host")
            admin_client.get(listed("broken"))
            with django_assert_num_queries(7):
                shown = admin_client.get(listed("broken")).context["shown"]
            assert len(shown) == min(number + 1, 25)


def test_a_wording_is_listed_with_its_places_and_linked_with_one_click(admin_client, admin_user):
    page, target = speaking()
    waiting = wordings.wording("Replacement of a knee")
    Link.objects.create(from_page=page, wording=waiting)
    response = admin_client.get(listed("wordings"))
    (row,) = response.context["shown"]
    assert ([str(p) for p in row["stands"]], [(m.page.pk, m.percent) for m in row["matches"]]) == (
        ["Recovery"],
        [(target.pk, 95)],
    )
    form = BeautifulSoup(response.content, "html.parser").select_one(".report-choices")
    posted = {form.select_one("[name=wording]")["name"]: form.select_one("[name=wording]")["value"]}
    posted["page"] = form.select_one("button")["value"]
    answer = admin_client.post(form["action"], posted, follow=True)
    assert "now leads to “Knee replacement”" in answer.content.decode()
    assert Wording.objects.get(pk=waiting.pk).page_id == target.pk
    other = factories.article()
    answer = admin_client.post(form["action"], posted | {"page": other.pk}, follow=True)
    assert "Somebody else has linked" in answer.content.decode()
    assert Wording.objects.get(pk=waiting.pk).page_id == target.pk


@pytest.mark.parametrize("posted", [{}, {"wording": "x", "page": "1"}, {"wording": "9" * 40, "page": "-1"}])
def test_a_wording_or_a_page_that_is_none_is_not_found(admin_client, posted):
    assert admin_client.post(reverse("admin:link_report_wording"), posted).status_code == 404
    assert admin_client.post(reverse("admin:link_report_mention"), posted).status_code == 404


def test_a_mention_is_linked_from_the_report(admin_client):
    page, target = speaking()
    mention_links.refresh_all()
    form = BeautifulSoup(admin_client.get(listed("mentions")).content, "html.parser").select_one(".report-rows form")
    posted = {field["name"]: field["value"] for field in form.select("input")}
    answer = admin_client.post(form["action"], posted | {"answer": "link"}, follow=True)
    assert "The words were linked in the draft of “Recovery”" in answer.content.decode()
    assert body(page) == f'<p>After a <a data-page="{target.pk}">knee replacement</a>.</p>'
    answer = admin_client.post(form["action"], posted | {"answer": "link"}, follow=True)
    assert "Nothing was overwritten" in answer.content.decode()
    assert FoundMention.objects.count() == 0


def test_a_mention_is_refused_in_the_report_and_offered_again_once_that_is_deleted(admin_client):
    page, target = speaking()
    mention_links.refresh_all()
    posted = {"page": page.pk, "to_page": target.pk, "answer": "refuse"}
    admin_client.post(reverse("admin:link_report_mention"), posted)
    assert (mention_links.refresh_all(), FoundMention.objects.count()) == (0, 0)
    refused = RefusedMention.objects.get()
    assert admin_client.get(reverse("admin:pages_refusedmention_changelist")).status_code == 200
    admin_client.post(reverse("admin:pages_refusedmention_delete", args=[refused.pk]), {"post": "yes"})
    assert mention_links.refresh_all() == 1


@pytest.mark.parametrize("which", ["link_report_wording", "link_report_mention"])
def test_nothing_is_linked_by_get_or_without_the_form_s_token(admin_client, admin_user, client, which):
    page, target = speaking()
    posted = {"page": page.pk, "to_page": target.pk, "language": "en", "anchor": page.sections.get().anchor}
    posted["wording"] = wordings.wording("Waiting").pk
    assert admin_client.get(reverse(f"admin:{which}"), posted).status_code == 405
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    assert strict.post(reverse(f"admin:{which}"), posted).status_code == 403
    assert (Wording.objects.filter(page=None).count(), "<a" in body(page)) == (1, False)


def test_who_may_change_no_page_sees_no_report_and_links_nothing(client, user):
    page, target = speaking()
    posted = {"page": page.pk, "to_page": target.pk, "language": "en", "anchor": page.sections.get().anchor}
    waiting = wordings.wording("Waiting")
    client.force_login(user)
    addresses = [OVERVIEW, *map(listed, LISTS)]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert OVERVIEW not in client.get("/admin/").content.decode()
    posts = [("link_report_mention", posted), ("link_report_wording", {"wording": waiting.pk, "page": page.pk})]
    assert {client.post(reverse(f"admin:{name}"), told).status_code for name, told in posts} == {403}
    assert (Wording.objects.get(pk=waiting.pk).page, "<a" in body(page)) == (None, False)
    user.user_permissions.add(Permission.objects.get(codename="change_page"))
    assert client.get(OVERVIEW).status_code == 200
    assert client.post(reverse("admin:link_report_mention"), posted).status_code == 403, "an article is no plain page"


def test_a_stranger_is_sent_to_the_sign_in(client):
    assert client.get(OVERVIEW).headers["Location"].startswith("/admin/login/")
