"""The places of a page that can be linked to, named as readers know them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages import kinds
from pages.content import arranging, composing
from pages.linking import places
from procedures.models import Step
from tests import factories

pytestmark = pytest.mark.django_db


def test_blocks_stand_in_the_order_in_which_patients_read_them():
    page = factories.everything()
    content = composing.content_of(page, "en")
    read = [block.anchor for block in arranging.blocks(content, kinds.of(page)) if block.heading]
    told = places.of_pages([page])[page.pk]
    assert [place.anchor for place in told if not place.is_row] == read


def test_a_group_is_called_by_its_own_heading_and_else_as_groups_of_its_kind_are():
    page = factories.procedure()
    factories.section(page, kind="risks", **factories.both("heading", "What can go wrong", ""))
    names = {place.anchor: place.names for place in places.of_pages([page])[page.pk]}
    assert names["risks"] == {"en": "What can go wrong", "ar": "المخاطر"}
    assert names["benefits"] == {"en": "Benefits", "ar": "الفوائد"}


def test_a_part_without_a_heading_is_called_by_the_first_words_of_its_text():
    page = factories.procedure(parts=0)
    body = factories.both("body", f"<p>You lie <b>on</b> your front, and {'then ' * 9}</p>", "<p>تستلقي على بطنك.</p>")
    row = factories.part(Step, page, **factories.both("heading", "", ""), **body)
    nameless = factories.section(page, **factories.both("heading", "", ""), **factories.both("body", "", "<p>نص.</p>"))
    names = {place.anchor: place.names for place in places.of_pages([page])[page.pk]}
    assert names[row.anchor] == {"en": "You lie on your front, and then then…", "ar": "تستلقي على بطنك."}
    assert names[nameless.anchor] == {"en": "", "ar": "نص."}


def test_a_section_that_says_nothing_is_no_place_and_can_still_be_linked_after():
    page = factories.page(parts=0)
    texts = factories.both("heading", "", "") | factories.both("body", "", "")
    nameless = factories.section(page, **texts)
    assert places.of_pages([page])[page.pk] == []
    assert places.anchors_of(page) == {"", nameless.anchor}


def test_a_name_in_one_language_stands_for_the_other():
    page = factories.page(parts=0)
    texts = factories.both("heading", "", "بالعربية فقط") | factories.both("body", "", "<p>نص.</p>")
    part = factories.section(page, **texts)
    assert places.name(page, part.anchor, "en") == "بالعربية فقط"
    assert places.name(page, "", "en") == places.name(page, "nowhere", "en") == ""


def test_many_pages_cost_as_many_queries_as_one(django_assert_num_queries):
    pages = [factories.procedure(parts=2) for _ in range(3)]
    with CaptureQueriesContext(connection) as of_one:
        places.of_pages(pages[:1])
    with django_assert_num_queries(len(of_one)):
        assert all(places.of_pages(pages).values())
