"""What comments adds to the Wagtail admin: the desk, its menu item, the page buttons, and the guard before deleting pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.models import Page

from accounts.models import User
from comments.desk.access import MODERATE, may_close
from comments.desk.queues import QUEUES
from comments.protect import explain, pages_spoken_on


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("desk/", include("comments.desk.urls"))]


class DeskMenuItem(MenuItem):
    """Says how many comments wait for a decision, new and reported ones together."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MODERATE))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        number = QUEUES["waiting"].count() + QUEUES["reported"].count()
        label = f"{self.label} ({number:,})" if number else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(_("Moderation"), reverse("comments_desk:first"), name="moderation", icon_name="comment", order=250)


class DiscussionButton(PageMenuItem):
    label = _("Discussion: close or open")
    icon_name = "comment"
    url_name = "comments_desk:discussion"
    priority = 80

    def is_shown(self, user: User) -> bool:
        return may_close(user, self.page)


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield DiscussionButton(page=page)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: User, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield DiscussionButton(page=page)


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    spoken_on = pages_spoken_on([page])
    return explain(request, spoken_on) if spoken_on else None


@hooks.register("before_bulk_action")
def keep_pages(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    spoken_on = pages_spoken_on(objects)
    return explain(request, spoken_on) if spoken_on else None
