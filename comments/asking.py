"""What is asked of a discussion, as it stands in the address: an order, a choice of comments, a place to begin."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode

from comments.models import Kind

# The fields a page is ordered by, the last to tell equals apart. Each order has its index (comments.models.comment).
ORDERS = {
    "top": ("-score_top", "-pk"),
    "across": ("-score_across", "-pk"),
    "new": ("-created_at", "-pk"),
    "old": ("created_at", "pk"),
    "arrived": ("-published_at", "-pk"),
}
TOP, NEW, ARRIVED = "top", "new", "arrived"


@dataclass(frozen=True)
class Asked:
    """`order` `arrived` is where the word of new comments leads: all of them, answers too, by when they became public.

    `lens` is a profession's slug, `undisclosed` or `others`; `paragraph` a block's id; `after` and `at` are comments' numbers.

    What no discussion has (an order, a kind) is left out; what this one may not have (a lens, a paragraph, a place) is for the
    reader of it to judge.
    """

    order: str = TOP
    usual: str = TOP  # the order where none is asked for
    lens: str = ""
    verified: bool = False
    kind: str = ""
    paragraph: str = ""
    after: str = ""
    at: str = ""

    @classmethod
    def of(cls, query: QueryDict, usual: str = TOP) -> "Asked":
        order, kind = query.get("order", ""), query.get("kind", "")
        return cls(
            order=order if order in ORDERS else usual,
            usual=usual,
            lens=query.get("lens", "")[:100],
            verified=query.get("verified", "") == "1",
            kind=kind if kind in Kind else "",
            paragraph=query.get("paragraph", "")[:36],
            after=query.get("after", ""),
            at=query.get("at", ""),
        )

    @property
    def picks_out(self) -> bool:
        """Whether single comments are asked for, wherever they stand, and not whole threads."""
        return bool(self.lens or self.verified or self.kind or self.order == ARRIVED)

    @property
    def is_plain(self) -> bool:
        return not (self.picks_out or self.paragraph)

    def but(self, **changes: object) -> "Asked":
        """The same with other choices, from the beginning."""
        return replace(self, **{"after": "", "at": "", **changes})  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """The query of an address that asks for this; empty where nothing differs from what everybody gets.

        While another order is usual for a time, all are named: an address leads to the same place after that.
        """
        asked = {
            "order": self.order if {self.order, self.usual} != {TOP} else "",
            "lens": self.lens,
            "verified": "1" if self.verified else "",
            "kind": self.kind,
            "paragraph": self.paragraph,
            "after": self.after,
            "at": self.at,
        }
        return urlencode({name: value for name, value in asked.items() if value})
