"""System checks: what a developer or an installation could break without noticing."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import FieldDoesNotExist

from pages import kinds


@register(Tags.models)
def check_kinds(app_configs, **kwargs):
    """Each group of a kind must hang on its page by the name that it is registered under."""
    return [
        Error(
            f"The group “{group.name}” of the kind “{kind.name}” is not a related name of {kind.model.__name__}.",
            hint="Give the foreign key of the part that related_name, and the model its `owner`.",
            id="pages.E001",
        )
        for kind in kinds.every()
        for group in kind.groups
        if not _hangs_on(group, kind)
    ]


@register(Tags.security, deploy=True)
def check_site_url(app_configs, **kwargs):
    """Canonical addresses and mails must not depend on the host that a request names."""
    if settings.SITE_URL:
        return []
    hint = "Set SITE_URL to the public address, such as https://clinic.example."
    return [Warning("SITE_URL is not set.", hint=hint, id="pages.W001")]


def _hangs_on(group, kind):
    try:
        relation = group.model._meta.get_field(group.model.owner).remote_field
    except FieldDoesNotExist:
        return False
    return relation.related_name == group.name and issubclass(kind.model, relation.model)
