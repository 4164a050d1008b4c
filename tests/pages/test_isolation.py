"""Runs of another script within a text: which are set apart, how far each reaches, and what is left alone."""

import re

import pytest

from pages.isolation import isolate

APART = re.compile(r"<bd[io] (?:lang|dir)=\"\w+\">(.*?)</bd[io]>")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("حبة 5 mg كل يوم", ["5 mg"]),
        ("حبة 0.5 mg/kg × 3 يوميًا، ثم 10ml", ["0.5 mg/kg", "10ml"]),
        ("حرارة 38 °C أو أكثر", ["38 °C"]),
        ("بعد LASIK 20 دقيقة", ["LASIK"]),
        ("سكري Type 2 diabetes ثم Type 2، ثم شيء", ["Type 2 diabetes", "Type 2"]),
        ("بين L4–L5، L5–S1 وL5-S1.", ["L4–L5", "L5–S1", "L5-S1"]),
        ("ضغط L4–5 في الظهر", ["L4–5"]),
        ("بعد COVID-19 بشهر", ["COVID-19"]),
        ("الرنين (MRI) وMagnetic Resonance Imaging (MRI) هنا", ["MRI", "Magnetic Resonance Imaging (MRI)"]),
        ("تقنية LASIK. SMILE تقنية أخرى", ["LASIK", "SMILE"]),
        ("كتبه Dr. Smith et al. هنا", ["Dr. Smith et al"]),
        ("فصيلة O+ وAB− وتحليل HbA1c", ["O+", "AB−", "HbA1c"]),
        ("مقاس -6.00 وحتى (−6)", ["-6.00", "−6"]),
        ("اتصل +20 2 5550 0101 أو (02) 2345 6789 الآن", ["+20 2 5550 0101", "(02) 2345 6789"]),
        ("والهاتف:0100 555 0101 و0100 555 0102", ["0100 555 0101", "0100 555 0102"]),
        ("راسل care@clinic.example الآن", ["care@clinic.example"]),
        ("A&amp;E ثم &quot;LASIK&quot; &amp; &#x27;PRK&#x27;", ["A&amp;E", "LASIK", "PRK"]),
    ],
)  # fmt: skip
def test_run_of_latin_is_set_apart_in_arabic(text, runs):
    found = isolate(text, "ar")
    assert APART.findall(found) == runs
    assert APART.sub(r"\1", found) == text


@pytest.mark.parametrize(
    "text",
    [
        "من 2-3 أيام",
        "ضغط 120/80",
        "عام 2019–2024",
        "يوم 22/10/2024",
        "نسبة 50% أو 70+",
        "0.25–0.75 مم",
        "&nbsp;&lt;&#39;",
    ],
)
def test_what_arabic_reads_rightly_by_itself_is_left_alone(text):
    assert isolate(text, "ar") == text


def test_telephone_number_is_held_to_its_direction_even_in_arabic_digits():
    told = '<p>اتصل <bdo dir="ltr">٠١٠٠ ٥٥٥ ٠١٠١</bdo></p>'
    assert isolate("<p>اتصل 0100 555 0101</p>", "ar", "arabic") == told
    assert isolate("<p>اتصل ٠١٠٠ ٥٥٥ ٠١٠١</p>", "ar", "arabic") == told


def test_arabic_in_english_is_told_to_be_arabic():
    told = 'Sciatica (<bdi lang="ar">عرق النسا</bdi>), 5 mg'
    assert isolate("Sciatica (عرق النسا), 5 mg", "en") == told


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/en/x" title="LASIK > 5 mg">نص</a>',
        '<span lang="en" dir="ltr">MRI <b>scan</b> of <span>L4</span></span>',
        '<a lang="en" href="/"><abbr>MRI</abbr> LASIK</a>',
        '<bdi dir="ltr">+20 2 5550 0101</bdi>',
        "<script>let LASIK = 5;</script><style>p{}</style><title>LASIK</title><svg><text>MRI</text></svg>",
        "<textarea>LASIK</textarea><select><option>MRI</option></select>",
        "<!-- LASIK -->",
    ],
)
def test_attributes_and_what_is_told_to_be_other_are_left_alone(html):
    assert isolate(html, "ar") == html


def test_text_after_a_foreign_element_is_looked_at_again():
    told = '<p><a lang="en"><abbr>MRI</abbr></a> <bdi lang="en">CT</bdi> <img lang="en" alt=""> <bdi lang="en">PET</bdi></p>'
    assert isolate(APART.sub(r"\1", told), "ar") == told


def test_element_of_the_pages_own_language_is_looked_into():
    assert (
        isolate('<p lang="ar" dir="rtl">فحص MRI</p>', "ar") == '<p lang="ar" dir="rtl">فحص <bdi lang="en">MRI</bdi></p>'
    )


def test_digits_of_a_text_are_those_that_the_clinic_chose():
    text = '<p>من 2-3 أيام، 1,250.5 جنيه، ٥ مرات، <a href="/5/">5 mg</a></p>'
    assert isolate(text, "ar") == text.replace("5 mg", '<bdi lang="en">5 mg</bdi>').replace("٥", "5")
    told = '<p>من ٢-٣ أيام، ١٬٢٥٠٫٥ جنيه، ٥ مرات، <a href="/5/"><bdi lang="en">5 mg</bdi></a></p>'
    assert isolate(text, "ar", "arabic") == told
    assert isolate("<p>٥ times</p>", "en", "arabic") == "<p>5 times</p>"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "bad",
    ["a" * 9, "1 ", "a-", "((", "1/", "0 ", "<", "&amp", "<a '", "+", "Dr. ", "a, 1 ", "\"'", "a (bb", "<x y=", "ع،"],
)
def test_hostile_text_loses_nothing(bad, language):
    assert APART.sub(r"\1", isolate(bad * 20_000, language)) == bad * 20_000
