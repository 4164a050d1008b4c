from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticlePage(Page):
    """An article as Wagtail's tutorial makes one: a title, an introduction and one rich text."""

    intro = models.CharField(max_length=500, blank=True)
    body = RichTextField(blank=True)
