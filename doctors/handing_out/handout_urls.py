from django.urls import path, re_path

from doctors.handing_out import handing_out_views, paper_views

# A number that every database can hold.
PAGE = "^pages/(?P<page>[0-9]{1,18})/"

urlpatterns = [
    path("", handing_out_views.own, name="handouts"),
    path("new/", handing_out_views.new, name="handout-new"),
    re_path(f"{PAGE}$", paper_views.addresses, name="page-addresses"),
    re_path(f"{PAGE}cards/$", paper_views.cards, name="page-cards"),
    path("<handout:code>/", handing_out_views.made, name="handout-made"),
    path("<handout:code>/edit/", handing_out_views.edit, name="handout-edit"),
    path("<handout:code>/end/", handing_out_views.end, name="handout-end"),
]
