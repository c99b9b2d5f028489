"""The comments on one paragraph: a page of its own, and what opens beside the paragraph where there is script."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from comments.asking import Asked
from comments.choosing import choose
from comments.getters import page_to_join
from comments.listing import list_comments
from comments.models import Comment, Discussion, Passage
from comments.pages import may_disagree, paragraphs_of
from comments.passages import Paragraphs
from comments.picking import picks_in
from comments.showing import show_nodes


@require_safe
def paragraph(request: HttpRequest, page_id: int, block: str) -> HttpResponse:
    """Also for a paragraph that is no longer in the column, if there is or was a public comment on it. Raises Http404 for any other."""
    page = page_to_join(request, page_id)
    if not page.live:
        raise Http404
    talk, paragraphs = Discussion.on(page), Paragraphs(paragraphs_of(page))
    passage = None if block in paragraphs.texts else _commented_on(talk, block)
    if passage is None and block not in paragraphs.texts:
        raise Http404
    choice = choose(talk, Asked(paragraph=block, after=request.GET.get("after", "")), [], paragraphs.texts)
    listing = list_comments(talk, request.user, choice.asked, choice)
    show_nodes(request.user, listing.threads, paragraphs)
    around = {
        "page": page,
        "discussion": talk,
        "listing": listing,
        "block": block,
        "number": paragraphs.numbers.get(block),
        "text": paragraphs.texts.get(block) or (passage.text if passage else ""),
        "is_open": talk.is_open,
        "may_disagree": may_disagree(),
        "picks": picks_in(talk),
        "page_path": page.get_url(request),
        "composer": f"{page.get_url(request)}?{urlencode({'paragraph': block})}#composer",
    }
    return render(request, "comments/paragraph.html", around)


def _commented_on(talk: Discussion, block: str) -> Passage | None:
    """The paragraph as it last read when somebody commented on it in public."""
    if talk.pk is None:
        return None
    public = Comment.objects.filter(passage=OuterRef("pk")).in_place()
    return Passage.objects.filter(Exists(public), discussion=talk, block=block).order_by("-pk").first()
