"""What opening the desk or a review link costs: queries that do not grow with the pages that do not wait."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doctors.models import Comment, Review
from doctors.review import review_links, waiting
from pages.drafting import drafts
from pages.models import Page, Section
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(user):
    return factories.doctor(user=user)


def quiet(doctor, number):
    """Pages that name the doctor and do not wait: reviewed, still being written, or with the editors."""
    for n in range(number):
        page = factories.article(author=doctor) if n % 3 else factories.procedure()
        if n % 3 == 0:
            page.performed_by.add(doctor)
            page.risks.update(heading_ar="", body_ar="")
            drafts.record(page, by=None)
        page = Page.objects.get(pk=page.pk)
        own = {"page": page, "doctor": doctor}
        for language in ("en", "ar"):
            told = own | {"language": language, "digest": page.digests[language]}
            if n % 3 == 1:
                Comment.objects.create(**told, text="No.")
            elif language == "en" or n % 3:
                Review.objects.create(**told, on="2030-01-01", how="by_link")


def queries(read):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return len(captured)


def test_pages_that_do_not_wait_cost_no_query(client, doctor):
    token = review_links.make(doctor, by=None, days=1)[1]
    client.force_login(doctor.user)
    addresses = ("/desk/", f"/review/{token}/en/")
    factories.article(author=doctor, title_ar="")
    quiet(doctor, 6)

    def counted():
        assert len(waiting.for_doctor(doctor)) == 1
        reads = [lambda: waiting.for_doctor(doctor), *(lambda path=path: client.get(path) for path in addresses)]
        return [queries(read) for read in reads]

    counted()  # what the process remembers afterwards
    few = counted()
    quiet(doctor, 54)
    assert counted() == few
    assert few[0] < 60


def test_what_a_picture_says_counts_where_it_is_shown_as_soon_as_it_is_saved(doctor):
    page = factories.article(author=doctor, title_ar="")
    Section.objects.filter(page=page).update(picture=factories.picture())
    drafts.record(page, by=None)
    page.refresh_from_db()
    own = {"page": page, "language": "en", "doctor": doctor, "digest": page.digests["en"]}
    Review.objects.create(**own, on="2030-01-01", how="by_link")
    assert waiting.for_doctor(doctor) == []
    picture = page.sections.get().picture
    picture.alt_en = "Another knee"
    picture.save()
    assert [one.why for one in waiting.for_doctor(doctor)] == ["changed"]
