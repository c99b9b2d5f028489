"""`make_discussion`: a large discussion of made-up members, as believable as need be and with every count right."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Handle, User
from comments.bulk.building import make_discussion
from comments.bulk.people import made_up
from comments.bulk.texts import texts
from comments.models import Comment, Discussion, Reaction, State, Tally
from comments.recounting import recount
from tests.cast import make_column, say

pytestmark = pytest.mark.django_db


def run(**options: object) -> str:
    out = StringIO()
    call_command("make_discussion", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def _local(settings):
    settings.LOCAL = True


@pytest.fixture
def made(column) -> Discussion:
    return make_discussion(column, 600)


def test_every_number_that_is_kept_is_right(made):
    assert list(recount(dry_run=True)) == []
    assert 570 < made.comment_count < 600 <= Comment.objects.on(made).count()
    assert Tally.objects.filter(verified=True).exists()
    assert Comment.objects.filter(reply_count__gt=40, agree_count__gt=20, score_top__gt=0.8, score_across__gt=2).count() == 2


def test_beside_what_real_people_said_every_number_is_right(column, discussion, lawyer, reader):
    top = say(discussion, lawyer)
    say(discussion, reader, parent=top)
    made = make_discussion(column, 60)
    assert list(recount(dry_run=True)) == []
    assert made.comment_count == Comment.objects.published().count()
    later = say(discussion, lawyer, "그 뒤의 말")
    assert later.pk > max(Comment.objects.exclude(pk=later.pk).values_list("pk", flat=True))
    assert list(recount(dry_run=True)) == []


def test_answers_hang_together(made):
    for answer in Comment.objects.on(made).exclude(parent=None).select_related("parent", "root"):
        assert answer.depth == answer.parent.depth + 1
        assert answer.root_id == (answer.parent.root_id or answer.parent_id)
        assert answer.passage_id == answer.root.passage_id
        assert answer.created_at > answer.parent.created_at
        assert answer.parent.was_public


def test_it_is_as_mixed_as_a_discussion_is(made):
    comments = Comment.objects.on(made)
    tops = comments.filter(parent=None)
    assert 150 < tops.count() < 270
    assert tops.filter(reply_count=0).count() > 60
    assert comments.filter(depth__gte=6).exists()
    assert set(comments.values_list("state", flat=True)) >= {State.PUBLISHED, State.REMOVED, State.REJECTED, State.PENDING}
    assert comments.values("profession").distinct().count() > 10
    assert comments.exclude(passage=None).exclude(kind="").exists()
    assert Reaction.objects.filter(value="disagree").exists()
    assert all(60 <= len(text.source) <= 460 for text in texts(0))


def test_nobody_votes_on_their_own_words_nor_on_what_was_never_public(made):
    votes = Reaction.objects.select_related("comment")
    assert votes.count() > 600
    assert all(vote.member_id != vote.comment.author_id and vote.comment.was_public for vote in votes)


def test_each_speaks_and_votes_in_the_capacity_that_is_theirs(made):
    for comment in Comment.objects.on(made).for_display()[:100]:
        standing = comment.author.standing()
        assert (comment.profession, comment.credential) == (standing.profession, standing.credential)
        assert comment.worn == standing
    for vote in Reaction.objects.select_related("member", "profession")[:100]:
        standing = vote.member.standing()
        assert (vote.profession, vote.verified) == (standing.profession, standing.verified)


def test_made_up_members_are_known_by_their_handles_and_nobody_can_log_in_as_one(made):
    member = User.objects.get(handle="made-up-000007")
    assert not any(one.has_usable_password() or one.email for one in made_up())
    assert made_up().count() == User.objects.count() == 60
    assert not Handle.is_free(member.handle)
    assert member.groups.filter(name="Readers").exists()
    assert member not in User.objects.never_verified(since=timezone.now())  # whom the clock forgets


def test_the_same_seed_gives_the_same_discussion(columns, columnist):
    now = timezone.now()
    same, again, other = (
        make_discussion(make_column(columns, columnist, f"글 {number}"), 50, seed=seed, now=now) for number, seed in enumerate((1, 1, 2))
    )

    def look(talk: Discussion) -> list[tuple]:
        shown = "author", "depth", "state", "kind", "source", "created_at", "agree_count", "score_across"
        return list(Comment.objects.on(talk).order_by("pk").values_list(*shown))

    assert look(same) == look(again) != look(other)
    assert made_up().count() == 20


def test_larger_ones_are_written_in_batches_that_fit_together(column, monkeypatch):
    monkeypatch.setattr("comments.bulk.building.A_BATCH", 7)
    monkeypatch.setattr("comments.bulk.people.A_BATCH", 7)
    told: list[int] = []
    made = make_discussion(column, 20, say=told.append)
    assert told == [7, 14, 20]
    assert Comment.objects.on(made).count() == made_up().count() == 20
    assert list(recount(dry_run=True)) == []


def test_readers_see_it(made):
    html = Client().get(made.page.specific.url).content.decode()
    assert "견본 회원" in html


@pytest.mark.usefixtures("_local")
def test_without_a_page_it_is_on_the_newest(columns, columnist, column):
    newest = make_column(columns, columnist, "새 글")
    assert "5 comments" in run(comments=5)
    assert Discussion.objects.get().page_id == newest.pk
    run(comments=5, page=column.pk)
    assert Discussion.on(column).comment_count > 0


@pytest.mark.usefixtures("_local")
def test_a_page_that_readers_do_not_discuss_is_refused(columns, home):
    for number in (columns.pk, 987654):
        with pytest.raises(CommandError, match=f"no page {number}"):
            run(comments=5, page=number)
    with pytest.raises(CommandError, match="published yet"):
        run(comments=5)
    with pytest.raises(CommandError, match="from 1 on"):
        run(comments=0)
    assert not User.objects.exists()


def test_a_site_that_people_join_gets_no_made_up_members(settings, column):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="--yes-these-are-made-up"):
        run(comments=5)
    assert not User.objects.exists()
    run(comments=5, yes_these_are_made_up=True)
    assert made_up().exists()
