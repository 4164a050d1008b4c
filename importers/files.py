"""Bytes become text: the size first, then the encoding, and a clear refusal of anything else."""

import re

from django.utils.translation import gettext as _

from importers.document import ImportRefused

MOST_BYTES = 2 * 1024 * 1024
SIGNATURES = {b"%PDF": "PDF", b"PK\x03\x04": "Word", b"\xd0\xcf\x11\xe0": "Word", b"{\\rtf": "RTF"}
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{3,20})""", re.IGNORECASE)
KNOWN_LETTER = re.compile("[\t\n\r -~\u00a0-\u024f\u0600-\u06ff\u2000-\u206f]")
ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")
NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def read_bytes(path):
    """The bytes of a file. Raises ImportRefused where there is none, or it is too large."""
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ImportRefused(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from error
    if len(content) > MOST_BYTES:
        raise ImportRefused(_("The file is larger than 2 MB. A page's text is never that long: cut it first."))
    return content


def decoded(content):
    """The text of a file's bytes, with one kind of newline and of space. Raises ImportRefused where that is unsure."""
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            message = _("This is a %(kind)s file. Save it as plain text, HTML or Markdown first.")
            raise ImportRefused(message % {"kind": name})
    text = _text(content)
    if not text.strip():
        raise ImportRefused(_("The file is empty."))
    return tidy(text)


def tidy(text):
    """`text` with one kind of newline and of space, without controls and direction overrides."""
    return CONTROLS.sub("", SPACES.sub(" ", NEWLINES.sub("\n", text)))


def _text(content):
    if wide := _utf16(content):
        return _strictly(content, wide)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if text := _western_or_arabic(content):
            return text
        message = _("The file is not valid UTF-8 (at byte %(place)d). Save it as UTF-8 and try again.")
        raise ImportRefused(message % {"place": error.start + 1}) from error


def _utf16(content):
    """The name of the UTF-16 encoding of a text, told by its mark or by where its zero bytes stand."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = content[::2].count(0), content[1::2].count(0)
    if bool(even) == bool(odd):
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = content.decode(encoding, errors="replace")
    return encoding if len(KNOWN_LETTER.findall(text)) > 0.9 * len(text) else ""


def _strictly(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(
            _("The file is damaged: it is not valid UTF-16. Save it as UTF-8 and try again.")
        ) from error


def _western_or_arabic(content):
    """Text in Windows' Arabic code page, where nothing else can be meant; else "".

    Broken UTF-8 is not taken for it: most of its bytes still form UTF-8's pairs.
    """
    declared = DECLARED.search(content[:4000])
    arabic = content.decode("cp1256", errors="replace")
    if declared and declared[1].lower() in (b"windows-1256", b"cp1256") and "\ufffd" not in arabic:
        return arabic
    if _share_of_utf8(content) > 0.2 or "\ufffd" in arabic:
        return ""
    foreign = [c for c in arabic if ord(c) > 127]
    if arabic == content.decode("cp1252", errors="replace"):
        return arabic
    in_words = sum(len(run) for run in ARABIC_WORD.findall(arabic))
    return arabic if in_words > 0.8 * len(foreign) else ""


def _share_of_utf8(content):
    """How much of what is not ASCII forms valid UTF-8, from 0 to 1."""
    foreign = sum(byte > 127 for byte in content)
    valid = content.decode("utf-8", errors="ignore").encode("utf-8")
    return sum(byte > 127 for byte in valid) / foreign
