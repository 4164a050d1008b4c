"""The validator of what machines are told finds a planted fault of each kind, and none where there is none."""

import copy

import pytest

from tests.schema_org import faults


def valid():
    page = {
        "@type": "MedicalWebPage", "@id": "https://x.example/#page", "name": "A", "url": "https://x.example/",
        "lastReviewed": "2026-03-04", "reviewedBy": {"@type": "Person", "name": "B"},
        "about": {"@id": "https://x.example/#it"},
        "interactionStatistic": {"@type": "InteractionCounter", "userInteractionCount": 3},
    }  # fmt: skip
    it = {"@type": "SurgicalProcedure", "@id": "https://x.example/#it", "followup": "Rest"}
    return {"@context": "https://schema.org", "@graph": [page, it]}


def test_what_is_valid_has_no_fault():
    assert faults(valid()) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("@type", "MedicalPage"),
        ("@type", None),
        ("indication", "Pain"),
        ("followup", "Rest"),
        ("medicalSpecialty", "Spine"),
        ("lastReviewed", "4 March 2026"),
        ("lastReviewed", "2026-02-30"),
        ("lastReviewed", 2026),
        ("reviewedBy", "Dr. B"),
        ("reviewedBy", {"@type": "ImageObject"}),
        ("reviewedBy", {"@type": "Person", "medicalSpecialty": "Spine"}),
        ("reviewedBy", {"@type": "Person", "name": ""}),
        ("interactionStatistic", {"@type": "InteractionCounter", "userInteractionCount": "3"}),
        ("interactionStatistic", {"@type": "InteractionCounter", "userInteractionCount": True}),
        ("about", {"@id": "https://x.example/#other"}),
        ("url", "/en/"),
        ("url", "https://x.example/حقن/"),
        ("name", ""),
        ("name", []),
        ("name", 3),
        ("query-input", "required name=q"),
    ],
)
def test_a_planted_fault_is_found(key, value):
    data = valid()
    data["@graph"][0][key] = value
    assert len(faults(data)) == 1


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("https://schema.org/PercutaneousProcedure", 0),
        ("https://schema.org/NoninvasiveProcedure", 0),
        ("https://schema.org/SurgicalProcedure", 1),
        ("Percutaneous", 1),
    ],
)
def test_a_member_of_an_enumeration_is_known(value, count):
    data = copy.deepcopy(valid())
    data["@graph"][1]["procedureType"] = value
    assert len(faults(data)) == count


def test_another_context_is_a_fault():
    assert faults(valid() | {"@context": "https://example.org"}) == ["@context is 'https://example.org'"]
