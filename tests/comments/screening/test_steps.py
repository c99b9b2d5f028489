"""Each step by itself: what it holds, what it lets pass, and that it says why."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Discussion, HeldMember, Screening, State
from comments.screening import STEPS, reasons
from comments.screening.linking import number_of_links
from tests.cast import make_column, say
from tests.comments.screening.conftest import Post, list_words

pytestmark = pytest.mark.django_db
LONG = "번역가의 초벌은 기계가 대신했지만, 문장의 책임까지 대신한 것은 아니라고 저는 현장에서 배웠습니다."
PASSES = (State.PUBLISHED, "")


def fate(comment: Comment) -> tuple[str, str]:
    return comment.state, comment.held_because


def held(why: str) -> tuple[str, str]:
    return State.PENDING, why


def test_a_plain_comment_passes(post: Post) -> None:
    assert fate(post()) == PASSES


def test_newcomers_wait_until_enough_of_theirs_was_published(post: Post, lenient: Any, newcomer: User) -> None:
    lenient.COMMENTS_HELD_FOR_NEWCOMERS = 1
    first = post("처음 씁니다.", newcomer)
    assert fate(first) == held("newcomer")
    assert fate(post("둘째로 씁니다.", newcomer)) == held("newcomer")
    Comment.objects.filter(pk=first.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    assert fate(post("셋째로 씁니다.", newcomer)) == PASSES


def test_everything_is_held_once_a_moderator_says_so_and_no_longer_than_that(post: Post, moderator: User) -> None:
    Screening.hold_everything(True, by=moderator)
    assert fate(post()) == held("everything")
    Screening.hold_everything(False, by=moderator)
    assert fate(post()) == PASSES


def test_a_column_is_held_and_the_next_one_is_not(
    post: Post, discussion: Discussion, columns: Any, columnist: Any, moderator: User
) -> None:
    discussion.hold_comments(by=moderator)
    other = Discussion.for_writing(make_column(columns, columnist, "다른 칼럼"))
    assert fate(post()) == held("this_column")
    assert fate(post(where=other)) == PASSES
    discussion.release_comments(by=moderator)
    assert fate(post()) == PASSES


def test_a_member_is_held_and_others_are_not(post: Post, reader: User, translator: User, moderator: User) -> None:
    HeldMember.hold(reader, by=moderator, reason="같은 말다툼이 이어졌습니다.")
    assert fate(post()) == held("this_member")
    assert fate(post(author=translator)) == PASSES
    HeldMember.release(reader, by=moderator)
    assert fate(post()) == PASSES


def test_listed_words_hold_and_never_refuse(post: Post) -> None:
    list_words("시발", suspect=("기레기",), exceptions=("시발점",))
    assert fate(post("시 발, 이게 뭡니까")) == held("blocked_word")
    assert fate(post("기.레.기라는 말은 쓰지 맙시다")) == held("suspect_word")
    assert fate(post("기레기 시발")) == held("blocked_word")
    assert fate(post("그 기사가 시발점이었습니다")) == PASSES


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("링크가 없습니다. 3.14와 그.리고도 없습니다.", 0),
        ("https://example.org/a 를 보세요", 1),
        ("example.org 와 www.example.com", 2),
        ("[여기](https://example.org)와 <https://example.net>", 2),
        ("http://localhost:8000/columns/ 에 썼습니다", 0),
        ("[깨진](https://[::1)", 1),
        ("<a href='https://example.org'>", 1),
    ],
)
def test_links_are_counted_as_readers_see_them(settings: Any, source: str, number: int) -> None:
    settings.BASE_URL = "http://localhost:8000"
    assert number_of_links(source) == number


def test_more_links_than_one_comment_may_have_are_held(post: Post, lenient: Any) -> None:
    lenient.COMMENTS_LINKS = 2
    three = "https://a.example.org/ https://b.example.org/ https://c.example.org/"
    assert fate(post(three)) == held("links")
    assert fate(post("https://a.example.org/ https://b.example.org/")) == PASSES


def test_a_link_of_somebody_whom_few_have_read_is_held(post: Post, lenient: Any) -> None:
    lenient.COMMENTS_BEFORE_LINKS = 2
    assert fate(post("https://a.example.org/")) == held("links_of_newcomers")
    assert fate(post("첫째로 씁니다.")) == fate(post("둘째로 씁니다.")) == PASSES
    assert fate(post("https://a.example.org/ 이제는")) == PASSES


def test_what_its_author_has_said_already_is_held(post: Post, lenient: Any) -> None:
    lenient.COMMENTS_REPEATS = 80
    assert fate(post(LONG)) == PASSES
    assert fate(post(LONG)) == held("repeats_own")
    assert fate(post(LONG.replace("현장에서", "현장에서도").upper() + "!!")) == held("repeats_own")


def test_what_another_said_a_moment_ago_is_held(post: Post, lenient: Any, translator: User) -> None:
    lenient.COMMENTS_REPEATS = 80
    post(LONG)
    assert fate(post(f"　{LONG}　", translator)) == held("repeats_others")


def test_an_answer_that_quotes_all_of_it_is_no_repeat(post: Post, lenient: Any, translator: User) -> None:
    lenient.COMMENTS_REPEATS = 80
    post(LONG)
    assert fate(post(f"> {LONG}\n\n저는 다르게 봅니다. 책임은 계약서에 적힌 만큼만 남습니다.", translator)) == PASSES


def test_another_text_on_the_same_matter_is_no_repeat(post: Post, lenient: Any) -> None:
    lenient.COMMENTS_REPEATS = 80
    post(LONG)
    assert fate(post("번역가의 초벌은 기계가 대신했습니다. 그래도 문장의 책임은 사람에게 남아 있어야 한다고 봅니다.")) == PASSES


def test_what_many_say_in_few_words_is_no_repeat_until_one_says_it_time_and_again(post: Post, lenient: Any, translator: User) -> None:
    lenient.COMMENTS_REPEATS = 80
    short = "저도 그렇게 생각합니다."
    assert [fate(post(short)) for _time in range(3)] == [PASSES] * 3
    assert fate(post(short)) == held("repeats_own")
    assert fate(post(short, translator)) == PASSES


def test_only_the_newest_are_looked_at(
    post: Post, lenient: Any, discussion: Discussion, translator: User, lawyer: User, monkeypatch: Any
) -> None:
    lenient.COMMENTS_REPEATS = 80
    post(LONG)
    for number in range(40):
        say(discussion, lawyer, f"{number}번째 이야기입니다.")
    assert fate(post(LONG, translator)) == PASSES
    assert fate(post(LONG)) == held("repeats_own")


def test_changing_a_comment_does_not_repeat_the_comment_itself(post: Post, lenient: Any, reader: User) -> None:
    lenient.COMMENTS_REPEATS = 80
    comment = post(LONG)
    comment.edit(by=reader, source=LONG + " 덧붙입니다.")
    assert comment.state == State.PUBLISHED


def test_what_is_too_much_at_once_waits_and_a_burst_ends_by_itself(
    post: Post, lenient: Any, discussion: Discussion, translator: User
) -> None:
    lenient.COMMENTS_BURST = 3
    assert [fate(post(f"{number}번째입니다.")) for number in range(4)] == [PASSES] * 3 + [held("burst")]
    assert fate(post("다른 사람도 기다립니다.", translator)) == held("burst")
    Comment.objects.on(discussion).published().update(created_at=timezone.now() - timedelta(minutes=11))
    assert fate(post("잠잠해졌습니다.", translator)) == PASSES


def test_what_moderators_say_is_not_held(post: Post, lenient: Any, moderator: User, other_moderator: User) -> None:
    list_words("시발")
    Screening.hold_everything(True, by=other_moderator)
    assert fate(post("시발이라는 말은 삼가 주십시오.", moderator)) == PASSES


def test_the_first_step_that_holds_decides(post: Post, lenient: Any, discussion: Discussion, reader: User, moderator: User) -> None:
    lenient.COMMENTS_LINKS = 1
    list_words("시발")
    HeldMember.hold(reader, by=moderator, reason="이유")
    discussion.hold_comments(by=moderator)
    assert fate(post("시발 https://a.example.org https://b.example.org")) == held("blocked_word")
    assert fate(post("https://a.example.org https://b.example.org")) == held("links")
    assert fate(post("그냥 씁니다.")) == held("this_member")


def test_no_step_rejects_and_each_says_why_in_words() -> None:
    for key in ("blocked_word", "suspect_word", "repeats_own", "repeats_others", "outside_failed", "edited"):
        assert reasons.label(key) not in ("", key)
    assert {step.__name__ for step in STEPS} - reasons.REASONS.keys() == {"repeats"}
    assert reasons.label("") == reasons.label("of-an-older-version") == str(reasons.UNKNOWN)


@pytest.mark.parametrize(
    "written",
    ["이런병**신**놈이라고", "[병](/a)[신](/b) 같은 소리", "병[](/a)신", "병_\u200b_신", "> 병*신*이라고", "병\\*신"],
)
def test_a_word_that_only_readers_see_whole_is_found(post: Post, written: str) -> None:
    list_words("병신")
    assert fate(post(written)) == held("blocked_word")


@pytest.mark.parametrize("written", ["그 병은 **신**경 쓰지 않는다", "병\n\n신발", "- 병\n- 신발"])
def test_markup_between_other_words_makes_no_word(post: Post, written: str) -> None:
    list_words("병신")
    assert fate(post(written)) == PASSES
