"""The index of the search: what each edition is found by. Editions never change, so each is indexed once."""

from itertools import accumulate, count, islice
from operator import or_, xor

from django.db import transaction

from pages import kinds
from pages.clock import Clock
from pages.content import arranging
from pages.models import Edition, SearchAddition, SearchEntry, SearchPosting, SiteWord
from pages.rich_text import text_of
from pages.search import edition_sets, postings, spelling, told
from pages.search.keys import GONE, TEXT, TIERS, TITLE, key_in, kind_key, topic_key
from pages.search.sets import Sets
from pages.words.search_words import keys_of

HEADINGS = ("heading", "aspect", "question")
AT_ONCE, KEYS_AT_ONCE = 200, 1000


def index_edition(edition):
    """Lets an edition be found, and its predecessors no longer. Called within the transaction that publishes it."""
    _let_go(SearchEntry.objects.filter(edition__page=edition.page_id, edition__language=edition.language))
    postings.add(edition.pk, _enter(edition))


def forget(edition):
    """Lets an edition that was cancelled or withdrawn be found no longer."""
    SearchEntry.objects.filter(pk=edition.pk).delete()
    postings.forget([edition.pk])


def pack():
    """What is done from time to time: ended editions are let go of, and what publishing added is merged into the sets."""
    with transaction.atomic():
        _let_go(SearchEntry.objects.all())
    return postings.pack()


def entry_of(edition):
    """The SearchEntry that an edition should have, unsaved."""
    return SearchEntry(
        edition=edition,
        kind=edition.kind,
        topics=" ".join(map(str, sorted(edition.content["topics"]))),
        picture_file=(edition.content["picture"] or {}).get("file", ""),
        told=told.packed(parts_of(edition)),
    )


def tiers_of(edition):
    """The keys that an edition should be found by, each with the best tier that has it: `{key: tier}`."""
    return _tiers(edition, _texts(edition))


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
    for model in (SearchEntry, SearchPosting, SearchAddition, SiteWord):
        model.objects.all().delete()
    done, total = count(1), standing().count()
    for some in _some_at_once(standing()):
        tiers = {}
        for edition in some:
            tiers[edition.pk] = _enter(edition)
            tell(next(done), total)
        postings.merge(postings.by_place(tiers))
    return total


def differences():
    """Where the index is not what it should be: a line each."""
    indexed = {entry.pk: entry for entry in SearchEntry.objects.only("pk")}
    for some in _some_at_once(standing()):
        astray = _astray({edition.pk: tiers_of(edition) for edition in some})
        for edition in some:
            if edition.pk not in indexed:
                yield f"not in the index: {edition}"
            elif faults := _faults(edition) + ["keys"] * (edition.pk in astray):
                yield f"{', '.join(faults)} differs: {edition}"
            indexed.pop(edition.pk, None)
    for entry in SearchEntry.objects.filter(pk__in=indexed).select_related("edition"):
        yield f"ended, but in the index: {entry.edition}"


def _enter(edition):
    """Saves an edition's entry, learns its words, and returns its keys with their tiers."""
    texts = _texts(edition)
    entry_of(edition).save(force_insert=True)
    spelling.learn(edition.language, [text for of_tier in texts.values() for text in of_tier])
    return _tiers(edition, texts)


def _let_go(entries):
    """Takes those of some entries whose editions have ended out of the index."""
    ended = list(entries.filter(edition__ends_at__lte=Clock()).values_list("pk", flat=True))
    if ended:
        SearchEntry.objects.filter(pk__in=ended).delete()
        postings.forget(ended)


def _some_at_once(editions):
    editions = editions.iterator(AT_ONCE)
    while some := list(islice(editions, AT_ONCE)):
        yield some


def _faults(edition):
    kept, right = SearchEntry.objects.get(pk=edition.pk), entry_of(edition)
    names = [field.attname for field in SearchEntry._meta.concrete_fields]
    return [name for name in names if getattr(kept, name) != getattr(right, name)]


def _astray(tiers):
    """Which of some editions, `{number: {key: tier}}`, do not stand where they should under the keys that these have."""
    right, these, astray = postings.by_place(tiers), edition_sets.of(tiers), 0
    keys = sorted({key for key, _ in right})
    for start in range(0, len(keys), KEYS_AT_ONCE):
        sets = Sets()
        sets.read(keys[start : start + KEYS_AT_ONCE])
        for key, kept in sets.tiers.items():
            if key != GONE:
                astray |= edition_sets.any_of(*map(xor, _under(right, key), (found & these for found in kept)))
    return set(edition_sets.newest(astray | (sets.gone & these)))


def _under(places, key):
    """The sets of a key by tier, each with those of the better ones, as Sets has them."""
    of_tiers = (places.get((key, tier), []) for tier in range(TEXT + 1))
    return accumulate((edition_sets.any_of(*map(edition_sets.unpacked, sets)) for sets in of_tiers), or_)


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


def _tiers(edition, texts):
    keys = {}
    for tier, name in reversed(list(enumerate(TIERS, 1))):
        keys |= dict.fromkeys(_marked(texts[name], edition.language), tier)
    return keys | dict.fromkeys([kind_key(edition.kind), *map(topic_key, edition.content["topics"])], TITLE)


def _marked(texts, language):
    return {key_in(language, key) for text in texts for key in keys_of(text)}
