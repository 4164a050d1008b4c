"""What a document says, laid out as a page: what the mapper makes and the draft is written from."""

from dataclasses import dataclass, field
from datetime import date

# The groups of rows, by the kind of the section that heads each.
GROUPS = ("indications", "candidates", "steps", "benefits", "risks", "questions")


@dataclass(eq=False)
class Section:
    kind: str
    heading: str = ""
    body: str = ""
    closing: str = ""


@dataclass(eq=False)
class Row:
    """One part of a group. A question's heading is the question, its body the answer."""

    heading: str = ""
    body: str = ""
    suitability: str = ""
    frequency: str = ""
    severity: str = ""


@dataclass(eq=False)
class Aspect:
    aspect: str = ""
    here: str = ""
    there: str = ""


@dataclass(eq=False)
class Source:
    citation: str
    url: str = ""


@dataclass(eq=False)
class Link:
    """An "Also read" line. `after`: the part it stood after, its section for a group's end, None for the summary.

    `words`: all that stood there, the marker included.
    """

    label: str
    url: str = ""
    after: object = None
    words: str = ""


@dataclass
class Outline:
    """A page in one language.

    `understood` are words that became data rather than text, with what they became; `notes` what has no place on
    the page; `left_out` what was around the content.
    """

    kind: str
    language: str
    title: str
    summary: str = ""
    search_description: str = ""
    sections: list = field(default_factory=list)
    indications: list = field(default_factory=list)
    candidates: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    benefits: list = field(default_factory=list)
    risks: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    aspects: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    links: list = field(default_factory=list)
    compared_with_name: str = ""
    first_published_on: date | None = None
    opening_views: int | None = None
    notes: list = field(default_factory=list)
    understood: list = field(default_factory=list)
    left_out: list = field(default_factory=list)

    def rows(self, group):
        """The rows of a group; `comparison` has Aspects, every other one Rows."""
        return self.aspects if group == "comparison" else getattr(self, group)

    def groups(self):
        """The kinds of the groups of rows, the comparison among them."""
        return (*GROUPS, "comparison")

    def size(self):
        """How many parts there are."""
        return len(self.sections) + sum(len(self.rows(group)) for group in self.groups()) + len(self.links)

    def note(self, text):
        """Keeps what has no place on the page for the import note, once."""
        if text in self.notes:
            self.understand(text, "note")
        elif text:
            self.notes.append(text)

    def understand(self, words, as_what):
        """Keeps words that became data."""
        if words:
            self.understood.append((words, as_what))
