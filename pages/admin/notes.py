"""What upper rooms tell an editor: on the form of a page, and before it is published."""

_on_forms = []
_below_search_results = []
_before_publishing = []


def on_forms(function):
    """Lets an upper room add to every page's form: `function(request, page)` gives HTML, "" for nothing."""
    if function not in _on_forms:
        _on_forms.append(function)


def below_search_results(function):
    """Lets an upper room add to what a form shows of how its page is found: `function(request, page)` gives HTML."""
    if function not in _below_search_results:
        _below_search_results.append(function)


def before_publishing(function):
    """Lets an upper room add to what is shown before publishing: `function(request, page, edition)` gives HTML."""
    if function not in _before_publishing:
        _before_publishing.append(function)


def of_form(request, page):
    """What is told on the form of a page."""
    return [note for function in _on_forms if (note := function(request, page))]


def of_search_results(request, page):
    """What is shown below the page as search engines show it."""
    return [note for function in _below_search_results if (note := function(request, page))]


def of_publishing(request, page, edition):
    """What is told before an edition is published."""
    return [note for function in _before_publishing if (note := function(request, page, edition))]
