"""Pasting into rich text: what Word, Google Docs and WordPress put on the clipboard comes out clean."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.writing_desk import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(view, [html, plain]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", plain);
  view.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def word(lines, more=""):
    """A document as Word for Windows copies it."""
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0in;}} @list l0 {{mso-list-id:1;}} --></style></head>
<body lang=EN-US style='tab-interval:.5in'><!--StartFragment-->{"".join(lines)}{more}<!--EndFragment--></body></html>"""


def item(sign, words, level=1, number="l0"):
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='margin-left:.5in;text-indent:-.25in;mso-list:{number} level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>"
        f"{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"<span style='color:#1F4E79'>{words}<o:p></o:p></span></p>"
    )


def normal(words):
    return f"<p class=MsoNormal style='margin-bottom:8.0pt'><span lang=EN-GB style='font-size:12.0pt;font-family:Arial'>{words}<o:p></o:p></span></p>"


CASES = {
    "word": (
        word(
            [
                "<p class=MsoTitle>Recovery<o:p></o:p></p>",
                "<h2><span style='color:red'>At home</span></h2>",
                normal("Rest&nbsp;for a day, then <b>walk</b>."),
                normal("&nbsp;"),
                item("·", "First"),
                item("o", "Within the first", level=2),
                item("§", "Deepest", level=3),
                item("·", "Second"),
                item("1.", "One", number="l1"),
                item("2.", "Two", number="l1"),
                normal(
                    'The end, <a name=_Toc1></a><a href="file:///C:/a.docx">here</a> and <a href="https://who.int/">there</a>.'
                ),
            ]
        ),
        "<h3>Recovery</h3><h4>At home</h4><p>Rest for a day, then <strong>walk</strong>.</p>"
        "<ul><li><p>First</p><ul><li><p>Within the first</p><ul><li><p>Deepest</p></li></ul></li></ul></li>"
        "<li><p>Second</p></li></ul><ol><li><p>One</p></li><li><p>Two</p></li></ol>"
        '<p>The end, here and <a href="https://who.int/">there</a>.</p>',
    ),
    "word in arabic": (
        word(
            [
                "<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl'><span lang=AR-EG>ترتاح يومًا ثم تمشي.<o:p></o:p></span></p>",
                item("١-", "أولًا"),
                item("٢-", "ثانيًا"),
                item("أ-", "فرع", level=2),
            ]
        ),
        "<p>ترتاح يومًا ثم تمشي.</p><ol><li><p>أولًا</p></li><li><p>ثانيًا</p><ol><li><p>فرع</p></li></ol></li></ol>",
    ),
    "word bold and numbered headings": (
        word(
            [
                "<h1 style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>"
                "<![endif]>Introduction</h1>",
                normal(
                    "<b style='mso-bidi-font-weight:normal'>Bold</b>, <span style='mso-bidi-font-weight:bold'>plain</span> and "
                    "<span style='mso-bidi-font-style:italic'>upright</span>."
                ),
            ]
        ),
        "<h3>Introduction</h3><p><strong>Bold</strong>, plain and upright.</p>",
    ),
    "word table": (
        word(
            [
                "<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=301 style='width:225.4pt'>"
                + normal("Needle")
                + "</td><td>"
                + normal("Surgery")
                + "</td></tr></table>"
            ]
        ),
        "<table><tbody><tr><td><p>Needle</p></td><td><p>Surgery</p></td></tr></tbody></table>",
    ),
    "google docs": (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b">'
        '<h1 dir="ltr" style="line-height:1.38"><span style="font-size:20pt;font-weight:400">Recovery</span></h1>'
        '<p dir="ltr"><span style="font-size:11pt;font-weight:400">Rest, then </span><span style="font-weight:700">walk</span>'
        '<span style="font-style:italic;font-weight:400"> a little</span><span> </span>'
        '<a href="https://www.google.com/url?q=https://who.int/a&amp;sa=D"><span style="color:#1155cc">more</span></a></p><br>'
        '<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation"><span>First</span></p></li>'
        '<ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Within</span></p></li></ul>'
        '<li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Second</span></p></li></ul></b>',
        "<h3>Recovery</h3><p>Rest, then <strong>walk</strong><em> a little</em> "
        '<a href="https://who.int/a">more</a></p>'
        "<ul><li><p>First</p><ul><li><p>Within</p></li></ul></li><li><p>Second</p></li></ul>",
    ),
    "wordpress": (
        '<!-- wp:heading --><h2 class="wp-block-heading" style="color:red">Recovery</h2><!-- /wp:heading -->'
        '<div class="entry-content"><p>Rest.</p><p>&nbsp;</p>[caption id="a1" width="300"]<img src="x.jpg" onerror="boom()">[/caption]'
        '<figure class="wp-block-image"><img src="y.jpg"></figure><h3>At home</h3><ul class="wp-block-list"><li>One</li><li></li></ul>'
        "<script>boom()</script></div>",
        "<h3>Recovery</h3><p>Rest.</p><h4>At home</h4><ul><li><p>One</p></li></ul>",
    ),
}


def web_item(words, level, name="ul", number="3"):
    """An item as Word for the web copies it: a list of its own for each run of one level."""
    return (
        f'<div class="ListContainerWrapper SCXW1 BCX0"><{name} class="BulletListStyle1" role="list" style="margin: 0px">'
        f'<li data-leveltext="" data-font="Symbol" data-listid="{number}" data-aria-posinset="1" data-aria-level="{level}" role="listitem"'
        f' class="OutlineElement Ltr" style="margin: 0px 0px 0px {24 * level}px"><p class="Paragraph" paraid="1"><span class="TextRun">'
        f'<span class="NormalTextRun">{words}</span></span><span class="EOP" data-ccp-props="{{}}">&nbsp;</span></p></li></{name}></div>'
    )


CASES |= {
    "word for the web": (
        web_item("First", 1) + web_item("Within", 2) + web_item("Deepest", 3) + web_item("Second", 1)
        + web_item("One", 1, "ol", "4") + web_item("Two", 1, "ol", "4"),
        "<ul><li><p>First</p><ul><li><p>Within</p><ul><li><p>Deepest</p></li></ul></li></ul></li><li><p>Second</p></li></ul>"
        "<ol><li><p>One</p></li><li><p>Two</p></li></ol>",
    ),
    "footnotes and signs": (
        word([
            normal(
                "Numb for 1<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>"
                "<span style='mso-special-character:footnote'>[1]</span></span></a> hour, \u202bجدًا\u202c and\u200b more."
            ),
            normal("ــــــــــــ"),
        ]),
        "<p>Numb for 1 hour, جدًا and more.</p>",
    ),
    "paragraphs that are typed as a list": (
        word([normal("Bring:"), normal("-\u00a0your card"), normal("- <b>your</b> scan"), normal("1.5 mg"), normal("2.5 mg")]),
        "<p>Bring:</p><ul><li><p>your card</p></li><li><p><strong>your</strong> scan</p></li></ul><p>1.5 mg</p><p>2.5 mg</p>",
    ),
}  # fmt: skip

PLAIN = {
    "signs": (
        "Bring:\n• your card\n• your <scan>\n\n* one\n- a line alone",
        "<p>Bring:</p><ul><li><p>your card</p></li><li><p>your &lt;scan&gt;</p></li><li><p>one</p></li><li><p>a line alone</p></li></ul>",
    ),
    "numbers": (
        "قبل العملية:\r\n١- أولًا\r\n٢-ثانيًا\r\nثم:\r\n3) three\r\n4) four\r\n- alone\r\n10-12 weeks\r\n13-14 weeks",
        "<p>قبل العملية:</p><ol><li><p>أولًا</p></li><li><p>ثانيًا</p></li></ol><p>ثم:</p>"
        '<ol start="3"><li><p>three</p></li><li><p>four</p></li></ol><p>- alone</p><p>10-12 weeks</p><p>13-14 weeks</p>',
    ),
    "none": (
        "1. One alone\nand \u202bmore\u202c.\nـــــ\nهـ 1446",
        "<p>1. One alone</p><p>and more.</p><p>هـ 1446</p>",
    ),
}


def opened(signed_in, language="ar"):
    """An article whose only section is empty, and its English text with the cursor in it."""
    made = factories.article(parts=0)
    factories.section(made, body_en="", heading_en="Heading")
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", language)
    page.locator(".rich-text-view[lang=en]").first.focus()
    view = page.locator(".ProseMirror[lang=en]").first
    expect(view).to_be_focused()
    return made, page, view


def kept_of(made, page):
    saved(page)
    assert page.complaints == []
    return re.sub(r"\s*\n\s*", "", made.sections.get().body_en)


@pytest.mark.parametrize("case", PLAIN)
def test_lines_of_plain_text_that_are_a_list_become_one(case, signed_in):
    text, kept = PLAIN[case]
    made, page, view = opened(signed_in)
    view.evaluate(PASTE, ["", text])
    assert kept_of(made, page) == kept


def test_what_does_not_come_along_is_said_once_below_the_text(signed_in):
    made, page, view = opened(signed_in, "en")
    note = page.locator(".pasted-note")
    view.evaluate(PASTE, ["", '[contact-form-7 id="12"] [1] [vc_row a="b"]'])
    expect(note).to_have_text(
        'What stands in square brackets is for WordPress and means nothing here: \u2066[contact-form-7 id="12"]\u2069'
    )
    view.evaluate(
        PASTE, ['<p>Words.</p><img src="https://example.com/x.jpg"><img width="1" src="https://example.com/y.gif">', ""]
    )
    expect(note).to_have_text(
        "Pictures are not taken into a text. Choose them in the field “Picture” of the section or of the page."
    )
    view.evaluate(PASTE, ['<p>More.</p><img width="1" src="https://example.com/y.gif">', ""])
    expect(note).to_be_empty()
    assert kept_of(made, page) == '<p>[contact-form-7 id="12"] [1] Words.More.</p>'


@pytest.mark.parametrize("case", CASES)
def test_what_is_pasted_comes_out_clean(case, signed_in):
    pasted, kept = CASES[case]
    made, page, view = opened(signed_in)
    view.evaluate(PASTE, [pasted, "plain"])
    assert kept_of(made, page) == kept
