"""Wagtail's users app, with our list of members; the class is named in INSTALLED_APPS."""

from wagtail.users.apps import WagtailUsersAppConfig


class GongronUsersConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.wagtail_viewsets.MemberViewSet"

    def ready(self) -> None:
        super().ready()
        from django.contrib.auth import get_user_model
        from wagtail.permissions import register_permission_policy

        from accounts.permission_policies import MembersOnly

        register_permission_policy(get_user_model(), MembersOnly(get_user_model()))  # in place of Wagtail's, registered a line ago
