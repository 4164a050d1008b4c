from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        from articles.models import Article
        from pages import kinds

        kinds.register(
            kinds.Kind(
                name="article",
                model=Article,
                prefix="articles/",
                template="articles/article.html",
                list_name=_("Articles"),
                schema_type="MedicalWebPage",
            )
        )
