"""Share cards, with real files: what is on them, when they are made, and that nothing depends on them."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from PIL import Image, ImageChops, ImageStat

from clinic import checks, colours, profile, share_card_making, share_cards
from clinic import share_card_drawing as drawing
from clinic.demo import removing
from clinic.models import Clinic, DemoRow
from pages.models import Edition, Picture
from pages.publishing import editions
from tests import factories
from tests.factories import both
from tests.pages.test_pictures import full_disk

SHAPES = pytest.mark.skipif(not drawing.can_shape_arabic(), reason="needs FriBiDi")
TEAL = "0f6b6b"
LONG = {
    "en": "Nerve root injection after an operation that did not help: what to expect before, during and after it, and when "
    "you should call us at once, whatever the hour",
    "ar": "حقن جذور الأعصاب (L4–L5) بعد عملية لم تنجح في الظهر: ما الذي تتوقّعه قبل الحقن وأثناءه وبعده، ومتى تتصل بنا "
    "فورًا مهما كان الوقت من الليل؟",
}


@pytest.fixture
def clinic(db, media):
    return Clinic.objects.create(**both("name", "Nile Clinic", "عيادة النيل"))


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Publishes as a request does: what waits for the commit is done."""

    def published(page, *languages, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return factories.published(page, *languages, **options)

    return published


def card_of(edition, media):
    """An edition's card as the clinic looks now, None where there is none."""
    path = media / share_cards.name_of(edition, profile.load(edition.language))
    return Image.open(path) if path.exists() else None


def cards(media):
    return {path.name.split("-")[0] for path in media.glob("cards/*")}


def drawn_at(card, ground):
    """The box of everything on a card's upper part that is as light as its words."""
    upper = card.crop((0, 0, drawing.WIDTH, ground)).convert("L")
    return upper.point(lambda light: 255 * (light > 200)).getbbox()


@SHAPES
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_published_edition_has_a_card_and_its_page_names_it(clinic, client, media, publish, language):
    page = factories.procedure()
    publish(page)
    edition = factories.current(page, language)
    card = card_of(edition, media)
    assert (card.format, card.size) == ("PNG", (1200, 630))
    html = client.get(edition.get_absolute_url()).content.decode()
    told = dict(re.findall(r'<meta (?:property|name)="((?:og:image|twitter:card)[\w:]*)" content="([^"]*)"', html))
    path = "/media/" + share_cards.name_of(edition, profile.load(language))
    assert told == {
        "og:image": f"http://testserver{path}", "og:image:width": "1200", "og:image:height": "630",
        "og:image:alt": edition.title, "twitter:card": "summary_large_image",
    }  # fmt: skip


@SHAPES
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("words", ["short", "long"])
def test_a_title_stands_at_its_language_s_side_and_is_never_clipped(language, words):
    title = LONG[language] if words == "long" else {"en": "Hip", "ar": "ورك"}[language]
    card = drawing.draw(title, "", language, TEAL)
    left, top, right, bottom = drawn_at(card, drawing.HEIGHT)
    edges = (left, drawing.WIDTH - right) if language == "en" else (drawing.WIDTH - right, left)
    assert edges[0] == pytest.approx(drawing.MARGIN, abs=8)
    assert edges[1] >= drawing.MARGIN - 8
    assert 40 < top < bottom < drawing.HEIGHT - 40
    assert (words == "long") == (bottom - top > 180)


def lines_of(title):
    return drawing._fitted(drawing._drawable(title), drawing.TITLE_SIZES, drawing.MOST_LINES, 1048)[1]


@SHAPES
@pytest.mark.parametrize("title", [LONG["en"], LONG["ar"], "Hip", "ألم أسفل الظهر: علامات الخطر", "x" * 90])
def test_lines_hold_every_word_of_a_title(title):
    lines = lines_of(title)
    assert 1 <= len(lines) <= 4
    assert "".join(lines).replace(" ", "") == drawing._drawable(title).replace(" ", "")


@SHAPES
@pytest.mark.parametrize("title", ["W" * 200, "ض" * 200, "WWWWWWWWW " * 20])
def test_a_title_that_cannot_fit_ends_with_dots_within_the_card(title):
    lines = lines_of(title)
    assert (len(lines), lines[-1][-1]) == (4, "…")
    smallest = drawing._font(drawing.TITLE_SIZES[-1])
    assert max(smallest.getlength(line) for line in lines) <= 1048


@pytest.mark.parametrize(
    "title", ["", " ", "😀😀", "---", "\u202eHip", "a\x00b\ud800", "中文", '"><script>', "L4–L5 ½ µ", "\u0301" * 200]
)
def test_whatever_a_title_holds_a_card_can_be_drawn(title):
    assert drawing.draw(title, title, "en", TEAL).size == (1200, 630)


def test_signs_that_the_font_lacks_are_left_out_and_not_drawn_as_boxes():
    plain = drawing.draw("LASIK : eyes", "Nile", "en", TEAL)
    assert ImageChops.difference(drawing.draw("LASIK 😀: 中 eyes", "Nile ⚕", "en", TEAL), plain).getbbox() is None


@SHAPES
def test_arabic_letters_are_joined_and_run_from_right_to_left():
    joined = drawing._font(88).getlength("بيان")
    apart = sum(drawing._font(88).getlength(letter) for letter in "بيان")
    assert joined < 0.85 * apart
    heh = drawn_at(drawing.draw("ههههه ا", "", "ar", TEAL), drawing.HEIGHT)
    alef_at_the_left = drawing.draw("ههههه ا", "", "ar", TEAL).crop((heh[0], heh[1], heh[0] + 20, heh[3]))
    assert ImageStat.Stat(alef_at_the_left.convert("L")).mean[0] > 80  # a full stroke, as an alef is


@pytest.mark.parametrize(
    "colour", ["000000", "ffffff", "ffe600", "0f6b6b", "777777", "ff00ff", "8c1d40", "#00FF00", "nonsense", ""]
)
def test_words_can_be_read_whatever_the_clinic_s_colour(colour):
    card = drawing.draw("", "", "en", colour)
    ratios = [
        colours.contrast([channel / 255 for channel in shade], colours.WHITE) for _, shade in card.getcolors(1 << 20)
    ]
    assert min(ratios) >= 4.5


def test_the_logo_is_on_the_card_and_a_lost_one_is_not_missed(clinic, media, publish, caplog):
    page = factories.page()
    publish(page, "en")
    plain = card_of(factories.current(page), media)
    Clinic.objects.update(logo=Picture.objects.create(file=factories.image((500, 500)), decorative=True))
    call_command("make_share_cards")
    with_logo = card_of(factories.current(page), media)
    assert ImageChops.difference(plain.convert("RGB"), with_logo.convert("RGB")).getbbox()[1] > 492
    (media / Clinic.objects.get().logo.file.name).unlink()
    for path in media.glob("cards/*"):
        path.unlink()
    call_command("make_share_cards")
    assert ImageChops.difference(plain.convert("RGB"), card_of(factories.current(page), media)).getbbox() is None
    assert "cannot be read" in caplog.text


def test_another_look_is_another_card_and_the_old_one_goes(clinic, client, media, publish, capsys):
    page = factories.page()
    publish(page)
    before = {path.name for path in media.glob("cards/*")}
    address = factories.current(page).get_absolute_url()
    Clinic.objects.update(name_en="Delta Clinic", colour="#8c1d40")
    assert "og:image" not in client.get(address).content.decode()
    call_command("make_share_cards")
    after = {path.name for path in media.glob("cards/*")}
    assert (len(before), len(after), before & after) == (2, 2, set())
    assert "og:image" in client.get(address).content.decode()
    call_command("make_share_cards")
    assert capsys.readouterr().out == "Made 2 cards.\nMade 0 cards.\n"


def test_cards_are_of_what_holds_or_will_and_of_nothing_else(
    clinic, media, publish, django_capture_on_commit_callbacks
):
    page, withdrawn, coming = (factories.page() for _ in range(3))
    first = publish(page, "en")
    gone = publish(withdrawn, "en")
    with django_capture_on_commit_callbacks(execute=True):
        editions.withdraw(withdrawn, "en", by=None)
    assert cards(media) == {str(first.pk)}
    scheduled = publish(coming, "en", at=factories.later(days=1))
    second = publish(page, "en")
    share_card_making.make_all()
    assert cards(media) == {str(second.pk), str(scheduled.pk)}
    assert gone.pk not in (first.pk, second.pk)


def test_removing_the_demo_removes_its_cards(clinic, media, publish, django_capture_on_commit_callbacks):
    demo, own = factories.page(), factories.page()
    publish(demo, "en")
    kept = publish(own, "en")
    DemoRow.objects.create(key="page:x", model="pages.Page", number=demo.pk)
    with django_capture_on_commit_callbacks(execute=True):
        removing.remove()
    assert cards(media) == {str(kept.pk)}


def test_a_scheduled_card_cannot_be_guessed_from_what_the_site_shows(clinic, settings):
    page = factories.page()
    edition = factories.published(page, "en", at=factories.later(days=1))
    known, changed = profile.load("en"), Edition.objects.get()
    changed.fingerprint = "0" * 64
    names = {share_cards.name_of(edition, known), share_cards.name_of(changed, known)}
    settings.SECRET_KEY = "another"
    names.add(share_cards.name_of(edition, known))
    assert len(names) == 3


def test_a_page_is_published_though_its_card_cannot_be_made(clinic, client, media, publish, caplog):
    media.mkdir(exist_ok=True)
    (media / "cards").write_text("in the way")
    edition = publish(factories.page(), "en")
    answer = client.get(edition.get_absolute_url())
    assert (answer.status_code, "og:image" in answer.content.decode()) == (200, False)
    assert "Error calling" in caplog.text
    (media / "cards").unlink()


def test_a_full_disk_leaves_no_stub_that_would_pass_for_a_card(clinic, media):
    edition = factories.published(factories.page(), "en")
    with full_disk(), pytest.raises(CommandError, match="could not be kept"):
        call_command("make_share_cards")
    assert (list(media.glob("cards/*")), share_cards.url_of(edition, profile.load("en"))) == ([], "")


def test_publishing_that_is_undone_leaves_no_card(clinic, media, django_capture_on_commit_callbacks):
    with pytest.raises(editions.Refused), django_capture_on_commit_callbacks(execute=True):
        editions.publish(factories.page(title_ar=""), "ar", by=None)
    assert cards(media) == set()


@SHAPES
def test_where_arabic_cannot_be_shaped_cards_go_without_it_and_a_check_says_so(monkeypatch):
    assert checks.check_arabic_can_be_drawn(None) == []
    bare = drawing.draw("", "", "ar", TEAL)
    monkeypatch.setattr(drawing.features, "check", lambda name: name != "fribidi")
    drawing._font.cache_clear()
    warning = checks.check_arabic_can_be_drawn(None)[0]
    assert (warning.id, "libfribidi0" in warning.hint) == ("clinic.W001", True)
    assert ImageChops.difference(drawing.draw("ورك", "عيادة", "ar", TEAL), bare).getbbox() is None
    assert drawn_at(drawing.draw("Hip", "Nile", "en", TEAL), 490) is not None
    monkeypatch.undo()
    drawing._font.cache_clear()


def test_the_tag_asks_no_query_and_a_preview_has_no_card(clinic, publish, django_assert_num_queries):
    page = factories.page()
    publish(page, "en")
    edition, known = factories.current(page), profile.load("en")
    with django_assert_num_queries(0):
        assert urlsplit(share_cards.url_of(edition, known)).path.startswith("/media/cards/")
    assert share_cards.url_of(editions.compose(page, "en")[0], known) == ""
