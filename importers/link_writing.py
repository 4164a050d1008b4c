""" "Also read" lines and sources of an outline become rows; addresses of the other site become links to pages."""

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from importers.document import plain
from importers.report import short
from pages import languages, plain_text
from pages.content import links
from pages.linking import own_links, wordings
from pages.linking.names import page_called
from pages.models import Link, Source

HREF = re.compile(r'<a href="([^"]*)">')
SLUG_SHAPED = re.compile(r"^[^\s-]+(?:-[^\s-]+){2,}$")
LONGEST_LABEL = 200


def lead_to_pages(outline, old_url):
    """Makes links within the text lead to the pages that have these addresses; others keep theirs, made absolute."""
    parts = [*outline.sections, *outline.aspects, *(row for kind in outline.groups() for row in outline.rows(kind))]
    names = ("body", "closing", "here", "there")
    texts = [(part, name) for part in parts for name in names if getattr(part, name, "")]
    known = _pages_at({unescape(url) for part, name in texts for url in HREF.findall(getattr(part, name))}, old_url)
    for part, name in texts:
        setattr(part, name, HREF.sub(lambda match: _opening(unescape(match[1]), known, old_url), getattr(part, name)))


def write_links(writer, plans, old_url):
    """Writes the "Also read" lines: into the lines that stand at the same places, or as new ones."""
    outline, page = writer.outline, writer.page
    anchors = {id(plan.source): plan.row.anchor for plan in plans}
    names = {plan.row.anchor: _name_of(plan) for plan in plans}
    earlier = writer.before.get("links", [])
    wanted = [(link, anchors.get(id(link.after), "")) for link in outline.links]
    writer.written["links"] = [plain_text.words(link.label) for link in outline.links]
    new = [(link, anchor) for link, anchor in wanted if plain_text.words(link.label) not in earlier]
    rows = _waiting(page, outline.language) if not earlier else []
    known = _pages_at({link.url for link in outline.links if link.url}, old_url)
    for link, anchor, row in _paired(new, rows):
        row = row or Link(from_page_id=page.pk, after_anchor=anchor, order=page.links.filter(in_text=False).count())
        _write_link(row, link, outline, known.get(link.url, (None, "")))
        writer.changed = True
        writer.report.say(_line(row, link, names.get(row.after_anchor)))
        if link.url and row.to_page_id is None:
            outline.note(f"{link.label}: {link.url}")


def write_sources(writer):
    """Writes the sources: into those of the same address or place, or as new ones."""
    outline, page, language = writer.outline, writer.page, writer.outline.language
    writer.written["sources"] = [plain_text.words(source.citation) for source in outline.sources]
    rows = list(page.sources.all())
    for n, source in enumerate(outline.sources):
        if plain_text.words(source.citation) in writer.before.get("sources", []):
            continue
        row = _same_source(source, rows, n if len(rows) == len(outline.sources) else None)
        row = row or Source(page_id=page.pk, order=page.sources.count(), url=source.url)
        if not getattr(row, f"citation_{language}"):
            setattr(row, f"citation_{language}", source.citation)
            row.save()
            writer.changed = True


def _write_link(row, link, outline, target):
    page, part = target
    wording = wordings.wording(link.label)
    if row.pk:
        label = link.label.replace("-", " ") if SLUG_SHAPED.match(link.label) else link.label
        setattr(row, f"label_{outline.language}", label[:LONGEST_LABEL])
    page = page or _page_called(row, wording, link.label)
    if page and not row.to_page_id:
        row.to_page_id, row.to_anchor = page, part
    row.wording = row.wording or wording
    row.save()


def _page_called(row, wording, label):
    """The page that a line's draft can lead to by its words: one that patients know by them, or a draft called so."""
    if row.target() or (wording.page_id and not row.pk):
        return None
    return wording.page_id or page_called(label)


def _waiting(page, language):
    """The lines that have no words in this language yet."""
    rows = page.links.filter(in_text=False).select_related("wording")
    other = languages.other(language)
    return [row for row in rows if not getattr(row, f"label_{language}") and _is_in(row, other)]


def _is_in(row, language):
    """Whether a line was written in a language: Arabic letters tell."""
    said = getattr(row, f"label_{language}") or (row.wording.text if row.wording else "")
    return not said or bool(re.search("[\u0621-\u064a]", said)) == (language == "ar")


def _paired(wanted, rows):
    """Each link with the line that stands at its place, or None: first by part, then by order if as many are left."""
    rows, pairs = list(rows), []
    for link, anchor in wanted:
        row = next((row for row in rows if row.after_anchor == anchor), None)
        if row:
            rows.remove(row)
        pairs.append([link, anchor, row])
    alone = [pair for pair in pairs if pair[2] is None]
    if len(alone) == len(rows):
        for pair, row in zip(alone, rows, strict=True):
            pair[2] = row
    return pairs


def _same_source(source, rows, place):
    said = plain_text.words(source.citation)
    for row in rows:
        told = {plain_text.words(getattr(row, f"citation_{code}") or "") for code in languages.CODES}
        if said in told or (source.url and row.url == source.url):
            return row
    return rows[place] if place is not None else None


def _pages_at(urls, old_url):
    """The pages, each with the part or "", that addresses of this site or of the old one lead to, by address."""
    whole = {url: _whole(url, old_url) for url in urls if url}
    found = own_links.pages_at({url for url in whole.values() if own_links.is_own(url) or _is_of(old_url, url)})
    return {url: found[address] for url, address in whole.items() if address in found}


def _is_of(site, url):
    """Whether an address is on a site's host, with or without www. Another site may have the same paths as ours."""
    hosts = [(urlsplit(address).hostname or "").removeprefix("www.") for address in (site, url)]
    return bool(hosts[0]) and hosts[0] == hosts[1]


def _whole(url, old_url):
    """An address of the web with its site, "" for what is none."""
    try:
        joined = urljoin(old_url, url)
        return joined if urlsplit(joined).scheme in ("", "http", "https") else ""
    except ValueError:
        return ""


def _opening(url, known, old_url):
    if url in known:
        return links.opening(*known[url])
    try:
        return f'<a href="{escape(urljoin(old_url, url))}">'
    except ValueError:
        return f'<a href="{escape(url)}">'


def _name_of(plan):
    return short(plain(next((text for text in plan.texts.values() if text), "")))


def _line(row, link, after):
    names = {"label": link.label, "after": after or _("the end"), "page": row.target()}
    if row.target():
        return _("Also read “%(label)s” after “%(after)s”: leads to “%(page)s”") % names
    return _("Also read “%(label)s” after “%(after)s”: waits for a page of that name") % names
