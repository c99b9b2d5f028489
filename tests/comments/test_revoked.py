"""A credential that is taken back: comments say so, and counts follow; nothing of them is rewritten."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Tally
from comments.revoking import put_right_without
from tests.cast import make_member, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def revoked(discussion: Discussion, lawyer: User, moderator: User, django_capture_on_commit_callbacks: Any) -> Comment:
    """The comment of a lawyer whose credential was revoked since; another lawyer's still holds."""
    comment = say(discussion, lawyer, "그때는 변호사로서 한 말입니다.")
    say(discussion, make_member("another", "다른 변호사", profession="lawyer", verified=True))
    with django_capture_on_commit_callbacks(execute=True):
        lawyer.credentials.get().revoke(by=moderator)
    return Comment.objects.for_display().get(pk=comment.pk)


def look(column: ColumnPage, query: str = "") -> Any:
    return BeautifulSoup(Client().get(f"{column.url}{query}").content, "html.parser")


def test_what_was_worn_is_not_rewritten(revoked: Comment) -> None:
    assert (revoked.profession.slug, revoked.credential.state) == ("lawyer", "revoked")
    assert (revoked.worn.profession, revoked.worn.verified, revoked.worn.is_revoked) == (revoked.profession, False, True)


def test_the_badge_says_so_and_leads_to_when(column: ColumnPage, revoked: Comment) -> None:
    badge = look(column).select_one(f"#comment-{revoked.pk} .verified")
    assert badge.get_text(strip=True) == "당시 인증, 이후 취소"
    page = BeautifulSoup(Client().get(badge["href"]).content, "html.parser")
    assert "취소한 날" in page.select_one(".facts").text
    assert page.select_one("h1").text == "변호사"


def test_it_counts_as_stated_from_then_on(revoked: Comment) -> None:
    counts = {tally.verified: tally.count for tally in Tally.objects.filter(discussion=revoked.discussion_id, count__gt=0)}
    assert counts == {True: 1, False: 1}


def test_counting_again_changes_nothing(revoked: Comment) -> None:
    assert put_right_without(revoked.credential_id) == 1
    test_it_counts_as_stated_from_then_on(revoked)


def test_it_is_not_among_the_verified(column: ColumnPage, revoked: Comment) -> None:
    assert len(look(column, "?verified=1").select(".comment.hit")) == 1


def test_taking_it_back_moves_the_right_count(revoked: Comment, lawyer: User) -> None:
    revoked.remove(by=lawyer)
    counts = {tally.verified: tally.count for tally in Tally.objects.filter(discussion=revoked.discussion_id)}
    assert counts == {True: 1, False: 0}


def test_what_is_said_afterwards_bears_no_reserved_title(discussion: Discussion, revoked: Comment, lawyer: User) -> None:
    assert say(discussion, lawyer, "이제는 아닙니다.").profession is None


def test_how_it_was_checked_is_told_only_where_the_comment_shows_it(discussion: Discussion, lawyer: User, translator: User) -> None:
    stated, silent = say(discussion, translator), say(discussion, lawyer, speaking_as="none")
    for comment in (stated, silent):
        assert Client().get(f"/comments/{comment.pk}/credential/").status_code == 404
    shown = say(discussion, lawyer, "변호사로서 말합니다.")
    assert Client().get(f"/comments/{shown.pk}/credential/").status_code == 200
    assert Client().get(f"/people/{lawyer.handle}/credential/").status_code == 200
    assert Client().get(f"/people/{translator.handle}/credential/").status_code == 404


def test_a_comment_that_is_gone_tells_nothing_of_its_author(discussion: Discussion, lawyer: User) -> None:
    comment = say(discussion, lawyer)
    comment.remove(by=lawyer)
    assert Client().get(f"/comments/{comment.pk}/credential/").status_code == 404
