"""What others keep about a page, such as doctors' comments: it goes with a page that is deleted, and comes back with it."""

from django.core import serializers

_models, _over = [], {}


def keep_with_pages(*models, unless=None):
    """Has the rows of models with a foreign key `page` go and come back with their page. Name those that others refer to first.

    `unless(row)` tells of a row, before it is saved again, that it is over and stays away.
    """
    _models.extend(models)
    _over.update(dict.fromkeys(models, unless) if unless else {})


def rows_of(page):
    """What a page's last snapshot says of the rows about it: `{"attached": […]}`, `{}` where there are none."""
    rows = [row for model in _models for row in serializers.serialize("python", model.objects.filter(page=page.pk))]
    return {"attached": rows} if rows else {}


def bring_back(snapshot):
    """Makes the rows of a last snapshot again under their old numbers, but those that refer to what is gone meanwhile."""
    for found in serializers.deserialize("python", snapshot.get("attached", []), ignorenonexistent=True):
        if _stands(found.object) and not _is_over(found.object):
            found.save()


def verbose_names():
    """What a person calls the models whose rows go with their page."""
    return {model._meta.verbose_name for model in _models}


def _is_over(row):
    unless = _over.get(type(row))
    return bool(unless and unless(row))


def _stands(row):
    """Whether all that a row refers to is there. What it can do without is let go of."""
    for field in (f for f in row._meta.concrete_fields if f.is_relation):
        number = getattr(row, field.attname)
        if number is None or field.related_model._base_manager.filter(pk=number).exists():
            continue
        if not field.null:
            return False
        setattr(row, field.attname, None)
    return True
