from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from accounts.models import Credential, Policy, Profession
        from accounts.permission_policies import NeverDeleted, NeverEdited

        for model, policy in ((Profession, NeverDeleted), (Policy, NeverDeleted), (Credential, NeverEdited)):
            register_permission_policy(model, policy(model))
