"""What Django itself says to an editor who works in Arabic: right, and the same for masculine and feminine nouns."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from pages.models import Topic
from tests.factories import topic
from tests.pages.admin.admin_forms import fields_of

pytestmark = pytest.mark.django_db
TOPICS = "/admin/pages/topic/"


@pytest.fixture
def editor(admin_client):
    """Somebody who may do everything, with the admin in Arabic."""
    admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    return admin_client


def told(client, address, fields):
    """The messages of the page that a posted form leads to."""
    page = BeautifulSoup(client.post(address, fields, follow=True).content, "html.parser")
    return [message.text for message in page.select(".messagelist li")]


def test_adding_changing_and_deleting_are_each_called_what_they_are(editor):
    added = fields_of(editor.get(f"{TOPICS}add/")) | {"name_ar": "العمود الفقري", "name_en": "Spine"}
    assert told(editor, f"{TOPICS}add/", added) == ["تمت إضافة «العمود الفقري» (موضوع)."]
    address = f"{TOPICS}{Topic.objects.get().pk}/"
    changed = fields_of(editor.get(f"{address}change/")) | {"name_ar": "الظهر"}
    assert told(editor, f"{address}change/", changed) == ["حُفظت التعديلات في «الظهر» (موضوع)."]
    assert told(editor, f"{address}delete/", {"post": "yes"}) == ["تم حذف «الظهر» (موضوع)."]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "حُفظت التعديلات في سطر واحد (موضوع)."),
        (2, "حُفظت التعديلات في سطرين (الموضوعات)."),
        (3, "حُفظت التعديلات في 3 أسطر (الموضوعات)."),
    ],
)
def test_rows_changed_in_a_list_are_counted_as_arabic_counts(editor, count, said):
    for number in range(count):
        topic(f"Topic {number}", f"موضوع {number}")
    page = BeautifulSoup(editor.get(TOPICS).content, "html.parser")
    rows = {field["name"]: field.get("value", "") for field in page.select("#changelist-form input[name^=form-]")}
    rows |= {name: "9" for name in rows if name.endswith("-order")}
    assert told(editor, TOPICS, rows | {"_save": "1"}) == [said]


def test_what_is_chosen_and_deleted_is_counted(editor):
    chosen = [topic(f"Topic {number}", f"موضوع {number}").pk for number in range(3)]
    fields = {"action": "delete_selected", "_selected_action": chosen}
    assert told(editor, TOPICS, fields | {"post": "yes"}) == ["تم حذف المحدد من قائمة «الموضوعات»، وعدده 3."]
    assert told(editor, TOPICS, {"action": "delete_selected", "index": "0"}) == [
        "حدد في القائمة ما تريد تنفيذ الأمر عليه أولًا. لم يتغير شيء."
    ]
