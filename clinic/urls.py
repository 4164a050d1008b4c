"""The site's addresses (docs/design.md). The last pattern catches every address that ever led to a page."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path, register_converter
from django.views.i18n import set_language
from django.views.static import serve

from clinic import feeds, sitemap_views, views
from clinic.search import search
from doctors.by_link.link_pages import overview
from doctors.by_link.link_pages import page as review_page
from doctors.handing_out.handout_views import handout
from doctors.handing_out.handouts import HandoutCodeConverter
from pages.addresses import WordsConverter
from pages.languages import LanguageConverter
from pages.public.preview_views import preview
from pages.public.short_address_views import lead, qr_code
from pages.public.short_addresses import CodeConverter
from pages.public.views import elsewhere, page, topic, topics
from pageviews.views import answer, how_we_count, sentence

register_converter(LanguageConverter, "language")
register_converter(WordsConverter, "words")
register_converter(CodeConverter, "code")
register_converter(HandoutCodeConverter, "handout")

handler403 = "clinic.views.refused"
handler500 = "clinic.views.server_error"

in_a_language = [
    path("", views.home, name="home"),
    path("procedures/", include("procedures.urls")),
    path("articles/", include("articles.urls")),
    path("doctors/", include("doctors.urls")),
    path("feed/", feeds.newest, name="feed"),
    path("topics/", topics, name="topics"),
    path("topics/<words:slug>/", topic, name="topic"),
    path("topics/<words:slug>/feed/", feeds.of_topic, name="topic-feed"),
    path("contact/", views.contact, name="contact"),
    path("search/", search, name="search"),
    path("how-we-count/", how_we_count, name="how-we-count"),
    path("helped/<int:edition>/", answer, name="helped"),
    path("helped/<int:edition>/sentence/", sentence, name="helped-sentence"),
    path("<words:slug>/", page, name="page"),
]

urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path("<language:language>/", include(in_a_language)),
    path("go/<code:code>/", lead, name="short-address"),
    path("go/<code:code>/<language:language>/", lead, name="short-address-in"),
    path("go/<code:code>/<language:language>/qr.svg", qr_code, {"form": "svg"}, name="qr-svg"),
    path("go/<code:code>/<language:language>/qr.png", qr_code, {"form": "png"}, name="qr-png"),
    path("go/<handout:code>/", handout, name="handout"),
    path("go/<handout:code>/<language:language>/", handout, name="handout-in"),
    path("handouts/", include("doctors.handing_out.handout_urls")),
    path("review/<str:token>/", overview, name="review-list"),
    path("review/<str:token>/<language:language>/", overview, name="review-list-in"),
    path(
        "review/<str:token>/<language:language>/<int:number>/<language:page_language>/", review_page, name="review-page"
    ),
    path("preview/<str:token>/", preview, name="preview-link"),
    path("desk/", include("doctors.desk.urls")),
    path("views/", include("pageviews.urls")),
    path("theme-<str:colour>.css", views.theme, name="theme"),
    path("sitemap.xml", sitemap_views.index, name="sitemap"),
    re_path(r"^sitemap-(?P<section>clinic|pages)-(?P<number>[1-9][0-9]{0,9})\.xml$", sitemap_views.file),
    path("robots.txt", views.robots_txt, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    re_path(r"^(?P<path>.*)$", elsewhere, name="elsewhere"),
]
