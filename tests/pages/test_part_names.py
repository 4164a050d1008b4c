"""Where something stands, in words that an editor knows."""

import pytest
from django.utils import translation

from pages import part_names
from procedures.models import Question
from tests import factories

pytestmark = pytest.mark.django_db


def test_parts_are_called_by_their_headings_in_the_interface_s_language_else_in_the_other():
    made = factories.procedure(parts=0)
    both = factories.section(made, heading_en="At home", heading_ar="في البيت")
    english = Question.objects.create(procedure=made, question_en="Does it hurt?")
    places = [(made.pk, both.anchor), (made.pk, english.anchor)]
    assert sorted(part_names.of_places(places).values()) == ["At home", "Does it hurt?"]
    with translation.override("ar"):
        names = part_names.of_places(places)
    assert names == {(made.pk, both.anchor): "في البيت", (made.pk, english.anchor): "Does it hurt?"}


def test_a_part_without_a_heading_and_a_group_are_called_by_their_kind_and_what_is_gone_by_its_anchor():
    made = factories.procedure(parts=0)
    bare = factories.section(made, kind="call_us_if", heading_en="", heading_ar="")
    with translation.override("ar"):
        names = part_names.of_places([(made.pk, bare.anchor), (made.pk, "risks"), (made.pk, "gone-7"), (made.pk, "")])
    assert names == {
        (made.pk, bare.anchor): "متى يلزم الاتصال بنا؟",
        (made.pk, "risks"): "المخاطر",
        (made.pk, "gone-7"): "gone-7",
    }


@pytest.mark.parametrize("number", [1, 4])
def test_names_cost_the_same_for_one_page_and_for_many(number, django_assert_num_queries):
    pages = [factories.procedure(parts=0) for _ in range(number)]
    places = [(page.pk, factories.section(page, heading_en="At home").anchor) for page in pages]
    with django_assert_num_queries(8):
        assert set(part_names.of_places(places).values()) == {"At home"}
