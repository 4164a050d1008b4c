"""What a doctor does behind a review link, and what they are told."""

from bs4 import BeautifulSoup

from doctors.models import Comment, Review
from tests.doctors.review.test_bylines import digest


def address(token, draft=None, language="ar", spoken="ar"):
    return f"/review/{token}/{spoken}/" + (f"{draft.pk}/{language}/" if draft else "")


def answer(client, token, draft, answer="right", language="ar", **fields):
    fields = {"answer": answer, "digest": digest(draft, language), "version": draft.version} | fields
    return client.post(address(token, draft, language), fields)


def recorded():
    return (Review.objects.count(), Comment.objects.count())


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def told(response):
    return BeautifulSoup(response.content, "html.parser").select_one("[role=status], [role=alert]").get_text().strip()
