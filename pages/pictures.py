"""Uploaded pictures: what is refused, how the rest is made safe, and in which sizes it is kept.

Pillow's own check accepts polyglots, corrupt files, EPS, a TIFF named .png and pictures that unpack to
gigabytes; so the format is read from the content, the size from the header, and what is kept is made anew.

A picture is kept under a name that tells its size, `pictures/<16 hex>/1600x900.webp`, with smaller ones beside it
(`400.avif`, `400.webp`); so its name alone says which of them there are (`pages.picture_sizes`).
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

from pages import picture_sizes

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")
LARGEST_FILE = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400
# AVIF at speed 8: a third of the time of speed 6 for files an eighth larger (docs/decisions/0006-pictures.md).
ENCODINGS = {
    "PNG": {"optimize": True},
    "WEBP": {"quality": 82, "method": 4},
    "AVIF": {"quality": 56, "speed": 8},
}


class NotKept(OSError):
    """A picture could not be written: the disk is full, or not ours to write."""

    def __str__(self):
        return gettext("The picture could not be kept: the disk is full or cannot be written.")


def name_of(instance, filename):
    """A name of ours for a file that came past `kept`: nothing of what it was called reaches the disk."""
    extension = "png" if filename.lower().endswith(".png") else "webp"
    return f"pictures/{secrets.token_hex(8)}.{extension}"


def check(file):
    """Raises ValidationError, with the reason, for what is no picture or too large a one."""
    if not getattr(file, "_committed", False):
        _loaded(file)
        file.seek(0)


def kept(file, storage):
    """Writes a picture made anew in all its sizes, and returns its name.

    Raises ValidationError, or NotKept, and then leaves no file behind.
    """
    image = made_anew(file)
    extension = "png" if image.mode == "RGBA" else "webp"
    name = f"pictures/{secrets.token_hex(8)}/{image.width}x{image.height}.{extension}"
    try:
        for one in [*picture_sizes.beside(name), name]:
            _write(image, one, storage)
    except NotKept:
        remove(name, storage)
        raise
    return name


def complete(name, storage):
    """Makes the sizes of a kept picture that are not there, and returns their names.

    Raises NotKept, ValidationError for a picture that is damaged, or FileNotFoundError.
    """
    missing = [one for one in picture_sizes.beside(name) if not storage.exists(one)]
    if missing:
        with storage.open(name) as file:
            image = made_anew(file)
        for one in missing:
            _write(image, one, storage)
    return missing


def remove(name, storage):
    """Deletes a kept picture in all its sizes; what is not there, or cannot be deleted, is passed over."""
    for one in [name, *picture_sizes.beside(name), picture_sizes.folder_of(name)]:
        with suppress(OSError):
            if one:
                storage.delete(one)


def _write(image, name, storage):
    try:
        storage.save(name, encoded(image, name))
    except OSError as error:
        with suppress(OSError):
            storage.delete(name)
        raise NotKept from error


def encoded(image, name):
    """A picture as a ContentFile in the size and the format that a name tells."""
    width = picture_sizes.width_of(name)
    if width != image.width:
        image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
    form = name.rpartition(".")[2].upper()
    out = io.BytesIO()
    image.save(out, form, **ENCODINGS[form])
    return ContentFile(out.getvalue())


def made_anew(file):
    """The picture of a file, upright, at most 2,400 pixels a side, without metadata: RGBA where it has alpha, else RGB."""
    image = _of_8_bits(_loaded(file))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    image = image.convert("RGBA" if has_alpha else "RGB")
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _of_8_bits(image):
    """A picture with 256 levels: of the 65,536 that an X-ray may have, Pillow would make all but the darkest ones white."""
    if not image.mode.startswith("I"):
        return image
    image = image.point(lambda level: level / 256).convert("L")
    image.info.pop("transparency", None)
    return image


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
