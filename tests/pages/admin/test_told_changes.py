"""What changed is shown before publishing and above translations: parts that are new or gone as one entry each."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from pages.admin import told_changes
from pages.drafting import drafts
from pages.publishing import editions
from procedures.models import Risk
from tests import factories

pytestmark = pytest.mark.django_db


def address(made, action, *more):
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_{action}", args=[made.pk, *more])


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def words(tag):
    return " ".join(tag.get_text().split())


def test_a_part_that_is_new_or_gone_is_one_entry_with_its_texts_folded(admin_client):
    page = factories.procedure(parts=2)
    factories.published(page, "en")
    gone, kept = page.risks.all()
    name = gone.heading_en
    gone.delete()
    kept.heading_en, kept.body_en = "Another name", "<p>Another text.</p>"
    kept.save()
    factories.part(Risk, page, order=9, heading_en="A new risk", body_en="<p>Four words are here.</p>")
    drafts.record(page, by=None)
    told = soup(admin_client.get(address(page, "publish", "en")))
    entries = told.select(".changes > div")
    assert [words(one.dt) for one in entries] == [
        "Another name: heading", "Another name: text", "A new part: A new risk", f"A part that is gone: {name}",
    ]  # fmt: skip
    assert [words(one.summary) for one in told.select(".whole-part")] == ["2 texts, 7 words", "2 texts, 5 words"]
    assert [words(one) for one in entries[2].select("details ins")] == ["A new risk", "Four words are here."]
    assert "4 changes for patients" in told.get_text()


def test_only_what_is_of_a_part_makes_it_one():
    page = factories.page(parts=1)
    before = factories.published(page, "en")
    page.sources.create(citation_en="A study", citation_ar="دراسة")
    page.links.create(to_page=factories.article(), after_anchor="risks")
    page.sections.get().delete()
    drafts.record(page, by=None)
    changes = editions.difference(before, editions.compose(page, "en")[0])
    found = told_changes.entries(changes)
    assert {one.whole for one in changes if one.place[1].startswith("also_read") or one.place[0] == "sources"} == {""}
    assert [one.is_new for one in found if hasattr(one, "changes")] == [False]


@pytest.mark.parametrize("group", ["page", "part"])
def test_who_may_only_read_a_form_is_shown_what_changed_in_the_original(client, django_user_model, group):
    made = factories.article(title_en="One title")
    row = made if group == "page" else made.sections.get()
    row.set_text("title" if group == "page" else "heading", "en", "Another heading")
    row.save()
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "view_section"]))
    client.force_login(reader)
    response = soup(client.get(address(made, "change")))
    (shown,) = response.select(".original-changed")
    assert words(shown.ins) == "Another heading" if group == "part" else "Another heading" in words(shown)
    assert shown.find_parent(class_="field")["id"].endswith("heading_ar" if group == "part" else "title_ar")
    assert response.select("[name$=still_right]") == []
