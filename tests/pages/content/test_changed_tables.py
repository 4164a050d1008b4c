"""What changed in a table is told in its rows, columns and cells."""

from bs4 import BeautifulSoup

from pages.admin import told_changes
from pages.content import blocks, changed_blocks
from tests.pages.content.test_changed_blocks import marked

DAYS = [
    ("Day", "Do"),
    ("1", "Rest."),
    ("2", "Walk ten minutes."),
    ("3", "Walk more."),
    ("4", "Walk on."),
    ("5", "Swim."),
]


def table(rows):
    head, *body = rows
    first = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    rest = "".join(
        f'<tr><th scope="row">{cells[0]}</th>{"".join(f"<td>{cell}</td>" for cell in cells[1:])}</tr>' for cells in body
    )
    return f"<table><thead><tr>{first}</tr></thead><tbody>{rest}</tbody></table>"


def pieces(old, new):
    return changed_blocks.pieces(blocks.of_rich(old), blocks.of_rich(new))


def told(old, new):
    """Each row of the one table that changed: its state and the marked words of its cells."""
    (piece,) = pieces(table(old), table(new))
    return [(row.state, [marked(cell.runs) for cell in row.cells]) for row in piece.table.rows]


def test_a_word_is_marked_in_its_cell_and_rows_come_and_go():
    new = [*DAYS[:2], ("2", "Walk twenty minutes."), *DAYS[3:5], ("6", "Run.")]
    assert told(DAYS, new) == [
        ("same", ["Day", "Do"]), ("same", ["1", "Rest."]), ("changed", ["2", "Walk -ten- +twenty+ minutes."]),
        ("same", ["3", "Walk more."]), ("same", ["4", "Walk on."]), ("changed", ["-5- +6+", "-Swim.- +Run.+"]),
    ]  # fmt: skip
    assert told(DAYS, DAYS[:2] + DAYS[3:])[2] == ("gone", ["-2-", "-Walk ten minutes.-"])
    assert told(DAYS[:2] + DAYS[3:], DAYS)[2] == ("new", ["+2+", "+Walk ten minutes.+"])


def test_a_column_that_comes_or_goes_is_marked_in_each_row():
    wider = [(row[0], f"at {row[0]}", row[1]) for row in DAYS]
    assert told(DAYS, wider)[:2] == [("changed", ["Day", "+at Day+", "Do"]), ("changed", ["1", "+at 1+", "Rest."])]
    assert told(wider, DAYS)[1] == ("changed", ["1", "-at 1-", "Rest."])


def test_a_table_stands_between_its_neighbours_and_another_one_is_new():
    new = [("Dose", "Drug"), ("1", "Aspirin"), ("2", "Iron")]
    found = pieces(f"<p>Before.</p>{table(DAYS)}<p>Old.</p>", f"<p>Before.</p>{table(new)}<p>New.</p>")
    assert [one.table.state if one.table else marked(one.blocks[-1].runs) for one in found] == [
        "Before.", "gone", "new", "-Old.- +New.+",
    ]  # fmt: skip
    assert [(one.table.state, one.folded) for one in pieces(table(DAYS), table(DAYS))] == [("same", "same")]


def test_it_is_drawn_with_its_heads_and_rows_that_did_not_change_are_counted_and_there_to_be_read():
    changed = [*DAYS[:5], ("5", "Swim or run.")]
    drawn = BeautifulSoup(told_changes.of_pieces(pieces(table(DAYS), table(changed)), "en"), "html.parser")
    short, whole = drawn.select("table")
    assert [th["scope"] for th in short.select("th")] == ["col", "col", "row"]
    assert short.select_one(".is-same td").get_text() == "4 rows did not change"
    assert (len(whole.select("tr")), whole.find_parent("details") is not None) == (6, True)
    words = " ".join(drawn.select_one("td.is-changed").get_text().split())
    assert words == "taken out: Swim. added: Swim or run."


def test_cells_that_span_others_and_a_table_without_rows_are_told_too():
    wide = '<table><tbody><tr><td colspan="2">Both</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>'
    (piece,) = pieces(wide, wide.replace(">b<", ">c<"))
    assert [marked(cell.runs) for cell in piece.table.rows[1].cells] == ["a", "-b- +c+"]
    assert pieces("<table><tbody></tbody></table>", "") == []
