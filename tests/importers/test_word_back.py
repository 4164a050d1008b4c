"""A Word file of translations comes back: what is taken, what is asked about, what is refused, and what a person keeps."""

import pytest
from django.contrib.auth.models import Permission

from importers.word import reading
from pages import kinds
from pages.content import translations
from pages.drafting import drafts
from pages.models import Deed, Edition, Page, Revision, Section
from procedures.models import Procedure
from tests import factories
from tests.importers.test_word_out import half_translated
from tests.importers.word_files import BACK, Sent, shown, states, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def confirmed(client, response, also=(), but=()):
    """Presses the button of a page that shows what would happen, with its ticks and `also` those of some states."""
    html = shown(response)
    told = {"returned": html.select_one("[name=returned]")["value"]}
    ticks = html.select("[name=take]")
    told["take"] = [
        box["value"]
        for box in ticks
        if (box.has_attr("checked") or set(box.find_parent("article")["class"]) & {f"word-{state}" for state in also})
        and not any(said in box.find_parent("article").get_text() for said in but)
    ]
    return client.post(BACK, told, follow=True)


def fresh(page):
    return kinds.specific(Page.objects.get(pk=page.pk))


# -- The way back ------------------------------------------------------------------------------------


def test_translations_are_saved_in_the_draft_under_the_person_s_name_and_count_as_done(admin_client, admin_user):
    made = half_translated()
    sent, version = (
        Sent(made).translate("Call first", "متى نفتح. اتصل أولًا.").translate("Section", "المواعيد"),
        fresh(made).version,
    )
    content = sent.translate("Words", "فقرة أولى.", "فقرة ثانية.").bytes
    assert states(content) == ["changed", "new", "new"]
    response = confirmed(admin_client, uploaded(admin_client, content))
    assert "3 texts are saved in the drafts." in response.content.decode()
    page, section = fresh(made), made.sections.get()
    assert (page.summary_ar, section.heading_ar) == ("متى نفتح. اتصل أولًا.", "المواعيد")
    assert section.body_ar == "<p>فقرة أولى.</p><p>فقرة ثانية.</p>"
    assert (page.missing_ar, page.outdated_ar) == (0, 0)
    last = Revision.objects.filter(page_number=made.pk).first()
    assert (last.by, page.version) == (admin_user, version + 1)
    deed = Deed.objects.first()
    assert (deed.what, deed.language, deed.by, deed.details["file"]) == ("from_word", "ar", admin_user, "back.docx")
    assert not Edition.objects.exists()


def test_a_second_post_of_the_same_is_told_the_same_and_saves_nothing_more(admin_client):
    made = half_translated()
    content = Sent(made).translate("Call first", "متى نفتح. اتصل أولًا.").translate("Words", "كلمات.").bytes
    response = uploaded(admin_client, content)
    answers = [confirmed(admin_client, response) for _post in ("first", "second")]
    assert [answer.request["PATH_INFO"] for answer in answers] == ["/admin/matrix/"] * 2
    for answer in answers:
        assert "2 texts are saved in the drafts." in answer.content.decode()
    assert Deed.objects.filter(what="from_word").count() == 1
    page = fresh(made)
    page.summary_en = "Somebody else's."
    page.save()
    drafts.record(page, by=None)
    assert "2 texts are saved" in confirmed(admin_client, response).content.decode()


def test_the_same_file_again_changes_nothing(admin_client):
    made = half_translated()
    content = Sent(made).translate("Call first", "متى نفتح. اتصل أولًا.").translate("Words", "كلمات.").bytes
    confirmed(admin_client, uploaded(admin_client, content))
    version, count = fresh(made).version, Revision.objects.count()
    assert states(content) == ["unchanged", "empty", "unchanged"]
    response = uploaded(admin_client, content)
    assert shown(response).select("[name=take]") == []
    confirmed(admin_client, response)
    assert (fresh(made).version, Revision.objects.count()) == (version, count)


def test_a_file_that_came_back_as_it_was_sent_changes_nothing():
    made = factories.everything()
    for part in [made, *(part for _group, part in kinds.parts_of(made))]:
        type(part).objects.filter(pk=part.pk).update(translated_from={})
    made = fresh(made)
    content = Sent(made).bytes
    assert set(states(content)) == {"still_right", "empty"}  # outdated, and nothing to write


def test_nothing_that_a_person_changed_since_is_overwritten_unless_they_say_so(admin_client):
    made = half_translated()
    content = Sent(made).translate("Call first", "من المترجم.").bytes
    page = fresh(made)
    page.summary_ar = "من المحررة."
    page.save()
    drafts.record(page, by=None)
    assert states(content) == ["conflict", "empty", "empty"]
    response = uploaded(admin_client, content)
    conflict = shown(response).select_one(".word-conflict")
    assert (conflict.select_one("del").text, conflict.select_one("ins").text) == ("المحررة.", "المترجم.")
    assert not conflict.select_one("[name=take]").has_attr("checked")
    confirmed(admin_client, response)
    assert fresh(made).summary_ar == "من المحررة."
    confirmed(admin_client, uploaded(admin_client, content), also=["conflict"])
    assert fresh(made).summary_ar == "من المترجم."


def test_what_the_translator_left_is_not_in_conflict_with_what_a_person_changed():
    made = half_translated()
    content = Sent(made).bytes
    Page.objects.filter(pk=made.pk).update(summary_ar="من المحررة.")
    assert states(content) == ["unchanged", "empty", "empty"]


def test_a_translation_of_an_earlier_original_counts_as_outdated_and_shows_what_changed(admin_client):
    made = half_translated()
    exported = made.summary_en
    content = Sent(made).translate("Call first", "ترجمة جديدة.").bytes
    page = fresh(made)
    page.summary_en = exported.replace("Call first", "Write first")
    page.save()
    drafts.record(page, by=None)
    response = uploaded(admin_client, content)
    assert "The original changed after the file was made" in response.content.decode()
    confirmed(admin_client, response)
    page = fresh(made)
    assert page.summary_ar == "ترجمة جديدة."
    assert translations.state_of_text(page, "summary", "ar") == "outdated"
    assert page.translated_from["summary"] == exported
    assert ("removed", "Call ") in translations.changed_since(page, "summary")


def test_where_the_original_in_the_file_was_touched_too_the_translation_is_outdated_all_the_same(admin_client):
    made = half_translated()
    sent = Sent(made).translate("Call first", "ترجمة جديدة.")
    sent.row("Call first").cells[0].paragraphs[-1].text = "Touched Call first"
    Page.objects.filter(pk=made.pk).update(summary_en="Another original.")
    confirmed(admin_client, uploaded(admin_client, sent.bytes))
    page = fresh(made)
    assert (page.summary_ar, "summary" in page.translated_from) == ("ترجمة جديدة.", False)
    assert translations.state_of_text(page, "summary", "ar") == "outdated"


def test_what_came_back_unchanged_can_be_said_to_be_still_right(admin_client):
    made = half_translated()
    content = Sent(made).bytes
    response = uploaded(admin_client, content)
    assert not shown(response).select_one(".word-still_right [name=take]").has_attr("checked")
    confirmed(admin_client, response)
    assert translations.state_of_text(fresh(made), "summary", "ar") == "outdated"
    confirmed(admin_client, uploaded(admin_client, content), also=["still_right"])
    page = fresh(made)
    assert (page.summary_ar, page.outdated_ar) == (made.summary_ar, 0)


def test_an_emptied_cell_takes_nothing_away(admin_client):
    made = half_translated()
    content = Sent(made).translate("Call first", "  ").bytes
    assert states(content) == ["empty"] * 3
    confirmed(admin_client, uploaded(admin_client, content))
    assert fresh(made).summary_ar == made.summary_ar


def test_what_is_in_the_wrong_language_is_asked_about():
    made = half_translated()
    content = Sent(made).translate("Words", "Words that nobody translated.").translate("Section", "MRI").bytes
    assert states(content) == ["still_right", "other_language", "other_language"]
    content = Sent(made).translate("Words", "تصوير MRI قبل الجلسة بيومين").translate("Section", "3 × 10").bytes
    assert states(content) == ["still_right", "new", "new"]


def test_formatting_alone_is_asked_about(admin_client):
    made = factories.article()
    section = made.sections.get()
    section.body_ar = "<blockquote><p>كلمات أولى</p></blockquote>"
    section.save()
    Section.objects.filter(pk=section.pk).update(translated_from={"heading": section.heading_en})
    sent = Sent(fresh(made))
    quoted = sent.row("Words").cells[1].paragraphs[0]
    quoted.style = sent.document.styles["Normal"]  # as Google Docs does
    assert states(sent.bytes) == ["formatting"]


def test_a_text_that_is_too_long_or_gone_is_refused_with_the_reason(admin_client):
    made, other = half_translated(), half_translated()
    sent = Sent(made, other).translate("Section", "م" * 201)
    section = other.sections.get()
    section.delete()
    assert states(sent.bytes) == ["still_right", "refused", "empty", "still_right", "refused", "refused"]
    gone = other.pk
    Page.objects.filter(pk=gone).delete()
    text = uploaded(admin_client, sent.bytes).content.decode()
    assert "It is longer than 200 characters." in text
    assert "The page was deleted." in text


def test_links_come_back_as_the_same_links_and_nothing_hostile_does(admin_client):
    target = factories.article()
    made = factories.article()
    html = f'<p>See <a data-page="{target.pk}" data-part="{target.sections.get().anchor}">this</a>.</p>'
    made.sections.update(
        body_en=html,
        body_ar=html.replace("See", "ولمن أراد أن يقرأ أكثر عن هذا الموضوع، فلينظر إلى هذه الصفحة من الموقع"),
    )
    made.sections.update(translated_from={"heading": made.sections.get().heading_en})
    sent = Sent(fresh(made))
    right = sent.row("See").cells[1].paragraphs[0]
    right.add_run(" وأيضًا <script>alert(1)</script>")
    relation = sent.document.part.relate_to("javascript:alert(1)", HYPERLINK, is_external=True)
    link = right._p.findall(".//{*}hyperlink")[0]
    other = link.__copy__()
    other.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    right._p.append(other)
    confirmed(admin_client, uploaded(admin_client, sent.bytes))
    body = made.sections.get().body_ar
    assert f'<a data-page="{target.pk}" data-part="{target.sections.get().anchor}">this</a>' in body
    assert "&lt;script&gt;" in body
    assert "javascript" not in body
    assert "<script" not in body


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def test_a_page_that_was_first_written_in_arabic_goes_the_other_way(admin_client):
    made = factories.article(original_language="ar")
    made.sections.update(heading_en="", body_en="")
    content = Sent(made, language="en").translate("كلمات", "Some words.").bytes
    confirmed(admin_client, uploaded(admin_client, content))
    section = made.sections.get()
    assert section.body_en == "<p>Some words.</p>"
    assert translations.state_of_text(section, "body", "en") == "current"


def test_every_part_of_a_procedure_finds_its_place(admin_client):
    made = factories.procedure()
    for model in (Section, *(group.model for group in kinds.of(made).groups)):
        columns = {f"{field}_ar": "" for field in model.tracked_fields()}
        model.objects.filter(**{model.owner: made}).update(**columns)
    sent = Sent(fresh(made))
    for number, row in enumerate(sent.rows()):
        row.cells[1].paragraphs[0].text = f"ترجمة {number}"
    assert set(states(sent.bytes)) == {"new"}
    confirmed(admin_client, uploaded(admin_client, sent.bytes))
    page = Procedure.objects.get(pk=made.pk)
    assert (page.missing_ar, page.outdated_ar) == (0, 0)
    assert page.questions.get().answer_ar.startswith("<p>ترجمة")


# -- Who may, and what was shown ------------------------------------------------------------------------


def test_a_kind_that_somebody_may_not_change_is_refused(client, django_user_model):
    user = django_user_model.objects.create_user("e", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="change_page"))
    client.force_login(user)
    article, plain = half_translated(), factories.page()
    plain.sections.update(heading_ar="")
    sent, version = Sent(article, plain), fresh(article).version
    for row in sent.rows():
        row.cells[1].paragraphs[0].text = "ترجمة"
    content = sent.bytes
    response = uploaded(client, content)
    assert "Your account may not change this page." in response.content.decode()
    html = shown(response)
    every = [str(row.key) for row in reading.read(content)]
    client.post(BACK, {"returned": html.select_one("[name=returned]")["value"], "take": every})
    assert (fresh(article).version, plain.sections.get().heading_ar) == (version, "ترجمة")
    assert article.sections.get().body_ar == ""


def test_a_page_that_was_saved_meanwhile_is_shown_again_and_the_others_are_written(admin_client):
    one, two = half_translated(), half_translated()
    sent = Sent(one, two)
    for row in sent.rows():
        row.cells[1].paragraphs[0].text = "ترجمة"
    response = uploaded(admin_client, sent.bytes)
    page = fresh(one)
    page.title_en = "Retitled"
    page.save()
    drafts.record(page, by=None)
    again = confirmed(admin_client, response)
    assert "Somebody saved a page since you opened this one." in again.content.decode()
    assert (one.sections.get().body_ar, two.sections.get().body_ar) == ("", "<p>ترجمة</p>")
    assert len(shown(again).select("[name=take][checked]")) == 3
    confirmed(admin_client, again)
    assert one.sections.get().body_ar == "<p>ترجمة</p>"


def test_what_was_shown_to_somebody_else_or_altered_is_not_taken(admin_client, client, django_user_model):
    made = half_translated()
    response = uploaded(admin_client, Sent(made).translate("Words", "كلمات").bytes)
    returned = shown(response).select_one("[name=returned]")["value"]
    take = [box["value"] for box in shown(response).select("[name=take]")]
    for told in (returned[:-3] + "abc", "", "{"):
        assert (
            "Upload the file again."
            in admin_client.post(BACK, {"returned": told, "take": take}, follow=True).content.decode()
        )
    client.force_login(django_user_model.objects.create_superuser("other"))
    client.post(BACK, {"returned": returned, "take": take})
    assert made.sections.get().body_ar == ""


def test_only_what_is_ticked_is_taken(admin_client):
    made = half_translated()
    content = Sent(made).translate("Words", "كلمات").translate("Section", "قسم").bytes
    confirmed(admin_client, uploaded(admin_client, content), but=["كلمات"])
    section = made.sections.get()
    assert (section.heading_ar, section.body_ar) == ("قسم", "")
