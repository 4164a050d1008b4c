"""The numbered and bulleted lists of a Word document: made for those that we write, and told apart when we read."""

from docx.oxml.ns import qn

from importers.word.elements import NAMES, attribute, element, whole

LEVELS = 9
# How far one level stands in, in twentieths of a point.
STEP = 340
SIGNS = "•◦▪"


class Numbering:
    """Lists by number. `root` is the document's w:numbering, None where it has none and lists are only read."""

    def __init__(self, root):
        self.root = root
        self._kinds = {}

    @classmethod
    def empty(cls):
        return cls(element("numbering"))

    def add(self, tag, start=1):
        """The number of a new list, an "ol" or a "ul"."""
        if tag not in self._kinds:
            self._kinds[tag] = self._add_kind(tag)
        number = self._free("num", "numId")
        made = element("num", element("abstractNumId", val=self._kinds[tag]), numId=number)
        for level in range(LEVELS if tag == "ol" else 0):
            made.append(element("lvlOverride", element("startOverride", val=start), ilvl=level))
        self.root.append(made)
        return number

    def kind_of(self, number, level):
        """("ol" or "ul", first number) of a list at a level."""
        num = self._one("num", "numId", number)
        kind = self._one("abstractNum", "abstractNumId", attribute(num, "w:abstractNumId"))
        form = attribute(kind, f"w:lvl[@w:ilvl='{level}']/w:numFmt")
        start = whole(attribute(num, f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride"), 1)
        is_ordered = form not in (None, "bullet", "none")
        return ("ol", start) if is_ordered else ("ul", 1)

    def _one(self, name, key, value):
        found = self.root.findall(f"w:{name}", NAMES) if self.root is not None else ()
        return next((one for one in found if one.get(qn(f"w:{key}")) == value), None)

    def _free(self, name, key):
        return max([0, *(int(one.get(qn(f"w:{key}"))) for one in self.root.findall(f"w:{name}", NAMES))]) + 1

    def _add_kind(self, tag):
        number = self._free("abstractNum", "abstractNumId")
        made = element("abstractNum", element("multiLevelType", val="multilevel"), abstractNumId=number)
        for level in range(LEVELS):
            sign = f"%{level + 1}." if tag == "ol" else SIGNS[level % len(SIGNS)]
            made.append(
                element(
                    "lvl",
                    element("start", val=1),
                    element("numFmt", val="decimal" if tag == "ol" else "bullet"),
                    element("lvlText", val=sign),
                    element("lvlJc", val="left"),
                    element("pPr", element("ind", left=STEP * (level + 1), hanging=STEP)),
                    ilvl=level,
                )
            )
        lists = self.root.findall("w:num", NAMES)  # all kinds stand before all lists
        lists[0].addprevious(made) if lists else self.root.append(made)
        return number
