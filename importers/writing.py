"""An outline is written into a draft, in one language, over nothing that a person has written."""

from django.utils.translation import gettext as _

from importers.document import plain
from importers.parts import division_of, matched_again, matched_anew, planned
from importers.report import short
from pages import languages, plain_text
from pages.rich_text import clean_html

PAGE_TEXTS = ("title", "summary", "search_description", "compared_with_name")


class Writer:
    """Writes one outline into one page. `imprint` is what the last import of that language wrote, {} for the first.

    `written` is what this one wrote, to be kept as the next one's imprint; `changed` whether anything was.
    """

    def __init__(self, page, outline, imprint, report):
        self.page, self.outline, self.report = page, outline, report
        self.language = outline.language
        self.before = imprint
        self.written = {"page": {}, "parts": [], "links": [], "sources": []}
        self.not_written = []
        self.told_elsewhere = set()
        self.changed = page._state.adding

    def write_page(self):
        """The page's own texts, its first day and its opening views."""
        before = self.before.get("page", {})
        texts = {name: getattr(self.outline, name) for name in PAGE_TEXTS if name in self.page.translated_fields()}
        changed = [self._put(self.page, name, text, before, self.written["page"]) for name, text in texts.items()]
        changed += [self._put_fact(name, before) for name in ("first_published_on", "opening_views")]
        if any(changed) or self.page._state.adding:
            self.page.save()
            self.changed = True

    def write_parts(self):
        """Every part into its row, new rows where there is none. Returns the plans with their rows."""
        plans = planned(self.outline)
        self.told_elsewhere = {group for group in {plan.group for plan in plans} if self._has_counterparts(group)}
        for bucket in dict.fromkeys(plan.bucket for plan in plans):
            self._match(bucket, [plan for plan in plans if plan.bucket == bucket])
        for plan in plans:
            self._write_part(plan)
        for group in dict.fromkeys(plan.group for plan in plans):
            self._put_in_order(group, [plan for plan in plans if plan.group == group])
        return [plan for plan in plans if plan.row]

    def write_notes(self):
        """Adds what found no place, or was not written over a person's words, to the import note; each line once."""
        known = self.page.import_note.splitlines()
        notes = [line.strip() for note in (*self.outline.notes, *self.not_written) for line in note.splitlines()]
        if new := [line for line in dict.fromkeys(notes) if line and line not in known]:
            self.page.import_note = "\n".join([*known, *new])
            self.page.save()
            self.changed = True
        self.report.unplaced += self.outline.notes

    def _match(self, bucket, plans):
        group, division = bucket
        rows = [row for row in getattr(self.page, group).all() if division_of(row) == division]
        imprints = [part for part in self.before.get("parts", []) if (part["group"], part["division"]) == bucket]
        if not imprints:
            for i, j in matched_anew(rows, plans, group, languages.other(self.language)):
                plans[j].row = rows[i]
            return
        by_anchor = {row.anchor: row for row in getattr(self.page, group).all()}
        for i, j in matched_again(imprints, plans):
            plans[j].before = imprints[i]["texts"]
            plans[j].row = by_anchor.get(imprints[i]["anchor"])
            if plans[j].row is None:
                self._keep(_("a part that was deleted since: %(said)s"), " ".join(plans[j].texts.values()))

    def _write_part(self, plan):
        if plan.row is None and plan.before:
            self.written["parts"].append(self._imprint(plan, "", plan.before))
            return
        plan.is_new = plan.row is None
        row = plan.row = plan.row or self._new_row(plan)
        texts = {}
        changed = [self._put(row, name, text, plan.before, texts) for name, text in plan.texts.items()]
        if any(changed) or plan.is_new:
            row.save()
            self.changed = True
        self.written["parts"].append(self._imprint(plan, row.anchor, texts))

    def _new_row(self, plan):
        model = getattr(self.page, plan.group).model
        row = model(**{model.owner: self.page}, order=getattr(self.page, plan.group).count(), **plan.shared)
        if plan.group in self.told_elsewhere:
            said = short(plain(" ".join(plan.texts.values())))
            self.report.say(_("Only in this language so far: %(said)s") % {"said": said})
        return row

    def _has_counterparts(self, group):
        """Whether the other language has parts in a group: a new one is missing there."""
        return any(row.has_text(languages.other(self.language)) for row in getattr(self.page, group).all())

    def _imprint(self, plan, anchor, texts):
        return {"group": plan.group, "division": plan.division, "anchor": anchor, "texts": texts}

    def _put(self, row, name, text, before, written):
        """Puts a text into its column unless a person has written there; whether it changed anything."""
        text = clean_html(text) if row.is_rich(name) else plain_text.clean(text)
        now, last = row.text(name, self.language), before.get(name)
        written[name] = text
        if plain_text.same(now, text) or not text or (last is not None and plain_text.same(last, text)):
            return False
        if now.strip() if last is None else not plain_text.same(now, last):
            written[name] = last if last is not None else ""
            self._keep(_("“%(row)s” was written by a person; the document says: %(said)s"), text, row=row)
            return False
        row.set_text(name, self.language, text)
        return True

    def _put_fact(self, name, before):
        value, now = getattr(self.outline, name), getattr(self.page, name)
        last = before.get(name)
        self.written["page"][name] = last if value is None else str(value)
        if value is None or now == value or str(value) == last:
            return False
        if now and str(now) != last:
            self._keep(_("%(name)s of the page is another one; the document says: %(said)s"), str(value), name=name)
            return False
        setattr(self.page, name, value)
        return True

    def _put_in_order(self, group, plans):
        """New rows stand after the row of the part before them."""
        if not any(plan.is_new for plan in plans):
            return
        made = {plan.row.pk for plan in plans if plan.is_new}
        rows = [row for row in getattr(self.page, group).all() if row.pk not in made]
        place = 0
        for plan in (plan for plan in plans if plan.row):
            if plan.is_new:
                rows.insert(place, plan.row)
            place = rows.index(plan.row) + 1
        for order, row in enumerate(rows):
            if row.order != order:
                type(row).objects.filter(pk=row.pk).update(order=order)

    def _keep(self, line, said, **names):
        self.report.keep(line % {"said": short(plain(said)), **names})
        self.not_written.append(plain(said))
