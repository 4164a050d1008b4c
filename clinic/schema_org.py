"""The clinic as machines are told it: a name on every page, its branches where they stand, their hours on one page."""

from itertools import groupby

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

# As OpeningHours counts them: 0 is Monday.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEARCH = "search/?q={search_term_string}"


def of_clinic(scene):
    """The clinic itself, on every page that machines are told of, and what it has to do with that page."""
    clinic, identity = scene.context["clinic"], clinic_identity(scene)
    shown = _place(scene)
    if not clinic.name or not (shown or scene.edition or scene.context.get("doctor")):
        return
    yield {
        "@id": identity,
        "@type": "MedicalClinic",
        "name": clinic.name,
        "url": scene.absolute(f"/{scene.language}/"),
        "logo": clinic.logo and scene.absolute(default_storage.url(clinic.logo)),
    }
    if scene.edition:
        yield {"@id": scene.page, "publisher": {"@id": identity}}
    if scene.context.get("doctor"):
        yield {"@id": scene.identity(scene.place, "person"), "worksFor": {"@id": identity}}
    if shown:
        yield _in_full(scene, identity, with_hours=shown == "contact")


def of_site(scene):
    """The home page as the front of a site that can be searched, and the contact page."""
    shown, clinic = _place(scene), scene.context["clinic"]
    if not shown or not clinic.name:
        return
    page = {"@id": scene.page, "url": scene.absolute(scene.place), "inLanguage": scene.language}
    if shown == "contact":
        yield page | {"@type": "ContactPage", "name": _("Contact"), "mainEntity": {"@id": clinic_identity(scene)}}
        return
    yield page | {"@type": "WebPage", "name": clinic.name, "mainEntity": {"@id": clinic_identity(scene)}}
    yield {
        "@id": scene.identity(scene.place, "site"),
        "@type": "WebSite",
        "url": scene.absolute(scene.place),
        "name": clinic.name,
        "inLanguage": scene.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": scene.absolute(scene.place) + SEARCH},
            "query-input": "required name=search_term_string",
        },
    }


def clinic_identity(scene):
    """What the clinic is called, in either language and on every page."""
    return scene.identity("/", "clinic")


def _place(scene):
    """Which of the clinic's own pages is shown: "home", "contact", or "" for neither."""
    return {f"/{scene.language}/": "home", f"/{scene.language}/contact/": "contact"}.get(scene.place, "")


def _in_full(scene, identity, with_hours):
    clinic = scene.context["clinic"]
    branches = [_branch(scene, number, branch, with_hours) for number, branch in enumerate(clinic.branches, 1)]
    return {"@id": identity, "slogan": clinic.tagline, "email": clinic.email, "subOrganization": branches}


def _branch(scene, number, branch, with_hours):
    address = branch.shown_address and {"@type": "PostalAddress", "streetAddress": branch.shown_address}
    return {
        "@id": scene.identity("/", f"branch-{number}"),
        "@type": "MedicalClinic",
        "name": branch.shown_name,
        "address": address,
        "telephone": branch.telephone,
        "hasMap": branch.map_url if with_hours else "",
        "openingHoursSpecification": _hours(branch) if with_hours else [],
    }


def _hours(branch):
    """The spans of the week, those that are alike on several days as one. A span may end after midnight."""
    spans = sorted((span.opens, span.closes, span.day) for _day, spans in branch.week for span in spans)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for _opens, _closes, day in alike],
            "opens": f"{opens:%H:%M}",
            "closes": f"{closes:%H:%M}",
        }
        for (opens, closes), alike in groupby(spans, key=lambda span: span[:2])
    ]
