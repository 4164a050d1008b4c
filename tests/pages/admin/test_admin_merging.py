"""Two people save one form: what both wrote is put together, and only what both changed is asked."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from pages import kinds
from pages.content import translations
from pages.drafting import snapshots
from pages.models import Page, Revision
from tests import factories
from tests.pages.admin.admin_forms import fields_of, prefix_of

pytestmark = pytest.mark.django_db


class Two:
    """Two people with the form of one page open. Each has its fields, and saves them."""

    def __init__(self, made, *clients):
        self.made, self.clients = made, clients
        self.address = reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_change", args=[made.pk])
        self.theirs, self.mine = (fields_of(client.get(self.address)) for client in clients)

    def they_save(self, **fields):
        answer = self.clients[0].post(self.address, self.theirs | fields)
        assert answer.status_code == 302
        self.theirs = fields_of(self.clients[0].get(self.address))

    def i_save(self, **fields):
        self.mine |= fields
        answer = self.clients[1].post(self.address, self.mine)
        if answer.status_code == 200:
            self.mine = fields_of(answer)
        return answer

    def at(self, fields, group, number, column):
        """The name of a field of a part in somebody's form."""
        part = list(getattr(self.made, group).all())[number]
        return f"{prefix_of(fields, group, part)}-{column}"

    @property
    def draft(self):
        return kinds.specific(Page.objects.get(pk=self.made.pk))


@pytest.fixture
def second_client(django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("second", password="x"))
    return client


@pytest.fixture
def two(admin_client, second_client):
    return lambda made: Two(made, admin_client, second_client)


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def asked(answer):
    """What a form asks: for each choice its place, and what stands beside each of both."""
    choices = BeautifulSoup(answer.content, "html.parser").select("fieldset.choice")
    words = [[" ".join(one.get_text().split()) for one in choice.select("legend, .choice-words")] for choice in choices]
    return words, [choice.select_one("input")["name"] for choice in choices]


def test_what_two_changed_apart_is_saved_at_once_and_the_second_is_told(two):
    one = two(factories.procedure(parts=2))
    one.they_save(**{"title_ar": "عنوانهم", one.at(one.theirs, "risks", 1, "body_en"): "<p>Their risk.</p>"})
    answer = one.i_save(**{"title_en": "Mine", one.at(one.mine, "risks", 0, "body_en"): "<p>My risk.</p>"})
    assert answer.status_code == 302
    draft = one.draft
    assert (draft.title_en, draft.title_ar) == ("Mine", "عنوانهم")
    assert [risk.body_en for risk in draft.risks.all()] == ["<p>My risk.</p>", "<p>Their risk.</p>"]
    risk = draft.risks.last().heading_en
    assert told(answer)[0] == (
        "admin saved this page while you were writing. Both texts were put together. "
        f"Taken over from there: title (Arabic), page address (Arabic), {risk}."
    )
    assert list(
        Revision.objects.filter(page=draft.pk, by=answer.wsgi_request.user).values_list("unsaved", flat=True)
    ) == [False]


def test_only_what_both_changed_is_asked_and_nothing_else(two):
    one = two(factories.article(title_en="As it was", parts=2))
    body = one.at(one.theirs, "sections", 0, "body_en")
    one.they_save(title_en="The first to save", **{body: "<p>Their body.</p>"})
    answer = one.i_save(title_en="The second to save", summary_en="My summary.")
    words, (name,) = asked(answer)
    assert words == [["title (English)", "As it wasThe second to save", "As it wasThe first to save"]]
    assert one.draft.title_en == "The first to save"
    kept = Revision.objects.get(unsaved=True)
    assert (kept.content["page"]["title_en"], kept.by.username) == ("The second to save", "second")
    assert one.mine[name] == "mine"  # what stands in the form
    assert one.i_save(**{name: "theirs"}).status_code == 302
    draft = one.draft
    assert (draft.title_en, draft.summary_en) == ("The first to save", "My summary.")
    assert draft.sections.first().body_en == "<p>Their body.</p>"
    assert Revision.objects.filter(unsaved=True).count() == 1


def test_mine_is_what_stands_in_the_field_when_it_is_chosen(two):
    one = two(factories.article(title_en="As it was"))
    one.they_save(title_en="Theirs")
    one.i_save(title_en="Mine")
    assert one.i_save(title_en="Mine and theirs").status_code == 302
    assert one.draft.title_en == "Mine and theirs"


def test_a_choice_is_asked_again_where_the_other_wrote_on(two):
    one = two(factories.article(title_en="As it was"))
    one.they_save(title_en="Theirs")
    one.i_save(title_en="Mine")
    one.they_save(title_en="Theirs, and more")
    answer = one.i_save()
    assert (answer.status_code, one.draft.title_en) == (200, "Theirs, and more")
    assert asked(answer)[0][0][2].endswith("Theirs, and more")
    assert one.i_save().status_code == 302
    assert one.draft.title_en == "Mine"


def test_a_part_that_one_removed_and_the_other_left_alone_is_gone_whoever_saves_first(two):
    for is_mine in (True, False):
        one = two(factories.article(parts=2))
        gone = {one.at(one.mine, "sections", 0, "DELETE"): "on"}
        one.they_save(title_en="Theirs", **({} if is_mine else gone))
        assert one.i_save(summary_en="Mine.", **(gone if is_mine else {})).status_code == 302
        assert (one.draft.sections.count(), one.draft.title_en, one.draft.summary_en) == (1, "Theirs", "Mine.")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
@pytest.mark.parametrize("is_removed_by_me", [True, False])
def test_a_part_that_one_removed_and_the_other_changed_is_asked_and_keeps_its_anchor(two, is_removed_by_me, choice):
    one = two(factories.article(parts=2))
    part = one.made.sections.first()
    changes = [
        {one.at(one.mine, "sections", 0, "DELETE"): "on"},
        {one.at(one.mine, "sections", 0, "heading_en"): "Rewritten"},
    ]
    mine, theirs = changes if is_removed_by_me else changes[::-1]
    one.they_save(**theirs)
    answer = one.i_save(**mine)
    words, (name,) = asked(answer)
    assert words[0][0] == f"{part.heading_en}: the whole part"
    assert words[0][1 if is_removed_by_me else 2] == "removed"
    assert "Rewritten" in words[0][2 if is_removed_by_me else 1]
    assert one.i_save(**{name: choice}).status_code == 302
    is_there = (choice == "mine") != is_removed_by_me
    assert one.draft.sections.filter(anchor=part.anchor, heading_en="Rewritten").exists() == is_there
    assert one.draft.sections.count() == 1 + is_there


def test_each_text_of_a_part_that_is_asked_about_is_in_its_own_language_and_direction(two):
    one = two(factories.article(parts=2))
    heading = one.at(one.mine, "sections", 0, "heading_ar")
    one.they_save(**{one.at(one.theirs, "sections", 0, "DELETE"): "on"})
    answer = one.i_save(**{heading: "عنوان جديد"})
    mine, theirs = BeautifulSoup(answer.content, "html.parser").select(".choice .choice-words")
    told = [(text.get("lang"), text.get("dir"), bool(text.ins)) for text in mine.select("p")]
    assert told == [
        (None, "auto", False),  # its kind, in the interface's words
        ("en", "ltr", False), ("ar", "rtl", True), ("en", "ltr", False), ("ar", "rtl", False),
    ]  # fmt: skip
    assert theirs.get_text(strip=True) == "removed"


def test_another_address_is_asked_about_in_a_merge_too_and_answered_once(two):
    made = factories.article(title_en="Hip wash", slug_en="hip-wash")
    factories.published(made)
    one = two(made)
    one.they_save(title_ar="عنوانهم", summary_en="Theirs")
    answer = one.i_save(slug_en="renamed", summary_en="Mine")
    assert not is_asked(answer)  # first what both changed
    (name,) = asked(answer)[1]
    answer = one.i_save(**{name: "theirs", "slug_en": "renamed"})
    assert (answer.status_code, is_asked(answer), one.draft.slug_en) == (200, True, "hip-wash")
    assert not BeautifulSoup(answer.content, "html.parser").select(".errornote")
    assert is_asked(one.i_save())
    assert one.i_save(_new_address="_continue=1").status_code == 302
    draft = one.draft
    assert (draft.slug_en, draft.title_ar, draft.summary_en) == ("renamed", "عنوانهم", "Theirs")


def test_the_old_address_stays_in_a_merge_and_one_that_the_other_was_asked_about_is_not_asked_again(two):
    made = factories.article(title_en="Hip wash", slug_en="hip-wash")
    factories.published(made)
    one = two(made)
    one.they_save(slug_en="theirs", _new_address="_continue=1")
    (name,) = asked(one.i_save(title_ar="عنواني", slug_en="mine"))[1]  # two addresses, both typed
    assert is_asked(one.i_save(**{name: "mine"}))
    assert one.i_save(_old_address="_continue=1").status_code == 302
    assert (one.draft.slug_en, one.draft.title_ar) == ("theirs", "عنواني")
    again = two(made)
    again.they_save(slug_en="hip-wash", _new_address="_continue=1")
    assert again.i_save(title_ar="عنوان آخر").status_code == 302
    assert one.draft.slug_en == "hip-wash"


def is_asked(answer):
    """Whether a form asks about another address."""
    return answer.status_code == 200 and bool(BeautifulSoup(answer.content, "html.parser").select(".new-address"))


def new_section(fields, **columns):
    """A section more in somebody's form, as the script adds it."""
    number = int(fields["sections-TOTAL_FORMS"])
    known = {"kind": "recovery", "order": number, "heading_en": "", "id": "", "known_as": ""}
    added = {f"sections-{number}-{name}": value for name, value in (known | columns).items()}
    return added | {"sections-TOTAL_FORMS": str(number + 1)}


def test_parts_that_both_added_are_both_there(two):
    one = two(factories.article())
    one.they_save(**new_section(one.theirs, heading_en="Theirs"))
    assert one.i_save(**new_section(one.mine, heading_en="Mine")).status_code == 302
    added = one.draft.sections.filter(kind="recovery")
    assert sorted(added.values_list("heading_en", flat=True)) == ["Mine", "Theirs"]
    assert len(set(one.draft.sections.values_list("anchor", flat=True))) == 3


def test_an_anchor_that_was_given_is_never_given_again(two):
    one = two(factories.article())
    one.they_save(title_en="Theirs")
    one.i_save(**new_section(one.mine, kind="other", body_en="<p>Mine.</p>"))
    added = one.draft.sections.get(body_en="<p>Mine.</p>")
    number = int(added.anchor.rpartition("-")[2])
    assert one.draft.last_part_number >= number


def test_lines_sources_topics_and_choices_are_merged_likewise(two):
    made, spine, hip = factories.everything(), factories.topic("Knee", "الركبة"), factories.topic("Hip", "الورك")
    other = factories.article()
    one = two(made)
    line = {"links-0-label_en": "Theirs"}
    topics = [str(topic.pk) for topic in made.topics.all()]
    one.they_save(**line, type="percutaneous", topics=[*topics, str(spine.pk)], **{"sources-0-citation_ar": "لهم"})
    added = {"links-2-to_page": str(other.pk), "links-2-order": "2", "links-2-id": "", "links-TOTAL_FORMS": "3"}
    added |= {"links-2-from_page": str(made.pk), "links-2-to_anchor": "", "links-2-after_anchor": ""}
    mine = {"links-0-label_ar": "لي", "sources-0-url": "https://example.com/mine", "topics": [str(hip.pk)]}
    answer = one.i_save(**added, **mine, **{one.at(one.mine, "sections", 0, "kind"): "results"})
    assert answer.status_code == 302, asked(answer)
    draft = one.draft
    first, second, third = draft.links.filter(in_text=False)
    assert (first.label_en, first.label_ar, first.after_anchor) == ("Theirs", "لي", "risks")
    assert (second.wording.text, third.to_page_id) == ("Hip wash", other.pk)
    assert {(source.citation_ar, source.url) for source in draft.sources.all()} == {("لهم", "https://example.com/mine")}
    assert (draft.type, draft.sections.first().kind) == ("percutaneous", "results")
    assert set(draft.topics.all()) == {spine, hip}


def test_the_order_of_parts_and_a_text_come_together(two):
    one = two(factories.article(parts=3))
    first, second, third = one.made.sections.values_list("anchor", flat=True)
    order = {one.at(one.mine, "sections", number, "order"): str(place) for number, place in enumerate((2, 0, 1))}
    one.they_save(**{one.at(one.theirs, "sections", 0, "body_en"): "<p>Theirs.</p>"})
    assert one.i_save(**order).status_code == 302
    assert list(one.draft.sections.values_list("anchor", flat=True)) == [second, third, first]
    assert one.draft.sections.get(anchor=first).body_en == "<p>Theirs.</p>"


def state(draft, number=0):
    return translations.state_of(list(draft.sections.all())[number], "ar")[0]


def test_translations_stand_as_if_one_had_saved_after_the_other(two):
    body = {"en": "<p>Their new words.</p>", "ar": "<p>ترجمتي.</p>"}
    for mark, expected in ((None, "outdated"), ("still_right", "current")):
        for is_mine in (True, False):
            one = two(factories.article())
            names = {code: one.at(one.mine, "sections", 0, f"body_{code}") for code in body}
            changes = [{names["ar"]: body["ar"]}, {names["en"]: body["en"]}]
            if mark:
                changes[1][one.at(one.mine, "sections", 0, mark)] = "body"
            mine, theirs = changes if is_mine else changes[::-1]
            one.they_save(**theirs)
            assert one.i_save(**mine).status_code == 302
            part = one.draft.sections.first()
            assert (part.body_en, part.body_ar) == (body["en"], body["ar"])
            assert state(one.draft) == expected, (mark, is_mine)
            assert one.draft.outdated_ar == (expected == "outdated")


def test_a_draft_that_is_not_kept_any_more_is_shown_as_a_difference(two):
    one = two(factories.article(title_en="As it was"))
    Revision.objects.filter(page=one.made.pk).delete()
    one.they_save(title_en="Theirs")
    answer = one.i_save(summary_en="Mine.")
    assert "nothing was overwritten" in answer.content.decode()
    assert (one.draft.title_en, Revision.objects.filter(unsaved=True).count()) == ("Theirs", 1)
    assert one.i_save().status_code == 302
    assert (one.draft.title_en, one.draft.summary_en) == ("As it was", "Mine.")


def test_a_form_with_a_fault_is_not_saved_over_what_others_wrote_once_it_is_put_right(two):
    one = two(factories.article(title_en="As it was"))
    one.they_save(title_en="Theirs")
    answer = one.i_save(summary_en="Mine.", review_due_on="no day")
    assert answer.status_code == 200
    assert "Your text is not saved yet" in answer.content.decode()
    assert asked(answer)[0] == []
    assert one.i_save(review_due_on="").status_code == 302
    assert (one.draft.title_en, one.draft.summary_en) == ("Theirs", "Mine.")


def test_one_person_in_two_windows_is_told_so(admin_client):
    one = Two(factories.article(title_en="As it was"), admin_client, admin_client)
    one.they_save(title_en="In one window")
    answer = one.i_save(summary_en="In the other.")
    assert any(text.startswith("You saved this page in another window") for text in told(answer))
    assert (one.draft.title_en, one.draft.summary_en) == ("In one window", "In the other.")


def test_saving_leads_on_to_publishing_as_ever(two):
    one = two(factories.article())
    one.they_save(title_en="Theirs")
    answer = one.i_save(summary_en="Mine.", _then="publish-en")
    assert answer.url == reverse("admin:articles_article_publish", args=[one.made.pk, "en"])


def test_an_untouched_form_changes_nothing_of_what_others_saved(two):
    one = two(factories.everything())
    one.they_save(title_en="Theirs", **{one.at(one.theirs, "risks", 0, "DELETE"): "on", "sources-0-DELETE": "on"})
    before = snapshots.plain(snapshots.of(one.draft))
    lines = list(one.draft.links.filter(in_text=False).values_list("pk", flat=True))
    assert one.i_save().status_code == 302
    assert snapshots.plain(snapshots.of(one.draft)) == before
    assert list(one.draft.links.filter(in_text=False).values_list("pk", flat=True)) == lines


def test_a_forged_choice_or_anchor_gets_an_answer(two):
    one = two(factories.article(title_en="As it was", parts=2))
    one.they_save(title_en="Theirs")
    assert one.i_save(title_en="Mine", **{"sections-1-known_as": "\x00"}).status_code == 200
    answer = one.i_save(**{"sections-0-known_as": "x" * 5000, "sections-1-known_as": "x" * 5000})
    name = asked(answer)[1][0]
    for forged in ("", "both", "x" * 5000):
        assert one.i_save(**{name: forged}).status_code == 200
    assert one.draft.title_en == "Theirs"
