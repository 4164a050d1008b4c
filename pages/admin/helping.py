"""What each field of the admin is for, with a good example in the field's own language.

Each room tells of its own fields (`tell`), by "model.field", and of the chapters of its pages (`tell_chapters`). A form
shows a field's help below it; what stands in a page many times is told once, at the head of its chapter.
"""

from dataclasses import dataclass
from functools import cache

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst

from pages import languages


@dataclass(frozen=True)
class Help:
    """What a field is for, and an example of it in each language; `en` alone where it has no language."""

    what: str
    en: str = ""
    ar: str = ""

    def examples(self, language=None):
        """[(language, direction, text)] for one language or, without one, for all that it has."""
        codes = [language] if language and self.ar else languages.CODES
        told = [(code, languages.DIRECTIONS[code], getattr(self, code)) for code in codes]
        return [one for one in told if one[2]]


_fields, _chapters = {}, {}


def tell(model, **fields):
    """Tells of the fields of a model: `tell("topic", name=Help(…))`."""
    _fields.update({f"{model}.{name}": help for name, help in fields.items()})


def tell_chapters(**chapters):
    """Tells what a chapter is for; its example is one of its text."""
    _chapters.update(chapters)


def of_field(db_field):
    """The Help of a field of a model, or of one of its columns; None where nobody told of it."""
    original = getattr(db_field, "translated_field", db_field)
    return _fields.get(f"{db_field.model._meta.model_name}.{original.name}")


def below(db_field, language=None):
    """What stands below a field, as HTML: what it is for, and the example folded. None where nobody told of it."""
    help = of_field(db_field)
    return help and _below(help, language, translation.get_language())


@cache
def _below(help, language, _interface):
    examples = help.examples(language)
    if not examples:
        return str(help.what)
    return render_to_string("admin/writing/_help.html", {"what": help.what, "examples": examples})


def of_chapter(name, models):
    """What stands at the head of a chapter: what it is for, and the help of the fields of each of its rows' models."""
    return _of_chapter(name, tuple(models), translation.get_language())


@cache
def _of_chapter(name, models, _interface):
    chapter = _chapters.get(name)
    rows = [(capfirst(field.verbose_name), help) for field, help in _told(models)]
    if chapter is None and not rows:
        return ""
    context = {"chapter": chapter, "examples": chapter.examples() if chapter else [], "rows": []}
    context["rows"] = [(label, help.what, help.examples()) for label, help in rows]
    return render_to_string("admin/writing/_chapter_help.html", context)


def _told(models):
    """(field, Help) of each field that rows have, the originals of translated ones once."""
    fields = [field for model in models for field in model._meta.fields if not hasattr(field, "translated_field")]
    told = [(field, of_field(field)) for field in fields]
    return [(field, help) for field, help in told if help]
