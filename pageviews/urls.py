from django.urls import path

from pageviews import views

urlpatterns = [path("<int:page>/<language:language>/", views.count, name="count-view")]
