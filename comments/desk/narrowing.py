"""What a moderator wants to see of a queue: why it is there, from which column, from which profession, how long it has waited, what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.searching.looking_up import looked_up
from comments.models import Comment

AGES = {"late": _("Overdue"), "hour": _("Within the last hour"), "day": _("Older than a day")}


@dataclass(frozen=True)
class Narrowing:
    why: str = ""
    page: str = ""
    profession: str = ""
    age: str = ""
    words: str = ""

    @classmethod
    def read(cls, said: QueryDict) -> "Narrowing":
        """What makes no sense is taken as not given, as it comes from the address."""
        page, age = said.get("column", ""), said.get("age", "")
        return cls(
            why=said.get("why", "")[:40],
            page=page if page.isdecimal() and len(page) < 10 else "",
            profession=said.get("profession", "")[:80],
            age=age if age in AGES else "",
            words=said.get("q", "").replace("\0", "").strip()[:100],
        )

    def __bool__(self) -> bool:
        return self != Narrowing()

    def but(self, **said: Any) -> "Narrowing":
        return replace(self, **{name: str(value) for name, value in said.items()})

    @property
    def query(self) -> str:
        """As it stands in an address, with the `?`; nothing where nothing is narrowed."""
        said = {"why": self.why, "column": self.page, "profession": self.profession, "age": self.age, "q": self.words}
        given = {name: value for name, value in said.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def ages(self) -> Iterable[tuple[str, Any]]:
        """What may be chosen of them."""
        return AGES.items()

    def of_comments(self, path: str = "") -> Q:
        """Of comments, or of what points to them by `path`. A profession is meant as it is shown."""
        wanted = Q()
        if self.page:
            wanted &= Q(**{f"{path}discussion__page_id": int(self.page)})
        if self.profession:
            wanted &= Q(**{f"{path}profession__shown_as__slug": self.profession})
        if self.words:
            wanted &= looked_up(Comment, self.words, path)
        return wanted

    def of_times(self, field: str, owed: timedelta) -> Q:
        """`owed` is the time within which an answer is promised."""
        now = timezone.now()
        bounds: dict[str, tuple[str, datetime]] = {
            "late": ("lt", now - owed),
            "hour": ("gte", now - timedelta(hours=1)),
            "day": ("lt", now - timedelta(days=1)),
        }
        if not self.age:
            return Q()
        side, moment = bounds[self.age]
        return Q(**{f"{field}__{side}": moment})
