from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Discussion")

    def ready(self) -> None:
        from accounts import mail_groups
        from accounts.searching import triggers

        from . import checks, erasing, leaving, merging, own_panels, revoking, takeout  # noqa: F401 - register themselves
        from .claims.columns import stay_hidden
        from .ledger_triggers import restore_after_migrate
        from .protect import keep_tree_whole

        mail_groups.put(["reply"], mail_groups.REPLIES)
        mail_groups.put(["followed"], mail_groups.DISCUSSIONS)
        mail_groups.put(["surge"], mail_groups.DECISIONS)
        mail_groups.put(["picked", "called"], mail_groups.PICKS)
        # SQLite drops a table's triggers when Django remakes the table, so they are put back after every migrate.
        post_migrate.connect(restore_after_migrate, sender=self)
        triggers.watch("comments_comment", "comments.comment", "source")
        keep_tree_whole()
        stay_hidden()
