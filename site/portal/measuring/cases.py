"""What is asked of each discussion: every way of reading it, and the ways of joining it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.measuring.subjects import Subject

STRANGER = Client()
WORDS = "재어 보려고 적은 말입니다. 이 댓글은 아무도 쓰지 않았고, 몇 초 뒤에는 데이터베이스와 함께 사라집니다."


@dataclass(frozen=True)
class Case:
    name: str
    path: Callable[[Subject], str]
    data: Callable[[Subject], dict[str, Any]] | None = None  # of a form that is sent
    is_member: bool = False
    is_moderator: bool = False
    is_scripted: bool = False  # whether it is asked as htmx asks
    is_paged: bool = False  # whether it needs a discussion of more than a page

    def fits(self, subject: Subject) -> bool:
        return subject.last is not None or not self.is_paged

    def ask(self, subject: Subject, turn: int) -> Any:
        """One request as a reader makes it, with what it is sent on to; members take turns. Raises ValueError if it went wrong."""
        member = subject.members[turn % len(subject.members)] if self.is_member or self.data else STRANGER
        client = subject.moderator if self.is_moderator else member
        how: dict[str, Any] = {"secure": settings.SECURE_SSL_REDIRECT, "SERVER_NAME": settings.ALLOWED_HOSTS[0]}
        if self.is_scripted:
            how["HTTP_HX_REQUEST"] = "true"
        if self.data:
            response = client.post(self.path(subject), self.data(subject), **how)
        else:
            response = client.get(self.path(subject), follow=True, **how)
        if response.status_code != (200 if not self.data or self.is_scripted else 302):
            raise ValueError(f"{self.name}: {self.path(subject)} answered {response.status_code}")
        return response


def column(query: str = "", **how: Any) -> dict[str, Any]:
    """A page of the column; `query` may name what the subject has."""

    def path(subject: Subject) -> str:
        return f"{subject.path}{query.format(subject=subject)}"

    return {"path": path, **how}


def named(name: str, of: Callable[[Subject], Any]) -> Callable[[Subject], str]:
    return lambda subject: reverse(f"comments:{name}", args=[of(subject)])


def words(subject: Subject) -> dict[str, Any]:
    return {"body": WORDS, "key": uuid.uuid4()}


CASES = [
    Case("first page, 추천순", **column()),
    Case("… for a member", **column(is_member=True)),
    Case("직업을 넘어 공감받은 순", **column("?order=across")),
    Case("최신순", **column("?order=new")),
    Case("오래된순", **column("?order=old")),
    Case("second page", **column("?after={subject.last}", is_paged=True)),
    Case("page in the middle", **column("?after={subject.far}", is_paged=True)),
    Case("lens: commonest profession", **column("?lens={subject.lenses.common}")),
    Case("lens: a rare profession", **column("?lens={subject.lenses.rare}")),
    Case("lens: a rare profession, 최신순", **column("?lens={subject.lenses.rare}&order=new")),
    Case("lens: the rarest, verified", **column("?lens={subject.lenses.rarest}&verified=1")),
    Case("lens: others", **column("?lens=others")),
    Case("lens: undisclosed", **column("?lens=undisclosed")),
    Case("verified only", **column("?verified=1")),
    Case("a kind", **column("?kind=question")),
    Case("a kind, oldest first", **column("?kind=question&order=old")),
    Case("a kind through the rarest lens", **column("?kind=evidence&lens={subject.lenses.rarest}")),
    Case("a paragraph", **column("?paragraph={subject.paragraph}")),
    Case("a paragraph, 직업을 넘어", **column("?paragraph={subject.paragraph}&order=across")),
    Case("a quiet paragraph, 추천순", **column("?paragraph={subject.quiet}")),
    Case("a quiet paragraph, 최신순", **column("?paragraph={subject.quiet}&order=new")),
    Case("a paragraph's own page", lambda one: reverse("comments:paragraph", args=[one.talk.page_id, one.paragraph])),
    Case("permanent link: a thread in the middle", named("show", lambda one: one.middle.pk)),
    Case("permanent link: a deep answer", named("show", lambda one: one.answer.pk)),
    Case("the largest thread by itself", named("thread", lambda one: one.largest.pk)),
    Case("are there new comments?", named("news", lambda one: one.talk.page_id)),
    Case("the desk's queue", lambda one: reverse("comments_desk:queue", args=["waiting"]), is_moderator=True),
    Case("posting a comment", named("post", lambda one: one.talk.page_id), words),
    Case("posting an answer", named("post", lambda one: one.talk.page_id), lambda one: {**words(one), "parent": one.middle.pk}),
    Case("공감", named("agree", lambda one: one.middle.pk), lambda one: {}, is_scripted=True),
]
