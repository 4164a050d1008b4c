"""A link that a doctor makes: it enters the draft at once under their name, and a publisher publishes it."""

import pytest

from doctors.desk import links
from doctors.models import Comment
from pages.models import Edition, Link, Revision
from pages.standing import standing
from tests import factories
from tests.pages.admin_forms import fields_of

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
    target = factories.article()
    factories.published(performed)
    place = f"/admin/procedures/procedure/{performed.pk}"
    assert "Nothing would change." in admin_client.get(f"{place}/publish/en/").content.decode()
    last = Revision.objects.filter(page=performed).first()
    tap(desk, performed, f"{target.pk}:")
    for address in (f"{place}/publish/en/", f"{place}/revisions/{last.number}/"):
        told = admin_client.get(address).content.decode()
        assert target.title_en in told
        assert "Nothing would change." not in told


def test_a_line_to_a_part_says_which_part_in_both_languages(performed, doctor):
    target = factories.procedure(**factories.both("title", "Fusion", "تثبيت الفقرات"))
    made = links.link(performed, "risks", target, "risks", by=doctor.user)
    assert (made.label_en, made.label_ar) == ("Fusion: Risks", "تثبيت الفقرات: المخاطر")
    assert links.link(performed, "risks", target, "", by=doctor.user).label_en == ""


def test_the_same_line_is_not_made_twice(desk, performed):
    target = factories.article()
    first, second = tap(desk, performed, f"{target.pk}:"), tap(desk, performed, f"{target.pk}:")
    assert first.headers["Location"] == second.headers["Location"]
    assert (Link.objects.count(), Revision.objects.filter(page=performed, by__isnull=False).count()) == (1, 1)


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
    assert "Taken back. The page is as it was." in response.content.decode()
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


def test_an_editor_who_had_the_page_s_form_open_is_told_and_the_line_stays(admin_client, desk, performed):
    address = f"/admin/procedures/procedure/{performed.pk}/change/"
    form = fields_of(admin_client.get(address))
    before = performed.version
    tap(desk, performed, f"{factories.article().pk}:")
    told = admin_client.post(address, form | {"summary_en": "Shorter."})
    assert "saved this page while you were writing" in told.content.decode()
    assert len(lines(performed)) == 1
    admin_client.post(address, form | {"summary_en": "Shorter.", "base_version": before + 1})
    performed.refresh_from_db()
    assert (performed.summary_en, len(lines(performed))) == ("Shorter.", 1)


def test_a_doctor_cannot_publish(desk, performed):
    tap(desk, performed, f"{factories.article().pk}:")
    for language in ("en", "ar"):
        desk.post(f"/admin/procedures/procedure/{performed.pk}/publish/{language}/", {"confirmed": "1"})
    assert Edition.objects.count() == 0
