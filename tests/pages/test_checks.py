from dataclasses import replace

from pages import checks, kinds


def test_the_kinds_as_they_are_pass():
    assert {kind.name for kind in kinds.every()} == {"page", "article", "procedure"}
    assert checks.check_kinds(None) == []


def test_a_group_under_a_wrong_name_is_found(monkeypatch):
    kind = kinds.by_name("procedure")
    misnamed = replace(kind, groups=(replace(kind.groups[0], name="indicators"), *kind.groups[1:]))
    monkeypatch.setitem(kinds._kinds, "procedure", misnamed)
    assert [error.id for error in checks.check_kinds(None)] == ["pages.E001"]


def test_a_group_of_another_kinds_parts_is_found(monkeypatch):
    article, procedure = kinds.by_name("article"), kinds.by_name("procedure")
    monkeypatch.setitem(kinds._kinds, "article", replace(article, groups=procedure.groups[:1]))
    assert [error.id for error in checks.check_kinds(None)] == ["pages.E001"]


def test_production_needs_its_public_address(settings):
    settings.SITE_URL = ""
    assert [warning.id for warning in checks.check_site_url(None)] == ["pages.W001"]
    settings.SITE_URL = "https://clinic.example"
    assert checks.check_site_url(None) == []
