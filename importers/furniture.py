"""What of a web page is its content, and what stands around it: menus, sharing, forms, comments."""

import re

from importers import lines
from importers.document import words

CONTAINERS = (
    "article",
    "main",
    "[role=main]",
    ".entry-content",
    ".post-content",
    ".article-content",
    "#main-content",
    "#content",
    ".content",
)
ALWAYS = ("nav", "form", "button", "dialog", "menu", "search", "[role=navigation]", "[role=search]", "[role=dialog]")
AROUND = ("header", "footer", "aside", "[role=banner]", "[role=contentinfo]", "[role=complementary]")
NAMED = re.compile(
    r"(?:^|[-_ ])(?:share|sharing|shares|social|sharedaddy|addtoany|a2a|breadcrumbs?|comments?"
    r"|comment-respond|sidebar|navbar|navigation"
    r"|cookies?|newsletter|subscribe|pagination|pager|yarpp|jp-relatedposts|related-posts|post-tags|tagcloud|skip-link|screen-reader-text"
    r"|login|popup|modal|whatsapp-button|back-to-top|author-box|site-header|site-footer|masthead|colophon)(?:$|[-_ ])"
)
CONTENTS = re.compile(
    r"(?:^|[-_ ])(?:toc|ez-toc|lwptoc|table-of-contents|rank-math-toc|wp-block-table-of-contents)(?:$|[-_ ])"
)
MOST_OF_IT = 0.5


def content_of(tree, left_out):
    """The element that holds a page's content; what stands around it, and in it, goes to `left_out`."""
    main = _main(tree)
    if main is not tree:
        _leave_all_but(tree, main, left_out)
    most = MOST_OF_IT * _size(main)
    for element in main.select(", ".join(ALWAYS if main is not tree else (*ALWAYS, *AROUND))):
        _leave(element, most, left_out)
    for element in main.find_all(class_=True) + main.find_all(id=True):
        if not element.decomposed and (what := _name_of(element)):
            _leave(element, most, left_out, what)
    return main


def _main(tree):
    """The first container, by how surely it holds the content, that has most of the words; else the whole tree."""
    most = MOST_OF_IT * _size(tree)
    found = (element for selector in CONTAINERS for element in tree.select(selector) if _size(element) > most)
    return next(found, tree)


def _leave_all_but(tree, main, left_out):
    inside, everything = (" ".join(" ".join(element.strings).split()) for element in (main, tree))
    rest = " ".join(everything.replace(inside, " ", 1).split())
    if words(rest):
        left_out.append(("around", rest))


def _name_of(element):
    names = " ".join([*element.get("class", []), element.get("id", "")]).lower()
    if CONTENTS.search(names):
        return "contents"
    return "around" if NAMED.search(names) else ""


def _leave(element, most, left_out, what="around"):
    """Takes an element out, unless it holds most of the page (a form around everything) or a question to be opened."""
    if element.decomposed or _size(element) > most:
        return
    text = " ".join(element.get_text(" ").split())
    if element.name == "button" and (element.find_parent(re.compile("^h[1-6]$")) or lines.is_question(text)):
        return
    if words(text):
        left_out.append((what, text))
    element.decompose()


def _size(element):
    return sum(len(text) for text in element.strings)
