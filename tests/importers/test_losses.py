"""Not one word is lost: of the sample documents, and of documents made by chance."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from importers.document import ImportRefused, text_of, words
from importers.losses import lost_words
from importers.mapper import outline_of
from importers.outline import Outline
from importers.reading import read_content
from tests.importers import generated
from tests.importers.sample_documents import SAMPLES

SEEDS = range(60)
NO_WORDS = re.compile(r"^\s*(?:[-*•]|\d+\.)(?:\s|$)|^[|:\s-]+$", re.MULTILINE)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_word_of_a_sample_document_is_lost(sample):
    assert sample.lost() == []


def test_lost_word_is_found():
    empty = Outline("procedure", "en", "Hernia", summary="It hurts, and hurts.")
    assert lost_words("It hurts, and hurts, and hurts.", empty) == ["and", "hurts"]


def outlines(content, name):
    """A document and its outline as each kind of page; none where it has no text at all."""
    try:
        document = read_content(content.encode(), name)
    except ImportRefused:
        return []
    kinds = ("procedure", "article")
    return [(document, outline_of(document, kind=kind, language="en", title="Laser surgery")) for kind in kinds]


def unread_words(text, document):
    """The words of a text that neither the document nor what it leaves out has."""
    read = [*map(text_of, document.blocks), *(said for _, said in document.left_out)]
    return Counter(words(text)) - Counter(word for said in read for word in words(said))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_of_a_generated_text_is_lost(seed):
    source = generated.text(seed)
    for document, outline in outlines(source, "page.txt"):
        assert lost_words(document, outline) == []
        assert lost_words(source, outline) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_of_generated_markdown_is_lost(seed):
    source = generated.markdown(seed)
    for document, outline in outlines(source, "page.md"):
        assert lost_words(document, outline) == []
        assert not unread_words(NO_WORDS.sub("", source), document)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_of_generated_html_is_lost(seed):
    source = generated.html(seed)
    for document, outline in outlines(source, "page.html"):
        assert lost_words(document, outline) == []
        assert not unread_words(BeautifulSoup(source, "html.parser").get_text(" "), document)
