"""The texts of editions and of drafts, as what changed in them is told: in words, by place, with the names of places.

A place is (anchor, field), with an empty anchor for the page itself. Whatever can change is a Text here, also what is
not made of words: choices, pictures, sources, where links lead.
"""

import json
from contextlib import suppress
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from pages import kinds, languages
from pages.content import arranging, destinations, part_names
from pages.content.destinations import Destinations
from pages.content.differences import Text
from pages.models import Section, Topic
from pages.rich_text import RichTextField, text_of

OF_A_PICTURE = ("alt", "caption", "credit")
# What of a snapshot nobody reads: names of rows, and what is derived from texts that are told.
NOT_TOLD = {"anchor", "translated_from"}


_told = []


def tell(function):
    """Lets an upper room tell what it adds to every edition: `function(edition)` gives Texts by place."""
    if function not in _told:
        _told.append(function)


class Cell(NamedTuple):
    """One column of one row of a snapshot. `language` is that of a translated text, else ""."""

    anchor: str
    column: str
    part: str
    field: models.Field
    language: str
    value: object

    @property
    def is_rich(self):
        return isinstance(self.field, RichTextField)


def of_edition(edition):
    """Every Text of an edition that a reader or a search engine is told."""
    content, model = edition.content, kinds.by_name(edition.kind).model
    names = names_of(edition)
    about = {"slug": edition.slug, **{name: content[name] for name in ("search_title", "search_description")}}
    told = {("", name): Text(value, value, "", _label(model, name), edition.language) for name, value in about.items()}
    aliases = "\n".join(content["aliases"])
    told["", "aliases"] = Text(aliases, aliases, "", _label(model, "aliases"), edition.language)
    told["", "picture"] = _picture(content["picture"], "", _label(model, "picture"), edition.language)
    topics = Topic.objects.filter(pk__in=content["topics"])
    named = "\n".join(topic.name_in(edition.language) for topic in topics)
    told["", "topics"] = Text(named, sorted(content["topics"]), "", _label(model, "topics"), edition.language)
    for function in _told:
        told |= function(edition)
    return of_reviewed(edition) | told | _lines(content["links"], names, edition.language)


def of_reviewed(edition):
    """Every Text of an edition that a doctor reviews: all that its digest is of, but for the order of the parts."""
    content, language, kind = edition.content, edition.language, kinds.by_name(edition.kind)
    own = {"title": edition.title, "summary": edition.summary, **content["facts"]}
    told = {("", name): Text(value, value, "", _label(kind.model, name), language) for name, value in own.items()}
    told |= {("", name): _shared(kind.model, name, value, "", language) for name, value in content["shared"].items()}
    rows = list(rows_of(content, edition.kind))
    rich = [text for model, row in rows for field, text in row["texts"].items() if model.is_rich(field)]
    leading = Destinations.of_texts(language, rich)
    for model, row in rows:
        told |= {(row["anchor"], field): text for field, text in _of_row(model, row, leading)}
    for number, source in enumerate(content["sources"], 1):
        told["sources", str(number)] = _source(source, number)
    return told


def names_of(edition):
    """What the parts of an edition are called, in their order: {anchor: name}."""
    rows = rows_of(edition.content, edition.kind)
    return {row["anchor"]: _name(model, row.get("kind"), row["texts"]) for model, row in rows}


def rows_of(content, kind):
    """Every part of an edition's content with its model: (model, row) pairs, the sections first."""
    yield from ((Section, row) for row in content["sections"])
    for group in kinds.by_name(kind).groups:
        yield from ((group.model, row) for row in content["groups"].get(group.name, []))


def of_snapshot(content, kind):
    """Every Text of a draft's snapshot, by (anchor, column)."""
    model, owned = kinds.by_name(kind).model, list(_rows_of_snapshot(content, kind))
    cells = [*_cells(model, content["page"], "", ""), *(cell for row in owned for cell in _cells(*row))]
    known = _objects(cells)
    leading = {code: Destinations.of_texts(code, _rich(cells, code)) for code in languages.CODES}
    told = {(cell.anchor, cell.column): _of_cell(cell, leading, known) for cell in cells}
    for name, keys in content["many"].items():
        field = model._meta.get_field(name)
        named = "\n".join(str(one) for one in field.related_model._base_manager.filter(pk__in=keys))
        told["", name] = Text(named, keys, "", field.verbose_name)
    for number, source in enumerate(content["sources"], 1):
        words = [source.get(name) or "" for name in ("citation_en", "citation_ar", "url", "accessed_on")]
        told["sources", str(number)] = Text("\n".join(filter(None, words)), source, _numbered(number))
    names = {anchor: part for _model, _row, anchor, part in owned}
    for code in languages.CODES:
        told |= _lines(content["links"], names, code, f"_{code}", _in(code))
    return told


def names_in_snapshot(content, kind):
    """What the parts of a snapshot are called, in their order: {anchor: name}."""
    return {anchor: part for _model, _row, anchor, part in _rows_of_snapshot(content, kind)}


def _rows_of_snapshot(content, kind):
    """Every part of a snapshot: (model, row, anchor, name)."""
    models_of = {"sections": Section} | {group.name: group.model for group in kinds.by_name(kind).groups}
    for group, model in models_of.items():
        for row in content["groups"].get(group, []):
            yield model, row, row["anchor"], _name_in_snapshot(model, row)


def _name_in_snapshot(model, row):
    """In the interface's language, else in the other."""
    here = languages.current()
    codes = (here, languages.other(here))
    told = ({field: row.get(f"{field}_{code}") or "" for field in model.tracked_fields()} for code in codes)
    return _name(model, row.get("kind"), *told)


def _name(model, kind, *told):
    return arranging.called(*told, kind=kind) or str(model._meta.verbose_name)


def _of_row(model, row, leading):
    """The Texts of one part of an edition: (field, Text) pairs."""
    part, language = _name(model, row.get("kind"), row["texts"]), leading.language
    for field in filter(row["texts"].get, model.translated_fields()):  # PostgreSQL keeps no order of keys
        text = row["texts"][field]
        html = leading.told(text) if model.is_rich(field) else None
        yield field, Text(text_of(html) if html else text, text, part, _label(model, field), language, html)
    for name in row.keys() - {"anchor", "texts"}:
        if name == "picture":
            yield name, _picture(row[name], part, _label(model, name), language)
        else:
            yield name, _shared(model, name, row[name], part, language)


def _shared(model, name, value, part, language):
    """What both languages share: one of some choices, another page, or an address."""
    field = model._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return Text(Destinations(language, {(value, "")}).name(value), value, part, field.verbose_name, language)
    words = dict(field.flatchoices).get(value, value) or ""
    return Text("" if value == "other" else str(words), value or "", part, field.verbose_name)


def _picture(picture, part, label, language):
    if not picture:
        return Text("", "", part, label, language)
    words = "\n".join(picture[name] for name in OF_A_PICTURE if picture.get(name))
    return Text(words or _("without a description"), json.dumps(picture, sort_keys=True), part, label, language)


def _source(source, number):
    words = filter(None, (source["citation"], source["url"], source["accessed_on"]))
    return Text("\n".join(words), source, _numbered(number), language=source["language"])


def _numbered(number):
    return _("Source %(number)s") % {"number": number}


def _lines(rows, names, language, suffix="", field_suffix=""):
    """The "Also read" lines of an edition's content or of a snapshot, by place."""
    columns = ("after_anchor", "to_page_id", "to_anchor", "wording_id", f"label_{language}")
    keys = columns if suffix else ("after", "page", "part", "wording", "label")
    told = destinations.of_lines([tuple(row.get(key) for key in keys) for row in rows], language)
    return {
        (after, f"also_read{suffix}"): Text(
            words,
            "",
            names.get(after) or str(part_names.GROUPS.get(after, "")),
            _("Also read") + field_suffix,
            language,
        )
        for after, words in told.items()
    }


def _cells(model, row, anchor, part):
    """The cells of a snapshot's row; columns that the model does not have any more are left out."""
    order = {field.attname: number for number, field in enumerate(model._meta.concrete_fields)}
    for column, value in sorted(row.items(), key=lambda pair: order.get(pair[0], 0)):
        name, _underscore, code = column.rpartition("_")
        is_translated = code in languages.CODES and name in model.translated_fields()
        if column not in NOT_TOLD:
            with suppress(FieldDoesNotExist):
                field = model._meta.get_field(name if is_translated else column)
                yield Cell(anchor, column, part, field, code if is_translated else "", value)


def _of_cell(cell, leading, known):
    label, value = cell.field.verbose_name, cell.value or ""
    if cell.language:
        html = leading[cell.language].told(value) if cell.is_rich else None
        words = value if html is None else text_of(html)
        return Text(words, value, cell.part, f"{label}{_in(cell.language)}", cell.language, html)
    if isinstance(cell.field, models.ForeignKey):
        return Text(str(known.get((cell.field.related_model, value), "")), value, cell.part, label)
    return Text(str(dict(cell.field.flatchoices).get(value, value)), value, cell.part, label)


def _rich(cells, language):
    return [cell.value or "" for cell in cells if cell.is_rich and cell.language == language]


def _in(code):
    return f" ({_('English') if code == 'en' else _('Arabic')})"


def _objects(cells):
    """What the foreign keys among some cells lead to: {(model, key): object}."""
    wanted = {}
    for cell in cells:
        if cell.value and isinstance(cell.field, models.ForeignKey):
            wanted.setdefault(cell.field.related_model, set()).add(cell.value)
    found = ((model, model._base_manager.in_bulk(keys)) for model, keys in wanted.items())
    return {(model, key): one for model, by_key in found for key, one in by_key.items()}


def _label(model, name):
    return model._meta.get_field(name).verbose_name
