"""Everything that the discussion's templates read, gathered once for a request."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.models import Page

from accounts.any_member import AnyMember
from accounts.requests import Reader
from comments.asking import NEW, TOP, Asked
from comments.choosing import choose
from comments.claims.measures import measures_of
from comments.following import of as follows_of
from comments.lens import kind_ways, lens_of, order_ways
from comments.listing import list_comments
from comments.mine import lay_over
from comments.models import Discussion
from comments.nodes import Node, walk
from comments.pages import asked_professions_of, may_disagree, paragraphs_of, professions_of
from comments.passages import Paragraphs
from comments.picking import picks_in
from comments.voices import Voice


def show_talk(request: HttpRequest, page: Page, talk: Discussion, voices: list[Voice]) -> dict[str, Any]:
    """The comments that the address asks for, and the choices around them."""
    paragraphs = Paragraphs(paragraphs_of(page))
    guard = talk.guarded_by
    usual = NEW if guard and guard.puts_newest_first else TOP
    choice = choose(talk, Asked.of(request.GET, usual), voices, paragraphs.texts)
    reader = AnonymousUser() if isinstance(request.user, AnyMember) else request.user  # what is each member's own is laid over later
    listing = list_comments(talk, reader, choice.asked, choice)
    muted = show_nodes(reader, [*listing.own, *listing.threads], paragraphs)
    return {
        "listing": listing,
        "guard": guard,
        "choice": choice,
        "lens": lens_of(choice, professions_of(page), asked_professions_of(page)),
        "orders": order_ways(choice.asked),
        "kinds": kind_ways(choice.asked),
        "without_lens": choice.asked.but(lens="").query,
        "passage_number": paragraphs.numbers.get(choice.asked.paragraph),
        "may_disagree": may_disagree(),
        "picks": picks_in(talk),
        "muted": muted,
        "page_path": "",
        "follows": follows_of(reader, talk),
    }


def show_nodes(reader: Reader, nodes: list[Node], paragraphs: Paragraphs) -> set[int]:
    """What is the reader's own, what each thread is about, and why something is hidden, laid over the nodes. Returns whom the reader has muted."""
    muted = lay_over(nodes, reader)
    shown = list(walk(nodes))
    measures = measures_of(node.comment for node in shown)
    for node in shown:
        node.measure = measures.get(node.comment.pk)
        if node.comment.passage and node.comment.root_id is None:
            node.anchor = paragraphs.anchor(node.comment.passage)
    return muted
