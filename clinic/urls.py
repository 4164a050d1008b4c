"""The site's addresses (docs/design.md). The last pattern catches every address that ever led to a page."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path, register_converter
from django.views.i18n import set_language
from django.views.static import serve

from clinic import views
from clinic.search import search
from pages.addresses import WordsConverter
from pages.languages import LanguageConverter
from pages.views import elsewhere, page, topic
from pageviews.views import answer, sentence

register_converter(LanguageConverter, "language")
register_converter(WordsConverter, "words")

handler403 = "clinic.views.refused"
handler500 = "clinic.views.server_error"

in_a_language = [
    path("", views.home, name="home"),
    path("procedures/", include("procedures.urls")),
    path("articles/", include("articles.urls")),
    path("doctors/", include("doctors.urls")),
    path("topics/<words:slug>/", topic, name="topic"),
    path("contact/", views.contact, name="contact"),
    path("search/", search, name="search"),
    path("helped/<int:edition>/", answer, name="helped"),
    path("helped/<int:edition>/sentence/", sentence, name="helped-sentence"),
    path("<words:slug>/", page, name="page"),
]

urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path("<language:language>/", include(in_a_language)),
    path("views/", include("pageviews.urls")),
    path("theme-<str:colour>.css", views.theme, name="theme"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap"),
    path("robots.txt", views.robots_txt, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    re_path(r"^(?P<path>.*)$", elsewhere, name="elsewhere"),
]
