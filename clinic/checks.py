"""System checks of what the machine itself must bring."""

from django.core.checks import Warning, register

from clinic import share_card_drawing


@register()
def check_arabic_can_be_drawn(app_configs, **kwargs):
    """Share cards with Arabic need a library that Pillow's wheel does not bring."""
    if share_card_drawing.can_shape_arabic():
        return []
    hint = "Install FriBiDi (Debian: apt-get install libfribidi0), then run `manage.py make_share_cards`."
    message = "Arabic cannot be drawn here: share cards go without Arabic words."
    return [Warning(message, hint=hint, id="clinic.W001")]
