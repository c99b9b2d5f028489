from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Columns")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from articles.models import ColumnPage
        from articles.pictures import on_publication

        page_published.connect(on_publication, sender=ColumnPage, dispatch_uid="articles.pictures")
