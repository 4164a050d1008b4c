"""A procedure as machines are told it.

The questions are not told as a FAQPage: that is a page whose main entity are its questions, and this one's is the
procedure. schema.org 30 has two types of procedure; what is surgical is a type of node instead. It has no indications.
"""

from pages.rich_text import text_of

TYPES = {"non_invasive": "NoninvasiveProcedure", "percutaneous": "PercutaneousProcedure"}


def of_edition(scene):
    """The page of a procedure with what it is about."""
    edition = scene.edition
    if edition is None or edition.kind != "procedure":
        return
    content = edition.content
    kind, facts = content["shared"].get("type"), content["facts"]
    identity = scene.identity(scene.place, "procedure")
    yield {"@id": scene.page, "about": {"@id": identity}}
    yield {
        "@id": identity,
        "@type": "SurgicalProcedure" if kind == "surgical" else "MedicalProcedure",
        "name": edition.title,
        "alternateName": facts.get("medical_name"),
        "procedureType": f"https://schema.org/{TYPES[kind]}" if kind in TYPES else None,
        "bodyLocation": facts.get("body_location"),
        "howPerformed": _steps(content),
        "preparation": _section(content, "preparation"),
        "followup": _section(content, "recovery"),
    }


def _steps(content):
    """The steps by their headings, one a line; the text of a step that has none."""
    texts = [row["texts"] for row in content["groups"].get("steps", [])]
    return "\n".join(text["heading"] if "heading" in text else text_of(text.get("body", "")) for text in texts)


def _section(content, kind):
    """The words of the sections of a kind, one block a line."""
    texts = [section["texts"] for section in content["sections"] if section["kind"] == kind]
    words = [text_of(text.get(field, "")) for text in texts for field in ("body", "closing")]
    return "\n".join(filter(None, words))
