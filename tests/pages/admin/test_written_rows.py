"""A row that is written by its list's pattern says what its own form would say."""

import re

import pytest

from pages.admin import chapters, written_rows
from pages.content import translations
from pages.models import Section
from procedures.models import Procedure
from tests.factories import everything, picture, section

pytestmark = pytest.mark.django_db

OF_THE_MOMENT = re.compile(
    r'(nonce|data-opened|data-tab|name="_opened" value|(?:csrfmiddlewaretoken|token)" value)="[^"]*"'
)
HOSTILE = "“a” & <b> \"'\n\ue000heading_en\ue001 __prefix__ sections-__prefix__"


def parts_of(client, made, monkeypatch, are_alike=None):
    """The lines of a form, those left out that are new each time; `are_alike` takes the place of the admin's own."""
    with monkeypatch.context() as changed:
        for asking in (chapters, written_rows) if are_alike else ():
            changed.setattr(asking, "are_alike", are_alike)
        html = client.get(f"/admin/procedures/procedure/{made.pk}/change/").content.decode()
    return [line for line in OF_THE_MOMENT.sub("", html).splitlines() if line.strip()]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_row_is_written_as_its_form_draws_it(admin_client, monkeypatch, language):
    admin_client.cookies["language"] = language
    made = everything()
    section(made, kind="other", heading_en=HOSTILE, closing_ar=HOSTILE, picture=picture(), not_for_language="ar")
    outdated = section(
        made, kind="other", body_en="<p>New words.</p>", body_ar="<p>كلمات.</p>", video="https://youtu.be/x"
    )
    Section.objects.filter(pk=outdated.pk).update(translated_from={"body": "Old words."})
    assert translations.state_of(Section.objects.get(pk=outdated.pk), "ar")[0] == "outdated"
    written = parts_of(admin_client, made, monkeypatch)
    assert written == parts_of(admin_client, made, monkeypatch, lambda formset: False)
    assert sum('class="part"' in line for line in written) > 15


def test_no_form_is_made_of_a_row_that_is_only_shown(admin_client):
    made = everything()
    answer = admin_client.get(f"/admin/procedures/procedure/{made.pk}/change/")
    formsets = {one.formset.prefix: one.formset for one in answer.context["inline_admin_formsets"]}
    shown = {
        "sections",
        *(relation.get_accessor_name() for relation in Procedure._meta.related_objects),
    } & formsets.keys()
    assert [prefix for prefix in sorted(shown - {"links", "sources"}) if "forms" in vars(formsets[prefix])] == []
