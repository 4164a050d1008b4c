"""The index of the search: what each edition is found by. Editions never change, so each is indexed once."""

from django.db import DatabaseError, connection, transaction

from pages import arranging, kinds, spelling, told
from pages.clock import Clock
from pages.models import Edition, SearchEntry, SiteWord
from pages.rich_text import text_of
from pages.search_keys import ABOVE_TEXT, TIERS, key_in, kind_key, stretch_key, topic_key, with_those_below
from pages.search_words import keys_of

HEADINGS = ("heading", "aspect", "question")
AT_ONCE = 200
TRIGGERS = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'pages_searchentry'"


def index_edition(edition):
    """Lets an edition be found, and its predecessors no longer. Called within the transaction that publishes it."""
    _ended(edition).delete()
    entry = entry_of(edition)
    entry.save(force_insert=True)
    spelling.learn(edition.language, [text for texts in _texts(edition).values() for text in texts])


def forget(edition):
    """Lets an edition that was cancelled or withdrawn be found no longer."""
    SearchEntry.objects.filter(pk=edition.pk).delete()


def entry_of(edition):
    """The SearchEntry that an edition should have, unsaved."""
    texts = _texts(edition)
    keys = {tier: _marked(texts[tier], edition.language) for tier in TIERS}
    filters = {kind_key(edition.kind), *map(topic_key, edition.content["topics"]), stretch_key(edition.pk)}
    return SearchEntry(
        edition=edition,
        kind=edition.kind,
        topics=" ".join(map(str, sorted(edition.content["topics"]))),
        picture_file=(edition.content["picture"] or {}).get("file", ""),
        told=told.packed(parts_of(edition)),
        keys=" ".join(sorted(with_those_below(keys) | filters)),
        **{tier: " ".join(sorted(keys[tier])) for tier in ABOVE_TEXT},
    )


def parts_of(edition):
    """What an edition tells in the order in which it is read: its `told.Part`s, the summary and the facts first."""
    kind = kinds.by_name(edition.kind)
    facts = [edition.content["facts"][name] for name in kind.facts if name in edition.content["facts"]]
    parts = [told.Part("", "", edition.summary), told.Part("", "", " · ".join(facts))]
    for block in arranging.blocks(edition.content, kind):
        parts.append(_part(block.anchor, block.texts))
        parts.extend(_part(row["anchor"], row["texts"]) for row in block.rows)
        parts.append(told.Part(block.anchor, "", text_of(block.texts.get("closing", ""))))
    return [part for part in parts if part.heading or part.text]


def standing():
    """The editions that should be in the index: those that hold, and those that will."""
    return Edition.objects.exclude(end_reason="cancelled").exclude(ends_at__lte=Clock()).order_by("pk")


@transaction.atomic
def rebuild(tell=lambda done, total: None):
    """Makes the whole index anew, in one transaction, and returns how many editions are in it."""
    SearchEntry.objects.all().delete()
    SiteWord.objects.all().delete()
    editions, total = standing(), standing().count()
    for done, edition in enumerate(editions.iterator(AT_ONCE), 1):
        index_edition(edition)
        tell(done, total)
    return total


def differences():
    """Where the index is not what it should be: a line each."""
    indexed = {entry.pk: entry for entry in SearchEntry.objects.only("pk")}
    for edition in standing().iterator(AT_ONCE):
        if edition.pk not in indexed:
            yield f"not in the index: {edition}"
        elif fault := _fault(edition):
            yield f"{fault} differs: {edition}"
        indexed.pop(edition.pk, None)
    for entry in SearchEntry.objects.filter(pk__in=indexed).select_related("edition"):
        yield f"ended, but in the index: {entry.edition}"
    if connection.vendor == "sqlite" and not _follows():
        yield "SQLite's own index does not follow: run build of migration 0002_search_index again"


def _follows():
    """Whether SQLite's own index has what the entries have, and the triggers that keep it so."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        if cursor.fetchone()[0] != 3:
            return False
        try:
            with transaction.atomic():
                cursor.execute("INSERT INTO pages_search (pages_search, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return False
    return True


def _fault(edition):
    kept, right = SearchEntry.objects.get(pk=edition.pk), entry_of(edition)
    names = [field.attname for field in SearchEntry._meta.concrete_fields]
    return ", ".join(name for name in names if getattr(kept, name) != getattr(right, name))


def _ended(edition):
    ended = SearchEntry.objects.filter(edition__page=edition.page_id, edition__language=edition.language)
    return ended.filter(edition__ends_at__lte=Clock())


def _names(edition):
    content = edition.content
    facts = [content["facts"].get(name, "") for name in kinds.by_name(edition.kind).names]
    return [name for name in (*content["aliases"], content["search_title"], *facts) if name]


def _texts(edition):
    """The texts of every tier."""
    parts = parts_of(edition)
    return {
        "title": [edition.title],
        "aliases": _names(edition),
        "headings": [part.heading for part in parts],
        "text": [part.text for part in parts],
    }


def _part(anchor, texts):
    heading = next((texts[name] for name in HEADINGS if texts.get(name)), "")
    rest = [text_of(texts[name]) for name in sorted(texts) if name not in (*HEADINGS, "closing", "own_anchor")]
    return told.Part(anchor, heading, "\n".join(filter(None, rest)))


def _marked(texts, language):
    return {key_in(language, key) for text in texts for key in keys_of(text)}
