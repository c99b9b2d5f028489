"""Answering a member with a page that was rendered for all members, where that is what a rendering of its own would give."""

import uuid
from copy import copy

from django.conf import settings
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.models import User
from articles.models import ColumnPage
from comments.drawing.flow import Part, comment_stencils
from comments.drawing.shapes import Viewer
from comments.mine import Own, own_in
from comments.models import Discussion
from portal.kept import scopes
from portal.overlay import memory, reader
from portal.overlay.sketch import Sketch, sketch
from portal.sites import route_of


def page_for_member(request: HttpRequest, path: str) -> HttpResponse | None:
    """None where the page has to be rendered for this reader: strangers, staff, questions in the address, messages, comments that wait,
    and whoever may not write."""
    member = _member_of(request)
    if member is None:
        return None
    drawn = _sketch_of(request, path)
    if drawn is None or reader.is_staff(member):
        return None
    own = own_in(member.pk, drawn.discussion, list(drawn.parts))
    if own.is_hidden or own.is_stopped:
        return None
    response = HttpResponse(drawn.page(_values(request, member, drawn, own), _otherwise(member, drawn, own)))
    response.headers["Vary"] = "Cookie"
    return response


def _member_of(request: HttpRequest) -> User | None:
    """Who asks, if that is a member who asks nothing else and is told nothing else."""
    if not settings.KEPT_PAGES or request.META.get("QUERY_STRING") or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    if "messages" in request.COOKIES or SessionStorage.session_key in request.session:
        return None
    return request.user if isinstance(request.user, User) else None


def _sketch_of(request: HttpRequest, path: str) -> Sketch | None:
    key = request.path_info, get_language() or ""
    found = memory.find(key)
    if found:
        return found
    discussion = memory.last_discussion(key) or _discussion_at(request, path)
    if discussion is None:
        return None
    stand = scopes.stand([scopes.discussion(discussion)])
    made = sketch(request, path, stand, discussion)
    if made and stand.is_settled:
        memory.keep(key, made)
    return made


def _discussion_at(request: HttpRequest, path: str) -> int | None:
    """The number of the discussion at this address, if a column with one is there."""
    asked = copy(request)
    route_of(asked)
    route = Page.route_for_request(asked, path)
    return Discussion.on(route.page).pk if route and isinstance(route.page, ColumnPage) else None


def _values(request: HttpRequest, member: User, drawn: Sketch, own: Own) -> dict[str, bytes]:
    csrf = get_token(request).encode()
    return {
        **reader.shown(member, get_language() or ""),
        "csrf": csrf,
        "key": str(uuid.uuid4()).encode(),
        "picks": drawn.picks_for(own.muted),
        "follow": drawn.follow[own.follows.discussion].replace(drawn.csrf, csrf),
    }


def _otherwise(member: User, drawn: Sketch, own: Own) -> dict[int, bytes]:
    """The comments that look otherwise for this member than for most."""
    muted = [comment for author in own.muted for comment in drawn.by_author.get(author, ())]
    theirs = drawn.by_author.get(member.pk, [])
    concerned = {*own.sides, *own.follows.threads, *muted, *theirs} & drawn.parts.keys()
    return {number: _drawn_for(member, drawn.parts[number], own).encode() for number in concerned}


def _drawn_for(member: User, part: Part, own: Own) -> str:
    comment, is_author = part.node.comment, part.node.comment.author_id == member.pk
    shape = part.shape._replace(
        viewer=Viewer.AUTHOR if is_author else Viewer.MEMBER,
        may_be_edited=is_author and comment.may_be_edited,
        taken=own.sides.get(comment.pk, ""),
        follows=None if part.shape.follows is None else comment.pk in own.follows.threads,
        is_folded=comment.author_id in own.muted,
    )
    return comment_stencils(shape)[0].fill(part.values)
