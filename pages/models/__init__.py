"""The floor's models, a file a subject."""

from pages.models.address import Address
from pages.models.deed import Deed
from pages.models.edition import Edition
from pages.models.edition_indexes import EditionLink, EditionTopic, OfAnEdition
from pages.models.external import ExternalAddress, ExternalPlace
from pages.models.handover import Handover
from pages.models.heartbeat import Heartbeat
from pages.models.letter_choice import LetterChoice
from pages.models.letter_mark import LetterMark
from pages.models.link import Link, Wording
from pages.models.naming import FoundMention, NameKey, PageName, RefusedMention
from pages.models.open_form import OpenForm
from pages.models.page import Page, Revision, Topic
from pages.models.part import Part, Section, Source
from pages.models.picture import Picture
from pages.models.preview import PreviewLink
from pages.models.remark import Remark
from pages.models.searching import (
    Misspelling,
    SearchAddition,
    SearchEntry,
    SearchPosting,
    SiteWord,
    Synonym,
    SynonymKey,
)
from pages.models.short_address import ShortAddress
from pages.models.translated import Translated

__all__ = [
    "Address",
    "Deed",
    "Edition",
    "EditionLink",
    "EditionTopic",
    "ExternalAddress",
    "ExternalPlace",
    "FoundMention",
    "Handover",
    "Heartbeat",
    "LetterChoice",
    "LetterMark",
    "Link",
    "Misspelling",
    "NameKey",
    "OfAnEdition",
    "OpenForm",
    "Page",
    "PageName",
    "Part",
    "Picture",
    "PreviewLink",
    "RefusedMention",
    "Remark",
    "Revision",
    "SearchAddition",
    "SearchEntry",
    "SearchPosting",
    "Section",
    "ShortAddress",
    "SiteWord",
    "Source",
    "Synonym",
    "SynonymKey",
    "Topic",
    "Translated",
    "Wording",
]
