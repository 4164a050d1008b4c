from django.apps import AppConfig


class ServingConfig(AppConfig):
    """No models: what this room keeps lies in memory and in a folder."""

    name = "serving"
