"""What the Wagtail admin is told of people."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.log_actions import LogFormatter

from accounts import merging
from accounts.credentials.getters import REVIEW
from accounts.models import User
from accounts.review.queues import waiting
from accounts.wagtail_viewsets import PolicyViewSet, ProfessionGroup
from accounts.wagtail_viewsets.merging import MergeView
from accounts.wagtail_viewsets.revoking import RevokeView


@hooks.register("register_admin_viewset")
def people() -> list[Any]:
    return [ProfessionGroup(), PolicyViewSet()]


@hooks.register("register_admin_urls")
def credentials() -> list[URLPattern | URLResolver]:
    return [
        path("credentials/<int:pk>/revoke/", RevokeView.as_view(), name="revoke_credential"),
        path("verification/", include("accounts.review.urls")),
    ]


@hooks.register("register_permissions")
def review_permission() -> QuerySet[Permission]:
    """Offered where groups are edited, beside the permissions that each model has."""
    return Permission.objects.filter(content_type__app_label="accounts", codename="review_credential")


class ReviewMenuItem(MenuItem):
    """Says how many requests wait to be checked."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(REVIEW))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        number = waiting()
        label = f"{self.label} ({number:,})" if number else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs)


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    return ReviewMenuItem(
        gettext_lazy("Verification"), reverse("credential_review:queue"), name="verification", icon_name="check", order=305
    )


@hooks.register("register_admin_urls")
def merging_two() -> list[Any]:
    return [path("professions/<int:pk>/merge/", MergeView.as_view(), name="merge_profession")]


@hooks.register("register_log_actions")
def log_of_merging(actions: Any) -> None:
    @actions.register_action(merging.ACTION)
    class Merged(LogFormatter):
        label = gettext_lazy("Merge professions")

        def format_message(self, log_entry: Any) -> str:
            return _("Merged: ‘%(old)s’ → ‘%(new)s’") % log_entry.data


@hooks.register("before_bulk_action")
def no_members_in_bulk(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """Wagtail's actions on many users know nothing of members who are never deleted, nor of whom one may not touch."""
    if action.model is User:
        raise PermissionDenied


@hooks.register("register_account_menu_item")
def own_settings(request: HttpRequest) -> dict[str, Any]:
    """Staff change their name, address and password where every member does."""
    return {"url": reverse("settings"), "label": _("My settings"), "help_text": _("Name, profession, email address and password.")}
