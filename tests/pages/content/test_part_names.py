"""Where something stands, in words that an editor knows."""

import pytest
from django.utils import translation

from pages import kinds
from pages.content import arranging, part_names, texts
from pages.drafting import snapshots
from pages.linking import places
from pages.publishing.editions import compose
from procedures.models import Question, Risk
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


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_part_is_called_the_same_wherever_it_is_told(language):
    made, bare = factories.procedure(parts=1), factories.both("heading", "", "")
    factories.part(Risk, made, **bare, **factories.both("body", "<p>Rarely, a fever.</p>", "<p>نادرًا، حمّى.</p>"))
    factories.section(made, kind="recovery", **bare)
    factories.section(made, **bare)
    edition, _problems = compose(made, language)
    with translation.override(language):
        shown = arranging.names(edition.content, kinds.of(made))
        told = {(made.pk, anchor): name for anchor, name in shown.items()}
        assert part_names.of_places(told) == told
        assert {place.anchor: place.name_in(language) for place in places.of_pages([made])[made.pk]} == shown
        own = texts.names_of(edition)
        assert own == {anchor: name for anchor, name in shown.items() if anchor in own}
        assert texts.names_in_snapshot(snapshots.plain(snapshots.of(made)), made.kind) == own


@pytest.mark.parametrize("number", [1, 4])
def test_names_cost_the_same_for_one_page_and_for_many(number, django_assert_num_queries):
    pages = [factories.procedure(parts=0) for _ in range(number)]
    places = [(page.pk, factories.section(page, heading_en="At home").anchor) for page in pages]
    with django_assert_num_queries(8):
        assert set(part_names.of_places(places).values()) == {"At home"}
