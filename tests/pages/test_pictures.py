"""Uploaded pictures, with real files: refused with the reason, or made anew without metadata under a name of ours."""

import random
import re
import resource
import struct
import zlib
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from pages import pictures
from pages.models import Picture
from tests import factories

SCRIPT = b"<html><script>alert(1)</script></html>"


def encoded(form, size=(64, 48), mode="RGB", **save):
    out = BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, form, **save)
    return out.getvalue()


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_of(width, height, rows=None):
    """A PNG that claims to be so large; all black, so that it is small."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = zlib.compress(b"\0" * ((width + 7) // 8 + 1) * (height if rows is None else rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def told():
    """What a photograph tells: where and by whom it was taken, that it lies on its side, and its colours' profile."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn by a quarter
    exif[0x013B] = "Mona Salem"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 2.0, 40.0), 3: "E", 4: (31.0, 14.0, 8.0)})
    return {"exif": exif, "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}


REFUSED = {
    "a polyglot of GIF and HTML": ("not_a_picture", b"GIF89a/*\x01\x00\x01\x00" + SCRIPT + encoded("GIF", mode="P")),
    "a GIF": ("not_a_picture", encoded("GIF", mode="P")),
    "an SVG": ("not_a_picture", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "an EPS": ("not_a_picture", encoded("EPS")),
    "a TIFF named .png": ("not_a_picture", encoded("TIFF")),
    "a web page named .png": ("not_a_picture", SCRIPT),
    "nothing": ("not_a_picture", b""),
    "a truncated JPEG": ("damaged", encoded("JPEG", (400, 300))[:9000]),
    "a truncated PNG": ("damaged", encoded("PNG", (400, 300))[:-9000]),
    "144 megapixels": ("too_many_pixels", png_of(12_000, 12_000)),
    "a bomb": ("too_many_pixels", png_of(60_000, 60_000, rows=1)),
    "a file that is too large": ("too_large", encoded("PNG") + b"\0" * pictures.LARGEST_FILE),
}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("code", "content"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_or_too_large_a_one_is_refused_with_the_reason(code, content, media):
    with pytest.raises(ValidationError) as refusal:
        pictures.check(ContentFile(content, name="picture.png"))
    assert (refusal.value.code, str(refusal.value.messages[0])[-1]) == (code, ".")
    # Django itself looks at the size as a file is given to a row, and stumbles over the bomb.
    with pytest.raises((ValidationError, Image.DecompressionBombError)):
        Picture(file=ContentFile(content, name="picture.png"), alt_en="x").save()
    assert not media.exists()


def test_144_megapixels_fit_into_few_kilobytes():
    assert len(REFUSED["144 megapixels"][1]) < 400_000


def outcome(content):
    try:
        pictures.made_anew(ContentFile(content, name="x.png"))
    except ValidationError as refusal:
        return refusal.code
    return "read"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_file_with_bytes_turned_over_is_refused_or_read_and_never_an_error(form):
    content, chance = encoded(form), random.Random(3)
    for _ in range(120):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert outcome(bytes(broken)) in {"read", "not_a_picture", "damaged", "too_many_pixels"}


def remade(content, name="x.png"):
    """The file that is kept of an upload, as bytes and as a picture."""
    kept = pictures.kept(ContentFile(content, name=name), default_storage)
    made = default_storage.open(kept).read()
    return made, Image.open(BytesIO(made))


def test_a_polyglot_of_png_and_html_loses_its_html():
    made, image = remade(encoded("PNG") + SCRIPT)
    assert (image.format, image.size, b"script" in made) == ("WEBP", (64, 48), False)


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("AVIF", "RGB")])
def test_position_author_and_comments_are_removed_and_the_picture_stands_upright(form, mode):
    comment = {"comment": b"secret"} if form == "JPEG" else {}
    notes = PngInfo()
    notes.add_text("Comment", "secret")
    original = encoded(form, mode=mode, **told(), **comment, **({"pnginfo": notes} if form == "PNG" else {}))
    assert Image.open(BytesIO(original)).getexif().get_ifd(0x8825)[4] == (31.0, 14.0, 8.0)
    made, image = remade(original)
    image.load()
    assert (image.size, dict(image.getexif())) == ((48, 64), {})
    assert set(image.info) <= {"loop", "background", "timestamp", "duration"}
    assert [secret for secret in (b"Mona", b"secret", b"GPS") if secret in made] == []


@pytest.mark.parametrize(
    ("mode", "form", "kept"),
    [("RGB", "JPEG", "WEBP"), ("L", "JPEG", "WEBP"), ("CMYK", "JPEG", "WEBP"), ("P", "PNG", "WEBP"), ("1", "PNG", "WEBP"),
     ("RGBA", "PNG", "PNG"), ("LA", "PNG", "PNG"), ("I;16", "PNG", "WEBP"), ("RGB", "AVIF", "WEBP")],
)  # fmt: skip
def test_every_kind_of_picture_is_kept_in_one_of_two_formats(mode, form, kept):
    _, image = remade(encoded(form, mode=mode))
    assert (image.format, image.size) == (kept, (64, 48))


def test_an_x_ray_of_16_bits_keeps_its_levels():
    out = BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(out, "PNG")
    assert remade(out.getvalue())[1].getpixel((0, 0)) == (0x80, 0x80, 0x80)


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger():
    assert remade(encoded("JPEG", (4800, 1200)))[1].size == (2400, 600)
    assert remade(encoded("JPEG", (1, 1)))[1].size == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../../x", "../../../etc/passwd.png", '"><script>.png', "a\x00b.png", "x" * 400 + ".png", "صورة.png"]
)
def test_nothing_of_a_file_s_name_reaches_the_disk(name, media):
    picture = Picture.objects.create(file=factories.image(name="x.png"), alt_en="x")
    upload = ContentFile(encoded("PNG"))
    upload.name = name
    picture.file = upload
    picture.save()
    found = [str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()]
    assert [bool(re.fullmatch(r"pictures/[0-9a-f]{16}/(40x30|64x48)\.webp", path)) for path in found] == [True] * 2
    assert picture.file.name in found


@pytest.mark.django_db
def test_a_saved_picture_knows_its_size_as_it_was_kept():
    picture = Picture.objects.create(file=ContentFile(encoded("JPEG", **told()), name="x.jpg"), alt_en="x")
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (48, 64)
    wide = Picture.objects.create(file=ContentFile(encoded("PNG", (3000, 30)), name="x.jpg"), alt_en="x")
    wide.refresh_from_db()
    assert (wide.width, wide.height) == (2400, 24)


@pytest.mark.django_db
def test_saving_a_picture_s_words_does_not_make_its_file_anew():
    picture = factories.picture()
    name, content = picture.file.name, picture.file.open().read()
    picture = Picture.objects.get()
    picture.alt_ar = "ركبة\u202e"
    picture.save()
    picture = Picture.objects.get()
    assert (picture.file.name, picture.file.read(), picture.alt_ar) == (name, content, "ركبة")


@contextmanager
def full_disk(room=100):
    """Lets no file grow past so many bytes, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.django_db
def test_a_full_disk_leaves_no_row_and_no_stub(media):
    picture = Picture(file=ContentFile(encoded("PNG", (300, 300)), name="x.png"), alt_en="x")
    with pytest.raises(pictures.NotKept) as error, full_disk():
        picture.save()
    assert str(error.value) == "The picture could not be kept: the disk is full or cannot be written."
    assert (Picture.objects.count(), [path for path in media.rglob("*") if path.is_file()]) == (0, [])


@pytest.mark.django_db
def test_a_disk_that_cannot_be_written_leaves_no_row(media):
    media.mkdir()
    (media / "pictures").write_text("in the way")
    with pytest.raises(pictures.NotKept):
        factories.picture()
    assert (Picture.objects.count(), (media / "pictures").read_text()) == (0, "in the way")


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_form_refuses_with_the_reason_and_asks_for_a_description():
    form_class = modelform_factory(Picture, fields=["file", "decorative", "alt_en", "alt_ar"])

    def errors(content, **columns):
        return form_class(columns, {"file": SimpleUploadedFile("x.png", content)}).errors

    assert errors(encoded("PNG"), alt_ar="ركبة") == {}
    assert errors(encoded("PNG"), decorative=True) == {}
    assert errors(encoded("PNG")) == {"__all__": ["Describe the picture, or mark it as decorative."]}
    assert errors(png_of(12_000, 12_000), alt_en="x")["file"] == ["The picture has more than 40 million pixels."]
    assert "file" in errors(SCRIPT, alt_en="x")
