import gettext
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User

from pages.models import Picture

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "locale" / "ar" / "LC_MESSAGES"
SOURCE = CATALOGUES / "django.po"
SCRIPTS = CATALOGUES / "djangojs.po"  # what the admin's scripts say
OURS = ("pages", "pageviews", "articles", "procedures", "doctors", "clinic", "importers")
# What the Arabic of Django's own scripts lacks, says with English in it, or says wrongly.
LACKING_IN_DJANGO = {
    'Choose %s by selecting them and then select the "Choose" arrow button.',
    'Remove %s by selecting them and then select the "Remove" arrow button.',
    "Type into this box to filter down the list of selected %s.",
    *(f"{verb} %s" for verb in ("Choose all", "Choose selected", "Remove selected", "Remove all")),
    "(click to clear)",
    "%s selected option not visible",
    *("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "%(sel)s of %(cnt)s selected",
    *(f"Note: You are %s hour {where} server time." for where in ("ahead of", "behind")),
    *(f"{which} %s" for which in ("Available", "Chosen")),
    "You have unsaved changes on individual editable fields. If you run an action, your unsaved changes will be lost.",
    "You have selected an action, but you haven’t saved your changes to individual fields yet. Please click OK to save. "
    "You’ll need to re-run the action.",
    "You have selected an action, and you haven’t made any changes on individual fields. You’re probably looking for the Go "
    "button rather than the Save button.",
    *("Choose a Time", "Choose a time", "Choose a Date", "Cancel", "Tomorrow", "Noon", "6 a.m.", "6 p.m."),
    *("Sun", "Mon", "Tue", "Wed", "Thur", "Fri", "Sat"),
}
# Words that are spelt in one way everywhere, a passive that names its agent, and addresses of pages called by the word for titles.
NOT_OURS = r"""من قِبل|بواسطة|ال?سطور|(?:ال|ل)?قرّاء|[تي]ؤدّي|الردّ|جدًّا|نصًّا|حدّد|المحدَّد|تعذّر|س?يتغيّر|متصفّح|معطَّل|مفعَّل
محدَّثة|يُضَف|يُفحَص|يُستبدَل|يُقارَن|يُرجى|نهاية الرابط|عناوين|العناوين القصيرة|عنوان مختصر|عنوان قصير|عنوان البريد|داعٍ"""
POSTAL = {"Addresses, opening hours and telephone numbers"}


def entries(text):
    """The catalogue's messages, by context and message: the text of their translations."""
    found = {}
    for block in text.split("\n\n"):
        block = "\n".join(line for line in block.splitlines() if not line.startswith("#"))
        parts = {
            key: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', value))
            for key, value in re.findall(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block, re.MULTILINE)
        }
        if parts.get("msgid"):
            found[(parts.get("msgctxt", ""), parts["msgid"])] = [v for k, v in parts.items() if k.startswith("msgstr")]
    return found


@pytest.fixture(params=[(SOURCE, 300), (SCRIPTS, 40)], ids=["django", "djangojs"])
def least(request):
    """A catalogue, and how many messages it holds at least."""
    return request.param


@pytest.fixture
def source(least):
    return least[0]


def test_every_message_has_its_arabic(least):
    source, count = least
    text = source.read_text(encoding="utf-8")
    found = entries(text)
    assert len(found) > count
    assert [key for key, translations in found.items() if not all(translations)] == []
    assert "fuzzy" not in text


def test_translations_keep_the_placeholders(source):
    def names(text):
        return set(re.findall(r"%\(\w+\)[sd]", text))

    for (_, message), translations in entries(source.read_text(encoding="utf-8")).items():
        for translation in translations:
            assert names(translation) <= names(message), message
            assert len(translations) > 1 or names(translation) == names(message), message


def test_the_compiled_catalogue_holds_the_same_messages_as_its_source(source):
    with source.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    said = {
        (key.partition("\x04")[0] if "\x04" in key else "", key.rpartition("\x04")[2]): value
        for key, value in compiled.items()
        if isinstance(key, str) and key
    }
    plain = {key: value[0] for key, value in entries(source.read_text(encoding="utf-8")).items() if len(value) == 1}
    unescaped = {key: value.replace('\\"', '"').replace("\\n", "\n") for key, value in plain.items()}
    assert said == {(context, message.replace('\\"', '"')): value for (context, message), value in unescaped.items()}


def test_the_arabic_has_one_spelling_and_one_name_for_a_thing(source):
    unwanted = re.compile(rf"(?<!\w)(?:و|ب|ف)?(?:{NOT_OURS.replace(chr(10), '|')})(?![\w\u064b-\u0652])")
    found = {
        message: unwanted.findall(translation)
        for (_, message), translations in entries(source.read_text(encoding="utf-8")).items()
        for translation in translations
        if message not in POSTAL and unwanted.search(translation)
    }
    assert found == {}


@pytest.mark.gettext
def test_the_compiled_catalogue_is_what_msgfmt_makes_of_its_source(source, tmp_path):
    subprocess.run(["msgfmt", "--check", "-o", tmp_path / "made.mo", source], check=True)
    assert (tmp_path / "made.mo").read_bytes() == source.with_suffix(".mo").read_bytes()


@pytest.mark.gettext
def test_the_source_holds_every_text_of_the_project(tmp_path):
    texts = {
        path.relative_to(ROOT): path.read_text(encoding="utf-8")
        for room in (*OURS, "templates")
        for path in (ROOT / room).rglob("*")
        if path.suffix in (".py", ".html") and "migrations" not in path.parts
    }
    wanted = set()
    for text in texts.values():
        wanted |= set(re.findall(r'{%\s*translate "([^"]+)"', text)) | set(
            re.findall(r"{%\s*translate '([^']+)'", text)
        )
        wanted |= set(re.findall(r'\b(?:_|gettext|gettext_lazy)\(\s*"((?:[^"\\]|\\.)+)"\s*\)', text))
    known = {message for _, message in entries(SOURCE.read_text(encoding="utf-8"))}
    assert sorted(wanted - known) == []


def test_the_source_of_the_scripts_holds_every_text_of_theirs_and_no_other():
    scripts = [path.read_text(encoding="utf-8") for path in (ROOT / "static").rglob("*.js")]
    calls = sum(len(re.findall(r"\bn?gettext\(", text)) for text in scripts)
    words = r'"((?:[^"\\]|\\.)+)"'
    said = re.compile(rf"\bgettext\(\s*{words},?\s*\)|\bngettext\(\s*{words},\s*{words},")
    texts = [one or counted for text in scripts for one, counted, _plural in said.findall(text)]
    assert len(texts) == calls, "a text that is put together is in no catalogue"
    known = {message.replace('\\"', '"') for _, message in entries(SCRIPTS.read_text(encoding="utf-8"))}
    assert set(texts) - known == set()
    assert known - set(texts) - LACKING_IN_DJANGO == set()


def test_every_model_field_and_choice_has_an_arabic_name():
    from django.utils import translation

    def arabic(text):
        return any("\u0600" <= character <= "\u06ff" for character in str(text))

    nameless = []
    with translation.override("ar"):
        for model in (model for room in OURS for model in apps.get_app_config(room).get_models()):
            if not arabic(model._meta.verbose_name) or not arabic(model._meta.verbose_name_plural):
                nameless.append(model._meta.label)
            for field in model._meta.fields:
                if field.editable and not field.auto_created and not arabic(field.verbose_name):
                    nameless.append(f"{model._meta.label}.{field.name}")
                nameless += [
                    f"{model._meta.label}.{field.name}: {label}"
                    for value, label in field.choices or []
                    if value and not arabic(label) and not str(label).isdigit()
                ]
    assert nameless == []


def test_a_model_is_named_as_one_of_many_and_a_field_as_the_one_that_is_meant():
    """Arabic needs "a picture" to add and "the picture" at the field: one message for both says one of them wrongly."""
    from django.utils import translation

    with translation.override("ar"):
        models = set(admin.site._registry)
        of_many = [model._meta for model in models if model._meta.verbose_name != model._meta.verbose_name_plural]
        names = {str(options.verbose_name) for options in of_many}
        rows = {inline.model for one in admin.site._registry.values() for inline in one.inlines}
        fields = [field for model in models | rows for field in model._meta.fields if field.editable]
        shown = [field for field in fields if field.remote_field is None or field.model not in rows]
        assert [name for name in names if name.startswith("ال")] == []
        assert sorted({str(field) for field in shown if str(field.verbose_name) in names}) == []
        assert Picture._meta.get_field("credit").verbose_name == "صاحب الصورة"
        assert User._meta.get_field("is_active").verbose_name == "الحساب مفعّل"
