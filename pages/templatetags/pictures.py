"""A picture in the sizes and formats that a browser may choose from."""

from django import template
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from pages import picture_sizes

register = template.Library()

LAZY = mark_safe(' loading="lazy" decoding="async"')
FIRST = mark_safe(' fetchpriority="high"')


@register.simple_tag
def picture(shown, sizes, alt="", css="", eager=False, within=None):
    """A `<picture>` of an uploaded file: AVIF, else WebP, else the file as it is.

    `shown`: a Picture, a picture of an edition's content, or a file's name; "" shows nothing. `sizes`: how wide it
    stands, as HTML's attribute of that name. `eager`: it is what a reader sees first, so it is asked for at once.
    `within`: the side, in CSS pixels, of the square that it fills where no style sheet says how large it is.
    """
    name = _name(shown)
    if not name:
        return ""
    found = picture_sizes.sources(name)
    webp = found.get("webp", [])
    return format_html(
        '<picture>{}<img{} src="{}"{} alt="{}"{}{}></picture>',
        _source(found.get("avif", []), sizes),
        format_html(' class="{}"', css) if css else "",
        _address(webp[-1][0] if webp else name),
        _chosen_from(webp, sizes) if len(webp) > 1 else "",
        alt,
        _dimensions(shown, name, within),
        FIRST if eager else LAZY,
    )


def _name(shown):
    if isinstance(shown, dict):
        return shown["file"]
    return shown.file.name if hasattr(shown, "file") else shown or ""


def _dimensions(shown, name, within):
    """Its width and height, so that nothing moves when it comes."""
    size = picture_sizes.size_of(name)
    if isinstance(shown, dict):
        size = size or (shown["width"], shown["height"])
    elif not isinstance(shown, str):
        size = size or (shown.width, shown.height)
    if within:
        size = _fitted(size or (), within)
    return format_html(' width="{}" height="{}"', *size) if size else ""


def _fitted(size, within):
    """The width and height of the same shape, the longer of which is `within`; those of a square where none is known."""
    longer = max(size, default=0)
    return [max(1, round(side * within / longer)) for side in size] if longer else (within, within)


def _source(files, sizes):
    return format_html('<source type="image/avif"{}>', _chosen_from(files, sizes)) if files else ""


def _chosen_from(files, sizes):
    candidates = format_html_join(", ", "{} {}w", ((_address(name), width) for name, width in files))
    return format_html(' srcset="{}" sizes="{}"', candidates, sizes)


def _address(name):
    return default_storage.url(name)
