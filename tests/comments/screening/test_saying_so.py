"""Readers are told where every comment is read first; and nobody is told of what concerns single members."""

import pytest

from accounts.models import User
from comments.models import Discussion, HeldMember, Screening
from tests.cast import log_in

pytestmark = pytest.mark.django_db
LINE = "댓글은 운영진이 먼저 읽은 뒤에 나타납니다."


@pytest.fixture
def address(discussion: Discussion) -> str:
    return str(discussion.page.url)


def page(address: str, member: User) -> str:
    return str(log_in(member).get(address).content.decode())


def test_where_a_column_is_reviewed_first_it_is_said_at_the_composer(discussion, address, reader, moderator):
    assert LINE not in page(address, reader)
    discussion.hold_comments(by=moderator, reason="밤사이")
    assert page(address, reader).count(LINE) == 1
    assert page(f"/en{address}", reader).count("Comments here are read by the moderators before they appear.") == 1
    Discussion.objects.get().release_comments(by=moderator)
    assert LINE not in page(address, reader)


def test_and_where_everything_is_also_on_pages_that_were_drawn_before(discussion, address, reader, translator, moderator):
    for member in (reader, translator):
        assert LINE not in page(address, member)
    Screening.hold_everything(True, by=moderator)
    for member in (reader, translator):
        assert page(address, member).count(LINE) == 1
    Screening.hold_everything(False, by=moderator)
    assert LINE not in page(address, reader)


def test_where_nobody_has_spoken_yet_it_is_said_as_well(column, reader, moderator):
    Screening.hold_everything(True, by=moderator)
    assert page(column.url, reader).count(LINE) == 1


def test_an_answer_has_a_composer_of_its_own(discussion, lawyer, reader, moderator):
    from tests.cast import say

    comment = say(discussion, lawyer)
    assert LINE not in page(f"/comments/{comment.pk}/reply/", reader)
    Discussion.objects.get().hold_comments(by=moderator)
    assert page(f"/comments/{comment.pk}/reply/", reader).count(LINE) == 1


def test_a_member_who_is_held_alone_is_not_told_that_everybody_is_nor_anybody_else(discussion, address, reader, newcomer, moderator):
    HeldMember.hold(reader, by=moderator, reason="먼저 읽습니다.")
    for member in (reader, newcomer):
        assert LINE not in page(address, member)
