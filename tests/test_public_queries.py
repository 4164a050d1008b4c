"""What patients can reach: public modules read Edition.objects.current() and the live directory, and nothing else.

The modules are read, not run: views, template tags, feeds and sitemaps of every room, and all modules that they
import. So a draft cannot leak, because no public query can reach one.
"""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from pages.models import Edition, Page, Part
from tests.test_rooms import HEIGHT, HOUSE, PACKAGES

PUBLIC_NAMES = re.compile(r"(views|context|feeds?|sitemaps?|/search)\.py$|templatetags/\w+\.py$")
DIRECTORY = {"Clinic", "FeaturedProcedure", "Branch", "OpeningHours", "Doctor", "Topic"}
# Beyond the live directory: the lookup of addresses, the index of an edition's links, and counting.
ALSO = {
    "pages/public/whereabouts.py": {"Address", "Edition"},
    "pages/public/replacements.py": {"Edition"},
    "pages/public/reading.py": {"EditionLink", "EditionTopic", "Wording"},
    "pages/public/short_addresses.py": {"ShortAddress"},
    "pages/log.py": {"Deed"},  # it is only added to
    "pageviews/counting.py": {"ToldView", "cursor"},
    "pageviews/helped.py": {"Feedback"},
    "pageviews/views.py": {"Feedback"},  # the length of a sentence
    "pageviews/unanswered.py": {"UnansweredSearch"},
    "pageviews/totals.py": {"DailyViews", "PageViews", "ViewCorrection", "page__opening_views"},
    "pageviews/rollups.py": {"DailyViews", "PageViews", "MonthlyViews", "SiteViews", "cursor", "model"},
    "pageviews/statements.py": {"cursor"},
    # A hand-out holds no text of a page: it says which pages, in what order, and what was written beside them.
    "doctors/handing_out/handouts.py": {"Handout", "HandoutPart"},
    "doctors/handing_out/handing_out_views.py": {"Handout"},  # for whoever is signed in, and only their own
    "doctors/handing_out/handout_forms.py": {"Handout"},  # its languages, and the length of a note
    "doctors/review/reviews.py": {"Review", "MinorCorrection"},  # who found the text right, of which no draft is a part
    "pages/clock.py": {"cursor"},  # the database's time
    "clinic/views.py": {"cursor"},  # whether the database answers
    # The index, whose numbers are those of current editions or dropped.
    "pages/search/sets.py": {"SearchPosting", "SearchAddition"},
    "pages/prepared.py": {"cursor"},  # the SQL of querysets, which are looked at where they are made
    # The one view that shows a draft to whoever has its secret address: as an edition that is never saved.
    "pages/public/preview_views.py": {"pages.public.preview_links.shown_by", "pages.public.preview_links.ended_in"},
    "pages/search/synonyms.py": {"Synonym", "SynonymKey"},
    "pages/search/spelling.py": {"SiteWord", "Misspelling"},
}
# These know drafts as well as editions; public modules may use what is named.
SHARED = {
    "pages.content.links": {"fill", "told", "also_read", "address_of", "leads_of", "Target"},
    "pages.linking.wordings": set(),
    "pages.public.preview_links": set(),  # but for the view of previews: ALSO names what it may use of it
    "pages.kinds": {"by_name", "every", "of", "register", "Kind", "Group"},
}
SHARED_BY_NAME = {module.rpartition(".")[2]: module for module in SHARED}
# The modules that work on drafts have no business here; of the models only constants, such as Risk.SEVERITIES.
DRAFTS = {
    "drafts",
    "handovers",
    "snapshots",
    "composing",
    "editions",
    "restoring",
    "translations",
    "anchors",
    "standing",
    "admin",
    "models",
}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
QUERIES = {
    "all", "filter", "exclude", "get", "first", "last", "values", "values_list", "order_by", "count", "exists", "annotate",
    "select_related", "prefetch_related", "in_bulk", "iterator", "aggregate", "only", "defer", "latest", "earliest",
}  # fmt: skip


def draft_models():
    """Every model that holds what patients do not read."""
    public = DIRECTORY | {
        "Edition",
        "EditionLink",
        "EditionTopic",
        "Wording",
        "Address",
        "ShortAddress",
        "Picture",
        "DailyViews",
        "PageViews",
        "MonthlyViews",
        "SiteViews",
        "ToldView",
        "ViewCorrection",
    }
    public |= {"Feedback", "AnsweredEdition", "UnansweredSearch"}
    public |= {"Handout", "HandoutPart"}
    public |= {"SearchEntry", "SearchPosting", "SearchAddition", "SiteWord", "Misspelling", "Synonym", "SynonymKey"}
    return [m for room in HEIGHT for m in apps.get_app_config(room).get_models() if m.__name__ not in public]


def draft_accessors():
    """The names that lead from any row to drafts: `doctor.procedures`, `topic.pages`, `page.sections`."""
    named = {relation.get_accessor_name() for m in apps.get_models() for relation in m._meta.related_objects
             if relation.related_model in draft_models()}  # fmt: skip
    return (named | {"editions"}) - {None}


SPANS = re.compile(r"(?:^-?|__)(?:page|to_page|replacement)__(?!isnull$|in$|pk$)")


def faults(source, also=frozenset()):
    """Where the source of a public module could reach more than patients may read: `line: code`."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    accessors, private = draft_accessors(), _private_names(tree, also)
    for node in ast.walk(tree):
        if _is_fault(node, also, accessors) or _uses_private(node, private):
            yield f"{node.lineno}: {ast.unparse(node)[:90]}"


def _private_names(tree, also):
    """The names under which a module imports models that are not public."""
    froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and _is_of_models(node))
    allowed = DIRECTORY | {"Edition"} | also
    return {alias.asname or alias.name for node in froms for alias in node.names
            if not alias.name.isupper() and (alias.name not in allowed or alias.asname)}  # fmt: skip


def _is_of_models(node):
    module = node.module or ""
    return module.split(".")[0] in HEIGHT and (module.endswith(".models") or ".models." in module)


def _uses_private(node, private):
    if not (isinstance(node, ast.Name) and node.id in private):
        return False
    return not (_asks_what_a_row_is(node) or (isinstance(node.parent, ast.Attribute) and node.parent.attr.isupper()))


def _asks_what_a_row_is(name):
    """`isinstance(row, Page)`, which reads nothing."""
    call = name.parent
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "isinstance" and name in call.args[1:]


def _is_fault(node, also, accessors):
    if isinstance(node, ast.ImportFrom):
        return _imports_drafts(node, also)
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] in HEIGHT and alias.name.split(".")[-1] in DRAFTS for alias in node.names)
    if isinstance(node, ast.Name) and node.id == "Edition" and "Edition" not in also:
        return not _reads_current(node)
    if isinstance(node, ast.Attribute):
        return _leads_to_drafts(node, also, accessors)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("select_related", "prefetch_related")
    ):
        return any(
            isinstance(a, ast.Constant) and str(a.value).split("__")[0] in accessors | {"page"} for a in node.args
        )
    if isinstance(node, ast.keyword):
        return bool(node.arg and SPANS.search(node.arg)) and node.arg not in also
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(SPANS.search(node.value))
        and node.value not in also
    )


def _imports_drafts(node, also):
    module, names = node.module or "", {alias.name for alias in node.names}
    if module == "django.apps" or "*" in names:
        return True
    if module.split(".")[0] not in HEIGHT:
        return False
    if module in PACKAGES and names & set().union(*PACKAGES[module]) - {"models"}:
        return True  # a package as a whole, by which its modules could be reached without being named
    if module in SHARED:
        return bool(names - _shared(module, also))
    return not _is_of_models(node) and bool({module.split(".")[-1], *names} & DRAFTS)


def _shared(module, also):
    """What a public module may use of one that knows drafts as well as editions."""
    return SHARED[module] | {name.rpartition(".")[2] for name in also if name.startswith(f"{module}.")}


def _reads_current(name):
    """`Edition.objects.current()`, when and where something changed, `Edition.DoesNotExist` and an annotation; nothing else."""
    use = name.parent
    if isinstance(use, ast.Attribute) and use.attr == "objects":
        verb = use.parent
        return (
            isinstance(verb, ast.Attribute)
            and verb.attr in ("current", "changed_at", "pages_changed_since")
            and isinstance(verb.parent, ast.Call)
        )
    while isinstance(use, ast.BinOp | ast.Subscript | ast.Tuple):
        name, use = use, use.parent
    annotated = isinstance(use, ast.AnnAssign | ast.arg) and use.annotation is name
    return annotated or (isinstance(use, ast.Attribute) and use.attr == "DoesNotExist")


def _leads_to_drafts(node, also, accessors):
    if node.attr in MANAGERS:
        return not (isinstance(node.value, ast.Name) and node.value.id in DIRECTORY | also | {"Edition"})
    if node.attr in ("raw", "extra", "RawSQL", "cursor", "get_model", "all_objects"):
        return node.attr not in also
    if isinstance(node.value, ast.Name) and node.value.id in SHARED_BY_NAME:
        return node.attr not in _shared(SHARED_BY_NAME[node.value.id], also)
    if isinstance(node.value, ast.Attribute) and node.value.attr in accessors:
        return node.attr in QUERIES
    return isinstance(node.value, ast.Attribute) and node.value.attr in ("page", "replacement") and node.attr != "pk"


def public_modules():
    """The public modules, and all modules of the house that they import, by path."""
    waiting = [path for room in HEIGHT for path in (HOUSE / room).rglob("*.py")
               if PUBLIC_NAMES.search(path.as_posix()) and "/admin/" not in path.as_posix()]  # fmt: skip
    found = {}
    while waiting:
        path = waiting.pop()
        if path in found or path.name == "__init__.py":
            continue
        found[path] = path.read_text()
        waiting.extend(_imported(ast.parse(found[path])))
    return {path.relative_to(HOUSE).as_posix(): source for path, source in sorted(found.items())}


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in HEIGHT:
            for name in [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]:
                path = HOUSE / f"{name.replace('.', '/')}.py"
                if path.is_file() and name not in SHARED and path.name != "models.py":
                    yield path


def test_public_modules_read_only_what_patients_may_read():
    modules = public_modules()
    assert {
        "pages/public/views.py",
        "pages/search/engine.py",
        "clinic/views.py",
        "clinic/sitemap.py",
        "pages/public/reading.py",
        "doctors/views.py",
    } <= set(modules)
    found = [f"{path}:{fault}" for path, source in modules.items() for fault in faults(source, ALSO.get(path, set()))]
    assert found == []


def test_public_templates_do_not_walk_to_drafts():
    walk = re.compile(rf"\.page\.(?!pk\b)|\.(?:{'|'.join(draft_accessors())})\.(?:all|first|last|count)\b")
    pages = [path for path in (HOUSE / "templates").rglob("*.html") if "admin" not in path.parts]
    found = [f"{path.relative_to(HOUSE)}: {code}" for path in pages for code in re.findall(r"{[{%].*?[%}]}", path.read_text())
             if walk.search(code)]  # fmt: skip
    assert (found, len(pages) > 20) == ([], True)
    assert walk.search("{{ edition.page.title }}")
    assert walk.search("{% for one in doctor.procedures.all %}")


@pytest.mark.parametrize(
    "fault",
    [
        "from pages.models import Page\nPage.objects.all()",
        "from pages.models import Page\nfound = Prepared(int, lambda numbers: Page.objects.filter(pk__in=numbers))",
        "from pages.models import Edition\nfound = Prepared(int, lambda numbers: Edition.objects.filter(pk__in=numbers))",
        "from pages.models import Page\nget_object_or_404(Page, pk=1)",
        "from pages.models import Page\nisinstance(row, Page.objects.get(pk=1))",
        "kinds.of(edition).model.objects.first()",
        "from procedures.models import Procedure as Topic\nTopic.objects.all()",
        "from pages.models.part import Section\nfind = Section",
        "from pages.models import Edition as Topic\nTopic.objects.all()",
        "from pages.models import *",
        "from pages import models",
        "import pages.models",
        "from pages.drafting import drafts",
        "from pages import drafting",
        "from pages import content",
        "from pages.content.composing import compose",
        "from pages.linking.wordings import page_named",
        "from pages.content.links import targets_of",
        "from django.apps import apps",
        "from pages.models import Edition\nEdition.objects.filter(slug=slug)",
        "from pages.models import Edition\nEdition.objects.all()",
        "from pages.models import Edition\nEdition._base_manager.current()",
        "from pages.models import Edition\nfind = Edition.objects.current",
        "from pages.models import Edition\nget_object_or_404(Edition, slug=slug)",
        "from pages.models import Edition\nclass View(DetailView):\n    model = Edition",
        "from pages.models import Edition\nE = Edition\nE.objects.all()",
        "Secret.objects.all()",
        "self.model.objects.get(pk=1)",
        "doctor.procedures.all()",
        "topic.pages.filter(slug=slug)",
        "doctor.pages_written.count()",
        "title = edition.page.title",
        "Topic.objects.prefetch_related('pages')",
        "from pages.models import Edition\nEdition.objects.current().select_related('page')",
        "from pages.models import Edition\nEdition.objects.current().values('page__title_en')",
        "from pages.models import Edition\nEdition.objects.current().filter(page__title_en='x')",
        "Topic.objects.raw('SELECT * FROM pages_page')",
        "with connection.cursor() as cursor: pass",
        "kinds.specific(edition)",
        "wordings.resolve_for(x)",
        "links.places(x)",
        "apps.get_model('pages.Page')",
        "from pages.public import preview_links\npreview_links.shown_by(token)",
        "from pages.public.preview_links import shown_by",
    ],
)
def test_a_query_that_could_reach_a_draft_is_found(fault):
    assert list(faults(fault)) != []


@pytest.mark.parametrize(
    "fine",
    [
        "from pages.models import Edition, Topic\nEdition.objects.current().in_language('ar').filter(topics=topic)",
        "from doctors.models import Doctor\nDoctor.objects.active().get(slug=slug)",
        "from pages.models import Edition\ntry: pass\nexcept Edition.DoesNotExist: pass",
        "from pages.models import Edition\ndef f(edition: Edition | None = None): return edition.page_id",
        "links.fill(html, targets)\nkinds.by_name('page')",
        "edition.topics.all()\nblock.links\nrequest.GET.get('page')",
        "get_object_or_404(Topic, slug_en=slug)",
        "from procedures.models import Risk\nNAMES = dict(Risk.SEVERITIES)",
        "from pages.models import Page\nprefix = kinds.of(row).prefix if isinstance(row, Page) else ''",
    ],
)
def test_what_patients_may_read_is_fine(fine):
    assert list(faults(fine)) == []


def test_one_view_alone_may_show_a_draft_and_by_one_function():
    allowed = [
        path for path, also in ALSO.items() if any(name.startswith("pages.public.preview_links") for name in also)
    ]
    assert allowed == ["pages/public/preview_views.py"]
    also = ALSO["pages/public/preview_views.py"]
    assert list(faults("from pages.public import preview_links\npreview_links.shown_by(token)", also)) == []
    for wider in ("from pages.public import preview_links\npreview_links.live(page)", "from pages.public.preview_links import live",
                  "from pages.models import PreviewLink\nPreviewLink.objects.get()", "from pages.content import composing"):  # fmt: skip
        assert list(faults(wider, also)) != []


def test_every_draft_model_is_known():
    names = {model.__name__ for model in draft_models()}
    assert {
        "Page",
        "Section",
        "Source",
        "Link",
        "Revision",
        "Procedure",
        "Risk",
        "Article",
        "Review",
        "Credit",
    } <= names
    assert Edition not in draft_models()
    assert all(issubclass(model, Page | Part) or model not in (Page, Part) for model in draft_models())
    assert Path(HOUSE / "pages/models").is_dir()
