"""Changing one's own comment."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from accounts.throttle import is_within
from comments.campaigns import caps
from comments.campaigns.networks import network_of
from comments.editing import ChangedMeanwhile, EditingOver
from comments.forms import EditForm
from comments.getters import own_comment
from comments.models import Comment, KeptDraft
from comments.sanctioning import Stopped, stopping
from comments.stopping import error_of
from comments.submission import Overtaken


@require_safe
@login_required
def edit(request: MemberRequest, number: int) -> HttpResponse:
    comment = own_comment(request, number)
    page = comment.discussion.page
    draft = KeptDraft.give_back(request.GET.get("draft", ""), page, request.user)
    words = draft.body if draft else comment.source
    if not (comment.may_be_edited and comment.discussion.may_be_joined()):
        return too_late(request, comment, words if draft else "", status=403)
    form = EditForm(initial={"body": words, "opened_on": comment.edition, "draft": draft.token if draft else ""})
    return edit_page(request, comment, form, stopped=stopping(request.user))


@require_POST
def save(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return keep_for_later(request, number)
    comment = own_comment(request, number)
    form = EditForm(request.POST)
    if not form.is_valid():
        return edit_page(request, comment, form, status=422)
    if not is_within(request, "edit"):
        form.add_error(None, _("You have changed a lot in a short time. Please wait a minute; your text is still here."))
        return edit_page(request, comment, form, status=429)
    words = form.cleaned_data
    try:
        caps.take_change(request.user, network_of(request), comment.source, words["body"])
        changed = comment.edit(by=request.user, source=words["body"], opened_on=words["opened_on"])
    except Stopped as stopped:
        form.add_error(None, error_of(stopped.sanction))
        return edit_page(request, comment, form, status=403)
    except caps.CapReached as reached:
        form.add_error(None, str(reached))
        return edit_page(request, comment, form, status=429)
    except (EditingOver, Overtaken):
        return too_late(request, comment, words["body"], status=422)
    except ChangedMeanwhile:
        return changed_meanwhile(request, comment)
    KeptDraft.objects.filter(token=words["draft"], user=request.user).delete()
    if changed and comment.was_public and not comment.is_public:
        messages.info(request, _("Your new text will appear once it has been reviewed. Until then only you can see it."))
    return redirect(comment)


def edit_page(request: HttpRequest, comment: Comment, form: EditForm, status: int = 200, **more: object) -> HttpResponse:
    context = {"comment": comment, "page": comment.discussion.page, "form": form, "minutes": settings.COMMENT_EDIT_MINUTES, **more}
    return render(request, "comments/edit.html", context, status=status)


def too_late(request: HttpRequest, comment: Comment, words: str, status: int) -> HttpResponse:
    """Why the comment cannot be changed, with what was to be its text, to copy."""
    comment.refresh_from_db()
    context = {"comment": comment, "page": comment.discussion.page, "words": words, "minutes": settings.COMMENT_EDIT_MINUTES}
    return render(request, "comments/edit_over.html", context, status=status)


def changed_meanwhile(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Two windows, two texts: what was sent stays in the form, what is there now stands above it, and sending it again is meant."""
    data = request.POST.copy()
    data["opened_on"] = comment.edition
    form = EditForm(data)
    form.is_valid()
    form.add_error(None, _("This comment was changed in another window. Nothing was saved; compare the two and save again if you like."))
    return edit_page(request, comment, form, status=409, present=comment)


def keep_for_later(request: HttpRequest, number: int) -> HttpResponse:
    """The session is over: the text is kept, and comes back on the page for changing the comment after logging in."""
    body = request.POST.get("body", "").replace("\x00", "")
    comment = Comment.objects.select_related("discussion__page").filter(pk=number).first()
    address = reverse("comments:edit", args=[number])
    if comment and body.strip() and is_within(request, "kept_draft"):
        draft = KeptDraft.keep(comment.discussion.page, body)
        address += f"?{urlencode({'draft': draft.token})}"
        messages.info(request, _("Your text has been kept. Log in and it will be waiting in the composer; nothing has been posted."))
    return redirect(f"{reverse('account_login')}?{urlencode({'next': address})}")
