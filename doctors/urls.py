from django.urls import path

from doctors import views

urlpatterns = [
    path("", views.doctors, name="doctors"),
    path("<words:slug>/", views.doctor, name="doctor"),
]
