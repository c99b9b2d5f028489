"""공감 and 다르게 봅니다: taking a side, changing it, taking it back; whose votes count where."""

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Reaction, Rule, State
from comments.reacting import NotForReaction, react
from comments.scoring import lower_bound
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
AGREE, DISAGREE = Reaction.Value.AGREE, Reaction.Value.DISAGREE


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer)


def counts(comment: Comment) -> tuple[int, int]:
    comment.refresh_from_db()
    return comment.agree_count, comment.disagree_count


def test_a_press_takes_a_side_and_a_second_takes_it_back(said: Comment, reader: User) -> None:
    assert react(said, reader, AGREE) == AGREE
    assert counts(said) == (1, 0)
    assert react(said, reader, AGREE) == ""
    assert counts(said) == (0, 0)
    assert said.score_top == 0


def test_the_other_press_changes_sides(said: Comment, reader: User) -> None:
    react(said, reader, AGREE)
    assert react(said, reader, DISAGREE) == DISAGREE
    assert counts(said) == (0, 1)
    assert Reaction.objects.count() == 1


def test_every_vote_weighs_the_same_whoever_casts_it(discussion: Discussion, said: Comment, reader: User, translator: User) -> None:
    other = say(discussion, translator)
    react(said, reader, AGREE)  # of no profession
    react(other, make_member("seo", "서판사", profession="judge", verified=True), AGREE)
    assert counts(said) == counts(other)
    assert said.score_top == other.score_top == pytest.approx(lower_bound(1, 1))


def test_across_professions_a_vote_counts_for_the_profession_of_its_voter(said: Comment, reader: User, translator: User) -> None:
    react(said, translator, AGREE)
    react(said, reader, AGREE)  # 직업 비공개 is no group
    said.refresh_from_db()
    assert said.score_across == pytest.approx(math.log(4 / 3))


def test_a_vote_keeps_the_profession_that_its_voter_had(said: Comment, translator: User) -> None:
    react(said, translator, AGREE)
    translator.profession = None
    translator.save()
    react(said, make_member("sohn", "손시인", profession="poet"), AGREE)
    said.refresh_from_db()
    assert said.score_across == pytest.approx(2 * math.log(4 / 3))


def test_only_verified_votes_count_across_where_the_setting_says_so(said: Comment, translator: User, settings: Any) -> None:
    settings.COMMENTS_VERIFIED_VOTES_ONLY = True
    react(said, translator, AGREE)
    said.refresh_from_db()
    assert said.score_across == 0
    assert said.agree_count == 1
    react(said, make_member("seo", "서판사", profession="judge", verified=True), AGREE)
    said.refresh_from_db()
    assert said.score_across == pytest.approx(math.log(4 / 3))


def test_a_score_changes_only_with_the_comments_own_votes(discussion: Discussion, said: Comment, translator: User, reader: User) -> None:
    react(said, translator, AGREE)
    said.refresh_from_db()
    before = said.score_top, said.score_across
    react(say(discussion, reader), translator, DISAGREE)
    said.refresh_from_db()
    assert (said.score_top, said.score_across) == before


def test_nobody_votes_on_their_own_words(said: Comment, lawyer: User) -> None:
    with pytest.raises(NotForReaction):
        react(said, lawyer, AGREE)
    answer = log_in(lawyer).post(f"/comments/{said.pk}/agree/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert not Reaction.objects.exists()


@pytest.mark.parametrize("state", [State.PENDING, State.REJECTED, State.REMOVED, State.BLINDED])
def test_what_is_not_public_takes_no_votes(said: Comment, reader: User, state: State) -> None:
    Comment.objects.filter(pk=said.pk).update(state=state)
    with pytest.raises(NotForReaction):
        react(said, reader, AGREE)
    assert log_in(reader).post(f"/comments/{said.pk}/agree/").status_code == 410
    assert not Reaction.objects.exists()


def test_a_rejected_comment_that_never_was_public_is_not_to_be_found(
    discussion: Discussion, newcomer: User, reader: User, moderator: User, abuse: Rule
) -> None:
    waiting = say(discussion, newcomer, state=State.PENDING)
    waiting.reject(by=moderator, rule=abuse, reason="욕설입니다.")
    assert log_in(reader).post(f"/comments/{waiting.pk}/agree/").status_code == 404


def test_a_closed_discussion_takes_no_votes(said: Comment, discussion: Discussion, reader: User, moderator: User) -> None:
    discussion.close(by=moderator)
    with pytest.raises(NotForReaction):
        react(said, reader, AGREE)


def test_the_operator_can_do_without_disagreement(column: ColumnPage, said: Comment, reader: User, translator: User, settings: Any) -> None:
    react(said, reader, DISAGREE)
    settings.COMMENTS_DISAGREE = False
    with pytest.raises(NotForReaction):
        react(said, translator, DISAGREE)
    react(said, translator, AGREE)
    assert counts(said) == (1, 0)
    assert "다르게 봅니다" not in Client().get(column.url).content.decode()


def test_a_stranger_is_led_to_the_login(said: Comment) -> None:
    answer = Client().post(f"/comments/{said.pk}/agree/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_looking_at_the_address_of_a_vote_casts_none(said: Comment, reader: User) -> None:
    assert log_in(reader).get(f"/comments/{said.pk}/agree/").status_code == 405


def test_with_script_the_buttons_come_back_as_they_now_are(said: Comment, reader: User) -> None:
    answer = log_in(reader).post(f"/comments/{said.pk}/agree/", headers={"HX-Request": "true"})
    buttons = BeautifulSoup(answer.content.decode(), "html.parser").select("button")
    assert [button["aria-pressed"] for button in buttons] == ["true", "false"]
    assert "1" in buttons[0].get_text()


def test_without_script_the_reader_comes_back_to_the_comment(said: Comment, reader: User) -> None:
    answer = log_in(reader).post(f"/comments/{said.pk}/agree/")
    assert answer["Location"] == said.get_absolute_url()


def test_a_hundred_quick_votes_are_stopped_with_words(discussion: Discussion, lawyer: User, reader: User) -> None:
    said = say(discussion, lawyer)
    client = log_in(reader)
    codes = [client.post(f"/comments/{said.pk}/agree/", headers={"HX-Request": "true"}).status_code for _ in range(60)]
    assert set(codes) == {200, 429}
    answer = client.post(f"/comments/{said.pk}/agree/", headers={"HX-Request": "true"})
    assert "잠시" in answer.content.decode()


def test_with_script_who_is_logged_out_is_sent_to_the_door_and_back_to_the_comment(said: Comment) -> None:
    answer = Client().post(f"/comments/{said.pk}/agree/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/accounts/login/?next=%2Fcomments%2F{said.pk}%2F"
    assert answer.content == b""


@pytest.mark.parametrize(("state", "status"), [(State.REMOVED, 410), (State.PENDING, 410)])
def test_with_script_what_is_gone_is_said_in_plain_words(said: Comment, reader: User, state: State, status: int) -> None:
    Comment.objects.filter(pk=said.pk).update(state=state)
    answer = log_in(reader).post(f"/comments/{said.pk}/agree/", headers={"HX-Request": "true"})
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "댓글" in answer.content.decode()


def test_without_script_the_reader_stays_in_the_view_of_the_press(column: ColumnPage, said: Comment, reader: User) -> None:
    client = log_in(reader)
    page = BeautifulSoup(client.get(f"{column.url}?lens=lawyer&order=new").content.decode(), "html.parser")
    place = page.select_one("form#react input[name=next]")["value"]
    answer = client.post(f"/comments/{said.pk}/agree/", {"next": place})
    assert answer["Location"] == f"{place}#comment-{said.pk}"
    assert "lens=lawyer&order=new" in place
    outside = client.post(f"/comments/{said.pk}/agree/", {"next": "//evil.example/"})
    assert outside["Location"] == said.get_absolute_url()


def test_own_comments_show_their_count_and_no_button(column: ColumnPage, said: Comment, lawyer: User) -> None:
    article = BeautifulSoup(log_in(lawyer).get(column.url).content.decode(), "html.parser").select_one(f"#comment-{said.pk}")
    assert article.select(".sides .act")
    assert not article.select(".sides button")


@pytest.mark.django_db(transaction=True)
def test_counts_are_right_when_many_vote_at_once(shared_database: None, discussion: Discussion, lawyer: User) -> None:
    said = say(discussion, lawyer)
    voters = [make_member(f"voter-{n}", f"독자{n}") for n in range(12)]

    def vote(voter: User) -> None:
        try:
            react(Comment.objects.select_related("discussion").get(pk=said.pk), voter, AGREE if voter.pk % 3 else DISAGREE)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(vote, voters))
    disagreeing = sum(voter.pk % 3 == 0 for voter in voters)
    assert counts(said) == (len(voters) - disagreeing, disagreeing)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_of_one_member_leave_one_vote_or_none(shared_database: None, discussion: Discussion, lawyer: User) -> None:
    said, voter = say(discussion, lawyer), make_member("voter", "독자")

    def vote(_n: int) -> str:
        try:
            return react(Comment.objects.select_related("discussion").get(pk=said.pk), voter, AGREE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sides = sorted(pool.map(vote, range(2)))
    assert sides == ["", AGREE]
    assert counts(said) == (0, 0)
    assert not Reaction.objects.exists()
