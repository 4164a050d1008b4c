"""Rich text: nothing hostile gets in, however it is saved, and what is clean stays as it is."""

import random
import re

import pytest
from django import forms

from doctors.models import Doctor
from pages.models import Section
from pages.publishing import editions
from pages.rich_text import TAGS, RichTextField, clean_html, text_of, without_page_links
from procedures.models import Question
from tests import factories

HOSTILE = {
    "script": "<p>a</p><script>alert(1)</script>",
    "script in capitals": "<p>a</p><ScRiPt src=//evil>alert(1)</sCrIpT >",
    "event": '<p onclick="alert(1)" onerror=alert(1)>a</p>',
    "event of a link": '<p><a href="https://x/" onclick="alert(1)" style="x" target="_top">a</a></p>',
    "picture": "<p>a<img src=x onerror=alert(1)></p>",
    "svg": "<p>a</p><svg onload=alert(1)><script>alert(1)</script></svg>",
    "svg animate": "<p>a</p><svg><a><animate attributeName=href values=javascript:alert(1) /></a></svg>",
    "math": "<p>a</p><math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "style element": "<p>a</p><style>body{display:none}</style>",
    "style attribute": '<p style="position:fixed;inset:0" class="x" id="y">a</p>',
    "base": '<base href="https://evil.example/"><p>a</p>',
    "form": '<form action="https://evil.example/"><input name=p><button>go</button></form><p>a</p>',
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe><p>a</p><object data=x></object><embed src=x>',
    "meta": '<meta http-equiv=refresh content="0;url=//evil"><link rel=stylesheet href=//evil><p>a</p>',
    "comment": "<!-- <script>alert(1)</script> --><p>a</p><!--[if IE]><script>alert(1)</script><![endif]-->",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><p>a</p>',
    "template": "<template><script>alert(1)</script></template><p>a</p>",
    "attribute that closes itself": '<p title="x" lang="y"><b title="z">a</b></p>',
}
ADDRESSES = [
    "javascript:alert(1)",
    "JaVa&#9;script:alert(1)",
    "java\nscript:alert(1)",
    " \x01javascript:alert(1)",
    "&#1;javascript:alert(1)",
    "&#x7f;javascript:alert(1)",
    "java&#x202e;script:alert(1)",
    "&#106;avascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://x/y",
    "file:///etc/passwd",
    "view-source:javascript:x",
    "ftp://example.org/x",
    "geo:30,31",
]
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08]")


def is_harmless(html):
    """Whether nothing is left but our tags, with addresses that a browser can only open."""
    for tag, attributes in re.findall(r"<\s*/?([a-zA-Z!?][^\s>/]*)([^>]*)>", html):
        if tag not in TAGS or re.search(r"\b(on\w+|style|class|id|src|srcdoc|title|lang)\s*=", attributes):
            return False
        for address in re.findall(r'href="([^"]*)"', attributes):
            if re.match(r"\W*[a-z-]*\s*(script|data|blob|file|source)\W*:", address, re.IGNORECASE):
                return False
    return not BIDI.search(html)


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_removed(html):
    cleaned = clean_html(html)
    assert is_harmless(cleaned)
    assert text_of(cleaned).strip('">go\n') == "a"
    assert clean_html(cleaned) == cleaned


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_with_a_hostile_address_loses_it(address):
    assert clean_html(f'<p><a href="{address}">a</a></p>') == "<p><a>a</a></p>"


@pytest.mark.parametrize(
    "address", ["https://example.org/?a=1&amp;b", "mailto:a@b.example", "tel:+2025550", "http://x/"]
)
def test_a_link_with_a_good_address_keeps_it(address):
    html = f'<p><a href="{address}">a</a></p>'
    assert clean_html(html) == html


def test_what_a_page_can_show_stays():
    html = (
        '<h3>a</h3><p>b<br><strong>c</strong><em>d</em><sub>e</sub><sup>f</sup></p><ul><li>g</li></ul><ol start="2">'
        '<li>h</li></ol><blockquote>i</blockquote><table><thead><tr><th scope="col" colspan="2">j</th></tr></thead>'
        '<tbody><tr><td rowspan="2">k</td></tr></tbody></table><p><a data-page="3" data-part="risks">l</a></p>'
    )
    assert clean_html(html) == html


A_ROW, HEAD = "<tr><td>1</td><td>2</td></tr>", '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"<table><tr><th>A</th><th>B</th></tr>{A_ROW}</table>", f"<table>{HEAD}<tbody>{A_ROW}</tbody></table>"),
        (f"<table>{HEAD}<tbody>{A_ROW}</tbody></table>", None),
        (f"<table>{HEAD.replace('th', 'td').replace('tdead', 'thead')}{A_ROW}</table>", f"<table>{HEAD}<tbody>{A_ROW}</tbody></table>"),
        (f"<table><tbody>{A_ROW}</tbody></table>", None),
        ("<table><tr><th>A</th><td>1</td></tr><tr><th scope='col'>B</th><td>2</td></tr></table>",
         '<table><tbody><tr><th scope="row">A</th><td>1</td></tr><tr><th scope="row">B</th><td>2</td></tr></tbody></table>'),
        ("<table><tr><th>A</th></tr><tr><th>B</th></tr></table>",
         '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><th scope="row">B</th></tr></tbody></table>'),
        ("<table><tr><th>A</th></tr></table>", '<table><thead><tr><th scope="col">A</th></tr></thead></table>'),
        ('<table><tbody><tr><th rowspan="2">A</th><th>B</th></tr><tr><td>1</td></tr></tbody></table>',
         '<table><tbody><tr><th rowspan="2" scope="row">A</th><th>B</th></tr><tr><td>1</td></tr></tbody></table>'),
        ('<table><tbody><tr><th rowspan="2">A</th><th colspan="2" scope="colgroup">B</th></tr><tr><th>C</th><th>D</th></tr>'
         f"{A_ROW}</tbody></table>",
         '<table><thead><tr><th rowspan="2" scope="col">A</th><th colspan="2" scope="colgroup">B</th></tr><tr><th scope="col">C</th>'
         f'<th scope="col">D</th></tr></thead><tbody>{A_ROW}</tbody></table>'),
        ("<table><tbody><tr><td><table><tbody><tr><th>A</th></tr></tbody></table></td></tr></tbody></table>",
         '<table><tbody><tr><td><table><thead><tr><th scope="col">A</th></tr></thead></table></td></tr></tbody></table>'),
        ('<table><tr><th colspan="<tr>">A</th></tr></table>', '<table><thead><tr><th colspan="&lt;tr&gt;" scope="col">A</th></tr></thead></table>'),
    ],
)  # fmt: skip
def test_the_header_row_of_a_table_is_kept_as_its_head_however_it_was_written(written, kept):
    cleaned = clean_html(written)
    assert cleaned == (kept or written)
    assert clean_html(cleaned) == cleaned


def test_other_names_of_tags_become_ours():
    html = '<h1 class="t">a</h1><h2 title="t">b</h2><h5>c</h5><p><b title="t" lang="x">d</b><i>e</i></p>'
    assert clean_html(html) == "<h3>a</h3><h3>b</h3><h4>c</h4><p><strong>d</strong><em>e</em></p>"


@pytest.mark.parametrize("empty", [None, "", " ", "<p></p>", "<p><br></p>", "<p></p>\r\n", "<script>x</script>"])
def test_empty_rich_text_is_empty(empty):
    assert clean_html(empty) == ""


@pytest.mark.parametrize("code", ["\u202e", "&#x202e;", "&#8238;", "\x00", "&#1;", "\u2067"])
def test_direction_overrides_and_controls_are_taken_out_written_or_encoded(code):
    assert clean_html(f"<p>a{code}b</p>") == "<p>ab</p>"


def test_cleaning_twice_changes_nothing():
    chance = random.Random(7)
    pieces = [*HOSTILE.values(), *(f'<a href="{address}">' for address in ADDRESSES)]
    pieces += [f"<{tag}>" for tag in (*TAGS, "b", "i", "h1", "h6", "div", "span", "pre")]
    pieces += [f"</{tag}>" for tag in (*TAGS, "b", "i", "h1", "h6", "div")]
    pieces += [
        "text",
        " ",
        "\r\n",
        "&amp;",
        "&lt;b&gt;",
        "<",
        ">",
        '"',
        "'",
        "&#x202e;",
        "&nbsp;",
        "\xa0",
        "ع",
        "<a data-page='4'>",
    ]
    for _ in range(3000):
        html = "".join(chance.choices(pieces, k=chance.randint(1, 9)))
        once = clean_html(html)
        assert clean_html(once) == once, html
        assert is_harmless(once), html


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (None, ""),
        ("<p>a b</p><p>c</p>", "a b\nc"),
        ("<ul><li>a</li><li><p>b</p></li></ul>c", "a\nb\nc"),
        ("a<br>b", "a\nb"),
        ("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "a\nb"),
        ("<p>1 &lt; 2 &amp; <strong>3</strong>4</p>", "1 < 2 & 34"),
        ("<h3>a</h3><blockquote>b</blockquote>", "a\nb"),
    ],
)
def test_the_words_of_rich_text(html, words):
    assert text_of(html) == words


DIRTY = '<h2>t</h2><p onclick="x()">a<script>alert(1)</script></p>'
CLEAN = "<h3>t</h3><p>a</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["body_en", "body_ar", "closing_en"])
def test_saving_by_code_cleans(column):
    page = factories.page(parts=0)
    made = Section.objects.create(page=page, **{column: DIRTY})
    assert getattr(made, column) == getattr(Section.objects.get(), column) == CLEAN
    setattr(made, column, DIRTY)
    made.save(update_fields=[column])
    assert getattr(Section.objects.get(), column) == CLEAN


@pytest.mark.django_db
def test_saving_many_at_once_cleans():
    procedure = factories.procedure(parts=0)
    made = [Question(procedure=procedure, anchor=str(n), answer_en=DIRTY, answer_ar=DIRTY) for n in range(2)]
    Question.objects.bulk_create(made)
    assert [question.answer_ar for question in made] == [CLEAN, CLEAN]
    assert set(Question.objects.values_list("answer_en", "answer_ar")) == {(CLEAN, CLEAN)}


@pytest.mark.django_db
def test_a_text_that_was_updated_past_every_save_is_cleaned_when_it_is_published():
    procedure = factories.procedure()
    procedure.questions.update(answer_en=DIRTY, answer_ar=DIRTY)
    for language in ("en", "ar"):
        edition = factories.published(procedure, language, confirmed=True)
        assert edition.content["groups"]["questions"][0]["texts"]["answer"] == CLEAN
        assert "alert" not in edition.search_entry.told
    assert "<script" not in str(editions.compose(procedure, "en")[0].content)


@pytest.mark.django_db
def test_a_biography_keeps_the_words_of_links_to_pages_and_links_elsewhere():
    html = '<p>She wrote <a data-page="17" data-part="risks">on <em>risks</em></a> and <a href="https://who.int/">more</a>.</p>'
    kept = '<p>She wrote on <em>risks</em> and <a href="https://who.int/">more</a>.</p>'
    doctor = factories.doctor(biography_en=html)
    assert Doctor.objects.get(pk=doctor.pk).biography_en == without_page_links(html) == kept
    assert Doctor._meta.get_field("biography_en").clean(html, doctor) == kept
    section = factories.section(factories.page(), body_en=html)
    assert Section.objects.get(pk=section.pk).body_en == html


@pytest.mark.django_db
def test_a_form_cleans_and_a_doctor_s_biography_is_clean():
    form = forms.modelform_factory(Section, fields=["body_en"])({"body_en": DIRTY})
    assert form.is_valid(), form.errors
    assert form.instance.body_en == CLEAN
    doctor = factories.doctor(biography_ar=DIRTY)
    assert Doctor.objects.get(pk=doctor.pk).biography_ar == CLEAN


def test_every_rich_column_is_one_of_ours():
    columns = [f for model in (Section, Question, Doctor) for f in model._meta.fields if isinstance(f, RichTextField)]
    assert len(columns) == 3 * (2 + 1 + 1)
