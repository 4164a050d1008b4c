"""What stands in a document beside its text: "Also read" lines, tables of contents, sharing lines."""

import re
from html import escape

from importers import also_read, lines
from importers.document import AlsoRead, Heading, ListBlock, Paragraph, plain, text_of, words

CONTENTS = re.compile(
    r"^(?:table of |page |article )?contents?$|^(?:in this (?:article|page|guide)|on this page|quick links)$"
    r"|^(?:جدول |فهرس )?(?:ال)?محتويات(?: ال?(?:مقال|صفحه|موضوع|مقاله))?$|^فهرس(?: ال?(?:مقال|صفحه|موضوع))?$"
    r"|^في هذا? ?المقال(?:ه)?$|^عناصر ال?(?:مقال|موضوع)$"
)
FURNITURE = re.compile(
    r"^(?:share(?: (?:this|it|on .{2,20}|this (?:post|article|page)))?|tweet|facebook|twitter|x|whatsapp|toc"
    r"|linkedin|telegram|pinterest|instagram|print"
    r"|copy link|home|back to top|previous|next|(?:leave a |no |add a )?comments?(?: \d+)?|\d+ comments?"
    r"|reply|subscribe"
    r"|شارك|شارك ?(?:المقال|الصفحه|علي .{2,20})|مشاركه(?: المقال)?|غرد|فيسبوك|تويتر|واتساب|واتس اب|طباعه|نسخ"
    r" الرابط|الرييسيه|الريسيه"
    r"|(?:لا توجد |اضف |اترك )?(?:ال)?تعليق(?:ات|ا)?(?: \d+)?|السابق|التالي|اشترك)$"
)
CRUMBS = re.compile(r"^(?:home|الر[يئ]?يسيه|الريسيه)\s*[»>/›\\|←→«‹-]", re.IGNORECASE)


def with_links_found(blocks):
    """The blocks with each "Also read" line as an AlsoRead where it stood, also in the midst of a list."""
    found, place = [], 0
    while place < len(blocks):
        block = blocks[place]
        if also_read.is_marker(block) and (linked := _linked_after(block, blocks[place + 1 : place + 2])):
            found.extend(linked)
            place += 2
            continue
        found.extend(_opened(block))
        place += 1
    return found


def _opened(block):
    if isinstance(block, ListBlock):
        yield from _list_opened(block)
    elif isinstance(block, (Heading, Paragraph)) and (links := also_read.links_of(block)):
        yield from links
    else:
        yield from also_read.split_inside(block)


def _list_opened(block):
    """A list with its "Also read" items between its pieces."""
    piece = []
    for item in block.items:
        links = also_read.links_of(Paragraph(item.html))
        if links and not item.blocks:
            if piece:
                yield ListBlock(tuple(piece), block.ordered)
            yield from links
            piece = []
        else:
            piece.append(item)
    if piece:
        yield ListBlock(tuple(piece), block.ordered)


def _linked_after(marker, following):
    """The links that stand in the block after a marker: a short line, or a list of them."""
    said = text_of(marker)
    for block in following:
        if isinstance(block, ListBlock) and all(
            lines.is_title_like(plain(item.html)) and not item.blocks for item in block.items
        ):
            links = [_link(item.html) for item in block.items]
        elif (
            isinstance(block, (Heading, Paragraph))
            and lines.is_title_like(text_of(block))
            and also_read.label_of(text_of(block)) is None
        ):
            links = [_link(block.html if isinstance(block, Paragraph) else escape(block.text, quote=False))]
        else:
            return []
        return [AlsoRead(links[0].label, links[0].url, f"{said} {links[0].words}"), *links[1:]]
    return []


def _link(html):
    anchor = also_read.LINK.search(html)
    return AlsoRead(plain(html), anchor[1] if anchor else "", plain(html))


def without_furniture(blocks, outline):
    """The blocks without tables of contents, breadcrumbs and sharing lines."""
    headings = {tuple(words(block.text)) for block in blocks if isinstance(block, Heading)}
    kept, place = [], 0
    while place < len(blocks):
        used = _contents_at(blocks, place, headings)
        for block in blocks[place : place + used]:
            outline.understand(text_of(block), "contents")
        if not used and _is_furniture(blocks[place]):
            outline.note(text_of(blocks[place]))
        elif not used:
            kept.append(blocks[place])
        place += used or 1
    return kept


def _contents_at(blocks, place, headings):
    """How many blocks the table of contents that begins here takes, 0 where none begins."""
    titled = isinstance(blocks[place], (Heading, Paragraph)) and CONTENTS.match(" ".join(words(text_of(blocks[place]))))
    start = place + bool(titled)
    if start < len(blocks) and isinstance(blocks[start], ListBlock):
        items = [tuple(words(text_of(ListBlock((item,))))) for item in blocks[start].items]
        known = sum(any(item[: len(h)] == h for h in headings) for item in items)
        return start + 1 - place if known > 0.6 * len(items) and (titled or len(items) > 2) else 0
    end = start
    while titled and end < len(blocks) and isinstance(blocks[end], Heading) and _comes_again(blocks, end):
        end += 1
    return end - place if end > start else 0


def _comes_again(blocks, place):
    said = words(blocks[place].text)
    return any(isinstance(block, Heading) and words(block.text) == said for block in blocks[place + 1 :])


def _is_furniture(block):
    if not isinstance(block, (Heading, Paragraph)):
        return False
    said = text_of(block)
    return bool(FURNITURE.match(" ".join(words(said))) or (CRUMBS.match(said) and len(said) < 150))
