"""A file becomes a draft, or fills a page's other language: one transaction, the same for the same file."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from importers import targets
from importers.document import ImportRefused
from importers.files import read_bytes
from importers.link_writing import lead_to_pages, write_links, write_sources
from importers.losses import lost_words
from importers.mapper import outline_of
from importers.models import ImportedDocument
from importers.reading import read_content
from importers.report import Report, tell
from importers.writing import Writer
from pages import kinds, languages, plain_text
from pages.drafting import drafts

LONGEST_TITLE = 200
# The longest real page has about 60 parts; each takes some 10 ms to write.
MOST_PARTS = 200


def import_file(path, *, kind="", language, title="", old_url="", into=None, by=None):
    """Imports a file, and returns the Report of what became what.

    `kind` is "procedure", "article" or "page"; `old_url` the address that the text had on another site; `into` the
    number, slug or title of the page whose `language` is to be filled. Raises ImportRefused with the reason.
    """
    content = read_bytes(path)
    document = read_content(content, Path(path).name)
    title = plain_text.clean(" ".join(title.split()))
    _refuse_odd(kind, language, title, into)
    with transaction.atomic():
        old_path = targets.path_of(old_url)
        page, last = targets.page_for(kind, language, title, old_path, into)
        title = title or page.text("title", language)
        if not title:
            raise ImportRefused(_("The page has no title in this language: give it one with --title."))
        digest = hashlib.sha256(content).hexdigest()
        if last and last.digest == digest and plain_text.words(last.title) == plain_text.words(title):
            return _again(page, old_path, language)
        outline = outline_of(document, kind=page.kind, language=language, title=title)
        if outline.size() > MOST_PARTS:
            raise ImportRefused(_("The document has far more parts than a page. Cut it into its pages first."))
        if missing := lost_words(document, outline):
            outline.note(" ".join(missing))
        report = _write(page, outline, last.texts if last else {}, old_url, old_path, by)
        keep = {"title": title, "file_name": Path(path).name[:255], "digest": digest, "texts": report.imprint}
        ImportedDocument.objects.update_or_create(page_id=page.pk, language=language, defaults=keep)
    return report


def _write(page, outline, imprint, old_url, old_path, by):
    report = Report(page, made=page._state.adding)
    lead_to_pages(outline, old_url)
    writer = Writer(page, outline, imprint, report)
    tell(outline, report)
    writer.write_page()
    plans = writer.write_parts()
    write_links(writer, plans, old_url)
    write_sources(writer)
    writer.write_notes()
    _keep_address(report, old_path, outline.language)
    if writer.changed:
        drafts.record(page, by=by)
    report.imprint = writer.written
    return report


def _again(page, old_path, language):
    report = Report(page, unchanged=True)
    _keep_address(report, old_path, language)
    return report


def _keep_address(report, old_path, language):
    if old_path and targets.keep_address(report.page, old_path, language):
        report.say(_("Old address: %(path)s") % {"path": old_path})


def _refuse_odd(kind, language, title, into):
    if language not in languages.CODES:
        raise ImportRefused(_("The language is en or ar."))
    if kind and kind not in {known.name for known in kinds.every()}:
        raise ImportRefused(_("There is no kind of page called %(kind)s.") % {"kind": kind})
    if not into and not (kind and title):
        raise ImportRefused(_("A new page needs --as and --title."))
    if len(title) > LONGEST_TITLE:
        raise ImportRefused(_("The title is longer than 200 characters."))
