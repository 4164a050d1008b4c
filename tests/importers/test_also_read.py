""" "Also read" lines: what marks them, and what they lead to."""

import pytest

from importers.also_read import label_of
from importers.asides import with_links_found
from importers.document import AlsoRead, Heading, Item, ListBlock, Paragraph


@pytest.mark.parametrize(
    "line",
    [
        "Also Read : Vertebroplasty Cost", "Read more : Vertebroplasty Cost", "See also Vertebroplasty Cost", "READ ALSO: Vertebroplasty Cost",
        "You may also like: Vertebroplasty Cost", "(Also read: Vertebroplasty Cost)", "👉 Also read: Vertebroplasty Cost", "Related: Vertebroplasty Cost",
        "اقرأ أيضًا: Vertebroplasty Cost", "إقرأ ايضاً عن : Vertebroplasty Cost", "اقــرأ أيضا Vertebroplasty Cost", "اقرأ المزيد: Vertebroplasty Cost",
        "قد يهمك: Vertebroplasty Cost", "شاهد أيضاً : Vertebroplasty Cost", "اقرأي ايضا: Vertebroplasty Cost", "للمزيد: Vertebroplasty Cost",
        "قد يهمك أيضا : Vertebroplasty Cost", "مقالات ذات صلة: Vertebroplasty Cost",
    ],
)  # fmt: skip
def test_marker_is_known(line):
    assert label_of(line) == "Vertebroplasty Cost"


def test_slug_shaped_wording_stays_as_it_stood():
    assert (
        label_of("Read more : Nerve-Root-Injection-After-Spinal-Fixation")
        == "Nerve-Root-Injection-After-Spinal-Fixation"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Read more about your rights, which we will defend in court.",
        "Readers also read: x",
        "Reading is good: x",
        "See the doctor",
        "يقرأ أيضا: س",
    ],
)
def test_other_lines_lead_nowhere(line):
    assert label_of(line) is None


def found(*blocks):
    return with_links_found(list(blocks))


def test_link_in_the_midst_of_a_list_parts_it():
    block = ListBlock((Item("one"), Item("Also Read: Disc"), Item("two")))
    assert found(block) == [
        ListBlock((Item("one"),)),
        AlsoRead("Disc", "", "Also Read: Disc"),
        ListBlock((Item("two"),)),
    ]


def test_link_at_the_end_of_a_paragraph_is_found():
    assert found(Paragraph("The pain fades. Also Read : Sciatica")) == [
        Paragraph("The pain fades."), AlsoRead("Sciatica", "", "Also Read : Sciatica"),
    ]  # fmt: skip


def test_marker_alone_takes_the_next_line_or_list():
    assert found(Paragraph("Also Read :"), Heading(0, "Sciatica"), Paragraph("Text.")) == [
        AlsoRead("Sciatica", "", "Also Read : Sciatica"), Paragraph("Text."),
    ]  # fmt: skip
    items = ListBlock((Item('<a href="/a">Disc</a>'), Item("Knee")))
    assert found(Heading(2, "Related articles"), items) == [
        AlsoRead("Disc", "/a", "Related articles Disc"), AlsoRead("Knee", "", "Knee"),
    ]  # fmt: skip


def test_links_of_one_line_are_parted_only_where_nothing_else_is_said():
    two = '<a href="/a">Disc</a> {} <a href="/b">Knee</a>'
    assert [link.label for link in found(Paragraph("See also: " + two.format("|")))] == ["Disc", "Knee"]
    assert [link.label for link in found(Paragraph("See also: " + two.format("and the")))] == ["Disc and the Knee"]
