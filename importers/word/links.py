"""Where the links of a Word document lead. A link to a page of ours has an address that nobody can ever have (RFC 2606)."""

import re
from urllib.parse import quote, unquote

PAGE = re.compile(r"https?://page\.invalid/(\d{1,10})(?:/([^/?#\s]*))?/?$")


class Links:
    """Links by their number, as those of a document are kept: `add` gives the number of an address."""

    def __init__(self):
        self._addresses = []

    def add(self, address):
        self._addresses.append(address)
        return f"link{len(self._addresses)}"

    def address(self, number):
        """The address of a link, "" where there is none."""
        return self._addresses[int(number[4:]) - 1]


class LinksOfPart(Links):
    """The links of a part of a real document (`docx.opc.part.Part`)."""

    def __init__(self, part):
        self._part = part

    def add(self, address):
        return self._part.relate_to(address, HYPERLINK, is_external=True)

    def address(self, number):
        found = self._part.rels.get(number)
        return found.target_ref if found is not None and found.is_external else ""


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def address_of(tag):
    """The address in Word of a link in rich text, "" where it leads nowhere."""
    if page := tag.get("data-page"):
        return f"https://page.invalid/{page}" + (f"/{quote(tag['data-part'])}" if tag.get("data-part") else "")
    return tag.get("href", "")


def attributes_of(address):
    """The attributes that an address in Word has as a link in rich text."""
    if page := PAGE.match(address):
        return {"data-page": page[1], **({"data-part": unquote(page[2])} if page[2] else {})}
    return {"href": address} if address else {}
