"""Another title or address of a page that patients know: a title is saved and then told of, an address is asked about first."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import addresses, languages, plain_text
from pages.admin import own_words, page_addresses
from pages.linking import namesakes
from pages.models import Link

# The buttons that answer the question; the value of each is the button that was pressed first (`_then=publish-ar`).
NEW, OLD = "_new_address", "_old_address"
# What was agreed to, where the form is shown again for another reason.
AGREED = "_agreed_address"
BUTTONS = ("_continue", "_save", "_then")
MOST_NAMED = 8


@dataclass(frozen=True)
class NewAddress:
    """An address in a language that patients know, and what it would become."""

    language: str
    old: str
    new: str


def answered(post, page):
    """What was posted, with the answer to the question about an address taken for the button that led to the question."""
    pressed = post.get(NEW) or post.get(OLD)
    if pressed is None:
        return post
    post = post.copy()
    name, _equals, value = pressed.partition("=")
    if name in BUTTONS:
        post[name] = value or "1"
    if OLD in post:
        for code in languages.CODES:
            post[f"slug_{code}"] = page.text("slug", code)
    return post


def pressed(post):
    """The button by which a form was sent, as `answered` reads it."""
    name = next((name for name in BUTTONS if name in post), "_continue")
    return f"{name}={post.get(name, '1')}"


def new_addresses(page, cleaned):
    """The NewAddresses of a page by what a form says: none in a language in which it was never published."""
    slugs = {
        code: plain_text.slug_of(cleaned.get(f"slug_{code}") or cleaned.get(f"title_{code}") or "", "")
        for code in languages.CODES
    }
    return other_addresses(page, slugs)


def other_addresses(page, slugs):
    """The NewAddresses that a page would get by some slugs: {language: slug}."""
    found = []
    for code, slug in slugs.items():
        if page.was_published_in(code) and slug and slug != page.text("slug", code):
            paths = (addresses.path_of(page.kind, code, one) for one in (page.text("slug", code), slug))
            found.append(NewAddress(code, *paths))
    return found


def is_agreed(post, found):
    """Whether these NewAddresses were agreed to."""
    return NEW in post or post.get(AGREED) == agreed_to(found)


def agreed_to(found):
    """Some NewAddresses as a form remembers that they were agreed to."""
    return " ".join(one.new for one in found)


def tell(request, page, before):
    """Says after a save which links another title shows by itself, and names the pages whose own words hold the old one.

    `before` are the titles that the form was opened with: {language: title}.
    """
    codes = [
        code for code, title in before.items() if title != page.text("title", code) and page.was_published_in(code)
    ]
    links = Link.objects.filter(Q(to_page=page.pk) | Q(wording__page=page.pk)).exclude(from_page=page.pk)
    if codes and links.exists():
        told = _("Links here show the new title by themselves once it is published.")
        messages.info(
            request, format_html("{} {}", told, _of_own_words(page, links, {code: before[code] for code in codes}))
        )


def _of_own_words(page, links, titles):
    """The pages whose links have one of these titles in words of their own, as HTML; "" where there are none."""
    links = links.select_related("from_page").order_by("pk")
    holding = own_words.with_title(links, page, titles)
    found = {link.from_page_id: link.from_page for link in links if link.from_page_id in holding}
    if not found:
        return ""
    namesakes.tell(found.values())
    named = [
        format_html('<a href="{}"><bdi>{}</bdi></a> ({})', page_addresses.of(one.kind, one.pk), one, one.apart)
        for one in sorted(found.values(), key=str)
    ]
    pages = mark_safe(languages.listed(named[:MOST_NAMED]))
    words = _("In these pages links have the old title in words of their own, which stay: {pages}.")
    return format_html("{} {}", format_html(words, pages=pages), _more(page, len(named) - MOST_NAMED))


def _more(page, count):
    if count < 1:
        return ""
    options = page._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_links", args=[page.pk])
    told = ngettext("and %(number)s more", "and %(number)s more", count) % {"number": count}
    return format_html('<a href="{}">{}</a>', address, told)
