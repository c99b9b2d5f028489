"""What comments adds to the Wagtail admin: the desk, its menu item, the page buttons, and the guard before deleting pages."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.models import Page

from accounts.models import User
from comments.claims import newsroom
from comments.desk.access import MODERATE, WRITE_RULES, may_close
from comments.desk.counts import counts_of
from comments.desk.word_viewset import ScreenedWordViewSet
from comments.protect import explain, pages_spoken_on


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("desk/", include("comments.desk.urls"))]


class DeskMenuItem(MenuItem):
    """Says how many comments wait for a decision, new and reported ones together."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MODERATE))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        counts = counts_of(cast(User, request.user))
        number = counts["waiting"] + counts["reported"]
        label = f"{self.label} ({number:,})" if number else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(_("Moderation"), reverse("comments_desk:first"), name="moderation", icon_name="comment", order=250)


@hooks.register("register_admin_viewset")
def screened_words() -> ScreenedWordViewSet:
    return ScreenedWordViewSet()


@hooks.register("register_log_actions")
def log_of_screening(actions: Any) -> None:
    actions.register_action("comments.hold_everything", _("Hold all comments"), _("All comments are held for review"))
    actions.register_action("comments.hold_nothing", _("Hold no longer all comments"), _("Comments are published at once again"))


class RulesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(WRITE_RULES))


@hooks.register("register_settings_menu_item")
def rules_menu_item() -> MenuItem:
    return RulesMenuItem(_("House rules"), reverse("comments_desk:rules"), name="house-rules", icon_name="list-ol", order=615)


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


hooks.register("before_edit_page", newsroom.say_hidden)
hooks.register("before_publish_page", newsroom.hold_back)


@hooks.register("before_bulk_action")
def keep_pages(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    """Also what a rights claim hides, from being published among others."""
    if not issubclass(action.model, Page):
        return None
    if action_type == "publish" and request.method == "POST":
        return newsroom.hold_back_all(request, objects)
    if action_type != "delete":
        return None
    spoken_on = pages_spoken_on(objects)
    return explain(request, spoken_on) if spoken_on else None
