import time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from comments.bulk.building import make_discussion
from comments.models.discussion import holds_discussion


class Command(BaseCommand):
    help = "Fills the discussion of a page with comments and votes of made-up members, to see how the site bears it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--comments", type=int, required=True, metavar="N", help="how many")
        parser.add_argument("--page", type=int, metavar="ID", help="the page; otherwise the one that was published last")
        parser.add_argument("--seed", type=int, default=0, help="another number gives another discussion, the same one the same")
        parser.add_argument("--yes-these-are-made-up", action="store_true", help="allows it outside the local profile")

    def handle(self, *args: Any, comments: int, page: int | None, seed: int, yes_these_are_made_up: bool, **options: Any) -> None:
        if not (getattr(settings, "LOCAL", False) or yes_these_are_made_up):
            raise CommandError(
                "Made-up members and what they say can never be taken out again: comments and members are not deleted as rows. "
                "Where nobody joins this site anyway: --yes-these-are-made-up"
            )
        if comments < 1:
            raise CommandError("--comments takes a number from 1 on.")
        started = time.monotonic()
        talk = make_discussion(chosen(page), comments, seed=seed, say=self.tell if options["verbosity"] > 1 else lambda done: None)
        seconds = time.monotonic() - started
        self.stdout.write(f"{comments:,} comments in {seconds:.0f} seconds; {talk.comment_count:,} are public now: {talk.page.full_url}")

    def tell(self, done: int) -> None:
        self.stdout.write(f"{done:,} …")


def chosen(number: int | None) -> Page:
    """The page with this number, or the one that was published last of those that readers discuss."""
    if number is not None:
        page = Page.objects.filter(pk=number).first()
        if page is None or not holds_discussion(page):
            raise CommandError(f"There is no page {number} that readers discuss.")
        return page
    pages = Page.objects.live().public().filter(alias_of=None, depth__gt=1)
    kinds = getattr(settings, "COMMENTS_PAGE_TYPES", None)
    if kinds is not None:
        pages = pages.type(*(apps.get_model(kind) for kind in kinds))
    newest = pages.order_by("-first_published_at", "-pk").first()
    if newest is None:
        raise CommandError("No page is published yet on which a discussion could hang.")
    return newest
