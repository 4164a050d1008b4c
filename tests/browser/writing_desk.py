"""The form of a page in a browser: what fits in it, what it says, and the steps that its tests share."""

import re
import time

from playwright.sync_api import expect

from tests.browser.documents import another_document
from tests.browser.rich_text import has_focus

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOKS = [("ar", 390), ("en", 390), ("ar", 1440), ("en", 1440)]
# What reaches beyond the window on either side, but for what is scrolled in a box of its own.
BEYOND = """() => [...document.querySelectorAll("#content *")]
  .filter((one) => one.checkVisibility() && !one.closest(".desk-chapters, .part-state, .prose-editor"))
  .filter((one) => { const { left, right, width } = one.getBoundingClientRect(); return width && (left < -0.5 || right > innerWidth + 0.5); })
  .map((one) => one.outerHTML.slice(0, 120))"""

# Words that the form itself says, and not in whose language a text is, or what a person wrote.
WORDS = """() => {
  const texts = document.createTreeWalker(document.querySelector("#container"), NodeFilter.SHOW_TEXT), said = [];
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && !one.closest("script, template, style, #user-tools, [hidden] textarea") && !one.closest("[lang]:not(html)"))
      said.push(texts.currentNode.data.trim());
  }
  for (const one of document.querySelectorAll("#content [title], #content [aria-label]"))
    if (!one.closest("[lang]:not(html)")) said.push(one.title, one.ariaLabel ?? "");
  return said;
}"""
COPIES = "() => Object.keys(localStorage).filter((key) => key.startsWith('bayan-copy'))"
# The whole form as if each of its parts had been scrolled to: what lies under the bar by chance, and parts that are
# not laid out, are measured wrongly. That nothing with the focus lies under the bar is a test of its own.
LAID_OUT = """() => {
  document.querySelector(".desk-bar").style.position = "relative";
  for (const body of document.querySelectorAll(".part-body")) body.style.contentVisibility = "visible";
}"""
FOREIGN = {"ar": re.compile("[A-Za-z]{2}"), "en": re.compile("[\u0600-\u06ff]")}


def strange(page, language):
    """What the form says in the other language; a key is called Alt, and a program Word, in Arabic too."""
    return [words for words in page.evaluate(WORDS) if FOREIGN[language].search(re.sub(r"Alt\+|\bWord\b", "", words))]


def saved(page):
    """Saves the form, which stays open."""
    with another_document(page):
        page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def comes_to(holds, seconds=20):
    """Whether something comes to hold in time; in the page itself a waiting function would be forbidden by its policy."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def names_of(rows):
    return [str(row) for row in rows.all()]


def write(page, words):
    """Writes a title and rich text that are not saved."""
    page.locator("#page-title_en input").fill(words)
    text = page.locator("#chapter-recovery .rich-text-view[lang=en]").first
    text.scroll_into_view_if_needed()
    text.focus()
    has_focus(page.locator(".ProseMirror[lang=en]"))
    page.keyboard.type("Typed and lost. ")
