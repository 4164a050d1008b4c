"""The sizes of a picture, with real files: few, right for where they stand, all there or none, gone with the picture."""

import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image

from clinic.demo import removing
from clinic.models import Clinic, DemoRow
from pages import picture_sizes, pictures
from pages.models import Picture
from pages.templatetags.pictures import picture as shown
from tests import factories
from tests.pages.test_pictures import encoded, full_disk

FOLDER = "pictures/0123456789abcdef"


def files(media):
    """What lies in a folder: {path within it: (format, size)}."""
    found = {}
    for path in sorted(media.rglob("*")):
        if path.is_file():
            with Image.open(path) as image:
                found[re.sub("[0-9a-f]{16}", "…", str(path.relative_to(media)))] = (image.format, image.size)
    return found


def kept(size, mode="RGB", form="PNG"):
    upload = ContentFile(encoded(form, size, mode), name="x.png")
    return Picture.objects.create(file=upload, alt_en="A knee", alt_ar="ركبة")


def elements(html):
    """The elements of an HTML text: [(tag, attributes), …]."""
    parser, found = HTMLParser(), []
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(html)
    return found


@pytest.mark.parametrize(
    ("size", "avif", "webp"),
    [
        ((2400, 1600), [400, 800, 1200], [400, 800]),
        ((1600, 900), [400, 800, 1200], [400, 800]),
        ((1200, 675), [400, 800, 1200], [400, 800, "1200x675"]),
        ((900, 1100), [400, 900], [400, "900x1100"]),
        ((401, 30), [401], ["401x30"]),
        ((400, 300), [], ["400x300"]),
        ((40, 30), [], ["40x30"]),
        ((1, 2400), [], ["1x2400"]),
    ],
)
def test_a_picture_s_name_tells_its_sizes_and_none_is_larger_than_the_picture(size, avif, webp):
    name = f"{FOLDER}/{size[0]}x{size[1]}.webp"
    told = picture_sizes.sources(name)
    assert [place for place, _ in told["avif"]] == [f"{FOLDER}/{width}.avif" for width in avif]
    assert [place for place, _ in told["webp"]] == [f"{FOLDER}/{width}.webp" for width in webp]
    assert picture_sizes.size_of(name) == size
    assert len(picture_sizes.beside(name)) <= 5
    assert [width for _, width in told["avif"] + told["webp"] if width > size[0]] == []


@pytest.mark.parametrize(
    "name", ["", "x.png", "pictures/0123456789abcdef.webp", f"{FOLDER}/0x.webp", f"{FOLDER}/1x1.svg", f"../{FOLDER}/1x1.png",
             f"{FOLDER}/../1x1.webp", f"{FOLDER}/99999x1.webp"],
)  # fmt: skip
def test_a_name_that_tells_no_size_has_none(name):
    assert (picture_sizes.sources(name), picture_sizes.size_of(name), picture_sizes.folder_of(name)) == ({}, None, "")


@pytest.mark.django_db
def test_an_upload_is_kept_in_each_of_its_sizes(media):
    kept((1600, 900))
    assert files(media) == {
        "pictures/…/1200.avif": ("AVIF", (1200, 675)),
        "pictures/…/1600x900.webp": ("WEBP", (1600, 900)),
        "pictures/…/400.avif": ("AVIF", (400, 225)),
        "pictures/…/400.webp": ("WEBP", (400, 225)),
        "pictures/…/800.avif": ("AVIF", (800, 450)),
        "pictures/…/800.webp": ("WEBP", (800, 450)),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("size", [(4000, 3000), (3000, 3), (3, 3000)])
def test_twelve_megapixels_and_slivers_are_kept_too(size, media):
    picture = kept(size, form="JPEG")
    assert {max(found[1]) <= 2400 for found in files(media).values()} == {True}
    assert files(media).keys() == {
        re.sub("[0-9a-f]{16}", "…", name) for name in [picture.file.name, *picture_sizes.beside(picture.file.name)]
    }


@pytest.mark.django_db
def test_a_logo_stays_clear_in_every_size(media):
    ring = Image.new("RGBA", (512, 512), (0, 0, 0, 0))
    ring.paste("teal", (100, 100, 400, 400))
    upload = BytesIO()
    ring.save(upload, "PNG")
    picture = Picture.objects.create(file=ContentFile(upload.getvalue(), name="logo.png"), decorative=True)
    assert files(media) == {
        "pictures/…/160.webp": ("WEBP", (160, 160)),
        "pictures/…/400.webp": ("WEBP", (400, 400)),
        "pictures/…/512x512.png": ("PNG", (512, 512)),
    }
    for name in [picture.file.name, *picture_sizes.beside(picture.file.name)]:
        with Image.open(default_storage.open(name)) as image:
            assert (image.mode, image.getpixel((5, 5))[3], image.getpixel((image.width // 2,) * 2)[3]) == (
                "RGBA",
                0,
                255,
            )


@pytest.mark.django_db
@pytest.mark.parametrize("room", [100, 2_000, 20_000, 60_000])
def test_a_disk_that_fills_up_at_any_of_the_sizes_leaves_nothing(room, media):
    with pytest.raises(pictures.NotKept), full_disk(room):
        kept((1600, 900))
    assert (Picture.objects.count(), files(media), list(media.rglob("pictures/*"))) == (0, {}, [])


@pytest.mark.django_db
def test_a_deleted_picture_s_files_go_with_it(media, django_capture_on_commit_callbacks):
    first, second = kept((900, 600)), kept((900, 600))
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert {str(path.parent.relative_to(media)) for path in media.rglob("*.*")} == {
        picture_sizes.folder_of(second.file.name)
    }
    with django_capture_on_commit_callbacks(execute=True):
        Picture.objects.all().delete()
    assert list(media.rglob("pictures/*")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["page", "section"])
def test_what_was_published_keeps_its_picture(media, place, django_capture_on_commit_callbacks):
    picture = kept((900, 600))
    page = factories.page(**{"picture": picture} if place == "page" else {})
    if place == "section":
        factories.section(page, picture=picture)
    factories.published(page)
    before = files(media)
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert (len(before), files(media)) == (4, before)


@pytest.mark.django_db
def test_removing_the_demo_removes_its_pictures_in_all_sizes(media, django_capture_on_commit_callbacks):
    own, demo = kept((900, 600)), kept((900, 600))
    Clinic.objects.create(is_demo=True, logo=demo)
    DemoRow.objects.create(key="picture:x", model="pages.Picture", number=demo.pk)
    with django_capture_on_commit_callbacks(execute=True):
        removing.remove()
    assert [path.name for path in (media / "pictures").iterdir()] == [own.file.name.split("/")[1]]


@pytest.mark.django_db
def test_sizes_that_were_lost_are_made_again(media, capsys):
    picture, small = kept((1600, 900)), kept((40, 30))
    before = files(media)
    for name in ("400.avif", "800.webp"):
        (media / picture_sizes.folder_of(picture.file.name) / name).unlink()
    call_command("make_pictures")
    assert (files(media), capsys.readouterr().out) == (before, "Made 2 files.\n")
    call_command("make_pictures")
    assert (capsys.readouterr().out, small.file.name in str(before)) == ("Made 0 files.\n", False)


@pytest.mark.django_db
def test_what_cannot_be_made_again_is_named_and_the_rest_is_made(media, capsys):
    lost, damaged, third = (kept((900, 600)) for _ in range(3))
    for picture in (lost, damaged, third):
        (media / picture_sizes.folder_of(picture.file.name) / "400.avif").unlink()
    (media / lost.file.name).unlink()
    (media / damaged.file.name).write_bytes(b"RIFF....WEBPVP8 ")
    with pytest.raises(CommandError) as told:
        call_command("make_pictures")
    assert [line.split(":")[0] for line in str(told.value).splitlines()] == [damaged.file.name, lost.file.name]
    assert capsys.readouterr().out == "Made 1 files.\n"
    assert (media / picture_sizes.folder_of(third.file.name) / "400.avif").exists()


@pytest.mark.django_db
def test_a_full_disk_leaves_no_stub_that_would_pass_for_a_size(media):
    picture = kept((1600, 900))
    lost = media / picture_sizes.folder_of(picture.file.name) / "800.avif"
    lost.unlink()
    with pytest.raises(CommandError, match="disk is full"), full_disk():
        call_command("make_pictures")
    assert not lost.exists()


def test_a_browser_chooses_among_avif_and_webp_and_older_ones_get_webp():
    html = shown(f"{FOLDER}/1600x900.webp", sizes="50vw", css="card-picture")
    base = f"/media/{FOLDER}"
    assert elements(html) == [
        ("picture", {}),
        ("source", {
            "type": "image/avif", "sizes": "50vw",
            "srcset": f"{base}/400.avif 400w, {base}/800.avif 800w, {base}/1200.avif 1200w",
        }),
        ("img", {
            "class": "card-picture", "src": f"{base}/800.webp", "srcset": f"{base}/400.webp 400w, {base}/800.webp 800w",
            "sizes": "50vw", "alt": "", "width": "1600", "height": "900", "loading": "lazy", "decoding": "async",
        }),
    ]  # fmt: skip


def test_only_what_is_seen_first_is_asked_for_at_once():
    first = dict(elements(shown(f"{FOLDER}/1600x900.webp", sizes="50vw", eager=True)))["img"]
    assert (first["fetchpriority"], "loading" in first, "decoding" in first) == ("high", False, False)


@pytest.mark.django_db
def test_a_picture_without_sizes_shows_as_it_is():
    plain = {"src": "/media/pictures/0123456789abcdef.webp", "loading": "lazy", "decoding": "async"}
    assert elements(shown("pictures/0123456789abcdef.webp", sizes="50vw", alt="A knee")) == [
        ("picture", {}),
        ("img", plain | {"alt": "A knee"}),
    ]
    of_edition = {"file": "pictures/0123456789abcdef.webp", "width": 1600, "height": 900}
    assert dict(elements(shown(of_edition, sizes="50vw")))["img"] == plain | {
        "alt": "",
        "width": "1600",
        "height": "900",
    }
    tiny = kept((40, 30))
    assert dict(elements(shown(tiny, sizes="50vw")))["img"] == plain | {
        "src": f"/media/{tiny.file.name}", "alt": "", "width": "40", "height": "30"
    }  # fmt: skip
    assert [shown(nothing, sizes="50vw") for nothing in ("", None, Picture())] == [""] * 3


def test_descriptions_and_names_are_escaped():
    html = shown('x"onerror=alert(1).png', sizes="50vw", alt='"><script>alert(1)</script>')
    assert [tag for tag, _ in elements(html)] == ["picture", "img"]
    assert dict(elements(html))["img"]["alt"] == '"><script>alert(1)</script>'
    assert "onerror" not in dict(elements(html))["img"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_place_that_shows_a_picture_shows_it_in_its_sizes(client, language, media):
    picture, logo = kept((900, 600)), kept((512, 512), "RGBA")
    Clinic.objects.create(name_en="Nile", name_ar="النيل", logo=logo)
    doctor, filed = factories.doctor(photo=picture), factories.topic()
    page, other = factories.procedure(picture=picture), factories.article(picture=picture)
    factories.section(page, picture=picture)
    for one in (page, other):
        one.topics.add(filed)
    page.performed_by.add(doctor)
    for one in (page, other):
        factories.published(one)
    here = factories.current(page, language).get_absolute_url()
    folder = f"/media/{picture_sizes.folder_of(picture.file.name)}"
    avif = f"{folder}/400.avif 400w, {folder}/900.avif 900w"
    places = {here: 4, f"/{language}/": 6, f"/{language}/doctors/": 2, f"/{language}/doctors/{doctor.slug}/": 3,
              f"/{language}/procedures/": 2, f"/{language}/articles/": 2}  # fmt: skip
    for place, count in places.items():
        found = elements(client.get(place).content.decode())
        images = [attributes for tag, attributes in found if tag == "img"]
        assert len(images) == count, place
        assert all({"srcset", "sizes", "width", "height", "alt"} <= image.keys() for image in images), place
        sources = [attributes["srcset"] for tag, attributes in found if tag == "source"]
        assert sources == [avif] * (count - 1), place
        for address in re.findall(r"/media/(\S+) \d+w", " ".join(sources + [image["srcset"] for image in images])):
            assert (media / address).is_file()
    header = next(a for tag, a in elements(client.get(here).content.decode()) if tag == "img" and a["alt"])
    assert header.get("fetchpriority") == "high"
