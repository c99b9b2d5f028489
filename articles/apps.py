from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Columns")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from articles import calling, leaving, merging, pictures, takeout  # noqa: F401 - some of them register themselves
        from articles.models import ColumnPage

        page_published.connect(pictures.on_publication, sender=ColumnPage, dispatch_uid="articles.pictures")
        page_published.connect(calling.on_publication, sender=ColumnPage, dispatch_uid="articles.calling")
