"""Pictures in a storage that speaks S3: a server of the tests' own, spoken to by the real client."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from clinic import profile, share_card_making, share_cards
from pages import picture_sizes
from pages.pictures import NotKept
from tests import s3
from tests.factories import article, image, picture, published, section

ROOT = Path(__file__).parents[2]
CDN = "https://media.clinic.example/p"
ASKED = "import json; from django.conf import settings as s; print(json.dumps([s.STORAGES, s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']]))"

pytestmark = pytest.mark.django_db


def read_settings(**variables):
    """(STORAGES, img-src) as the settings make them of these variables."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "clinic.settings"} | variables
    told = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, env=env, capture_output=True, check=True)
    return json.loads(told.stdout)


@pytest.fixture
def server(settings):
    with s3.running() as running:
        stores, _sources = read_settings(MEDIA_S3_URL=running.url, MEDIA_ADDRESS=CDN)
        settings.STORAGES = settings.STORAGES | {"default": stores["default"]}
        yield running


def test_a_picture_is_kept_in_all_its_sizes_with_its_type_and_for_ever(server):
    name = picture(file=image((1000, 500), "PNG")).file.name
    types = {key: headers["Content-Type"] for key, (headers, _body) in server.objects.items()}
    assert types == {one: f"image/{one.rpartition('.')[2]}" for one in [name, *picture_sizes.beside(name)]}
    assert len(types) > 3
    assert {headers["Cache-Control"] for headers, _ in server.objects.values()} == {
        "public, max-age=31536000, immutable"
    }
    with default_storage.open(name) as file:
        assert file.read() == server.objects[name][1]
    assert default_storage.url(name) == f"{CDN}/{name}"


def test_a_page_shows_it_from_there_and_asks_the_storage_nothing(server, client):
    kept = picture(file=image((1000, 500), "PNG"))
    page = article(picture=kept)
    section(page, picture=kept)
    path = published(page, "en").get_absolute_url()
    client.get(path)  # which asks once whether there is a share card
    server.asked.clear()
    assert f'src="{CDN}/{kept.file.name}"' in client.get(path).content.decode()
    assert server.asked == []


def test_browsers_may_show_what_lies_there_and_nothing_else(server):
    own = ["'self'", "data:"]
    assert read_settings(MEDIA_S3_URL="")[1] == own
    assert read_settings(MEDIA_S3_URL=server.url, MEDIA_ADDRESS=CDN)[1] == [*own, "https://media.clinic.example"]
    assert read_settings(MEDIA_S3_URL=server.url)[1] == [*own, f"http://127.0.0.1:{server.server_port}"]


def test_what_the_storage_does_not_take_is_said_and_leaves_nothing(server):
    server.is_full = True
    with pytest.raises(NotKept):
        picture()
    assert server.objects == {}


def test_a_storage_that_is_away_takes_no_page_away(server, client):
    path = published(article(), "en").get_absolute_url()
    server.shutdown()
    server.server_close()
    assert client.get(path).status_code == 200
    with pytest.raises(NotKept):
        picture()


def test_a_share_card_is_made_and_found_there(server):
    edition = published(article(), "en")
    clinic = profile.load("en")
    name = share_card_making.make(edition, clinic)
    assert share_cards.url_of(edition, clinic) == f"{CDN}/{name}"
    assert share_card_making.make_all() == 0
    share_card_making._when_withdrawn(edition)
    assert server.objects == {}


def test_whoever_does_not_sign_rightly_is_told_so(server, settings):
    stores = json.loads(json.dumps(settings.STORAGES))
    stores["default"]["OPTIONS"]["access_key"] = "another"
    settings.STORAGES = stores
    with pytest.raises(NotKept):
        picture()
