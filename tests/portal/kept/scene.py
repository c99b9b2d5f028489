"""A small site on which everything changes at once, and what is done to it. Runs in processes of its own (`python -m tests.portal.kept.scene`).

A new kind of change is one more entry in ACTS: what is done at each step, and what a page shows after it.
"""

import http.client
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

Shown = dict[str, bool]  # a mark, and whether the page has it


@dataclass(frozen=True)
class Act:
    """`do(step)` from 1 on; `shows(step)` is what the page `where` has after so many steps (0: before the first)."""

    name: str
    where: str
    do: Callable[[int], object]
    shows: Callable[[int], Shown]


def mark(word: str, step: int = 0) -> str:
    return f"표식{word}{step}끝"


def replaces(word: str, step: int) -> Shown:
    """Each step puts a new mark in the place of the last."""
    return {mark(word, step): True} | ({mark(word, step - 1): False} if step else {})


def comes_and_goes(word: str, step: int, *, at_first: bool = True) -> Shown:
    return {word: (step % 2 == 0) == at_first}


class Scene:
    """The named things, found anew for each step: another process may have changed them."""

    def user(self, handle: str) -> Any:
        from accounts.models import User

        return User.objects.get(handle=handle)

    def comment(self, word: str) -> Any:
        from comments.models import Comment

        return Comment.objects.filter(source__contains=f"표식{word}").latest("pk")

    def column(self, slug: str) -> Any:
        from articles.models import ColumnPage

        return ColumnPage.objects.get(slug=slug)

    def say(self, handle: str, words: str, where: str = "first") -> Any:
        from comments.models import Discussion
        from tests.cast import say

        return say(Discussion.for_writing(self.column(where)), self.user(handle), words)


scene = Scene()


def decide(step: int) -> None:
    from comments.models import Rule

    by = scene.user("moderator")
    if step % 2:
        scene.comment("내림").reject(by=by, rule=Rule.objects.first(), reason="규칙에 어긋납니다.")
    else:
        scene.comment("내림").publish(by=by)


def decide_at_the_desk(step: int) -> None:
    from comments.models import Rule
    from comments.transitions import last_number

    comment = scene.comment("탁자")
    form = {"rule": Rule.objects.first().pk, "reason": "규칙에 어긋납니다.", "seen": last_number(comment), "edition": comment.edition}
    post(f"/cms/desk/comments/{comment.pk}/{'take-down' if step % 2 else 'restore'}/", {**form, "tab": "waiting"})


def post(path: str, form: dict[str, object]) -> None:
    """To the site itself, as a moderator who is logged in."""
    from urllib.parse import urlencode

    token = "k" * 32
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ["SCENE_PORT"]), timeout=20)
    headers = {
        "Host": os.environ["GONGRON_BASE_URL"].partition("://")[2],
        "Cookie": f"sessionid={os.environ['SCENE_SESSION']}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", path, urlencode(form), headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 302, answer.status


def take_back(step: int) -> None:
    scene.comment("지움").remove(by=scene.user("author"))
    scene.say("author", mark("지움", step), "fourth")


def edit(step: int) -> None:
    scene.comment("고침").edit(by=scene.user("author"), source=mark("고침", step))


def close_or_open(step: int) -> None:
    from comments.models import Discussion

    discussion = Discussion.for_writing(scene.column("second"))
    (discussion.close if step % 2 else discussion.reopen)(by=scene.user("moderator"))


def publish_a_change(step: int) -> None:
    column = scene.column("second")
    column.title = mark("제목", step)
    column.save_revision().publish()


def unpublish_or_publish(step: int) -> None:
    column = scene.column("third")
    column.unpublish() if step % 2 else column.save_revision().publish()


def rename(step: int) -> None:
    user = scene.user("renamed")
    user.name = mark("이름", step)
    user.save()


def revoke_or_grant(step: int) -> None:
    from accounts.models import Credential

    user = scene.user("checked")
    if step % 2:
        user.credentials.get(state=Credential.State.GRANTED).revoke(by=scene.user("moderator"))
    else:
        Credential.objects.create(user=user, profession=user.profession)


def leave(step: int) -> None:
    """And the next one comes."""
    scene.user(f"leaver-{step - 1}").close()
    come(step)


def come(number: int) -> None:
    from tests.cast import make_member

    make_member(f"leaver-{number}", mark("떠남", number))
    scene.say(f"leaver-{number}", f"떠날 사람 {number}의 말.", "fourth")


CLOSED = "This discussion is closed."
VERIFIED = 'class="verified d-'
ACTS = [
    Act("a moderator takes a comment down and restores it", "first", decide, partial(comes_and_goes, mark("내림"))),
    Act("the same at the desk", "first", decide_at_the_desk, partial(comes_and_goes, mark("탁자"))),
    Act("an author takes a comment back", "fourth", take_back, partial(replaces, "지움")),
    Act("an author changes a comment", "first", edit, partial(replaces, "고침")),
    Act("a member changes their name", "first", rename, partial(replaces, "이름")),
    Act("a member leaves", "fourth", leave, partial(replaces, "떠남")),
    Act("a discussion is closed and opened", "second in English", close_or_open, partial(comes_and_goes, CLOSED, at_first=False)),
    Act("an editor publishes a change", "second", publish_a_change, partial(replaces, "제목")),
    Act("an editor takes a column down and publishes it", "third", unpublish_or_publish, partial(comes_and_goes, mark("셋째"))),
    Act("a credential is revoked and granted", "person", revoke_or_grant, partial(comes_and_goes, VERIFIED)),
]
PAGES = {
    "first": "/columns/first/",
    "second": "/columns/second/",
    "second in English": "/en/columns/second/",
    "third": "/columns/third/",
    "fourth": "/columns/fourth/",
    "person": "/en/people/checked/",
    "front page": "/",
    "list": "/columns/",
}


def build() -> str:
    """Everything as it is before the first step. Returns the key of the moderator's session."""
    from wagtail.models import Page, Site

    from articles.models import Author, ColumnIndexPage, ColumnPage, HomePage
    from tests.cast import log_in, make_column, make_member

    home = Page.get_first_root_node().add_child(instance=HomePage(title="공론", slug="gongron-home"))
    host, port = os.environ["GONGRON_BASE_URL"].partition("://")[2].split(":")
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": host, "port": port, "root_page": home, "site_name": "공론"})
    columns = home.add_child(instance=ColumnIndexPage(title="칼럼", slug="columns"))
    columnist = Author.objects.create(handle="columnist", name="한서윤")
    for slug, title in (("first", "첫째"), ("second", mark("제목")), ("third", mark("셋째")), ("fourth", "넷째")):
        column = make_column(columns, columnist, title)
        column.slug = slug
        column.save()
        ColumnPage.objects.get(pk=column.pk).save_revision().publish()
    moderator = make_member("moderator", "진유솔", group="Moderators")
    make_member("author", "글쓴이")
    make_member("renamed", mark("이름"))
    make_member("checked", "윤해인", profession="lawyer", verified=True)
    for word in ("내림", "탁자", "고침"):
        scene.say("author", mark(word))
    scene.say("author", mark("지움"), "fourth")
    come(0)
    scene.say("renamed", "이름이 바뀌는 사람의 말.")
    scene.say("checked", "확인된 사람의 말.")
    return log_in(moderator).cookies["sessionid"].value


def die(where: str) -> None:
    """Has this process killed at its next commit: before the database hears of it, or when it is done but nobody has been told."""
    from django.db import connections

    driver = type(connections["default"]).__mro__[2]  # Django's own backend, beneath the one that takes pages away
    real = driver.commit

    def commit(self: Any) -> None:
        if where == "after":
            real(self)
        os.kill(os.getpid(), signal.SIGKILL)

    driver.commit = commit


def tidy() -> None:
    from portal.kept.sweeping import tidy

    tidy()


ORDERS: dict[str, Callable[..., Any]] = {
    "build": build, "die": die, "be ready": lambda: None, "tidy": tidy, "act": lambda which, step: ACTS[which].do(step),
}  # fmt: skip


def main() -> None:
    """Does what each line of the input says, and answers with a line when it is done."""
    import django

    django.setup()
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for order in sys.stdin:
        name, *arguments = json.loads(order)
        sys.stdout.write(json.dumps(ORDERS[name](*arguments)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
