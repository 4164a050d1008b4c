"""How much a first visit to the demo's longest procedure loads, compressed and served as production does it.

Bytes and counts as Chromium's network reports them, with the headers of the answers; no times.
"""

import re
from types import SimpleNamespace
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.browser.conftest import READER
from tests.deploy.production import DOMAIN

pytestmark = [pytest.mark.browser]

LANGUAGES = ("en", "ar")
MOST_SHIFTED = 0.02
# What is asked for, in bytes. The count of requests and `together` leave pictures out.
BUDGETS = {"document": 20_000, "stylesheet": 14_000, "script": 3_000, "together": 100_000}
MOST_REQUESTS = 10
# How much wider than it is shown a picture may be: a size up must do for every width between two sizes, and there is
# none below the smallest.
LARGEST_PICTURE, SMALLEST_WIDTH = 2.2, 400

SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      shifts.push([value, sources.map(({ node }) => node?.nodeName + "." + node?.className).join(" ")]);
  }).observe({ type: "layout-shift", buffered: true });
"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Step by step, so that pictures that wait for the reader are loaded.
TO_THE_END = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 400) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
}"""
PICTURES = """async () => {
  const pictures = [...document.images].filter((picture) => picture.clientWidth && picture.currentSrc);
  return Promise.all(pictures.map(async (picture) => {
    const file = await createImageBitmap(await (await fetch(picture.currentSrc)).blob());
    return [picture.currentSrc, file.width, picture.clientWidth * devicePixelRatio];
  }));
}"""


@pytest.fixture(scope="module")
def longest(production):
    """The address of the demo's longest procedure, by language."""
    found = {}
    for language in LANGUAGES:
        listed = f"/{language}/procedures/"
        paths = set(re.findall(rf'href="({listed}[^"#?]+)"', production.ask(listed).text))
        assert len(paths) > 3
        found[language] = max(paths, key=lambda path: len(production.ask(quote(unquote(path))).content))
    return found


@pytest.fixture(scope="module")
def first_visit(chromium, production):
    """`first_visit(path, slow_fonts=False)` opens a page with nothing kept: `.page` and `.requests`, the finished ones.

    Slow fonts arrive only once the page is drawn without them.
    """
    contexts = []

    def opened(path, slow_fonts=False, width=360, density=2):
        context = chromium.new_context(
            base_url=f"https://{DOMAIN}:{production.https}", ignore_https_errors=True, user_agent=READER,
            viewport={"width": width, "height": 740}, device_scale_factor=density,
        )  # fmt: skip
        contexts.append(context)
        context.add_init_script(SHIFTS)
        page, held = context.new_page(), []
        requests = watched(context.new_cdp_session(page))
        if slow_fonts:
            page.route("**/*.woff2", lambda route: held.append(route))
        assert page.goto(path, wait_until="domcontentloaded").status == 200
        page.evaluate(TWO_FRAMES)
        for route in held:
            route.continue_()
        page.wait_for_load_state("networkidle")
        return SimpleNamespace(page=page, requests=requests, held=held)

    yield opened
    for context in contexts:
        context.close()


def watched(session):
    """A list that fills with what the page loads: `.url`, `.kind`, `.size` in bytes as they came over the network."""
    session.send("Network.enable")
    asked, finished = {}, []

    def ended(event):
        url, kind = asked[event["requestId"]]
        if not url.startswith("data:"):  # within a file that was counted
            finished.append(SimpleNamespace(url=url, kind=kind.lower(), size=event["encodedDataLength"]))

    session.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: (e["request"]["url"], e["type"])}))
    session.on("Network.loadingFinished", ended)
    return finished


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_visit_stays_within_its_budgets(language, longest, first_visit):
    visit = first_visit(longest[language])
    words = [request for request in visit.requests if request.kind != "image"]
    sizes = {kind: sum(request.size for request in words if request.kind == kind) for kind in BUDGETS}
    sizes["together"] = sum(request.size for request in words)
    print(language, sizes, len(words), "requests")
    assert sizes["document"] > 5_000
    assert {kind: size for kind, size in sizes.items() if size > BUDGETS[kind]} == {}
    assert len(words) <= MOST_REQUESTS, [request.url for request in words]
    assert {urlsplit(request.url).hostname for request in visit.requests} == {DOMAIN}
    blocking = "performance.getEntriesByType('resource').filter((e) => e.renderBlockingStatus === 'blocking')"
    assert {urlsplit(url).path[-4:] for url in visit.page.evaluate(f"{blocking}.map((e) => e.name)")} == {".css"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_loads_only_the_fonts_of_its_language(language, longest, first_visit):
    fonts = [
        urlsplit(request.url).path for request in first_visit(longest[language]).requests if request.kind == "font"
    ]
    assert len(fonts) == len(set(fonts)) > 0
    assert any("arabic" in font for font in fonts) == (language == "ar"), fonts


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_moves_while_the_page_loads(language, width, longest, first_visit):
    visit = first_visit(longest[language], slow_fonts=True, width=width)
    assert visit.held
    visit.page.evaluate(TO_THE_END)
    shifts = visit.page.evaluate("shifts")
    assert sum(value for value, _ in shifts) <= MOST_SHIFTED, shifts


def test_a_shift_would_be_seen(longest, first_visit):
    page = first_visit(longest["en"]).page
    page.evaluate(
        "document.querySelector('main').prepend(Object.assign(document.createElement('canvas'), {height: 300}))"
    )
    page.evaluate(TWO_FRAMES)
    page.wait_for_function(f"shifts.reduce((sum, [value]) => sum + value, 0) > {MOST_SHIFTED}")


@pytest.mark.parametrize(("width", "density"), [(360, 2), (1440, 1)])
@pytest.mark.parametrize("path", ["/en/", "/ar/", None])
def test_pictures_are_as_large_as_they_are_shown(path, width, density, longest, first_visit):
    page = first_visit(path or longest["ar"], width=width, density=density).page
    page.evaluate(TO_THE_END)
    pictures = page.evaluate(PICTURES)
    assert pictures
    assert [one for one in pictures if one[1] > max(LARGEST_PICTURE * one[2], SMALLEST_WIDTH)] == []
