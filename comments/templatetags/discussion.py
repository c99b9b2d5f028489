"""The tags by which pages show discussions, without knowing how."""

from collections.abc import Iterable
from typing import Any, cast

from django import template
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from accounts.any_member import AnyMember
from accounts.models import Profession, User
from comments import cloth as patchwork
from comments import voices as voice
from comments.composing import composer_address, new_form
from comments.drawing import chips
from comments.drawing.flow import Around, Part, flow
from comments.drawing.marker import draw_mark
from comments.lens import Chip
from comments.models import Comment, Discussion, Pick
from comments.models.discussion import source_of
from comments.nodes import Node
from comments.passages import Mark, marks_of, with_mark
from comments.picking import PICK
from comments.sanctioning import stopping
from comments.showing import show_talk

register = template.Library()
COMMENTS_A_PAGE = 20


@register.inclusion_tag("comments/discussion.html", takes_context=True)
def discussion(context: Context, page: Page) -> dict[str, Any]:
    """The discussion of a page: its comments, and the composer or the gate."""
    request = context["request"]
    talk = _talk(page)
    voices = _voices(talk)
    is_open = talk.is_open and page.pk is not None  # the preview of a page that was never saved has nothing to hang a comment on
    return {
        **cast(dict[str, Any], context.flatten()),
        "page": page,
        "discussion": talk,
        **show_talk(request, page, talk, voices),
        "voices": voices,
        "talk_band": voice.band(voices, tall=True, label=voice.spoken(voices)),
        "spoken_from": sum(1 for one in voices if one.profession),
        "is_open": is_open,
        "form": new_form(request, source_of(page)) if request.user.is_authenticated and is_open else None,
        "composer": composer_address(request, page),
        "stopped": stopping(request.user) if isinstance(request.user, User) and is_open else None,
    }


@register.simple_tag(takes_context=True)
def comments(context: Context, nodes: list[Node]) -> SafeString:
    """Threads, with everything below them."""
    around = Around(
        reader=context["request"].user,
        is_open=bool(context.get("is_open")),
        follows=context.get("follows"),
        page_path=context.get("page_path") or "",
        picked=frozenset(pick.comment_id for pick in context.get("picks") or ()),
        may_pick=context["request"].user.has_perm(PICK),
        following=context.get("following"),
    )
    if isinstance(around.reader, AnyMember):
        return mark_safe("".join(_kept_apart(part, around.reader) for part in flow(nodes, around)))
    return mark_safe("".join(map(str, flow(nodes, around))))


@register.simple_tag(takes_context=True)
def draw_chip(context: Context, chip: Chip) -> SafeString:
    return SafeString(chips.draw_chip(chip, context["request"].path))


def _kept_apart(part: Part | str, reader: AnyMember) -> str:
    """A mark for each comment, to be drawn for the member who reads."""
    if isinstance(part, str):
        return part
    reader.parts[part.node.comment.pk] = part
    return reader.mark(str(part.node.comment.pk))


def _talk(page: Page) -> Discussion:
    """The page's discussion, read once for all the tags of a page."""
    if not hasattr(page, "_talk_read"):
        page._talk_read = Discussion.on(page)
    return page._talk_read


def _voices(talk: Discussion) -> list[voice.Voice]:
    if talk.pk is None:
        return []
    if not hasattr(talk, "_voices"):
        talk._voices = voice.voices_of(talk)  # type: ignore[attr-defined]
    return talk._voices  # type: ignore[attr-defined]


@register.simple_tag
def paragraph_marks(page: Page) -> dict[str, Mark]:
    """How many comments each paragraph of a page has, by the block's id; one query, and one for the discussion."""
    talk = _talk(page)
    return marks_of(talk) if talk.pk else {}


@register.simple_tag
def commentable(page: Page, block: str, html: str, marks: dict[str, Mark]) -> SafeString:
    """A paragraph of a page by its block's id and as HTML, with its address and the marker that leads to its comments."""
    return with_mark(html, block, draw_mark(marks.get(block) or Mark(block, []), source_of(page).pk))


@register.simple_tag
def discussion_band(page: Page) -> SafeString:
    """The band of a page's discussion, for the masthead's rule; empty where nobody has spoken."""
    return voice.band(_voices(_talk(page)))


@register.simple_tag
def site_band() -> SafeString:
    return voice.band(voice.of_site())


@register.simple_tag
def attach_talk(pages: Iterable[Page]) -> Iterable[Page]:
    """Gives each page a `talk` (count, voices, band, top); two queries for a list. Returns the pages."""
    pages = [page for page in pages if page]
    if len(pages) == 1:
        talk = _talk(pages[0])
        pages[0].talk = voice.Talk(talk.comment_count, _voices(talk)) if talk.comment_count else voice.Talk()
        return pages
    discussions = {talk.page_id: talk for talk in Discussion.objects.filter(page_id__in={source_of(page).pk for page in pages})}
    talks = voice.talks_of(talk for talk in discussions.values() if talk.comment_count)
    for page in pages:
        number = source_of(page).pk
        page.talk = talks.get(number, voice.Talk())
        if number in discussions:  # the other tags of the page need not read them again
            page._talk_read = discussions[number]
            page._talk_read._voices = page.talk.voices
    return pages


@register.inclusion_tag("comments/includes/cloth.html")
def cloth(page: Page, place: str = "side") -> dict[str, Any]:
    """The cloth of a page's discussion and the same numbers in text, for a `figure`; the page has its `talk` (attach_talk)."""
    voices = page.talk.voices
    return {"drawn": patchwork.draw(voices, patchwork.PLACES[place]), "voices": patchwork.fold(voices), "place": place}


@register.simple_tag
def most_discussed(most: int = 5) -> list[Page]:
    """Published pages with the most comments, each with its `talk`."""
    pages = Page.objects.live().public().filter(alias_of=None, discussion__comment_count__gt=0)
    return list(attach_talk(pages.order_by("-discussion__comment_count", "-pk")[:most]))


@register.simple_tag
def newest_pick() -> Pick | None:
    """The newest of the editors' picks on a published page."""
    return Pick.objects.on_public_pages().first()


@register.simple_tag
def voice_count(profession: Profession) -> int:
    return voice.count_of(profession)


@register.simple_tag
def comments_by(person: User, number: Any = 1) -> ListPage:
    """A page of somebody's published comments, newest first."""
    return Paginator(Comment.objects.on_public_pages().filter(author=person).order_by("-created_at", "-pk"), COMMENTS_A_PAGE).get_page(
        number
    )
