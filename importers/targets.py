"""Which page a document is imported into, and which addresses lead there from the site that it came from."""

from django.db.models import Q
from django.utils.translation import gettext as _

from importers.document import ImportRefused
from importers.models import ImportedDocument
from pages import addresses, kinds, languages, plain_text
from pages.models import Address, Page


def page_for(kind, language, title, old_path, into):
    """The page to fill, under a lock, or a new unsaved one, and what was imported into it last in that language.

    Raises ImportRefused where the page named does not exist or is of another kind, or where a page of that title was
    not made by an import.
    """
    if into:
        page = _named(into)
        if kind and page.kind != kind:
            raise ImportRefused(_("“%(page)s” is of another kind (%(kind)s).") % {"page": page, "kind": page.kind})
        return _locked(page), _last(page, language)
    last = _imported(kind, language, title) or _imported_from(old_path, kind, language)
    if last:
        return _locked(last.page), last
    _refuse_taken(kind, language, title)
    page = kinds.by_name(kind).model(kind=kind, original_language=language)
    return page, None


def keep_address(page, path, language):
    """Keeps a path of the other site as leading here; whether it is new. Raises ImportRefused where it is taken."""
    address = Address.objects.filter(path=path).first()
    if address and address.page_id != page.pk:
        names = {"path": path, "page": address.page}
        raise ImportRefused(_("The address %(path)s belongs to another page: “%(page)s”.") % names)
    if address is None:
        Address.objects.create(path=path, page_id=page.pk, language=language)
    return address is None


def path_of(old_url):
    """The path of an address of the other site in the one form in which addresses are kept. "" for none."""
    if not old_url:
        return ""
    try:
        path = addresses.normalised(plain_text.clean(old_url.strip()))
    except ValueError as error:
        raise ImportRefused(_("%(url)s is no address.") % {"url": old_url}) from error
    if path == "/" or len(path) >= addresses.LONGEST:
        raise ImportRefused(_("%(url)s has no path of its own, or one that is too long.") % {"url": old_url})
    return path


def _named_as(title):
    """What a title is known by: its folded words, or the title itself where it has none."""
    return plain_text.words(title) or plain_text.fold(title)


def _named(into):
    """The page of a number, a slug or a title."""
    text = str(into).strip()
    if text.isascii() and text.isdigit() and len(text) < 19:
        found = Page.objects.filter(pk=int(text))
    else:
        fields = [f"{field}_{code}" for field in ("slug", "title") for code in languages.CODES]
        found = Page.objects.filter(Q(*((field, text) for field in fields), _connector=Q.OR))
    pages = list(found[:2])
    if len(pages) != 1:
        message = (
            _("There are several pages “%(into)s”: give the number.") if pages else _("There is no page “%(into)s”.")
        )
        raise ImportRefused(message % {"into": into})
    return pages[0]


def _locked(page):
    return kinds.specific(Page.objects.select_for_update().get(pk=page.pk))


def _last(page, language):
    return page.imported_documents.filter(language=language).first()


def _imported(kind, language, title):
    sought = _named_as(title)
    documents = ImportedDocument.objects.filter(language=language, page__kind=kind).select_related("page")
    return next((document for document in documents if _named_as(document.title) == sought), None)


def _imported_from(old_path, kind, language):
    if not old_path:
        return None
    documents = ImportedDocument.objects.filter(language=language, page__kind=kind, page__addresses__path=old_path)
    return documents.select_related("page").first()


def _refuse_taken(kind, language, title):
    """A page of that title that people made is not filled unasked."""
    sought = _named_as(title)
    for page in Page.objects.filter(kind=kind, finding_words__contains=sought):
        if _named_as(page.text("title", language)) == sought:
            names = {"page": page, "number": page.pk}
            raise ImportRefused(_("There is a page “%(page)s” already. To fill it, say --into %(number)d.") % names)
