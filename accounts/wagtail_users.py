"""Wagtail's users app, with our form for members; the class is named in INSTALLED_APPS."""

from wagtail.users.apps import WagtailUsersAppConfig


class GongronUsersConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.wagtail_viewsets.MemberViewSet"
