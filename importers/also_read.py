""" "Also read" lines: what marks them, in both languages, and what they lead to."""

import re
from html import escape, unescape

from importers.document import AlsoRead, Heading, Paragraph, plain, text_of
from importers.lines import is_title_like
from importers.spelling import spelled

# Lines that begin with one of these lead to another page, with a colon or without.
CERTAIN = (
    "also read", "read also", "see also", "read more about", "read more", "read next", "you may also like",
    "you might also like", "you may also be interested in", "you may also want to read", "related article",
    "related articles", "related posts", "related topics", "related reading", "related pages", "further reading",
    "اقرا ايضا عن", "اقرا ايضا", "اقراي ايضا", "اقرئي ايضا", "اقرا كذلك", "اقرا المزيد عن", "اقرا المزيد حول",
    "اقرا المزيد", "اقرا اكثر", "قد يهمك ايضا قراءة", "قد يهمك قراءة", "قد يهمك ايضا", "قد يهمك", "قد تهمك ايضا",
    "قد تهمك",
    "ربما يهمك", "يهمك ايضا", "قد يعجبك ايضا", "شاهد ايضا", "شاهدي ايضا", "انظر ايضا", "راجع ايضا", "طالع ايضا",
    "تعرف ايضا على", "اطلع ايضا على", "مقالات ذات صلة", "مواضيع ذات صلة", "موضوعات ذات صلة", "مقال ذو صلة",
    "مقالات قد تهمك", "مقالات مشابهة", "موضوعات قد تهمك", "مواضيع قد تهمك", "يمكنك ايضا قراءة", "يمكنك قراءة",
)  # fmt: skip
# These begin many an ordinary sentence too: they need a colon.
WITH_COLON = (
    "read", "see", "learn more about", "learn more", "find out more", "more about", "more on this",
    "for more information",
    "for more details", "recommended for you", "recommended", "related", "للمزيد اقرا", "للمزيد عن",
    "للمزيد من المعلومات",
    "لمزيد من المعلومات", "للمزيد", "المزيد عن", "اقرا", "اقرا عن", "تعرف على", "تعرفي على", "اطلع على",
    "تابع ايضا", "شاهد",
)  # fmt: skip
_BULLET = r"^[\s>»«👉🔗📌📖➡←→◄►▶•\-–—*(\[]*"
_SAID = "|".join(map(spelled, sorted(CERTAIN, key=len, reverse=True)))
_ASKED = "|".join(map(spelled, sorted((*CERTAIN, *WITH_COLON), key=len, reverse=True)))
MARKED = re.compile(rf"{_BULLET}(?:{_ASKED})\s*(?:عن|حول|about)?\s*[:：]\s*(?P<label>.*)$", re.IGNORECASE | re.DOTALL)
BARE = re.compile(rf"{_BULLET}(?:{_SAID})(?![\w\u064b-\u0652])\s*[-–—>»…]*\s*(?P<label>.*)$", re.IGNORECASE | re.DOTALL)
INSIDE = re.compile(rf"(?<=[.!؟?…])\s+[(\[]?(?:{_SAID})\s*[:：]\s*(?P<label>[^.!؟?:]+)[.)\]]*$", re.IGNORECASE)
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
BETWEEN = re.compile(r"[\s|/،,;؛·•–—-]*")
MOST_WORDS = 25
# What stands around a link's words: brackets, arrows, quotation marks.
AROUND = " \t\n.…«»“”()[]<>→←►◄|" + '"'


def label_of(line):
    """The wording that an "Also read" line leads to, "" where only the marker stands, None for any other line."""
    line = line.strip()
    if match := MARKED.match(line):
        return _tidy(match["label"]) if len(match["label"].split()) <= MOST_WORDS else None
    match = BARE.match(line)
    if match and (not match["label"] or is_title_like(match["label"])):
        return _tidy(match["label"])
    return None


def links_of(block):
    """The AlsoReads that a heading or paragraph consists of: [] for any other block."""
    html = block.html if isinstance(block, Paragraph) else escape(block.text, quote=False)
    words = text_of(block)
    label = label_of(words)
    if not label:
        return []
    anchors = [(unescape(url), plain(inner)) for url, inner in LINK.findall(html)]
    if len(anchors) > 1 and _only_links(html):
        return [AlsoRead(text, url, words if n == 0 else "") for n, (url, text) in enumerate(anchors)]
    return [AlsoRead(label, anchors[0][0] if len(anchors) == 1 else "", words)]


def split_inside(block):
    """A paragraph that ends in an "Also read" as [paragraph, AlsoRead]; any other block alone."""
    if not isinstance(block, Paragraph) or "<" in block.html:
        return [block]
    match = INSIDE.search(block.html)
    if not match or not is_title_like(plain(match["label"])):
        return [block]
    before, said = block.html[: match.start()], plain(match[0])
    return [Paragraph(before.rstrip()), AlsoRead(_tidy(plain(match["label"])), "", said)]


def is_marker(block):
    """Whether a block is a marker whose link stands in the next one."""
    return isinstance(block, (Heading, Paragraph)) and label_of(text_of(block)) == ""


def _only_links(html):
    first = html.find("<a ")
    return not BETWEEN.sub("", plain(LINK.sub("", html[first:])))


def _tidy(label):
    return label.strip(AROUND)
