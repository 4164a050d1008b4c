"""Whoever says that a text is right was shown all of it: at the desk and behind a review link, in both languages."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from doctors.review import review_links, reviewing
from pages import kinds
from pages.content import composing, texts
from pages.drafting import drafts
from pages.models import Section
from tests import factories
from tests.doctors.review.test_bylines import digest
from tests.factories import both

pytestmark = pytest.mark.django_db

SHOWN_IN = ("alt", "class", "datetime", "href")


@pytest.fixture
def doctor(django_user_model):
    return factories.doctor(user=django_user_model.objects.create_user("mona", password="right-horse-battery"))


@pytest.fixture
def filled(doctor):
    """A procedure with every text that a review covers, compared with one that patients cannot read yet."""
    page = factories.everything(author=doctor, compared_with=factories.procedure(), type="percutaneous")
    for name in kinds.of(page).facts:
        for code, words in both(name, f"The {name} in words", f"كلمات {name}").items():
            setattr(page, code, words)
    page.save()
    for order, (kind, _name) in enumerate(Section.KINDS, 10):
        told = {"kind": kind, "order": order, "video": f"https://example.org/{kind}"}
        told["picture"] = factories.picture(
            credit=f"Drawn by {kind}", **both("caption", f"{kind} seen", f"صورة {kind}")
        )
        factories.section(page, **told, **both("closing", f"<p>After {kind}.</p>", f"<p>بعد {kind}.</p>"))
    factories.source(page, citation_en="", citation_ar="", url="https://example.org/nameless")
    factories.source(page, **both("citation", "A book <of 1998>.", "كتاب."))
    drafts.record(page, by=None)
    return kinds.specific(page)


def shown(response):
    """All that stands open in an answer, without spaces: its words, and what its elements say of themselves."""
    soup = BeautifulSoup(response.content, "html.parser")
    for folded in soup.select("head, details:not([open])"):
        folded.decompose()
    said = [value for element in soup.find_all(True) for name in SHOWN_IN if (value := element.get(name))]
    said = [" ".join(value) if isinstance(value, list) else value for value in said]
    return "".join(" ".join([soup.get_text(), *said]).split())


def reviewed(page, language):
    """Every value that the digest of a text is of, without spaces, by its place."""
    edition, _problems = composing.compose(page, language)
    with translation.override(language):
        told = texts.of_reviewed(edition).items()
        return {(place, line): _words(place[1], text, line) for place, text in told for line in _lines(text)}


def _lines(text):
    is_rich = isinstance(text.exactly, str) and text.exactly.startswith("<")
    return [BeautifulSoup(text.exactly, "html.parser").get_text()] if is_rich else text.words.split("\n")


def _words(field, text, line):
    """Two choices are no words of their own where they are shown, but how and in which list the text stands."""
    if field in ("kind", "suitability"):
        return f"{'block' if field == 'kind' else field}-{text.exactly}"
    return "".join(line.split())


@pytest.fixture
def address(client, doctor, filled):
    """`address(way, language)`: where the doctor is shown the text."""

    def of(way, language):
        client.force_login(doctor.user)
        client.cookies["language"] = language
        token = review_links.make(doctor, by=None, days=1)[1]
        desk, link = f"/desk/pages/{filled.pk}/{language}/", f"/review/{token}/{language}/{filled.pk}/{language}/"
        return {"desk": desk, "link": link}[way]

    return of


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("way", ["desk", "link"])
def test_all_that_a_review_covers_is_shown(way, language, client, address, filled):
    values, told = reviewed(filled, language), shown(client.get(address(way, language)))
    assert len(values) > 100
    assert [place for place, words in values.items() if words not in told] == []


@pytest.mark.parametrize("way", ["desk", "link"])
def test_all_of_it_is_shown_when_it_is_reviewed_again_too(way, client, address, doctor, filled):
    """As patients read it, and, but for the words that are marked, with what changed."""
    old = reviewed(filled, "en")
    reviewing.review(doctor, filled, "en", digest(filled), "by_link")
    filled.risks.update(body_en="<p>Other words.</p>")
    drafts.record(filled, by=None)
    values = reviewed(filled, "en")
    changed = {place for place, words in values.items() if old.get(place) != words}
    assert changed
    for query, marked in (("", changed), ("?plain", set())):
        told = shown(client.get(address(way, "en") + query))
        assert [place for place, words in values.items() if words not in told and place not in marked] == []
