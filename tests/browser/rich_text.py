"""Waiting for the editor of rich text."""

from playwright.sync_api import expect


def has_focus(text):
    """Waits until an opened rich text has the focus and keeps what is selected in it from now on.

    The editor puts its own selection back 20 milliseconds after it is focused: a key in that time, which no hand is
    fast enough to press, would move the cursor in vain.
    """
    expect(text).to_be_focused()
    text.page.evaluate("new Promise((tell) => setTimeout(tell, 50))")
