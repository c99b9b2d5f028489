"""What the newsroom (the Wagtail admin) offers beside pages: topics, columnists, and an address in one Unicode form."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User
from accounts.profession_fields import merged_among
from articles.models import Author, ColumnPage, Topic
from articles.views import call


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "slug"]
    list_per_page = 50
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_order = 200
    add_to_admin_menu = True
    list_display = ["name", "role", "handle"]
    list_per_page = 50
    copy_view_enabled = False
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("bio")], heading=_("columnist")),
        MultiFieldPanel([FieldPanel("user"), FieldPanel("handle")], heading=_("address")),
    ]


register_snippet(AuthorViewSet)
register_snippet(TopicViewSet)


@hooks.register("before_delete_snippet")
def keep_topics_in_use(request: HttpRequest, instances: list[models.Model]) -> HttpResponse | None:
    """A topic that columns have is not deleted from under them; Wagtail's index of references does not see this kind of relation."""
    used = [topic for topic in instances if isinstance(topic, Topic) and topic.columns.exists()]
    if not used:
        return None
    names = ", ".join(str(topic) for topic in used)
    messages.error(request, gettext("Columns have this topic, so it cannot be deleted: %(names)s") % {"names": names})
    return redirect("wagtailsnippets_articles_topic:list")


@hooks.register("before_create_page")
@hooks.register("before_edit_page")
def say_what_was_merged(request: HttpRequest, *page: Any) -> None:
    """A profession that was merged while the form was open is taken as what it was merged into; the editor is told."""
    if request.method == "POST":
        for said in merged_among(request.POST.getlist("professions")):
            messages.info(request, said)


@hooks.register("before_serve_page")
def one_unicode_form(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """An address typed or passed on in another Unicode form (macOS: NFD) leads to the one in NFC."""
    composed = unicodedata.normalize("NFC", request.path)
    if composed == request.path:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(escape_uri_path(composed) + (f"?{query}" if query else ""))


@hooks.register("register_admin_urls")
def calls() -> list[URLPattern]:
    return [
        path("calls/<int:number>/", call.CallsView.as_view(), name="column_calls"),
        path("calls/<int:number>/<int:call>/withdraw/", call.withdraw, name="withdraw_call"),
    ]


class CallButton(PageMenuItem):
    label = _("Ask professions")
    icon_name = "group"
    url_name = "column_calls"
    priority = 82

    def is_shown(self, user: User) -> bool:
        page = self.page.specific
        return isinstance(page, ColumnPage) and call.may_ask(user, page)


@hooks.register("register_page_header_buttons")
def call_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    if page.pk and issubclass(page.specific_class or Page, ColumnPage):
        yield CallButton(page=page)
