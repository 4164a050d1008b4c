"""A link that a doctor makes: it enters the draft at once under their name, and a publisher publishes it."""

import pytest
from bs4 import BeautifulSoup

from doctors.desk import links
from doctors.models import Comment
from pages.models import Edition, Link, Revision
from pages.publishing import editions
from pages.states.standing import standing
from procedures.models import Step
from tests import factories
from tests.pages.admin.admin_forms import fields_of

pytestmark = pytest.mark.django_db


def tap(desk, page, to, after="risks"):
    return desk.post(f"/desk/pages/{page.pk}/en/link/", {"after": after, "to": to})


def lines(page):
    return list(page.links.filter(in_text=False).values_list("after_anchor", "to_page", "to_anchor"))


def test_one_tap_puts_the_line_into_the_draft_under_the_doctor_s_name(desk, doctor, performed):
    target, version = factories.procedure(), performed.version
    response = tap(desk, performed, f"{target.pk}:risks")
    assert lines(performed) == [("risks", target.pk, "risks")]
    revision = Revision.objects.filter(page=performed).first()
    assert (revision.by, revision.version) == (doctor.user, version + 1)
    assert [row["to_anchor"] for row in revision.content["links"]] == ["risks"]
    assert response.headers["Location"] == f"/desk/pages/{performed.pk}/en/?made={Link.objects.get().pk}#told"


def test_patients_read_the_line_once_a_publisher_published_it(client, desk, performed):
    target = factories.article()
    factories.published(target)
    factories.published(performed)
    address = factories.current(performed).get_absolute_url()
    assert standing(performed, "en").state == "published"
    tap(desk, performed, f"{target.pk}:")
    performed.refresh_from_db()
    assert [standing(performed, code).state for code in ("en", "ar")] == ["changed", "changed"]
    assert target.title_en not in client.get(address).content.decode()
    factories.published(performed, "en")
    assert target.title_en in client.get(address).content.decode()


def test_who_publishes_it_and_who_looks_at_the_revision_see_what_is_new(admin_client, desk, performed):
    target = factories.procedure()
    factories.published(performed)
    place = f"/admin/procedures/procedure/{performed.pk}"
    assert "Nothing would change." in admin_client.get(f"{place}/publish/en/").content.decode()
    last = Revision.objects.filter(page=performed).first()
    tap(desk, performed, f"{target.pk}:risks")
    for address in (f"{place}/publish/en/", f"{place}/revisions/{last.number}/"):
        told = admin_client.get(address).content.decode()
        assert f"{target.title_en}: Risks" in told
        assert "Nothing would change." not in told


def test_a_line_to_a_part_is_called_as_page_and_part_are_called_now(client, desk, doctor, performed):
    target = factories.procedure(**factories.both("title", "Fusion", "تثبيت الفقرات"))
    heading = factories.section(target, kind="risks", **factories.both("heading", "What can go wrong", "المضاعفات"))
    factories.published(target)
    tap(desk, performed, f"{target.pk}:risks")
    made = Link.objects.get()
    assert (made.label_en or "", made.label_ar or "") == ("", "")
    factories.published(performed)

    def read():
        """The line in both languages: as patients read it, and as the desk shows it."""
        for code in ("en", "ar"):
            for address in (
                factories.current(performed, code).get_absolute_url(),
                f"/desk/pages/{performed.pk}/{code}/",
            ):
                soup = BeautifulSoup(client.get(address).content, "html.parser")
                yield soup.select_one(".also-read a, .also-read strong").text

    assert list(read()) == ["Fusion: What can go wrong"] * 2 + ["تثبيت الفقرات: المضاعفات"] * 2
    heading.heading_en, target.title_ar = "Risks, honestly", "تثبيت"
    heading.save()
    target.save()
    factories.published(target, confirmed=True)
    assert list(read()) == ["Fusion: Risks, honestly"] * 2 + ["تثبيت: المضاعفات"] * 2
    other = factories.article(**factories.both("title", "Spine", "العمود الفقري"))
    factories.published(other)
    for code in ("en", "ar"):
        editions.withdraw(target, code, by=None, replacement=other)
    assert list(read()) == ["Spine"] * 2 + ["العمود الفقري"] * 2


def test_a_line_to_a_row_without_a_heading_is_called_by_its_first_words(client, performed, doctor):
    target = factories.procedure(**factories.both("title", "Fusion", "تثبيت الفقرات"))
    row = factories.part(Step, target, heading_en="", heading_ar="", body_en="<p>You <em>lie</em> on your front.</p>")
    factories.published(target)
    links.link(performed, "risks", target, row.anchor, by=doctor.user)
    factories.published(performed)
    read = client.get(factories.current(performed).get_absolute_url()).content.decode()
    assert "Fusion: You lie on your front." in read


def test_the_same_line_is_not_made_twice_and_the_doctor_is_told_that_it_was_there(desk, performed):
    target = factories.article()
    tap(desk, performed, f"{target.pk}:")
    told = desk.get(tap(desk, performed, f"{target.pk}:").headers["Location"]).content.decode()
    assert ("This link was there already." in told, "Linked. An editor publishes it." in told) == (True, False)
    assert (Link.objects.count(), Revision.objects.filter(page=performed, by__isnull=False).count()) == (1, 1)


def test_a_line_of_somebody_else_s_that_is_chosen_again_is_still_not_the_doctor_s_to_undo(desk, doctor, performed):
    target = factories.article(author=doctor)
    line = Link.objects.create(from_page=performed, to_page=target, after_anchor="risks")
    back = Link.objects.create(from_page=target, to_page=performed, after_anchor="")
    told = desk.get(tap(desk, performed, f"{target.pk}:").headers["Location"]).content.decode()
    assert ("This link was there already." in told, "/undo/" in told) == (True, False)
    tap(desk, performed, f"{target.pk}:", after="")  # a line of their own, from which linking back meets the other's
    desk.post(f"/desk/links/{Link.objects.last().pk}/back/", {"language": "en"})
    for one in (line, back):
        assert desk.post(f"/desk/links/{one.pk}/undo/", {"language": "en"}).status_code == 403
    assert set(Link.objects.all()) >= {line, back}


def test_new_lines_come_last(desk, performed):
    first, second = factories.article(), factories.article()
    tap(desk, performed, f"{first.pk}:")
    tap(desk, performed, f"{second.pk}:")
    assert [to for _after, to, _part in lines(performed)] == [first.pk, second.pk]


@pytest.mark.parametrize(
    ("to", "after", "sentence"),
    [
        ("{own}:risks", "risks", "A page cannot lead to itself."),
        ("{other}:nowhere", "risks", "This part is not there any more."),
        ("{other}:", "nowhere", "This part is not there any more."),
        ("0:", "risks", "This page is not there any more."),
        ("x:risks", "risks", "This page is not there any more."),
        ("99999999999999999999999:", "risks", "This page is not there any more."),
        ("", "risks", "This page is not there any more."),
    ],
)
def test_what_leads_nowhere_is_refused_with_a_sentence(to, after, sentence, desk, performed):
    to = to.format(own=performed.pk, other=factories.article().pk)
    response = tap(desk, performed, to, after)
    assert (response.status_code, sentence in response.content.decode(), Link.objects.count()) == (403, True, 0)


def test_undo_takes_the_line_back_and_leaves_the_page_as_it_was(desk, performed):
    factories.published(performed)
    tap(desk, performed, f"{factories.article().pk}:")
    response = desk.post(f"/desk/links/{Link.objects.get().pk}/undo/", {"language": "en"}, follow=True)
    assert "Undone. The link is gone from the page again." in response.content.decode()
    performed.refresh_from_db()
    assert (lines(performed), standing(performed, "en").state) == ([], "published")


def test_a_line_that_somebody_else_made_is_not_the_doctor_s_to_undo_or_link_back(desk, performed):
    line = Link.objects.create(from_page=performed, to_page=factories.article())
    for action in ("undo", "back", "ask"):
        response = desk.post(f"/desk/links/{line.pk}/{action}/", {"language": "en"})
        assert "This link is not one that you made." in response.content.decode()
        assert response.status_code == 403
    assert Link.objects.get() == line


def test_linking_back_is_offered_and_is_one_tap_where_the_other_page_is_the_doctor_s_too(desk, doctor, performed):
    other = factories.article(author=doctor)
    told = desk.get(tap(desk, performed, f"{other.pk}:").headers["Location"]).content.decode()
    assert "Link back from there too" in told
    back = desk.post(f"/desk/links/{Link.objects.get().pk}/back/", {"language": "en"}, follow=True).content.decode()
    assert lines(other) == [("", performed.pk, "risks")]
    assert "That page leads here too." in back
    assert "Link back from there too" not in back


def test_linking_back_from_a_page_that_is_not_theirs_is_left_to_the_editors(desk, doctor, performed):
    other = factories.procedure()
    told = desk.get(tap(desk, performed, f"{other.pk}:benefits").headers["Location"]).content.decode()
    assert "Ask the editors to link back" in told
    made = Link.objects.get()
    assert desk.post(f"/desk/links/{made.pk}/back/", {"language": "en"}).status_code == 403
    for _ in range(2):
        desk.post(f"/desk/links/{made.pk}/ask/", {"language": "en"})
    comment = Comment.objects.get()
    assert (comment.page_id, comment.anchor, comment.doctor, comment.kind) == (other.pk, "benefits", doctor, "link")
    assert comment.text == f"Please link from here to “{performed.title_en}” (Risks)."
    assert lines(other) == []


def test_an_editor_who_had_the_page_s_form_open_is_told_and_both_stay(admin_client, desk, performed):
    address = f"/admin/procedures/procedure/{performed.pk}/change/"
    form = fields_of(admin_client.get(address))
    tap(desk, performed, f"{factories.article().pk}:")
    told = admin_client.post(address, form | {"summary_en": "Shorter."}, follow=True)
    assert "saved this page while you were writing. Both texts were put together." in told.content.decode()
    performed.refresh_from_db()
    assert (performed.summary_en, len(lines(performed))) == ("Shorter.", 1)


def test_a_doctor_cannot_publish(desk, performed):
    tap(desk, performed, f"{factories.article().pk}:")
    for language in ("en", "ar"):
        desk.post(f"/admin/procedures/procedure/{performed.pk}/publish/{language}/", {"confirmed": "1"})
    assert Edition.objects.count() == 0
