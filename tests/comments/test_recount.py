"""`recount`: what is kept as a number is what can be counted."""

from io import StringIO

import pytest
from django.core.management import call_command

from comments import recounting_comments
from comments.models import Comment, Discussion, Passage, PassageTally, State, Tally
from comments.reacting import react
from comments.recounting import recount
from tests.cast import make_column, say

pytestmark = pytest.mark.django_db
VOTES = ("agree_count", "disagree_count", "score_top", "score_across")


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


def test_votes_and_the_scores_that_follow_from_them_are_put_right(talk, reader, translator):
    react(talk, reader, "agree")
    react(talk, translator, "disagree")
    right = Comment.objects.values(*VOTES).get(pk=talk.pk)
    Comment.objects.filter(pk=talk.pk).update(agree_count=90, disagree_count=0, score_top=0.9, score_across=5)
    said = run()
    assert f"comment {talk.pk}, agreeing: 90 kept, 1 counted" in said
    assert f"comment {talk.pk}, seeing it differently: 0 kept, 1 counted" in said
    assert Comment.objects.values(*VOTES).get(pk=talk.pk) == right
    assert list(recount(dry_run=True)) == []


def test_votes_on_one_comment_are_not_counted_on_its_neighbours(talk, reader):
    for comment in talk.thread.published().exclude(author=reader):
        react(comment, reader, "agree")
    assert "right" in run(dry_run=True)


def test_where_nobody_may_disagree_any_more_recounting_takes_it_out_of_the_scores(talk, reader, settings):
    react(talk, reader, "disagree")
    settings.COMMENTS_DISAGREE = False
    run()
    assert Comment.objects.values_list("disagree_count", "score_across").get(pk=talk.pk) == (0, 0)


def test_comments_on_a_paragraph_are_counted_by_its_block_and_profession(talk, lawyer, reader):
    passage = Passage.of(talk.discussion, "a-block", "첫 문단입니다.")
    top = say(talk.discussion, lawyer, "문단에 대한 말", passage=passage)
    say(talk.discussion, reader, "그 답글", parent=top)
    PassageTally.objects.filter(profession=lawyer.profession).update(count=5)
    PassageTally.objects.filter(profession=None).delete()
    said = run()
    assert f"paragraph a-block, profession {lawyer.profession_id}: 5 kept, 1 counted" in said
    assert "paragraph a-block, profession none: 0 kept, 1 counted" in said
    assert list(recount(dry_run=True)) == []


def test_arrivals_are_raised_to_what_was_ever_public_and_never_lowered(talk):
    Discussion.objects.update(arrivals=2)
    assert "arrivals: 2 kept, 6 counted" in run()  # with the one taken down and the one taken back
    Discussion.objects.update(arrivals=50)
    assert "right" in run()
    assert Discussion.objects.get().arrivals == 50


def test_more_comments_than_a_batch_holds_are_all_counted(talk, reader, monkeypatch):
    monkeypatch.setattr(recounting_comments, "A_BATCH", 2)
    for comment in talk.thread.published().exclude(author=reader):
        react(comment, reader, "agree")
    right = list(Comment.objects.order_by("pk").values_list("reply_count", *VOTES))
    Comment.objects.update(reply_count=3, agree_count=1, score_top=0.5)
    run()
    assert list(Comment.objects.order_by("pk").values_list("reply_count", *VOTES)) == right
