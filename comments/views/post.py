"""Posting a comment or a reply."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from accounts.speaking import NotHeld
from accounts.text import row_number
from accounts.throttle import is_within
from comments.campaigns.caps import CapReached
from comments.campaigns.networks import network_of
from comments.composing import composer_address
from comments.forms import CommentForm
from comments.getters import page_to_join
from comments.models import Comment, Discussion, KeptDraft
from comments.models.discussion import source_of
from comments.sanctioning import Stopped
from comments.stopping import error_of
from comments.submission import Overtaken, submit


@require_POST
def post(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_to_join(request, page_id)
    if not request.user.is_authenticated:
        return keep_for_later(request, page)
    form = CommentForm(request.POST, page=source_of(page))
    discussion = Discussion.beside(page)
    parent = _parent(form, discussion)
    if not form.is_valid() or not _may_speak(form, discussion, parent):
        return refuse(request, form, page, parent)
    key, network = form.cleaned_data["key"], network_of(request)
    try:
        comment, _made = submit(discussion, request.user, form.words(), key=key, parent=parent, network=network)
    except Stopped as stopped:
        form.add_error(None, error_of(stopped.sanction))
        return refuse(request, form, page, parent, status=403)
    except CapReached as reached:
        form.add_error(None, str(reached))
        return refuse(request, form, page, parent, status=429)
    except NotHeld:
        form.add_error(None, _("You do not hold the profession that you chose to speak from, or not any more. Please choose again."))
        return refuse(request, form, page, parent)
    except Overtaken:
        form.add_error(None, _("The discussion has changed while you were writing. Nothing was posted; your text is still here."))
        return refuse(request, form, page, None, status=409)
    _forget_draft(form.cleaned_data["draft"], comment)
    return redirect(comment)


def _forget_draft(token: str, comment: Comment) -> None:
    if token:
        KeptDraft.objects.filter(token=token, user=comment.author_id).delete()


def keep_for_later(request: HttpRequest, page: Page) -> HttpResponse:
    """The session is over: the text is kept, and comes back in the composer after logging in. It is never published by itself."""
    body = request.POST.get("body", "").replace("\x00", "")
    parent = (
        Comment.objects.published().filter(pk=row_number(request.POST.get("parent", "")), discussion__page_id=source_of(page).pk).first()
    )
    token = ""
    if body.strip() and is_within(request, "kept_draft"):
        token = KeptDraft.keep(source_of(page), body, parent).token
        messages.info(request, _("Your text has been kept. Log in and it will be waiting in the composer; nothing has been posted."))
    return redirect(f"{reverse('account_login')}?{urlencode({'next': composer_address(request, page, parent, token)})}")


def _parent(form: CommentForm, discussion: Discussion) -> Comment | None:
    """The comment that is answered, if it is on this page and still public; else an error, with the text kept."""
    raw = form.data.get("parent", "").strip()
    if not raw:
        return None
    parent = Comment.objects.on(discussion).published().for_display().filter(pk=row_number(raw)).first()
    if parent is None:
        form.errors  # noqa: B018 - validates first, so that the error below is added to the others
        form.add_error(None, _("The comment that you are answering is no longer here. You can post your text as a comment of its own."))
    return parent


def _may_speak(form: CommentForm, discussion: Discussion, parent: Comment | None) -> bool:
    if discussion.may_be_joined():
        return True
    form.add_error(None, _("This discussion is closed. Nothing was posted; your text is still here to copy."))
    return False


def refuse(request: HttpRequest, form: CommentForm, page: Page, parent: Comment | None, status: int = 422) -> HttpResponse:
    """The composer on a page of its own, with every word kept and the reason above it."""
    return render(request, "comments/compose.html", {"form": form, "page": page, "parent": parent}, status=status)
