from django.urls import path

from articles import views
from pages.public.views import page

urlpatterns = [
    path("", views.articles, name="articles"),
    path("<words:slug>/", page, {"kind": "article"}, name="article"),
]
