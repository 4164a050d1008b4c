from django.contrib import admin

from articles.models import Article
from pages.admin.page import PageAdmin


@admin.register(Article)
class ArticleAdmin(PageAdmin):
    pass
