from django.urls import path

from pages.public.views import page
from procedures import views

urlpatterns = [
    path("", views.procedures, name="procedures"),
    path("<words:slug>/", page, {"kind": "procedure"}, name="procedure"),
]
