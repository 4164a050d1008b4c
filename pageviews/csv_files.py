"""Tables as CSV that Excel opens rightly: UTF-8 with a BOM, sent row by row, and no cell that it would take for a formula."""

import csv

from django.http import StreamingHttpResponse

# What a cell that begins with it is computed by Excel, LibreOffice and Google Sheets (OWASP, CSV injection).
FORMULAE = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"


class _Line:
    """A file that gives back what is written into it."""

    def write(self, text):
        return text


def response(name, rows):
    """The rows, each a list of texts, numbers and days, as a file of that name to save."""
    writer = csv.writer(_Line())
    lines = (writer.writerow([cell(value) for value in row]) for row in rows)
    answer = StreamingHttpResponse(_begun(lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def cell(value):
    """A value as a cell: texts that would be computed begin with an apostrophe, numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(FORMULAE) else value


def _begun(lines):
    yield BOM
    yield from lines
