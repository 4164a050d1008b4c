"""What changed since a review is marked where it stands, or told beside the text; nothing that voids it goes unsaid."""

import copy

import pytest
from bs4 import BeautifulSoup

from doctors.marks import marked_words, marking
from doctors.models import Review
from doctors.review import review_links, reviewing, vouching, waiting
from pages.content import composing
from pages.content.destinations import Destinations
from pages.drafting import drafts
from tests import factories
from tests.doctors.review.test_bylines import digest
from tests.factories import both

pytestmark = pytest.mark.django_db


def leaves(value, path=()):
    """The paths of all values within a JSON value that are no container."""
    if isinstance(value, dict | list) and value:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from leaves(inner, (*path, key))
    else:
        yield path


def changed(told, path):
    """A copy of a recorded text in which one value is another one."""
    other = copy.deepcopy(told)
    holder = other
    for key in path[:-1]:
        holder = holder[key]
    old = holder[path[-1]]
    known = {
        "kind": "cost",
        "severity": "mild",
        "frequency": "common",
        "suitability": "suitable",
        "type": "percutaneous",
    }
    if isinstance(old, str):
        holder[path[-1]] = known.get(path[-1], f"{old}x" if path[-1] != "language" else "ar")
    else:
        holder[path[-1]] = 77777 if isinstance(old, int) else "x" if path[-1] != "picture" else None
    return other


def test_every_value_that_a_digest_is_of_is_seen_to_have_changed():
    page = factories.everything()
    page.compared_with = factories.procedure()
    page.save()
    edition, _problems = composing.compose(page, "en")
    told = composing.reviewed_text(edition)
    review = Review(page=page, language="en", text=told)
    paths = [path for path in leaves(told) if changed(told, path) != told]
    assert len(paths) > 80
    unseen = []
    for path in paths:
        other = changed(told, path)
        after = copy.copy(edition)
        after.title, after.summary, after.content = other["title"], other["summary"], edition.content | other["content"]
        assert composing.digest(after.title, after.summary, after.content) != edition.content["digest"], path
        if not vouching.changes_since(review, after):
            unseen.append(("desk", *path))
        before = vouching.reviewed(review)
        marks = [marking.marked(after, before).summary, marking.marked(after, before).content]
        marks = f"{marking.title_of(after, before)}{marks}"
        if "<ins>" not in marks and "<del>" not in marks and not marking.elsewhere(after, before):
            unseen.append(("page", *path))
    assert unseen == []


@pytest.fixture
def doctor():
    return factories.doctor()


def see(client, doctor, page, language="en"):
    token = review_links.make(doctor, by=None, days=1)[1]
    html = client.get(f"/review/{token}/{language}/{page.pk}/{language}/").content.decode()
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_link_that_changed_is_marked_where_it_stands_and_others_are_not(client, doctor, language):
    kept, old, new = (
        factories.article(**both("title", f"{name} page", f"صفحة {name}")) for name in ("kept", "old", "new")
    )
    page = factories.page(parts=0, author=doctor)
    text = '<p>One <a data-page="{0}">kept</a>, two <a data-page="{1}">moved</a>.</p>'
    section = factories.section(page, **both("body", *[text.format(kept.pk, old.pk)] * 2))
    reviewing.review(doctor, page, language, digest(page, language), "by_link")
    setattr(section, f"body_{language}", text.format(kept.pk, new.pk))
    section.save()
    drafts.record(page, by=None)
    marked = see(client, doctor, page, language).select_one(".rich")
    leads = {"en": "[leads to: {}]", "ar": "[رابط إلى: {}]"}[language]
    gone, came = marked.select_one("del"), marked.select_one("ins")
    assert leads.format(old.name_in(language)) in gone.get_text()
    assert leads.format(new.name_in(language)) in came.get_text()
    assert kept.name_in(language) not in marked.get_text()
    (one,) = [one for one in waiting.for_doctor(doctor) if one.why == "changed"]
    assert len(one.changed) == 1


def test_another_formatting_is_told_with_the_place(client, doctor):
    page = factories.page(author=doctor)
    section = page.sections.get()
    reviewing.review(doctor, page, "en", digest(page), "by_link")
    section.body_en = f"<h3>{section.body_en[3:-4]}</h3>"
    section.save()
    drafts.record(page, by=None)
    (line,) = see(client, doctor, page).select(".review-elsewhere li")
    assert line.get_text().startswith(f"{section.heading_en}: text: The words are the same")


def test_a_private_sign_in_a_text_is_taken_for_no_link():
    leading = Destinations("en", ())
    linked = '<p>a <a href="https://example.org/">b</a></p>'
    assert "leads to" not in marked_words.rich(linked, f"{linked} \ue0000\ue001 \ue0007\ue001", leading)
