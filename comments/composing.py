"""The composer: where it stands, and with what it opens."""

import uuid
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Page

from accounts.any_member import AnyMember
from accounts.models import User
from comments.forms import CommentForm
from comments.models import Comment, KeptDraft


def new_form(request: HttpRequest, page: Page, parent: Comment | None = None) -> CommentForm:
    """A composer with a key of its own, so that one form makes one comment; with the reader's kept draft, if the address names one."""
    reader = request.user
    draft = KeptDraft.give_back(request.GET.get("draft", ""), page, cast(User, reader))
    return CommentForm(
        page=page,
        initial={
            "key": reader.mark("key") if isinstance(reader, AnyMember) else uuid.uuid4(),
            "parent": parent.pk if parent else None,
            "block": request.GET.get("paragraph", ""),
            "body": draft.body if draft else "",
            "draft": draft.token if draft else "",
        },
    )


def composer_address(request: HttpRequest, page: Page, parent: Comment | None = None, draft: str = "") -> str:
    """The path at which the composer stands, on the page or, for an answer, on a page of its own."""
    path = reverse("comments:reply", args=[parent.pk]) if parent else page.get_url(request) or "/"
    return f"{path}{'?' + urlencode({'draft': draft}) if draft else ''}#composer"
