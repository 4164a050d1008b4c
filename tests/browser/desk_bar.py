"""The bar below the form of a page, for tests that press something in it."""


def opened(page):
    """The bar with all that it offers: on a phone that is opened first."""
    bar = page.locator(".desk-bar")
    more = bar.locator(".desk-more[aria-expanded=false]")
    if more.is_visible():
        more.click()
    return bar
