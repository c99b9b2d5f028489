"""Wagtail's search app, with our way of noting what has changed; the class is named in INSTALLED_APPS."""

from wagtail.search.apps import WagtailSearchAppConfig


class GongronSearchConfig(WagtailSearchAppConfig):
    default = False

    def ready(self) -> None:
        """In place of Wagtail's, which has a task for every save and a table of its own."""
        from django.db.models.signals import post_delete, post_save
        from wagtail.search import index

        from accounts.searching.changes import on_change

        for model in index.get_indexed_models():
            for signal in (post_save, post_delete):
                signal.connect(on_change, sender=model, dispatch_uid=f"search.{model._meta.label}")
