"""What the Wagtail admin is told of people."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from accounts.models import User
from accounts.wagtail_viewsets import PolicyViewSet, ProfessionGroup
from accounts.wagtail_viewsets.revoking import RevokeView


@hooks.register("register_admin_viewset")
def people() -> list[Any]:
    return [ProfessionGroup(), PolicyViewSet()]


@hooks.register("register_admin_urls")
def revoking() -> list[Any]:
    return [path("credentials/<int:pk>/revoke/", RevokeView.as_view(), name="revoke_credential")]


@hooks.register("before_bulk_action")
def no_members_in_bulk(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """Wagtail's actions on many users know nothing of members who are never deleted, nor of whom one may not touch."""
    if action.model is User:
        raise PermissionDenied


@hooks.register("register_account_menu_item")
def own_settings(request: HttpRequest) -> dict[str, Any]:
    """Staff change their name, address and password where every member does."""
    return {"url": reverse("settings"), "label": _("My settings"), "help_text": _("Name, profession, email address and password.")}
