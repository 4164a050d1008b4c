"""Loading the demo clinic: its texts are TOML files in `content/`, its pictures are drawn."""

import io
from datetime import time

from django.core.files.base import ContentFile
from django.db import transaction

from articles.models import Article
from clinic.demo import pictures
from clinic.demo.pages import begun, fill, review
from clinic.demo.texts import page_files, read
from clinic.models import Branch, Clinic, DemoRow, FeaturedProcedure, OpeningHours
from doctors.models import Doctor
from pages import languages
from pages.models import Page, Picture, Topic
from pages.publishing import editions
from procedures.models import Procedure


def load(tell=lambda line: None):
    """Loads what is missing of the demo clinic, publishes its pages in both languages, and returns how many it made."""
    with transaction.atomic():
        profile = read("profile")
        _clinic(profile["clinic"])
        for order, entry in enumerate(profile["branches"]):
            _once(f"branch:{entry['key']}", lambda e=entry, o=order: _branch(e, o))
        topics = {
            entry["key"]: _once(f"topic:{entry['key']}", lambda e=entry: _topic(e)) for entry in profile["topics"]
        }
        tell("pictures")
        drawn = {
            key: _once(f"picture:{key}", lambda k=key, e=entry: _picture(k, e)) for key, entry in _pictures().items()
        }
        Clinic.objects.filter(pk=1).update(logo=drawn.get("logo"))
        doctors = {
            entry["key"]: _once(f"doctor:{entry['key']}", lambda e=entry, o=order: _doctor(e, o, drawn))
            for order, entry in enumerate(profile["doctors"])
        }
        return _pages(topics, drawn, doctors, profile["clinic"]["featured"], tell)


def _pages(topics, drawn, doctors, featured, tell):
    files = page_files()
    new = {key for key in files if not DemoRow.objects.filter(key=f"page:{key}").exists()}
    made = {key: _once(f"page:{key}", lambda e=entry: begun(e)) for key, entry in files.items()}
    for key in sorted(new):
        fill(made[key], files[key], made, topics, drawn, doctors)
    for order, key in enumerate(featured):
        if key in new:
            FeaturedProcedure.objects.create(procedure=made[key], order=order)
    notes = read("lately")["published"]
    for number, key in enumerate(sorted(new), 1):
        for language in languages.CODES:
            review(made[key], files[key], language, doctors)
            editions.publish(made[key], language, by=None, note=notes[language], confirmed=True)
        tell(f"pages {number}/{len(new)}")
    return len(new)


def _pictures():
    told = read("pictures")
    return {key: told.get(key, {}) for key in pictures.KEYS}


def _once(key, make):
    """The row of that key: the one that is there, or a new one."""
    known = DemoRow.objects.filter(key=key).first()
    if known:
        model = next(
            m for m in (Branch, Topic, Picture, Doctor, Procedure, Article, Page) if m._meta.label == known.model
        )
        if found := model.objects.filter(pk=known.number).first():
            return found
        known.delete()
    row = make()
    DemoRow.objects.create(key=key, model=row._meta.label, number=row.pk)
    return row


def _clinic(entry):
    told = {name: value for name, value in entry.items() if name != "featured"}
    Clinic.objects.get_or_create(pk=1, defaults=told | {"is_demo": True})


def _branch(entry, order):
    hours = entry.get("hours", [])
    branch = Branch(clinic_id=1, order=order, **{k: v for k, v in entry.items() if k not in ("key", "hours")})
    branch.save()
    for span in hours:
        opens, closes = time.fromisoformat(span["from"]), time.fromisoformat(span["to"])
        OpeningHours.objects.create(branch=branch, day=span["day"], opens=opens, closes=closes)
    return branch


def _topic(entry):
    topic = Topic(order=Topic.objects.count(), **{k: v for k, v in entry.items() if k != "key"})
    topic.save()
    return topic


def _picture(key, entry):
    file = io.BytesIO()
    pictures.draw(key).save(file, "PNG", compress_level=1)
    picture = Picture(
        **{name: entry.get(name, "") for name in ("alt_en", "alt_ar", "caption_en", "caption_ar", "credit")}
    )
    picture.decorative = not picture.alt_en
    picture.file = ContentFile(file.getvalue(), name=f"{key}.png")
    picture.save()
    return picture


def _doctor(entry, order, drawn):
    doctor = Doctor(order=order, slug=entry["key"], photo=drawn.get(entry.get("photo")))
    for name, value in entry.items():
        if name.endswith(("_en", "_ar")):
            setattr(doctor, name, value)
    doctor.save()
    return doctor
