"""A real Chromium on a live server, and a small clinic that has every kind of page in both languages."""

import os
import shutil
from datetime import time
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from clinic.models import Branch, Clinic, OpeningHours
from clinic.static_files import JoinedStaticFilesStorage
from doctors.handing_out import handouts
from pages.drafting import drafts
from pages.models import Link
from pages.publishing import editions
from tests import factories
from tests.deploy.production import DOMAIN, PATH, Production

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The name that production calls itself leads to this machine.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--no-first-run",
    f"--host-resolver-rules=MAP {DOMAIN} 127.0.0.1",
]
# Chromium without a window calls itself Headless, which is counted as a program and not as a reader.
READER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
HEIGHT = 800
# What is waited for comes later on a slow machine: as long as for a click. What comes at once costs no more by that.
expect.set_options(timeout=30_000)
SERVERS = {"nginx": "nginx", "redis": "redis-server"}


@pytest.fixture(scope="package")
def chromium():
    """The browser. Playwright keeps an event loop in this thread, in which Django would refuse the database."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "REQUIRE asks for a browser, and there is no Chromium here"
    unsafe = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if unsafe is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = unsafe


@pytest.fixture(scope="package")
def joined_sheet():
    """The style sheet as production serves it: one file."""
    return JoinedStaticFilesStorage(location=settings.BASE_DIR / "static").joined("css/site.css")


@pytest.fixture(scope="package")
def production(tmp_path_factory):
    """Production with the demo clinic: the application, nginx and the joined, named and compressed files.

    One for all of these tests: it takes half a minute to start.
    """
    missing = [name for name, program in SERVERS.items() if not shutil.which(program, path=PATH)]
    if missing and not set(missing) & set(os.environ.get("REQUIRE", "").split(",")):
        pytest.skip(f"needs {' and '.join(missing)}")
    assert not missing, f"REQUIRE asks for {missing}, and it is not here"
    production = Production(f"sqlite:///{tmp_path_factory.mktemp('budgets') / 'bayan.sqlite3'}")
    try:
        production.build()
        allowed = production.application_environment("migrate") | {"DEMO_ALLOWED": "1"}
        production.run(["python", "manage.py", "load_demo"], allowed)
        production.start_redis()
        production.start_application("app1")
        production.start_nginx()
        yield production
    finally:
        production.end()


@pytest.fixture
def visit(chromium, live_server, joined_sheet):
    """`visit(path, width=360, scheme="light", scripts=True)` opens a page of the site and tells what it complained of.

    The page that it gives has `.complaints` (console errors and violations of the content security policy),
    `.dialogs`, and the answer's `.status`.
    """
    contexts = []

    def opened(path, width=360, scheme="light", scripts=True):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,
            java_script_enabled=scripts,
            user_agent=READER,
        )
        contexts.append(context)
        context.route("**/css/site.css", lambda route: route.fulfill(body=joined_sheet, content_type="text/css"))
        page = context.new_page()
        page.complaints, page.dialogs = [], []
        page.on("console", lambda message: is_complaint(message, path) and page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
        page.status = page.goto(path).status
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(visit, admin_client):
    """`signed_in(path, language, …)`: a page of the admin as an administrator sees it."""

    def opened(path, language, **options):
        page = visit("/healthz", **options)
        origin = page.evaluate("location.origin") if options.get("scripts", True) else page.url.removesuffix("/healthz")
        cookies = {"sessionid": admin_client.cookies["sessionid"].value, "language": language}
        page.context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in cookies.items()])
        page.goto(path)
        return page

    return opened


@pytest.fixture
def made():
    """A procedure with two risks, of which the second is outdated in Arabic, and sections of several kinds."""
    page = factories.procedure(parts=2)
    for kind in ("risks", "recovery", "what_it_is", "other"):
        factories.section(page, kind=kind, **factories.both("heading", f"About {kind}", "عن هذا"))
    risk = page.risks.last()
    risk.body_en = "<p>Other words than were translated.</p>"
    risk.save()
    drafts.record(page, by=None)
    return page


@pytest.fixture
def desk(signed_in, made):
    """`desk(language, width, hash="", **options)`: the form of the procedure."""

    def opened(language, width=1440, place="", **options):
        return signed_in(f"/admin/procedures/procedure/{made.pk}/change/{place}", language, width=width, **options)

    return opened


def is_complaint(message, path):
    """Whether a message on the console tells of an error, other than that the page itself answers 404 or 500."""
    told_of = unquote(urlsplit(message.location["url"]).path)
    return message.type == "error" and not ("Failed to load resource" in message.text and told_of == path)


# axe 4.12 takes Arabic letters for icons and measures no contrast of them: they become Latin ones first.
LATINISED = """
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\\p{Script=Arabic}/gu, "a");
"""


@pytest.fixture
def faults():
    """`faults(page, only=None)`: what axe finds serious or critical, target sizes (WCAG 2.2, 2.5.8) included."""
    axe = Axe()

    def found(page, only=None):
        page.evaluate(LATINISED)
        options = {"runOnly": [only]} if only else {"rules": {"target-size": {"enabled": True}}}
        # Without `preload` axe asks for every imported sheet at a wrong address.
        options |= {"resultTypes": ["violations"], "preload": False}
        violations = axe.run(page, options=options).response["violations"]
        return [
            f"{violation['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
            for violation in violations
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]

    return found


@pytest.fixture
def world(live_server):
    """A clinic with one page of every kind, and `paths[kind][language]`."""
    doctor, topic = _clinic(), factories.topic()
    article = factories.article(parts=3, author=doctor, picture=factories.picture())
    article.topics.set([topic])
    procedure = _procedure(topic, doctor, article)
    plain, gone = factories.page(parts=1), factories.page(parts=1)
    for page in (article, procedure, plain, gone):
        factories.published(page, confirmed=True)
    paths = {
        "home": "/{0}/", "procedures": "/{0}/procedures/", "articles": "/{0}/articles/", "doctors": "/{0}/doctors/",
        "doctor": f"/{{0}}/doctors/{doctor.slug}/", "contact": "/{0}/contact/", "not found": "/{0}/nowhere/",
        "how we count": "/{0}/how-we-count/", "topics": "/{0}/topics/",
    }  # fmt: skip
    paths = {kind: {code: path.format(code) for code in ("en", "ar")} for kind, path in paths.items()}
    for kind, page in (("procedure", procedure), ("article", article), ("plain page", plain), ("gone", gone)):
        paths[kind] = {code: factories.current(page, code).get_absolute_url() for code in ("en", "ar")}
    paths["search"] = {"en": "/en/search/?q=hours", "ar": "/ar/search/?q=%D8%A7%D9%84%D8%B9%D9%85%D9%84"}
    paths["nothing found"] = {"en": "/en/search/?q=zzzz", "ar": "/ar/search/?q=%D8%B6%D8%B6%D8%B6%D8%B6"}
    paths["topic"] = {code: f"/{code}/topics/{getattr(topic, f'slug_{code}')}/" for code in ("en", "ar")}
    notes = {"en": "Bring the scan.", "ar": "أحضر الأشعة معك."}
    for language in ("en", "ar"):
        editions.withdraw(gone, language, by=None)
        given = {"language": language, "doctor": doctor, f"note_{language}": notes[language]}
        read, expired = factories.handout(procedure, article, **given), factories.handout(procedure, **given)
        handouts.end(expired, by=None)
        paths.setdefault("hand-out", {})[language] = read.address_in(language)
        paths.setdefault("expired hand-out", {})[language] = expired.address_in(language)
    return SimpleNamespace(paths=paths, procedure=procedure, article=article, doctor=doctor, topic=topic)


def _clinic():
    names = factories.both("name", "Nile Gate Clinic", "عيادة باب النيل")
    taglines = factories.both("tagline", "Spine care in Cairo", "العمود الفقري في القاهرة")
    Clinic.objects.create(email="care@clinic.example", is_demo=True, **names, **taglines)
    branch = Branch.objects.create(
        telephone="+20 2 5550 0101",
        whatsapp="+20 100 555 0101",
        map_url="https://www.openstreetmap.org/",
        **factories.both("name", "Dokki", "الدقي"),
        **factories.both("address", "7 Papyrus Street", "7 شارع البردي"),
        **factories.both("note", "The lift is wide.", "المصعد واسع."),
    )
    OpeningHours.objects.create(branch=branch, day=5, opens=time(10), closes=time(20, 30))
    return factories.doctor(
        photo=factories.picture(), **factories.both("biography", "<p>A surgeon.</p>", "<p>جراحة.</p>")
    )


def _procedure(topic, doctor, article):
    procedure = factories.procedure(
        parts=2, opening_views=41, type="surgical", author=doctor, picture=factories.picture(),
        **factories.both("medical_name", "L4–L5 discectomy", "استئصال الغضروف L4–L5"),
        **factories.both("duration", "1 hour", "ساعة"),
        **factories.both("compared_with_name", "Injection", "الحقن"),
    )  # fmt: skip
    procedure.topics.set([topic])
    procedure.performed_by.set([doctor])
    for kind in ("urgent", "call_us_if", "recovery", "disclaimer"):
        texts = factories.both("body", f"<ul><li>Signs of {kind}.</li></ul>", "<ul><li>علامات.</li></ul>")
        factories.section(procedure, kind=kind, **texts)
    table = "<table><tbody><tr><th>A</th><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td></tr></tbody></table>"
    factories.section(procedure, kind="results", **factories.both("body", table, table))
    procedure.candidates.filter(order=1).update(suitability="not_suitable")
    procedure.risks.update(frequency="rare", severity="serious")
    factories.source(procedure, url="https://www.who.int/a-long-address-of-a-source/")
    Link.objects.create(from_page=procedure, after_anchor=procedure.risks.first().anchor, to_page=article)
    return procedure
