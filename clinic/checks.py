"""System checks of what the machine itself must bring, and of settings that need each other."""

from django.conf import settings
from django.core.checks import Error, Warning, register

from clinic import share_card_drawing


@register()
def check_arabic_can_be_drawn(app_configs, **kwargs):
    """Share cards with Arabic need a library that Pillow's wheel does not bring."""
    if share_card_drawing.can_shape_arabic():
        return []
    hint = "Install FriBiDi (Debian: apt-get install libfribidi0), then run `manage.py make_share_cards`."
    message = "Arabic cannot be drawn here: share cards go without Arabic words."
    return [Warning(message, hint=hint, id="clinic.W001")]


@register()
def check_several_machines_share_redis(app_configs, **kwargs):
    """Servers on several machines tell each other through Redis what ended."""
    if settings.REDIS_URL or not settings.SEVERAL_MACHINES:
        return []
    hint = "Set REDIS_URL to the Redis that all of them share."
    return [Error("SEVERAL_MACHINES needs a Redis.", hint=hint, id="clinic.E001")]
