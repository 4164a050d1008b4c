"""Doctors as machines are told them: who wrote and who reviewed a page, and a doctor's own page."""

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from doctors.review import reviews
from pages.public import schema_org
from pages.rich_text import text_of


def of_edition(scene):
    """The page with its author, and with its review where there is one."""
    if scene.edition is None:
        return
    told = reviews.byline(scene.edition)
    author, reviewer = told.get("author"), told.get("reviewer")
    yield {
        "@id": scene.page,
        "author": _named(scene, author),
        "reviewedBy": _named(scene, reviewer) | {"jobTitle": reviewer["specialty"]} if reviewer else None,
        "lastReviewed": told.get("reviewed_on"),
    }


def of_doctor(scene):
    """A doctor's own page."""
    doctor = scene.context.get("doctor")
    if doctor is None:
        return
    identity, name = scene.identity(scene.place, "person"), doctor.full_name(scene.language)
    yield {
        "@id": scene.page,
        "@type": "ProfilePage",
        "url": scene.absolute(scene.place),
        "name": name,
        "inLanguage": scene.language,
        "mainEntity": {"@id": identity},
    }
    yield schema_org.breadcrumb(scene, [(_("Doctors"), f"/{scene.language}/doctors/"), (name, scene.place)])
    yield {
        "@id": identity,
        "@type": "Person",
        "name": name,
        "jobTitle": doctor.text("specialty", scene.language),
        "description": text_of(doctor.text("biography", scene.language)),
        "url": scene.absolute(scene.place),
        "image": doctor.photo and scene.absolute(default_storage.url(doctor.photo.file.name)),
    }


def _named(scene, named):
    """A doctor as a byline names them; one who has a page here is called by it."""
    if not named:
        return None
    person = {"@type": "Person", "name": named["name"]}
    if not named["has_page"]:
        return person
    address = f"/{scene.language}/doctors/{named['slug']}/"
    return person | {"@id": scene.identity(address, "person"), "url": scene.absolute(address)}
