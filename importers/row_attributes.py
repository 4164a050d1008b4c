"""What a short heading above rows says of all of them: how common, how serious, or whom it does not suit."""

from importers.document import words
from importers.recognition import GENERIC, GLUE
from importers.word_forms import forms
from pages import plain_text

FREQUENCIES = {
    "very_common": "very common/شائعه جدا",
    "common": "common/frequent/شائع/شائعه/متكرره",
    "uncommon": "uncommon/less common/اقل شيوعا/غير شائعه",
    "rare": "rare/rarely/infrequent/نادر/نادره",
    "very_rare": "very rare/extremely rare/نادره جدا",
}
SEVERITIES = {
    "mild": "mild/minor/بسيط/بسيطه/خفيفه/طفيفه",
    "moderate": "moderate/متوسطه",
    "serious": "serious/severe/major/خطير/خطيره/شديده/كبيره",
}
SUITABILITIES = {
    "suitable": "suitable/good candidate/good candidates/eligible/مناسب/مناسبون/مناسبه/مرشحون",
    "not_suitable": "not suitable/unsuitable/not candidates/not eligible/contraindications/غير مناسب/غير مناسبين/غير مناسبون/"
    "غير مناسبه/موانع",
}
TOLD = {
    "risks": {"frequency": FREQUENCIES, "severity": SEVERITIES},
    "candidates": {"suitability": SUITABILITIES},
}
# What is said to be rare or serious.
SUBJECTS = set(words("risk complication effect side problem مخاطر مضاعفات اثار اعراض جانبيه مضاعفه خطر مشاكل"))
TELLING = {
    word for table in (FREQUENCIES, SEVERITIES, SUITABILITIES) for said in table.values() for word in words(said)
}


def attributes_of(heading, kind):
    """What a heading that says nothing else tells of the rows below it: {"frequency": "rare"}, {} for any other."""
    found = {name: _named(heading, table) for name, table in TOLD.get(kind, {}).items()}
    return {name: value for name, value in found.items() if value}


def _named(heading, table):
    said = [word for word in words(heading) if not _is_subject(word)]
    bare = " ".join(word.removeprefix("ال") for word in said)
    named = {plain_text.words(wording): value for value, wordings in table.items() for wording in wordings.split("/")}
    return named.get(bare, "")


def _is_subject(word):
    return word not in TELLING and bool(forms(word) & (SUBJECTS | GENERIC | GLUE)) and not forms(word) & TELLING
