"""How long the form of a page with many parts takes to open and to save: `python benchmarks/form.py --parts 60`."""

import argparse
import os
import shutil
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from pages import kinds  # noqa: E402
from pages.drafting import drafts  # noqa: E402
from tests import factories  # noqa: E402
from tests.pages.admin.admin_forms import fields_of  # noqa: E402

# As a browser posts a form without files; what the test client posts else takes longer to read.
AS_A_BROWSER = "application/x-www-form-urlencoded"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WORDS = {
    "en": "Most people go home on the same day and walk. ",
    "ar": "يعود معظم الناس إلى بيوتهم في اليوم نفسه ويمشون. ",
}
# When somebody can type: the form is there, its scripts have run, and the browser has drawn it.
READY = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  document.querySelector("#page-title_en input").focus();
  return document.querySelector("#desk-text").dataset.shows && document.querySelector(".rich-text-view") && performance.now();
}"""


def procedure(parts):
    """A procedure with so many parts, each with a paragraph of some 60 words in both languages, and links between them."""
    made = factories.procedure(parts=0)
    texts = {f"body_{code}": f"<p>{words * 6}</p>" for code, words in WORDS.items()}
    groups = [("section", None), *((None, made.steps.model), (None, made.benefits.model), (None, made.risks.model))]
    for number in range(parts):
        name, model = groups[number % len(groups)]
        given = texts | factories.both("heading", f"Part {number}", f"جزء {number}") | {"order": number}
        factories.section(made, kind="other", **given) if name else factories.part(model, made, **given)
    drafts.record(made, by=None)
    assert sum(1 for _ in kinds.parts_of(made)) == parts
    return made


def over_http(client, address, runs):
    """Seconds to open the form, and to save it with one changed text: two lists."""
    opened, saved = [], []
    for run in range(runs + 1):  # the first one warms up
        start = time.perf_counter()
        answer = client.get(address)
        opened.append(time.perf_counter() - start)
        fields = fields_of(answer) | {"title_en": f"Title {run}", "_continue": "1"}
        start = time.perf_counter()
        answer = client.post(address, urlencode(fields, doseq=True), content_type=AS_A_BROWSER)
        saved.append(time.perf_counter() - start)
        assert answer.status_code == 302, answer.context["errors"]
    return opened[1:], saved[1:]


class KeptStaticFiles(StaticFilesHandler):
    """Static files that a browser keeps, as production sends them: whoever opens a second form has them."""

    def serve(self, request):
        answer = super().serve(request)
        answer["Cache-Control"] = "max-age=31536000, immutable"
        return answer


def in_browser(session, address, runs):
    """Seconds from asking for the form in Chromium until it can be typed in, and from "Save" until it can be again."""
    from playwright.sync_api import sync_playwright  # not among what production installs

    server = LiveServerThread("127.0.0.1", KeptStaticFiles)
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        connection.inc_thread_sharing()
        server.connections_override = {connection.alias: connection}
    server.daemon = True
    server.start()
    server.is_ready.wait()
    base, opened, saved = f"http://127.0.0.1:{server.port}", [], []
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base}])
        page = context.new_page()
        for run in range(runs + 1):
            page.goto(address, wait_until="load")
            opened.append(page.evaluate(READY) / 1000)
            page.wait_for_load_state("networkidle")  # what comes after the form, as for whoever writes for a second
            page.locator("#page-title_en input").fill(f"Typed {run}")
            with page.expect_navigation(wait_until="load"):
                page.locator(".desk-bar [name=_continue]").click()
            saved.append(page.evaluate(READY) / 1000)
        browser.close()
    server.terminate()
    return opened[1:], saved[1:]


def measure(parts, runs):
    made = procedure(parts)
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.create_superuser("editor", password="x"))
    address = f"/admin/procedures/procedure/{made.pk}/change/"
    print(f"{connection.vendor}, {parts} parts, {len(client.get(address).content) // 1000} kB of form")
    report("test client", ("opens", "saves"), over_http(client, address, runs))
    if any(map(shutil.which, BROWSERS)):
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        report("Chromium", ("until typing", "saved until typing"), in_browser(session, address, runs))


def report(how, names, measured):
    for name, seconds in zip(names, measured, strict=True):
        told = ", ".join(f"{label} {value * 1000:.0f} ms" for label, value in (
            ("least", min(seconds)), ("median", statistics.median(seconds)), ("most", max(seconds)),
        ))  # fmt: skip
        print(f"  {how}, {name}: {told}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=int, default=60)
    parser.add_argument("--runs", type=int, default=10)
    told = parser.parse_args()
    # Files as they are: nothing has to be collected first.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ALLOWED_HOSTS += ["127.0.0.1", "localhost"]
    database = setup_databases(verbosity=0, interactive=False)
    try:
        measure(told.parts, told.runs)
    finally:
        connections.close_all() if connection.vendor != "sqlite" else None
        teardown_databases(database, verbosity=0)


if __name__ == "__main__":
    main()
