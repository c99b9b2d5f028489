"""A page as every member sees it, in pieces: the bytes that are the same for all, and the places of what is not."""

import re
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from wagtail.views import serve as serve_page

from accounts.any_member import AnyMember
from accounts.stencil import FIRST, LAST
from articles.models import ColumnPage
from comments.drawing.flow import Part
from comments.following import Follows
from comments.models import Discussion, Pick
from comments.picking import picks_in
from portal.kept.scopes import Stand

Values = dict[str, bytes]


@dataclass(frozen=True)
class Sketch:
    """`pieces` are in the order of the page. A comment stands among them as most members see it."""

    stand: Stand  # how things stood before it was rendered
    discussion: int
    until: datetime | None  # when what it says of the discussion ceases to be true
    pieces: list[bytes]
    slots: list[tuple[int, str]]  # the places of what is filled in for each member, and its name
    places: dict[int, int]  # of the comments, by their ids
    parts: dict[int, Part]
    by_author: dict[int, list[int]]  # ids of comments
    follow: dict[bool, bytes]  # the button to follow the discussion, for those who do and those who do not
    picks: list[Pick]  # of the editors
    picks_drawn: bytes  # as most members see them
    csrf: bytes  # what stands for the token in that button

    def page(self, values: Values, drawn: dict[int, bytes]) -> bytes:
        """The page of one member: `drawn` are the comments that look otherwise for them."""
        pieces = self.pieces.copy()
        for place, name in self.slots:
            pieces[place] = values[name]
        for comment, html in drawn.items():
            pieces[self.places[comment]] = html
        return b"".join(pieces)

    def picks_for(self, muted: set[int]) -> bytes:
        """The editors' picks, folded where the member has muted their authors."""
        return draw_picks(self.picks, muted) if muted & {pick.comment.author_id for pick in self.picks} else self.picks_drawn


def sketch(request: HttpRequest, path: str, stand: Stand, discussion: int) -> Sketch | None:
    """Renders the page for any member. None where there is no such column to everybody, or its discussion is another."""
    for_any = copy(request)
    for_any.user = reader = AnyMember()  # type: ignore[assignment]
    response = serve_page(for_any, path)
    page = response.context_data.get("page") if isinstance(response, TemplateResponse) and response.context_data else None
    if not isinstance(page, ColumnPage) or page.get_view_restrictions():
        return None
    response.context_data["csrf_token"] = reader.mark("csrf")
    html = response.rendered_content
    talk: Discussion = page._talk_read
    return _cut(html, reader, stand, talk, _follow_buttons(for_any, reader, talk)) if talk.pk == discussion else None


def draw_picks(picks: list[Pick], muted: set[int]) -> bytes:
    """In the active language."""
    return render_to_string("comments/includes/picks.html", {"picks": picks, "muted": muted}).encode()


def _follow_buttons(request: HttpRequest, reader: AnyMember, talk: Discussion) -> dict[bool, bytes]:
    context: dict[str, Any] = {"request": request, "discussion": talk, "csrf_token": reader.mark("csrf")}
    template = "comments/includes/follow.html"
    return {state: render_to_string(template, {**context, "follows": Follows(state)}).encode() for state in (True, False)}


def _cut(html: str, reader: AnyMember, stand: Stand, talk: Discussion, follow: dict[bool, bytes]) -> Sketch:
    pieces: list[bytes] = []
    slots: list[tuple[int, str]] = []
    places: dict[int, int] = {}
    by_author: dict[int, list[int]] = {}
    for place, piece in enumerate(re.split(f"{FIRST}{reader.number}\\.([a-z]+|[0-9]+){LAST}", html)):
        if place % 2 and piece.isdigit():
            part = reader.parts[int(piece)]
            places[int(piece)] = place
            by_author.setdefault(part.node.comment.author_id, []).append(int(piece))
            piece = str(part)
        elif place % 2:
            slots.append((place, piece))
        pieces.append(piece.encode())
    picks = picks_in(talk)
    drawn = draw_picks(picks, set()) if picks else b""
    until = talk.guarded_until if talk.guarded_by else None
    return Sketch(stand, talk.pk, until, pieces, slots, places, reader.parts, by_author, follow, picks, drawn, reader.mark("csrf").encode())
