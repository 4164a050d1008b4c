"""Links with words of their own, which stay as they are when what they lead to gets another title."""

from itertools import chain

from pages import kinds, languages, plain_text
from pages.content import links


def with_title(found, page, titles):
    """The pages, by number, of those Links to a page whose own words hold a title: {language: title}, letters folded."""
    sought = {code: words for code, title in titles.items() if (words := plain_text.words(title))}
    lines = {link.from_page_id for link in found if not link.in_text and _is_labelled(link, sought)}
    in_text = [link for link in found if link.in_text and link.language in sought]
    return lines | _in_texts({link.from_page_id for link in in_text}, page, sought)


def _is_labelled(link, sought):
    return any(_holds(getattr(link, f"label_{code}") or "", words) for code, words in sought.items())


def _in_texts(numbers, page, sought):
    """Those of some pages in whose texts the words of a link to `page` hold what is sought; a query for each kind of part."""
    models = {model for kind in kinds.every() for model in kinds.part_models(kind)} if numbers else ()
    rows = chain.from_iterable(model.objects.filter(**{f"{model.owner}__in": numbers}).iterator() for model in models)
    return {getattr(row, f"{row.owner}_id") for row in rows if _links_with(row, page, sought)}


def _links_with(row, page, sought):
    rich = [field for field in row.translated_fields() if row.is_rich(field)]
    texts = ((words, row.text(field, code)) for field in rich for code, words in sought.items())
    return any(_holds(own, words) for words, html in texts for own in links.words_to(html, page.pk))


def _holds(text, words):
    return words in plain_text.words(text)


def titles_before(form):
    """The titles that a form began with: {language: title}."""
    return {code: form.initial.get(f"title_{code}") or "" for code in languages.CODES}
