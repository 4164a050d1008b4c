"""Drafts, editions and doctors to test with, written in both languages so that publishing has nothing to ask."""

import itertools
from datetime import date, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from PIL import Image

from articles.models import Article
from doctors.handing_out import handouts
from doctors.models import Doctor
from pages import clock, languages
from pages.drafting import drafts
from pages.linking import wordings
from pages.models import Edition, Link, Page, Picture, Section, Source, Topic
from pages.publishing import editions
from pageviews import rollups
from procedures.models import Aspect, Benefit, Candidate, Indication, Procedure, Question, Risk, Step

NEVER_ENDING = itertools.count(1)
HEADED = (Indication, Candidate, Step, Benefit, Risk)


def both(field, english, arabic):
    """A text in both languages as the columns of a row: `{"title_en": …, "title_ar": …}`."""
    return {f"{field}_en": english, f"{field}_ar": arabic}


def page(model=Page, parts=1, **columns):
    """A plain page with so many sections, recorded as its editor's first save."""
    n = next(NEVER_ENDING)
    texts = both("title", f"Opening hours {n}", f"مواعيد العمل {n}")
    texts |= both("summary", f"When we are open {n}.", f"متى نفتح {n}.")
    made = model.objects.create(**{"original_language": "en"} | texts | columns)
    for i in range(parts):
        section(made, order=i)
    drafts.record(made, by=None)
    return made


def article(**columns):
    """An article."""
    return page(Article, **columns)


def procedure(parts=1, **columns):
    """A procedure with so many parts of each kind."""
    made = page(Procedure, parts=parts, **columns)
    for model, i in itertools.product(HEADED, range(parts)):
        part(model, made, order=i)
    for i in range(parts):
        texts = both("aspect", f"Pain {i}", f"الألم {i}") | both("here", "<p>Less.</p>", "<p>أقل.</p>")
        Aspect.objects.create(procedure=made, order=i, **texts, **both("there", "<p>More.</p>", "<p>أكثر.</p>"))
        texts = both("question", f"Does it hurt? {i}", f"هل يؤلم؟ {i}") | both("answer", "<p>No.</p>", "<p>لا.</p>")
        Question.objects.create(procedure=made, order=i, **texts)
    drafts.record(made, by=None)
    return made


def everything(**columns):
    """A procedure with something in every corner: facts, filing, doctors, a source, lines and links in the text."""
    other = article()
    known = {"type": "surgical", "review_due_on": "2030-05-06", "picture": picture(), "duration_en": "An hour"}
    made = procedure(parts=2, **known | columns)
    made.topics.add(topic())
    made.performed_by.add(doctor())
    source(made, url="https://example.org/", accessed_on="2026-01-02")
    Link.objects.create(from_page=made, to_page=other, after_anchor="risks", **both("label", "See", "انظر"))
    Link.objects.create(from_page=made, wording=wordings.wording("Hip wash"), order=1)
    section(made, body_en=f'<p><a data-page="{other.pk}">there</a></p>', order=2)
    section(made, picture=picture(), video="https://example.org/v", kind="recovery", not_for_language="ar", order=3)
    part(Risk, made, frequency="rare", severity="serious")
    part(Candidate, made, suitability="not_suitable")
    drafts.record(made, by=None)
    return Procedure.objects.get(pk=made.pk)


def section(owner, **columns):
    """A section of a page."""
    n = next(NEVER_ENDING)
    texts = both("heading", f"Section {n}", f"قسم {n}") | both("body", f"<p>Words {n}.</p>", f"<p>كلمات {n}.</p>")
    return Section.objects.create(page=owner, **texts | columns)


def part(model, owner, **columns):
    """A part with a heading and a text: an indication, candidate, step, benefit or risk of a procedure."""
    n, name = next(NEVER_ENDING), model.__name__
    texts = both("heading", f"{name} {n}", f"جزء {n}") | both("body", f"<p>About it {n}.</p>", f"<p>عنه {n}.</p>")
    return model.objects.create(procedure=owner, **texts | columns)


def source(owner, **columns):
    """A source of a page's facts."""
    return Source.objects.create(page=owner, **both("citation", "A guideline.", "دليل إرشادي.") | columns)


def topic(english="Spine", arabic="العمود الفقري"):
    """A topic."""
    return Topic.objects.create(**both("name", english, arabic))


def doctor(english="Mona Salem", arabic="منى سالم", **columns):
    """A doctor of the clinic."""
    texts = both("name", english, arabic) | both("honorific", "Dr.", "د.") | both("specialty", "Spine", "العمود الفقري")
    return Doctor.objects.create(**texts | columns)


def handout(*parts, **columns):
    """A hand-out of parts, each a page or (page, anchor), in English and for a month."""
    pairs = [(part[0].pk, part[1]) if isinstance(part, tuple) else (part.pk, "") for part in parts]
    known = {"language": "en", "made_by": None, "expires_at": handouts.in_days(30)}
    return handouts.make(pairs, **known | columns)


def image(size=(40, 30), form="PNG", name="picture.png", **save):
    """An uploaded file that holds a picture."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **save)
    return ContentFile(out.getvalue(), name=name)


def picture(**columns):
    """A picture with its description."""
    return Picture.objects.create(**{"file": image()} | both("alt", "A knee", "ركبة") | columns)


def published(draft, *languages, by=None, **options):
    """Publishes a draft in the languages named (both, if none is), and gives the last Edition."""
    made = [editions.publish(draft, language, by=by, **options) for language in languages or ("en", "ar")]
    return made[-1]


def current(draft, language="en"):
    """What patients read of a page now, or None."""
    return Edition.objects.current().filter(page=draft.pk, language=language).first()


def time_passes(**span):
    """Lets time pass for every edition: the database's clock cannot be set, so the editions are moved back."""
    earlier = {name: F(name) - timedelta(**span) for name in ("starts_at", "ends_at", "expires_at", "published_at")}
    Edition._base_manager.update(**earlier)
    kept = (f"{name}_{code}" for name in ("begins", "ends") for code in languages.CODES)
    Page.objects.update(**{name: F(name) - timedelta(**span) for name in kept})


def later(**span):
    """A moment to come, by the database's clock."""
    return clock.now() + timedelta(**span)


def viewed(page, language="en", day=None, count=1):
    """So many views of a page in a language, on a day (today, or one that is written `2026-01-31`), with all sums of them."""
    day = date.fromisoformat(day) if isinstance(day, str) else day or timezone.localdate()
    with transaction.atomic(), connection.cursor() as cursor:
        rollups.add(cursor, {(page.pk, language, day): count})
