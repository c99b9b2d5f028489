"""The site that `make bench` measures: whatever the size of a discussion, its first page shows fifty comments, and all counts are right."""

import pytest
from django.conf import settings
from django.test import Client

from bench.answers import COMMENT
from bench.data.column import LENGTH, copy, lines
from bench.data.fifty import SHOWN, discuss
from bench.data.members import pass_of, speakers
from comments.models import Comment, State
from comments.recounting import recount
from tests.cast import say

pytestmark = pytest.mark.django_db
SIZES = (60, 200)


@pytest.fixture
def talks(column):
    article = lines(column.paragraphs.values(), 400)
    return {size: discuss(copy(column, f"bench-{size}", article), size) for size in SIZES}


def html(talk, client: Client | None = None) -> bytes:
    response = (client or Client()).get(talk.page.url)
    assert response.status_code == 200
    return response.content


def test_the_first_page_shows_fifty_comments_at_every_size_and_every_count_is_right(talks):
    for size, talk in talks.items():
        assert Comment.objects.on(talk).count() == size
        assert len(set(COMMENT.findall(html(talk)))) == SHOWN
    assert list(recount(dry_run=True)) == []
    shown = Comment.objects.on(talks[200]).order_by("-pk")[:SHOWN]
    assert len({comment.author_id for comment in shown}) >= 20
    assert all(comment.profession_id for comment in shown)
    assert all(100 <= len(comment.source) <= 120 for comment in shown)
    assert sum(comment.agree_count for comment in shown) > SHOWN


def test_a_discussion_of_fewer_is_refused(column):
    with pytest.raises(ValueError, match="at least 50"):
        discuss(column, 49)


def test_a_member_sees_what_a_stranger_sees_and_posts_at_once(talks, column):
    assert settings.COMMENTS_HELD_FOR_NEWCOMERS  # or nobody would be a newcomer
    members = speakers(8)
    assert len({member.pk for member in members}) == 8
    passed = pass_of(members[0])
    client = Client(enforce_csrf_checks=True, headers={"Cookie": passed["cookie"]})
    assert len(set(COMMENT.findall(html(talks[200], client)))) == SHOWN
    form = {"csrfmiddlewaretoken": passed["token"], "body": "한마디 보탭니다.", "key": "7b0d6f1e-55a1-4c0f-8f6e-5a3f6f0f1d11"}
    assert client.post(f"/comments/on/{column.pk}/", form).status_code == 302
    assert Comment.objects.get(author=members[0], key=form["key"]).state == State.PUBLISHED
    assert client.post(f"/comments/on/{column.pk}/", {**form, "csrfmiddlewaretoken": "x" * 32}).status_code == 403


def test_who_waits_for_review_does_not_read_or_post_here(column):
    talk = discuss(column, 50)
    member = speakers(1)[0]
    say(talk, member, state=State.PENDING)
    assert member not in speakers(1000)


def test_the_article_has_so_many_characters_and_repeats_itself_only_where_it_has_to():
    assert lines(["가" * 300, "나" * 200], 1000) == ["가" * 300, "나" * 200, "가" * 300, "나" * 200]
    assert lines(["가" * 300, "나" * 200], 450) == ["가" * 300, "나" * 150]
    assert sum(map(len, lines(["가" * 123]))) == LENGTH
