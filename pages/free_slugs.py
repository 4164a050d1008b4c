"""Slugs that nobody else has."""


def free_slug(rows, column, slug):
    """`slug`, or `slug-2`, `slug-3`… where one of some rows (a queryset) has it in its column."""
    taken = set(rows.filter(**{f"{column}__startswith": slug}).values_list(column, flat=True))
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(taken) + 3) if f"{slug}-{n}" not in taken)
