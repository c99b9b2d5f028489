"""What the tests of screening share."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from comments.models import Comment, Discussion, ScreenedWord
from comments.submission import Words, submit

Post = Callable[..., Comment]


def list_words(*blocked: str, suspect: tuple[str, ...] = (), exceptions: tuple[str, ...] = ()) -> None:
    """Into moderators' list, as a form would."""
    for kind, words in (("blocked", blocked), ("suspect", suspect), ("exception", exceptions)):
        for word in words:
            row = ScreenedWord(text=word, kind=kind)
            row.full_clean()
            row.save()


@pytest.fixture
def lenient(settings: Any) -> Any:
    """No step holds anything but what moderators have set, until a test says so."""
    settings.COMMENTS_HELD_FOR_NEWCOMERS = settings.COMMENTS_LINKS = settings.COMMENTS_BEFORE_LINKS = 0
    settings.COMMENTS_REPEATS = settings.COMMENTS_BURST = 0
    settings.COMMENTS_PER_TEN_MINUTES = 1000
    return settings


@pytest.fixture
def post(lenient: Any, discussion: Discussion, reader: User) -> Post:
    def carry_out(text: str = "한마디 보탭니다.", author: User | None = None, where: Discussion | None = None) -> Comment:
        where = Discussion.objects.select_related("page").get(pk=(where or discussion).pk)
        comment, _made = submit(where, author or reader, Words(text), key=uuid.uuid4())
        return comment

    return carry_out
