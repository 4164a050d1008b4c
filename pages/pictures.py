"""Uploaded pictures: what is refused, and how the rest is made safe.

Pillow's own check accepts polyglots, corrupt files, EPS, a TIFF named .png and pictures that unpack to
gigabytes; so the format is read from the content, the size from the header, and what is kept is made anew.
"""

import io
import secrets
import warnings
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")
LARGEST_FILE = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400


class NotKept(OSError):
    """A picture could not be written: the disk is full, or not ours to write."""

    def __str__(self):
        return gettext("The picture could not be kept: the disk is full or cannot be written.")


def name_of(instance, filename):
    """A name of ours: nothing of what the file was called reaches the disk."""
    extension = "png" if filename.lower().endswith(".png") else "webp"
    return f"pictures/{secrets.token_hex(8)}.{extension}"


def check(file):
    """Raises ValidationError, with the reason, for what is no picture or too large a one."""
    if not getattr(file, "_committed", False):
        _loaded(file)
        file.seek(0)


def kept(file, storage):
    """Writes a picture made anew, and returns its name. Raises ValidationError, or NotKept, and leaves no stub."""
    made = re_encoded(file)
    name = name_of(None, made.name)
    try:
        return storage.save(name, made)
    except OSError as error:
        with suppress(OSError):
            storage.delete(name)
        raise NotKept from error


def re_encoded(file):
    """The picture made anew as a ContentFile: upright, at most 2,400 pixels a side, no metadata, WebP or PNG."""
    image = _loaded(file)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    image = image.convert("RGBA" if has_alpha else "RGB")
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    out = io.BytesIO()
    if has_alpha:
        clean.save(out, "PNG", optimize=True)
    else:
        clean.save(out, "WEBP", quality=82, method=4)
    return ContentFile(out.getvalue(), name="picture.png" if has_alpha else "picture.webp")


def _loaded(file):
    """The picture of a file, read whole and upright; its size is known from the header before it is unpacked."""
    if file.size > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 15 MB."), code="too_large")
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders raise whatever they trip over: OSError, struct.error, RuntimeError …
        raise ValidationError(_("Only PNG, JPEG, WebP and AVIF pictures can be used."), code="not_a_picture") from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    try:
        return ImageOps.exif_transpose(image)
    except Exception as error:
        raise ValidationError(_("The picture is damaged or incomplete."), code="damaged") from error


def _too_many_pixels():
    return ValidationError(_("The picture has more than 40 million pixels."), code="too_many_pixels")
