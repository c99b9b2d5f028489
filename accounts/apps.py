from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from django.core import checks
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate
        from wagtail.permissions import register_permission_policy

        from accounts import (
            merging_members,  # noqa: F401 - registers itself
            own_panels,  # noqa: F401 - registers itself
        )
        from accounts.credentials import leaving  # noqa: F401 - registers what leaving means for them
        from accounts.models import Credential, Policy, Profession
        from accounts.permission_policies import NeverDeleted, NeverEdited
        from accounts.searching import fitting, kinds, tables, triggers
        from accounts.takeout import chosen, own  # noqa: F401 - register themselves

        for model, policy in ((Profession, NeverDeleted), (Policy, NeverDeleted), (Credential, NeverEdited)):
            register_permission_policy(model, policy(model))
        checks.register(kinds.check_numbers)
        connection_created.connect(fitting.teach, dispatch_uid="search.fitting")
        triggers.watch("accounts_user", "accounts.user", "name", "handle")
        for keep in (tables.make_after_migrate, triggers.restore_after_migrate):
            post_migrate.connect(keep, dispatch_uid=f"search.{keep.__module__}")  # after each app's tables, as each may be watched
