import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from pages.admin.field_places import of_row
from pages.content import translations
from pages.drafting import drafts, snapshots
from pages.models import Link, Page, Revision
from pages.states import standing
from procedures.models import Procedure
from tests.factories import article, doctor, page, picture, procedure, published, section
from tests.pages.admin.admin_forms import fields_of, prefix_of

pytestmark = pytest.mark.django_db
LIST = "admin:procedures_procedure_changelist"


def address(made, action="change", *rest):
    model = made._meta.model_name
    app = made._meta.app_label
    return reverse(f"admin:{app}_{model}_{action}", args=[made.pk, *rest])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_list_and_form_of_the_admin_opens(admin_client, language):
    admin_client.cookies["language"] = language
    made = [procedure(), article(), page(), picture(), doctor()]
    for row in made:
        name = f"{row._meta.app_label}_{row._meta.model_name}"
        for view in (reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_add"), address(row)):
            response = admin_client.get(view)
            assert response.status_code == 200, view
            assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in response.content.decode()


def test_a_form_loads_none_of_django_s_scripts_that_do_nothing_in_it_and_the_list_keeps_its_own(admin_client):
    made = procedure()
    form, rows = (admin_client.get(view).content.decode() for view in (address(made), reverse(LIST)))
    idle = ("actions.js", "urlify.js", "prepopulate.js", "xregexp", "inlines.js")
    assert [name for name in idle if f"/{name}" in form] == []
    assert ["/actions.js" in rows, "select2.full" in form, "RelatedObjectLookups.js" in form] == [True, True, True]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_text_has_its_own_direction_whatever_the_interfaces_language(admin_client, language):
    admin_client.cookies["language"] = language
    form = admin_client.get(address(procedure())).context["adminform"].form
    for name, field in form.fields.items():
        if name.endswith(("_en", "_ar")):
            attrs = field.widget.attrs
            assert (attrs["lang"], attrs["dir"]) == (name[-2:], "rtl" if name.endswith("ar") else "ltr"), name


def test_saving_untouched_forms_changes_nothing(admin_client):
    made = procedure(parts=2)
    before = snapshots.plain(snapshots.of(made))
    fields = fields_of(admin_client.get(address(made)))
    assert admin_client.post(address(made), fields).status_code == 302
    again = Procedure.objects.get(pk=made.pk)
    assert snapshots.plain(snapshots.of(again)) == before
    assert Revision.objects.filter(page=made.pk).count() == Revision.objects.latest("pk").number
    assert again.version == made.version + (again.version - made.version)


def test_saving_leaves_a_revision_with_who_and_both_languages(admin_client, admin_user):
    made = article(title_en="Before", title_ar="قبل")
    fields = fields_of(admin_client.get(address(made)))
    assert admin_client.post(address(made), fields | {"title_en": "After"}).status_code == 302
    last = Revision.objects.filter(page=made.pk).first()
    assert (last.by, last.content["page"]["title_en"], last.content["page"]["title_ar"]) == (admin_user, "After", "قبل")


def test_a_page_can_be_written_in_arabic_first(admin_client):
    fields = fields_of(admin_client.get(reverse("admin:articles_article_add")))
    posted = fields | {"original_language": "ar", "title_ar": "آلام الظهر", "title_en": ""}
    assert admin_client.post(reverse("admin:articles_article_add"), posted).status_code == 302
    made = Article.objects.get()
    assert (made.title_ar, made.slug_ar, made.title_en or "") == ("آلام الظهر", "آلام-الظهر", "")


def test_a_page_without_a_title_in_its_original_is_refused(admin_client):
    fields = fields_of(admin_client.get(reverse("admin:articles_article_add")))
    response = admin_client.post(
        reverse("admin:articles_article_add"), fields | {"original_language": "ar", "title_en": "Only English"}
    )
    assert response.status_code == 200
    assert "A page needs a title in the language" in response.content.decode()
    assert not Page.objects.exists()


def test_hostile_rich_text_is_clean_once_saved(admin_client):
    made = article()
    part = made.sections.get()
    fields = fields_of(admin_client.get(address(made)))
    hostile = '<p onclick="x()">Hi<script>alert(1)</script><a href="JaVa&#9;script:alert(1)">x</a><base href="//e"></p>'
    name = prefix_of(fields, "sections", part)
    assert admin_client.post(address(made), fields | {f"{name}-body_en": hostile}).status_code == 302
    part.refresh_from_db()
    assert part.body_en == "<p>Hi<a>x</a></p>"


def test_searching_finds_a_name_however_it_is_spelt(admin_client):
    article(title_ar="أحمد والظهر", original_language="ar")
    article(title_ar="الركبة", original_language="ar")
    found = admin_client.get(reverse("admin:articles_article_changelist"), {"q": "احمد"}).context["cl"].result_list
    assert [str(made.title_ar) for made in found] == ["أحمد والظهر"]
    doctor(arabic="أحمد علي")
    found = admin_client.get(reverse("admin:doctors_doctor_changelist"), {"q": "احمد"}).context["cl"].result_list
    assert len(found) == 1


@pytest.mark.parametrize("term", ["%00", "\ud800", "' OR 1=1--", "x" * 20000, "%", "_"])
def test_odd_searches_get_an_answer(admin_client, term):
    article()
    response = admin_client.get(
        reverse("admin:articles_article_changelist"), {"q": term.encode("utf-8", "surrogatepass")}
    )
    assert response.status_code == 200


def test_parts_are_added_ordered_and_removed(admin_client):
    made = article(parts=2)
    first, second = made.sections.all()
    fields = fields_of(admin_client.get(address(made)))
    one, two = prefix_of(fields, "sections", first), prefix_of(fields, "sections", second)
    new = {
        "sections-2-id": "",
        "sections-2-page": made.pk,
        "sections-2-kind": "other",
        "sections-2-order": "",
        "sections-2-heading_en": "New",
    }
    fields |= new | {"sections-TOTAL_FORMS": "3", f"{one}-order": "2", f"{two}-order": "1"}
    assert admin_client.post(address(made), fields).status_code == 302
    assert [part.heading_en for part in made.sections.all()] == [second.heading_en, first.heading_en, "New"]
    fields = fields_of(admin_client.get(address(made)))
    fields[f"{prefix_of(fields, 'sections', first)}-DELETE"] = "on"
    assert admin_client.post(address(made), fields).status_code == 302
    assert [part.heading_en for part in made.sections.all()] == [second.heading_en, "New"]


def test_an_also_read_line_can_be_added_and_is_checked(admin_client):
    made, target = article(), article()
    fields = fields_of(admin_client.get(address(made)))
    new = {
        "links-TOTAL_FORMS": "1",
        "links-0-id": "",
        "links-0-from_page": made.pk,
        "links-0-order": "1",
        "links-0-to_page": "",
    }
    response = admin_client.post(address(made), fields | new | {"links-0-to_anchor": "risks"})
    assert response.status_code == 200, "a line that leads nowhere is refused in words, not with an error"
    anchor = made.sections.get().anchor
    good = new | {"links-0-to_page": target.pk, "links-0-after_anchor": anchor}
    assert admin_client.post(address(made), fields | good).status_code == 302
    assert Link.objects.get().to_page_id == target.pk


@pytest.mark.parametrize(
    ("language", "said"), [("en", "has no part “risk”. Choose one of its parts"), ("ar", "جزء باسم «risk». اختر جزءًا")]
)
def test_a_line_to_a_part_that_the_page_does_not_have_is_refused(language, said, admin_client):
    made, target = article(), procedure()
    line = Link.objects.create(from_page=made, to_page=target, to_anchor="risks")
    admin_client.cookies["language"] = language
    fields = fields_of(admin_client.get(address(made)))
    prefix = prefix_of(fields, "links", line)
    response = admin_client.post(address(made), fields | {f"{prefix}-to_anchor": "risk"})
    assert response.status_code == 200
    assert said in response.content.decode()
    line.refresh_from_db()
    assert line.to_anchor == "risks"
    assert admin_client.post(address(made), fields | {f"{prefix}-to_anchor": ""}).status_code == 302


def test_a_line_to_a_part_that_went_away_does_not_keep_a_page_from_being_saved(admin_client):
    made, target = article(), procedure()
    line = Link.objects.create(from_page=made, to_page=target, to_anchor="gone")
    fields = fields_of(admin_client.get(address(made)))
    assert admin_client.post(address(made), fields | {"title_en": "After"}).status_code == 302
    line.refresh_from_db()
    assert (line.to_page_id, line.to_anchor) == (target.pk, "gone")


def test_lines_say_where_they_lead_and_many_cost_as_many_queries_as_one(admin_client):
    made, targets = article(), [procedure(title_en=f"Operation {n}") for n in range(4)]
    lines = [Link(from_page=made, to_page=target, to_anchor="risks") for target in targets]
    lines[0].save()
    admin_client.get(address(made))
    with CaptureQueriesContext(connection) as of_one:
        admin_client.get(address(made))
    Link.objects.bulk_create(lines[1:])
    with CaptureQueriesContext(connection) as of_four:
        html = admin_client.get(address(made)).content.decode()
    assert len(of_four) == len(of_one)
    for n in range(4):
        assert f'Operation {n}</bdi> › <bdi class="link-text">Risks</bdi>' in html


def test_an_outdated_part_shows_what_changed_and_can_be_called_still_right(admin_client):
    made = article()
    part = made.sections.get()
    part.body_en = "<p>Words that were replaced.</p>"
    part.save()
    part.heading_en = "Another <i>heading</i>"
    part.save()
    response = admin_client.get(address(made))
    assert "outdated: the original changed since" in response.content.decode()
    shown = BeautifulSoup(response.content, "html.parser").select(".original-changed")
    assert [one.find_parent(class_="field")["id"].rpartition("-")[2] for one in shown] == ["heading_ar", "body_ar"]
    assert [one.ins.text for one in shown] == ["Another <i>heading</i>", "that were replaced."]
    assert {(one.div["lang"], one.div["dir"]) for one in shown} == {("en", "ltr")}
    fields = fields_of(response)
    fields[f"{prefix_of(fields, 'sections', part)}-still_right"] = "heading"
    again = admin_client.post(address(made), fields | {"review_due_on": "no day"})
    boxes = BeautifulSoup(again.content, "html.parser").select("[name$=still_right][checked]")
    assert [box["value"] for box in boxes] == ["heading"]
    assert admin_client.post(address(made), fields).status_code == 302
    part.refresh_from_db()
    assert translations.state_of(part, "ar") == ("outdated", ("body",))


def test_the_bar_counts_what_waits_for_its_translation_and_leads_to_each_part(admin_client):
    made = procedure(parts=3)
    outdated, untranslated, current = made.risks.all()
    outdated.body_en = "<p>Words that were replaced.</p>"
    outdated.save()
    type(untranslated).objects.filter(pk=untranslated.pk).update(body_ar="")
    waiting = bar_of(admin_client.get(address(made)))
    for part, state in ((outdated, "translation outdated"), (untranslated, "not translated")):
        assert f'href="#{of_row(part)}-body_ar"' in waiting
        assert state in waiting
    assert f'href="#{of_row(current)}' not in waiting
    assert waiting.count("2 parts to be translated or brought up to date") == 2  # in the row of a phone, and above
    for part in (outdated, untranslated):
        part.delete()
    assert "to be translated" not in bar_of(admin_client.get(address(made)))


def bar_of(response):
    return response.content.decode().partition('<div class="desk-bar"')[2]


@pytest.mark.parametrize("says_so", [True, False])
def test_a_comma_in_the_original_is_said_to_leave_the_translation_right_in_the_same_save(says_so, admin_client):
    made = procedure(parts=2)
    part, other = made.risks.all()
    fields = fields_of(admin_client.get(address(made)))
    original = made.original_language
    for one in (part, other):
        fields[f"{prefix_of(fields, 'risks', one)}-heading_{original}"] = f"{one.text('heading', original)}, all in all"
    if says_so:
        fields[f"{prefix_of(fields, 'risks', part)}-still_right"] = "heading"
    assert admin_client.post(address(made), fields).status_code == 302
    made = Procedure.objects.get(pk=made.pk)
    states = [translations.state_of(one, "ar" if original == "en" else "en")[0] for one in made.risks.all()]
    assert states == ["current" if says_so else "outdated", "outdated"]


def test_a_page_that_was_published_cannot_be_deleted(admin_client):
    made, draft = article(), article()
    published(made)
    assert (
        admin_client.post(reverse("admin:articles_article_delete", args=[made.pk]), {"post": "yes"}).status_code == 403
    )
    assert (
        admin_client.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"}).status_code == 302
    )
    assert list(Article.objects.values_list("pk", flat=True)) == [made.pk]


def test_the_list_shows_how_a_page_stands_in_each_language(admin_client):
    made = article(title_ar="")
    published(made, "en", confirmed=True)
    row = admin_client.get(reverse("admin:articles_article_changelist")).context["cl"].result_list[0]
    states = {code: standing.standing(Page.objects.get(pk=row.pk), code).state for code in ("en", "ar")}
    assert states == {"en": "published", "ar": "missing"}
    made.title_en = "Other"
    made.save()
    drafts.record(made, by=None)
    html = admin_client.get(reverse("admin:articles_article_changelist")).content.decode()
    assert "published, changed since" in html


def test_the_list_costs_the_same_with_one_and_with_many_pages(admin_client, django_assert_num_queries):
    changelist = reverse("admin:articles_article_changelist")
    for number in range(12):
        published(article(), "en")
        if number == 0:
            admin_client.get(changelist)
        if number in (0, 11):
            with django_assert_num_queries(6):
                admin_client.get(changelist)


def test_a_long_form_opens_with_queries_that_do_not_grow_with_its_parts(admin_client, django_assert_max_num_queries):
    made = procedure(parts=10)
    section(made, picture=picture())
    admin_client.get(address(made))
    with django_assert_max_num_queries(60):
        admin_client.get(address(made))


def test_what_other_pages_use_too_is_not_deleted_from_the_form_of_one(admin_client):
    html = admin_client.get(address(procedure())).content.decode()
    assert "change-related" in html
    assert "delete-related" not in html


def test_a_save_asks_the_database_no_more_for_rows_that_nobody_changed(admin_client):
    def asked(made):
        admin_client.post(
            address(made), fields_of(admin_client.get(address(made)))
        )  # the first save keeps its own things
        fields = fields_of(admin_client.get(address(made))) | {"title_en": "Changed"}
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.post(address(made), fields).status_code == 302
        return len(queries)

    made = [procedure(parts=0), procedure(parts=0)]
    for number in range(12):
        section(made[1], kind="other", order=number)
    section(made[0], kind="other")
    assert asked(made[1]) == asked(made[0])


def test_a_row_of_another_page_is_no_row_of_this_one(admin_client):
    made, other = procedure(parts=0), procedure(parts=0)
    own, foreign = section(made, heading_en="Own"), section(other, heading_en="Foreign")
    fields = fields_of(admin_client.get(address(made)))
    prefix = prefix_of(fields, "sections", own)
    answer = admin_client.post(address(made), fields | {f"{prefix}-id": foreign.pk, f"{prefix}-heading_en": "Taken"})
    assert answer.status_code == 200
    own.refresh_from_db(), foreign.refresh_from_db()
    assert (own.heading_en, foreign.heading_en) == ("Own", "Foreign")
