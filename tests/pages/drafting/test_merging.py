"""Merging two drafts, as a pure function: what was changed apart comes together, and no text goes without asking."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.drafting import merging

ANCHORS = ("a", "b", "c")


def part(anchor, **columns):
    texts = {f"{field}_{code}": f"{field} {anchor} {code}" for field in ("heading", "body") for code in ("en", "ar")}
    return {"anchor": anchor, "kind": "other", "translated_from": {"heading": f"heading {anchor} en"}} | texts | columns


def draft():
    page = {"original_language": "en", "title_en": "Title", "title_ar": "عنوان", "picture_id": 1}
    page |= {"translated_from": {"title": "Title"}}
    sources = [{"citation_en": f"Source {n}", "citation_ar": "", "url": f"https://{n}.example/"} for n in (1, 2)]
    links = [
        {"after_anchor": "a", "to_page_id": n, "to_anchor": "", "wording_id": None, "label_en": ""} for n in (8, 9)
    ]
    groups = {"sections": [part(anchor) for anchor in ANCHORS]}
    return {"page": page, "many": {"topics": [1, 2, 3]}, "groups": groups, "sources": sources, "links": links}


def changed(change, *arguments, **columns):
    made = copy.deepcopy(draft())
    change(made, *arguments, **columns)
    return made


def sections(content):
    return {row["anchor"]: row for row in content["groups"]["sections"]}


def put(content, anchor, column, text):
    (sections(content)[anchor] if anchor else content["page"])[column] = text


def remove(content, anchor):
    content["groups"]["sections"].remove(sections(content)[anchor])


def add(content, anchor, **columns):
    content["groups"]["sections"].append(part(anchor, **columns))


def together(mine, theirs, choose=lambda conflict: None):
    return merging.merge(draft(), mine, theirs, choose)


def places(conflicts):
    return [conflict.place for conflict in conflicts]


# -- Changes apart: whatever each did, both are there ------------------------------------------------------

PLACES = [("", "title_en"), ("", "title_ar"), ("", "picture_id"), *((a, c) for a in ANCHORS for c in part(a) if "_en" in c or "_ar" in c or c == "kind")]  # fmt: skip


@st.composite
def apart(draw):
    """Two lists of changes of texts that have no place in common, and what each does to topics, sources and lines."""
    taken = draw(st.lists(st.sampled_from(PLACES), unique=True))
    cut = draw(st.integers(0, len(taken)))
    values = st.text(min_size=1, max_size=5)
    mine, theirs = ([(*place, draw(values)) for place in own] for own in (taken[:cut], taken[cut:]))
    return mine, theirs, draw(st.sampled_from([None, 0, 1])), draw(st.booleans())


@given(apart())
@settings(max_examples=300, deadline=None)
def test_changes_apart_are_both_there_and_nothing_is_asked(told):
    own, others, row, is_topic = told
    mine, theirs, both = draft(), draft(), draft()
    for side, changes in ((mine, own), (theirs, others)):
        for change in changes:
            put(side, *change)
            put(both, *change)
    for side in (mine, both):
        add(side, "" if side is both else "m")
        side["groups"]["sections"][-1] |= {"heading_en": "My part"}
        if is_topic:
            side["many"]["topics"].remove(1)
    for side in (theirs, both):
        if row is not None:
            side["sources"][row]["citation_ar"] = "Theirs"
            side["links"][row] |= {"to_page_id": 17, "to_anchor": "risks"}
        if is_topic:
            side["many"]["topics"].append(4)
    both["groups"]["sections"][-1] = mine["groups"]["sections"][-1] | {"anchor": ""}
    assert together(mine, theirs) == (both, [])
    swapped, asked = together(theirs, mine)
    assert (swapped["page"], swapped["sources"], swapped["links"], asked) == (
        both["page"],
        both["sources"],
        both["links"],
        [],
    )


@st.composite
def anything(draw):
    """A draft to which anything was done: texts, removals, additions, orders, topics, sources and lines."""
    made = draft()
    texts = st.sampled_from(["one", "two", "three", ""])
    for place in draw(st.lists(st.sampled_from(PLACES), max_size=6)):
        put(made, *place, draw(texts))
    for anchor in draw(st.lists(st.sampled_from(ANCHORS), unique=True, max_size=2)):
        remove(made, anchor)
    if draw(st.booleans()):
        add(made, draw(st.sampled_from(["d", "e"])), heading_en=draw(texts))
    made["groups"]["sections"] = draw(st.permutations(made["groups"]["sections"]))
    for rows, column in ((made["sources"], "citation_en"), (made["links"], "label_en")):
        for row in rows:
            row[column] = draw(st.sampled_from([row[column], "one", "two"]))
        if draw(st.booleans()):
            rows.pop()
    return made


def texts_of(content):
    """Every text that stands somewhere in a draft, as often as it does."""
    rows = [content["page"], *content["groups"]["sections"], *content["sources"], *content["links"]]
    return sorted(
        str(value) for row in rows for column, value in row.items() if value and column[-3:] in ("_en", "_ar")
    )


@given(anything(), anything())
@settings(max_examples=500, deadline=None)
def test_no_text_that_either_wrote_goes_without_asking(mine, theirs):
    merged, conflicts = together(mine, theirs)
    told = set(texts_of(merged))
    for conflict in conflicts:
        for row in (conflict.mine, conflict.theirs):
            told |= {str(value) for value in (row or {}).values()}
    for side in (mine, theirs):
        assert set(texts_of(side)) - set(texts_of(draft())) - told == set()


@given(anything(), anything())
@settings(max_examples=200, deadline=None)
def test_every_choice_settles_what_it_is_about(mine, theirs):
    for choice in (merging.MINE, merging.THEIRS):
        assert together(mine, theirs, lambda conflict, choice=choice: choice)[1] == []


@given(anything())
@settings(max_examples=200, deadline=None)
def test_what_only_one_changed_is_theirs_whole(one):
    one["page"]["title_en"] = one["page"]["title_en"] or "Title"
    for row in [one["page"], *one["groups"]["sections"]]:  # as every save has it: what is missing was made from nothing
        row["translated_from"] = {name: text for name, text in row["translated_from"].items() if row[f"{name}_ar"]}
    known = {row["anchor"] for row in draft()["groups"]["sections"]}
    mine = copy.deepcopy(one)
    for row in mine["groups"]["sections"]:
        row["anchor"] = row["anchor"] if row["anchor"] in known else ""
    assert together(draft(), one) == (one, [])
    assert together(one, draft()) == (mine, [])
    assert together(one, one) == (one, [])


# -- What each rule says ----------------------------------------------------------------------------------


def test_one_text_in_two_languages_is_two_texts():
    mine, theirs = changed(put, "a", "body_en", "Mine"), changed(put, "a", "body_ar", "لهم")
    merged, conflicts = together(mine, theirs)
    assert (sections(merged)["a"]["body_en"], sections(merged)["a"]["body_ar"], conflicts) == ("Mine", "لهم", [])


def test_a_text_that_both_changed_is_asked_for_alone_and_a_choice_settles_it():
    mine, theirs = changed(put, "a", "body_en", "Mine"), changed(put, "a", "body_en", "Theirs")
    put(theirs, "b", "body_en", "Also theirs")
    merged, conflicts = together(mine, theirs)
    assert places(conflicts) == [("sections", "a", "body_en")]
    assert (sections(merged)["a"]["body_en"], sections(merged)["b"]["body_en"]) == ("Mine", "Also theirs")
    merged, conflicts = together(mine, theirs, lambda conflict: merging.THEIRS)
    assert (sections(merged)["a"]["body_en"], conflicts) == ("Theirs", [])


def test_a_choice_is_asked_anew_once_the_other_writes_something_else():
    names = []
    for text in ("Theirs", "Theirs", "Theirs again"):
        theirs = changed(put, "a", "body_en", text)
        put(theirs, "a", "body_ar", f"{len(names)}")  # another text of that part is another matter
        names.append(together(changed(put, "a", "body_en", "Mine"), theirs)[1][0].name)
    assert (names[0] == names[1], names[1] == names[2]) == (True, False)


def test_a_part_that_one_removed_and_the_other_changed_is_asked_for():
    for mine, theirs in (
        (changed(remove, "b"), changed(put, "b", "body_en", "Theirs")),
        (changed(put, "b", "body_en", "Mine"), changed(remove, "b")),
    ):
        merged, conflicts = together(mine, theirs)
        assert places(conflicts) == [("sections", "b", "")]
        assert ("b" in sections(merged)) == ("b" in sections(mine))
        merged, conflicts = together(mine, theirs, lambda conflict: merging.THEIRS)
        assert ("b" in sections(merged), conflicts) == ("b" in sections(theirs), [])


def test_a_part_that_one_removed_and_the_other_left_alone_is_gone():
    for mine, theirs in ((changed(remove, "b"), draft()), (draft(), changed(remove, "b"))):
        merged, conflicts = together(mine, theirs)
        assert (list(sections(merged)), conflicts) == (["a", "c"], [])


def test_two_parts_that_were_given_the_same_anchor_are_two_parts():
    merged, conflicts = together(changed(add, "recovery", kind="recovery", body_en="Mine"), changed(add, "recovery"))
    assert [row["anchor"] for row in merged["groups"]["sections"]] == ["a", "b", "c", "", "recovery"]
    assert (merged["groups"]["sections"][3]["body_en"], conflicts) == ("Mine", [])


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [("cab", "abc", "cab"), ("abc", "bca", "bca"), ("cab", "bca", "cab"), ("cab", "ab", "ab"), ("acb", "dabc", "dacb")],
)
def test_the_order_is_that_of_whoever_moved_parts(mine, theirs, merged):
    sides = []
    for order in (mine, theirs):
        side = draft()
        side["groups"]["sections"] = [part(anchor) for anchor in order]
        sides.append(side)
    told, conflicts = together(*sides)
    assert ("".join(row["anchor"] for row in told["groups"]["sections"]), conflicts) == (merged, [])


def test_where_a_line_leads_is_one_thing():
    mine, theirs = draft(), draft()
    mine["links"][0] |= {"to_page_id": 20, "to_anchor": "risks"}
    theirs["links"][0] |= {"to_anchor": "steps"}
    assert places(together(mine, theirs)[1]) == [("links", "0", "to_page_id")]
    merged, conflicts = together(mine, theirs, lambda conflict: merging.THEIRS)
    assert (merged["links"][0], conflicts) == (theirs["links"][0], [])


def test_the_same_source_that_both_added_is_one():
    mine, theirs = draft(), draft()
    new = {"citation_en": "New", "citation_ar": "", "url": "https://new.example/"}
    for side in (mine, theirs):
        side["sources"].append(dict(new))
    merged, conflicts = together(mine, theirs)
    assert (merged["sources"], conflicts) == (mine["sources"], [])


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [("mine", "theirs", "mine"), ("typed", "theirs", "typed"), ("mine", "typed", "typed"), ("typed", "typed-2", None)],
)
def test_an_address_that_was_made_from_a_title_is_never_asked_for(mine, theirs, merged):
    sides = []
    for title, slug in (("As it was", "as-it-was"), ("Mine", mine), ("Theirs", theirs)):
        side = changed(put, "", "title_en", title)
        put(side, "", "slug_en", slug)
        sides.append(side)
    told, conflicts = merging.merge(*sides)
    assert [conflict.place[2] for conflict in conflicts] == ["title_en", *([] if merged else ["slug_en"])]
    assert told["page"]["slug_en"] == (merged or mine)


def test_a_page_keeps_a_title_in_its_original_language():
    mine, theirs = changed(put, "", "original_language", "ar"), changed(put, "", "title_ar", "")
    assert together(mine, theirs)[0]["page"]["title_ar"] == "عنوان"


@pytest.mark.parametrize(
    ("mine", "theirs", "noted"),
    [
        # I translated anew, they changed the original: made from what I had before me, so it is outdated now.
        ({"heading_ar": "لي", "translated_from": "heading a en"}, {"heading_en": "Theirs"}, "heading a en"),
        # They also found that their change does not affect the translation.
        ({"heading_ar": "لي"}, {"heading_en": "Theirs", "translated_from": "Theirs"}, "Theirs"),
        ({"heading_en": "Mine", "translated_from": "Mine"}, {"heading_ar": "لهم"}, "Mine"),
        # Both said so, only one had changed it.
        ({"heading_en": "Mine", "translated_from": "Mine"}, {"translated_from": "heading a en"}, "Mine"),
        # The base was outdated; one wrote the translation anew, the other left it.
        ({}, {"heading_ar": "لهم", "translated_from": "heading a en"}, "heading a en"),
        # No translation, no original.
        ({"heading_ar": "", "translated_from": None}, {"heading_en": "Theirs", "translated_from": "Theirs"}, None),
    ],
)
def test_translations_stand_as_if_one_had_saved_after_the_other(mine, theirs, noted):
    base = draft()
    sections(base)["a"]["translated_from"] = {"heading": "An older heading"}
    sides = []
    for changes in (mine, theirs):
        side = json.loads(json.dumps(base))
        row = sections(side)["a"]
        row |= {column: text for column, text in changes.items() if column != "translated_from"}
        if "translated_from" in changes:
            row["translated_from"] = {"heading": changes["translated_from"]} if changes["translated_from"] else {}
        sides.append(side)
    merged, _conflicts = merging.merge(base, *sides)
    assert sections(merged)["a"]["translated_from"].get("heading") == noted
