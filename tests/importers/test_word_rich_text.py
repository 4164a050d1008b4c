"""Rich text through a real Word file and back: what a person wrote is what comes back."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.word.cell_reading import canonical
from pages.rich_text import clean_html, text_of
from tests.importers.word_files import through_word

WORDS = st.text(st.sampled_from("ab é سعم L4–٣&<>\"'"), min_size=1, max_size=12).filter(str.strip)
MARKS = st.sampled_from(["{}", "<strong>{}</strong>", "<em>{}</em>", "<strong><em>{}</em></strong>", "H<sub>{}</sub>",
                         '<a data-page="17" data-part="الخطر-1">{}</a>', '<a href="https://e.org/a?b=1&amp;c=%D8%B3#d">{}</a>'])  # fmt: skip
INLINE = st.lists(
    st.builds(lambda mark, words: mark.format(escape(words, quote=False)), MARKS, WORDS), min_size=1, max_size=3
).map("".join)
PARAGRAPH = INLINE.map("<p>{}</p>".format)


def listed(children):
    item = st.builds("<li>{}{}</li>".format, PARAGRAPH, st.one_of(st.just(""), children, PARAGRAPH))
    return st.builds(
        lambda start, items: start.format("".join(items)),
        st.sampled_from(["<ul>{}</ul>", "<ol>{}</ol>", '<ol start="4">{}</ol>']),
        st.lists(item, min_size=1, max_size=3),
    )


LISTS = st.recursive(listed(PARAGRAPH), listed, max_leaves=4)
CELL = st.one_of(PARAGRAPH, LISTS)
TABLE = st.builds(
    lambda cells: (
        '<table><thead><tr><th scope="col" colspan="2"><p>H</p></th></tr></thead><tbody>'
        f'<tr><td rowspan="2">{cells[0]}</td><td>{cells[1]}</td></tr><tr><td>{cells[2]}</td></tr></tbody></table>'
    ),
    st.lists(CELL, min_size=3, max_size=3),
)
BLOCK = st.one_of(
    PARAGRAPH,
    LISTS,
    TABLE,
    WORDS.map(lambda w: f"<h3>{escape(w, quote=False)}</h3>"),
    PARAGRAPH.map("<blockquote>{}</blockquote>".format),
)


@given(st.lists(BLOCK, max_size=4).map("".join), st.sampled_from(["en", "ar"]))
@settings(max_examples=25, deadline=None)
def test_what_is_written_into_word_comes_back(html, language):
    html = clean_html(html)
    back = through_word(html, language)
    assert text_of(back).split() == text_of(html).split()
    assert back == canonical(html)
    assert canonical(back) == back


@pytest.mark.parametrize(
    "html",
    [
        "<p>a <strong>b</strong> <em>c</em><br>d &lt; e &amp; f</p>",
        "<ul><li><p>x</p><ul><li><p>y</p></li></ul></li><li><p>z</p><p>w</p></li></ul>",
        '<ol start="3"><li><p>q</p></li></ol><ol><li><p>r</p></li></ol>',
        '<p><a data-page="17" data-part="risks">see</a> and <a href="tel:+2025550101">call</a></p>',
        "<h3>H</h3><h4>I</h4><blockquote><p>q</p><p>r</p></blockquote><p>H<sub>2</sub>O m<sup>2</sup></p>",
        '<table><thead><tr><th scope="col"><p>A</p></th><th scope="col"><p>B</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>1</p></th><td rowspan="2"><p>2</p></td></tr><tr><td><p>3</p></td></tr></tbody></table>',
        "",
    ],
)
def test_each_kind_of_rich_text_is_the_same_again(html):
    assert clean_html(html) == html
    assert through_word(html) == html


def test_what_is_in_no_paragraph_becomes_one_and_the_words_stay():
    assert through_word("<ul><li>x</li></ul>") == "<ul><li><p>x</p></li></ul>"
    assert through_word("loose <p>x</p> words") == "<p>loose</p><p>x</p><p>words</p>"
    nested = "<ul><li><p>x</p><table><tbody><tr><td>1</td></tr></tbody></table></li></ul>"
    assert text_of(through_word(nested)).split() == ["x", "1"]
