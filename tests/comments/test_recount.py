"""`recount`: what is kept as a number is what can be counted."""

from io import StringIO

import pytest
from django.core.management import call_command

from comments.models import Comment, Discussion, State, Tally
from comments.recounting import recount
from tests.cast import make_column, say

pytestmark = pytest.mark.django_db


def run(**options: bool) -> str:
    out = StringIO()
    call_command("recount", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def talk(discussion, reader, lawyer, translator, moderator, abuse) -> Comment:
    """A thread in which every kind of change has happened; returns its top."""
    top = say(discussion, lawyer, "맨 위의 말")
    for author in (reader, translator, lawyer):
        say(discussion, author, f"{author.name}의 답글", parent=top)
    say(discussion, reader, "기다리는 말", parent=top, state=State.PENDING)
    say(discussion, translator, "내려진 말", parent=top).reject(by=moderator, rule=abuse, reason="근거를 밝혀 주세요.")
    say(discussion, reader, "거둔 말").remove(by=reader)
    return top


def test_what_the_site_keeps_is_right_to_begin_with(talk):
    assert "right" in run()
    assert (Discussion.objects.get().comment_count, Comment.objects.get(pk=talk.pk).reply_count) == (4, 3)


def break_counts(talk: Comment) -> None:
    Discussion.objects.update(comment_count=40)
    Comment.objects.filter(pk=talk.pk).update(reply_count=7)
    Tally.objects.filter(verified=True).update(count=0)
    Tally.objects.filter(profession=None).update(count=9)


def test_it_says_what_differed_and_puts_it_right(talk, lawyer):
    break_counts(talk)
    said = run()
    assert "comments: 40 kept, 4 counted" in said
    assert f"comment {talk.pk}, replies: 7 kept, 3 counted" in said
    assert f"profession {lawyer.profession_id}, verified: 0 kept, 2 counted" in said
    assert "profession none, stated: 9 kept, 1 counted" in said
    assert list(recount(dry_run=True)) == []


def test_a_dry_run_says_the_same_and_changes_nothing(talk):
    break_counts(talk)
    version = Discussion.objects.get().version
    said = run(dry_run=True)
    assert "40 kept" in said
    assert (Discussion.objects.get().comment_count, Discussion.objects.get().version) == (40, version)


def test_a_tally_that_was_never_made_or_should_not_be_is_found(talk, translator, reader):
    Tally.objects.filter(profession=translator.profession).delete()
    Tally.objects.create(discussion=talk.discussion, profession=translator.profession, verified=True, count=5)
    run()
    assert list(recount(dry_run=True)) == []
    assert not Tally.objects.filter(profession=translator.profession, verified=True).exists()


def test_readers_see_the_right_number_at_once(talk):
    break_counts(talk)
    version = Discussion.objects.get().version
    run()
    assert Discussion.objects.get().version > version


def test_each_discussion_is_counted_by_itself(talk, columns, columnist, reader):
    other = Discussion.for_writing(make_column(columns, columnist, "다른 글"))
    say(other, reader)
    Discussion.objects.filter(pk=other.pk).update(comment_count=0)
    assert [difference.where for difference in recount()] == [f"discussion {other.pk}, comments"]


def test_comments_put_in_past_the_door_are_counted(talk, reader):
    Comment.objects.bulk_create(
        Comment(discussion=talk.discussion, author=reader, parent=talk, root=talk, depth=1, source="말", state=State.PUBLISHED)
        for _ in range(3)
    )
    run()
    assert (Discussion.objects.get().comment_count, Comment.objects.get(pk=talk.pk).reply_count) == (7, 6)
