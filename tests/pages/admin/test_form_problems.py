"""What a form refuses stands in a list at its head that leads to each field, however far below that is."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from pages.models import Edition
from pages.publishing import editions
from tests.factories import article, picture, procedure, published
from tests.pages.admin.admin_forms import fields_of, post_as_shown, prefix_of

pytestmark = pytest.mark.django_db


def address(made, action, *rest):
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_{action}", args=[made.pk, *rest])


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


def words(tag):
    return " ".join(tag.get_text().split())


def test_a_date_that_cannot_be_read_is_told_at_the_head_and_what_was_ticked_stays(admin_client):
    made = procedure()
    made.benefits.update(heading_ar="", body_ar="")
    fields = {"at_0": "5 ديسمبر", "until_1": "25:00", "until_0": "1/1/2099", "confirmed": "1"}
    html = parsed(post_as_shown(admin_client, address(made, "both"), fields))
    links = html.select("#form-problems li a")
    assert [link["href"] for link in links] == ["#id_at_0", "#id_until_0"]
    assert all(len(html.select(link["href"])) == 1 for link in links)
    assert "20/12/2026" in words(html.select_one("#form-problems li"))
    assert html.select_one("#form-problems").find_next("h3", class_="proposal-language")  # above the changes
    assert html.select_one("input[name=confirmed]").has_attr("checked")
    assert not Edition.objects.exists()


def test_a_missing_replacement_is_told_at_the_head_of_withdrawing(admin_client):
    made, other = article(), article()
    published(made, "en")
    other.links.create(to_page=made)
    published(other, "en")
    html = parsed(post_as_shown(admin_client, address(made, "withdraw", "en")))
    assert [link["href"] for link in html.select("#form-problems a")] == ["#id_replacement"]


def test_a_faulty_part_is_named_at_the_head_of_the_form_and_in_its_list_of_chapters(admin_client):
    made = procedure()
    published(made)
    fields = fields_of(admin_client.get(address(made, "change")), "#procedure_form")
    section = made.sections.first()
    row = prefix_of(fields, "sections", section)
    fields |= {f"{row}-video": "video", "slug_en": "another-slug", "review_due_on": "31/11/2026"}
    html = parsed(admin_client.post(address(made, "change"), fields))
    links = [link["href"] for link in html.select("#form-problems a")]
    assert sorted(links) == sorted(["#page-review_due_on", f"#part-{section.anchor}-video"])
    assert all(len(html.find_all(id=link[1:])) == 1 for link in links)
    marked = {words(one.select_one(".desk-faults")) for one in html.select(".desk-chapters a:has(.desk-faults)")}
    assert (marked, len(html.select(".desk-faults"))) == ({"1 error"}, 2)
    assert (
        html.select(".desk-chapters a:has(.desk-faults)")[0]["href"]
        == f"#{html.select_one('.part-faulty').find_parent('section')['id']}"
    )


def test_what_keeps_a_page_that_was_handed_over_from_readers_leads_to_its_field(admin_client):
    made = procedure(picture=picture(alt_ar=""))
    assert [one.field for one in editions.compose(made, "ar")[1] if not one.confirmable] == ["picture"]
    fields = fields_of(admin_client.get(address(made, "change")), "#procedure_form")
    response = admin_client.post(address(made, "change"), fields | {"_then": "handover-ar"}, follow=True)
    link = parsed(response).select_one(".messagelist .warning a")
    assert link["href"] == f"{address(made, 'change')}#page-picture"
