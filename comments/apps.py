from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Discussion")

    def ready(self) -> None:
        from . import checks, leaving  # noqa: F401 - register themselves
        from .ledger_triggers import restore_after_migrate
        from .protect import keep_tree_whole

        # SQLite drops a table's triggers when Django remakes the table, so they are put back after every migrate.
        post_migrate.connect(restore_after_migrate, sender=self)
        keep_tree_whole()
