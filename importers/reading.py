"""A file becomes a neutral document: which reader reads it."""

import re
from pathlib import Path

from django.utils.translation import gettext as _

from importers.document import ImportRefused, text_of
from importers.files import decoded, read_bytes
from importers.html_reader import read_html
from importers.markdown_reader import read_markdown
from importers.text_reader import read_text

READERS = {
    ".txt": read_text, ".text": read_text, "": read_text,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".md": read_markdown, ".markdown": read_markdown,
}  # fmt: skip
# A long page of a clinic has 5,000 words. Reading takes about 0.1 ms a line.
MOST_WORDS = 50_000
MOST_LINES = 3_000
LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype html|html|body|article|div|h[1-6]|p|ul)\b[^>]*>", re.IGNORECASE)
CLOSES = re.compile(r"</(?:p|div|h[1-6]|li|ul|article)>", re.IGNORECASE)


def read_file(path):
    """The Document of a file of text, HTML or Markdown. Raises ImportRefused with the reason."""
    return read_content(read_bytes(path), Path(path).name)


def read_content(content, name):
    """The Document of a file's bytes; `name` tells its type."""
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise ImportRefused(_("Only plain text (.txt), HTML (.html) and Markdown (.md) can be imported."))
    text = decoded(content)
    if reader is read_text and LOOKS_LIKE_HTML.search(text) and len(CLOSES.findall(text)) > 2:
        reader = read_html
    if len(text.split()) > MOST_WORDS or (reader is not read_html and text.count("\n") > MOST_LINES):
        raise ImportRefused(_("The file is far longer than a page. Cut it into its pages first."))
    document = reader(text)
    if not any(text_of(block) for block in document.blocks):
        raise ImportRefused(_("The file has no text."))
    return document
