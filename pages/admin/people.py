"""People in lists of the admin: by their names, not by what they sign in with."""

from django.contrib import admin

from pages import log


def person(column, label):
    """A column of a list for a foreign key to an account: who it is, "—" for nobody. Have the list select it."""

    @admin.display(description=label, ordering=column)
    def called(row):
        return log.name_of(getattr(row, column)) or "—"

    called.__name__ = column  # of which the class of the column's cells is made
    return called
