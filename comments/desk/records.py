"""Reading the ledger a page at a time."""

from comments.models import Action, Decision

A_PAGE = 50
OF_DISCUSSIONS = (Action.CLOSE, Action.OPEN, Action.PROTECT, Action.UNPROTECT)


def entries(*, action: str = "", before: str = "") -> tuple[list[Decision], int | None]:
    """Fifty rows below number `before`, of one action or of all, and the number from which the next page goes on (None at the end).

    What makes no sense is taken as not given, as it comes from the address.
    """
    rows = Decision.objects.select_related("actor", "rule", "text", "comment__author", "discussion__page")
    if action in Action.values:
        rows = rows.filter(action=action)
    if before.isdecimal() and len(before) < 18:
        rows = rows.filter(number__lt=int(before))
    page = list(rows[: A_PAGE + 1])
    return page[:A_PAGE], page[A_PAGE - 1].number if len(page) > A_PAGE else None


def of_discussion(discussion_id: int | None, most: int = 5) -> list[Decision]:
    """When and why the discussion was closed, opened, held, guarded and released, the newest first."""
    closing = Decision.objects.filter(discussion_id=discussion_id, action__in=OF_DISCUSSIONS) if discussion_id else Decision.objects.none()
    return list(closing.select_related("actor", "text")[:most])
