"""Looking at one's words as they will appear, and going on writing. Nothing is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from accounts.text import row_number
from accounts.throttle import is_within
from comments import rendering
from comments.forms import CommentForm, EditForm, SourceForm
from comments.getters import own_comment, page_to_join
from comments.models import Comment
from comments.models.discussion import source_of

from . import edit
from .post import keep_for_later

Shown = tuple[str, int]  # what the words look like, "" where they cannot be shown; the status


@require_POST
def preview(request: HttpRequest, page_id: int) -> HttpResponse:
    """The composer again, with the preview in it; for a script that asks, the preview alone."""
    page = page_to_join(request, page_id)
    if not request.user.is_authenticated:
        return in_place_of(request, keep_for_later(request, page))
    form = CommentForm(request.POST, page=source_of(page))
    html, status = look_at(request, form)
    return fragment(request, form, html, status) if is_asked_by_script(request) else composer(request, page, form, html, status)


@require_POST
def write(request: HttpRequest, page_id: int) -> HttpResponse:
    """The composer again, without the preview."""
    page = page_to_join(request, page_id)
    if not request.user.is_authenticated:
        return keep_for_later(request, page)
    return composer(request, page, CommentForm(request.POST, page=source_of(page)))


@require_POST
def preview_edit(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return in_place_of(request, edit.keep_for_later(request, number))
    comment, form = own_comment(request, number), EditForm(request.POST)
    html, status = look_at(request, form)
    if is_asked_by_script(request):
        return fragment(request, form, html, status)
    return edit.edit_page(request, comment, form, status, preview=html)


@require_POST
def write_edit(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return edit.keep_for_later(request, number)
    return edit.edit_page(request, own_comment(request, number), EditForm(request.POST))


def look_at(request: HttpRequest, form: SourceForm) -> Shown:
    """The words, drawn as they are when they are posted."""
    if not form.is_valid() and "body" in form.errors:
        return "", 422
    if not is_within(request, "preview"):
        form.add_error(None, _("You have looked at previews a lot in a short time. Please wait a minute; your text is still here."))
        return "", 429
    return rendering.render(form.cleaned_data["body"]), 200


def composer(request: HttpRequest, page: Page, form: CommentForm, html: str = "", status: int = 200) -> HttpResponse:
    number = row_number(form.data.get("parent", "").strip())
    on_page = Comment.objects.filter(discussion__page_id=source_of(page).pk)
    parent = on_page.published().for_display().filter(pk=number).first() if number else None
    context = {"form": form, "page": page, "parent": parent, "preview": html}
    return render(request, "comments/compose.html", context, status=status)


def is_asked_by_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def fragment(request: HttpRequest, form: SourceForm, html: str, status: int) -> HttpResponse:
    troubles = [*form.errors.get("body", []), *form.non_field_errors()] if not html else []
    context = {"preview": html, "trouble": " ".join(str(one) for one in troubles)}
    return render(request, "comments/includes/preview.html", context, status=status)


def in_place_of(request: HttpRequest, redirection: HttpResponse) -> HttpResponse:
    """A script would follow a redirection unseen; it is told to take the whole page there."""
    if not is_asked_by_script(request):
        return redirection
    return HttpResponse(status=204, headers={"HX-Redirect": redirection.headers["Location"]})
