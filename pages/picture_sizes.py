"""The sizes in which a picture is kept, as its name tells them: no query and no look at the disk."""

import re

# Device pixels: a thumbnail on a phone, a card on a phone or a screen, a page's width on either.
WIDTHS = (400, 800, 1200)
# WebP is for browsers older than 2021; a logo, the picture with a transparent ground, is small wherever it stands.
WEBP_WIDTHS, CLEAR_WIDTHS = (400, 800), (160, 400, 800)
# A size that is nearly the picture's own is not worth a file.
WORTH = 0.8
KEPT = re.compile(r"(pictures/[0-9a-f]{16})/(\d{1,4})x(\d{1,4})\.(webp|png)")


def size_of(name):
    """The width and height of a kept picture, or None for one whose name does not tell them."""
    match = KEPT.fullmatch(name)
    return match and (int(match[2]), int(match[3]))


def width_of(name):
    """The width that the name of a picture, or of one of its sizes, tells."""
    return int(re.search(r"/(\d+)(?:x\d+)?\.\w+$", name)[1])


def folder_of(name):
    """The folder that holds a kept picture and its sizes, "" for one that has none."""
    match = KEPT.fullmatch(name)
    return match[1] if match else ""


def sources(name):
    """The files that show a picture: {form: [(name, width), …]}, the narrowest first; the picture itself is among them
    unless it is larger than any screen needs.
    """
    match = KEPT.fullmatch(name)
    if not match:
        return {}
    folder, width, form = match[1], int(match[2]), match[4]
    if form == "png":
        return {"webp": [*_smaller(folder, CLEAR_WIDTHS, width, "webp"), *_own(name, width)]}
    avif = _smaller(folder, WIDTHS[:-1], width, "avif")
    if width > WIDTHS[0]:
        largest = min(width, WIDTHS[-1])
        avif.append((f"{folder}/{largest}.avif", largest))
    return {"avif": avif, "webp": [*_smaller(folder, WEBP_WIDTHS, width, "webp"), *_own(name, width)]}


def smallest(name):
    """The name of the smallest file that shows a picture in every browser."""
    found = sources(name).get("webp")
    return found[0][0] if found else name


def beside(name):
    """The names of the files that are kept beside a picture: never more than five."""
    return [one for files in sources(name).values() for one, _ in files if one != name]


def _smaller(folder, widths, width, form):
    return [(f"{folder}/{one}.{form}", one) for one in widths if one <= width * WORTH]


def _own(name, width):
    return [(name, width)] if width <= WIDTHS[-1] else []
