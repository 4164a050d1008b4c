import pytest
from django.db import IntegrityError, transaction

from clinic import colours, profile
from clinic.models import Branch, Clinic, OpeningHours
from tests.factories import page, published


@pytest.mark.django_db
def test_the_profile_is_read_with_one_query(django_assert_num_queries):
    clinic = Clinic.objects.create(name_en="Nile", name_ar="النيل", tagline_ar="شرح واضح")
    for number in (2, 1):
        branch = Branch.objects.create(clinic=clinic, name_ar=f"فرع {number}", order=number)
        for opens, closes in (("17:00", "21:00"), ("09:00", "13:00")):
            OpeningHours.objects.create(branch=branch, day=6, opens=opens, closes=closes)
    published(page(title_ar="من نحن"), "ar")
    with django_assert_num_queries(1):
        found = profile.load("ar")
    assert (found.name, found.tagline) == ("النيل", "شرح واضح")
    assert [branch.shown_name for branch in found.branches] == ["فرع 1", "فرع 2"]
    assert [day for day, _ in found.branches[0].week] == [5, 6, 0, 1, 2, 3, 4]
    assert [span.opens.hour for span in dict(found.branches[0].week)[6]] == [9, 17]
    assert [row["address"] for row in found.plain_pages] == ["/ar/من-نحن/"]


@pytest.mark.django_db
def test_a_site_without_a_clinic_has_an_empty_profile():
    found = profile.load("en")
    assert (found.name, found.branches, found.first_branch) == ("", [], None)


@pytest.mark.django_db
def test_there_is_one_clinic():
    Clinic.objects.create(name_en="First")
    Clinic(name_en="Second").save()
    assert [clinic.name_en for clinic in Clinic.objects.all()] == ["Second"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Clinic.objects.bulk_create([Clinic(pk=2)])


def test_a_branch_can_be_dialled_and_written_to():
    branch = Branch(telephone="+20 (2) 5550-0101", whatsapp="+20 100 555 0101")
    assert (branch.telephone_dialled, branch.whatsapp_number) == ("+20255500101", "201005550101")


@pytest.mark.parametrize("colour", ["#ffff00", "#ffffff", "#000000", "#0f6b6b", "#808080", "nonsense", ""])
def test_any_colour_can_be_read_on_its_background(colour):
    assert colours.contrast(colours.rgb(colours.on_light(colour)), colours.WHITE) >= 4.5
    assert colours.contrast(colours.rgb(colours.on_dark(colour)), colours.NIGHT) >= 4.5


def test_contrast_is_that_of_the_standard():
    assert colours.contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert colours.contrast(colours.rgb("#777777"), colours.WHITE) == pytest.approx(4.48, abs=0.01)
