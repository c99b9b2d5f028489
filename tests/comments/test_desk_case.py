"""One comment on the desk: its thread, the complaints, what was decided before, and its author."""

import pytest
from django.urls import reverse

from comments.desk.verbs import KEEP, PUBLISH, REJECT, RESTORE, SPAM, TAKE_DOWN, offered
from comments.models import Comment, Handling, MemberNote, Report, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db
TOLD = "표현을 고쳐 다시 올려 주세요."


@pytest.fixture
def desk(moderator):
    return log_in(moderator)


def open_case(desk, comment: Comment, tab: str = "waiting"):
    return desk.get(reverse("comments_desk:case", args=[tab, comment.pk]))


def test_a_comment_that_is_not_there_is_not_found(desk):
    assert desk.get(reverse("comments_desk:case", args=["waiting", 404])).status_code == 404


def test_a_comment_is_opened_by_moderators_only(discussion, reader, editor, desk):
    comment = say(discussion, reader, "검토할 말", state=State.PENDING)
    address = reverse("comments_desk:case", args=["waiting", comment.pk])
    assert "검토할 말" not in log_in(editor).get(address, follow=True).content.decode()
    assert "검토할 말" in desk.get(address).content.decode()


def test_the_comment_stands_in_its_thread(discussion, reader, lawyer, translator, desk):
    top = say(discussion, lawyer, "맨 위의 말")
    middle = say(discussion, translator, "가운데 말", parent=top)
    comment = say(discussion, reader, "검토할 말", parent=middle)
    answer = say(discussion, lawyer, "그 답글", parent=comment)
    response = open_case(desk, comment)
    hearing = response.context["hearing"]
    assert [one.pk for one in hearing.chain] == [top.pk, middle.pk]
    assert [one.pk for one in hearing.replies] == [answer.pk]
    said = response.content.decode()
    assert said.index("맨 위의 말") < said.index("가운데 말") < said.index('class="comment target"') < said.index("그 답글")


def test_of_a_deep_thread_the_three_above_are_shown_and_the_rest_counted(discussion, reader, desk):
    comment = None
    for n in range(7):
        comment = say(discussion, reader, f"{n}층의 말", parent=comment)
    hearing = open_case(desk, comment).context["hearing"]
    assert [one.source for one in hearing.chain] == ["3층의 말", "4층의 말", "5층의 말"]
    assert hearing.further_up == 3


def test_of_many_replies_five_are_shown(discussion, reader, lawyer, desk):
    comment = say(discussion, reader)
    for n in range(8):
        say(discussion, lawyer, f"{n}번째 답글", parent=comment)
    hearing = open_case(desk, comment).context["hearing"]
    assert (len(hearing.replies), hearing.more_replies) == (5, True)


def test_open_reports_are_shown_with_reason_words_and_name(discussion, reader, lawyer, translator, desk, abuse):
    comment = say(discussion, reader)
    Report.file(comment, by=lawyer, rule=abuse, words="사람을 모욕합니다 <b>")
    Report.file(comment, by=translator, rule=abuse)
    said = open_case(desk, comment, "reported").content.decode()
    assert abuse.label in said
    assert "사람을 모욕합니다 &lt;b&gt;" in said
    assert lawyer.name in said
    assert f"{abuse.label} 2" in said


def test_earlier_decisions_are_shown_with_who_and_why(discussion, reader, moderator, other_moderator, desk, abuse):
    comment = say(discussion, reader)
    comment.reject(by=other_moderator, rule=abuse, reason=TOLD)
    comment.publish(by=moderator)
    response = open_case(desk, comment, "done")
    assert [one.action for one in response.context["hearing"].decisions] == ["restore", "take_down"]
    assert TOLD in response.content.decode()
    assert other_moderator.name in response.content.decode()


def test_the_author_so_far(discussion, lawyer, moderator, desk, abuse):
    for n in range(3):
        say(discussion, lawyer, f"{n}번째 말")
    refused = say(discussion, lawyer, "거친 말")
    refused.reject(by=moderator, rule=abuse, reason=TOLD)
    past = open_case(desk, say(discussion, lawyer, "검토할 말", state=State.PENDING)).context["hearing"].past
    assert (past.published, past.waiting, past.refused) == (3, 1, 1)
    assert [one.comment_id for one in past.decisions] == [refused.pk]
    assert [one.profession for one in past.credentials] == [lawyer.profession]


def test_what_was_typed_by_the_author_is_sanitised_on_the_desk_too(discussion, reader, desk):
    comment = say(discussion, reader, '<script>alert(1)</script> <img src=x onerror="alert(1)">', state=State.PENDING)
    said = open_case(desk, comment).content.decode()
    assert "<script>alert(1)" not in said
    assert "<img src=x" not in said


@pytest.mark.parametrize(
    ("state", "public_once", "reported", "verbs"),
    [
        (State.PENDING, False, False, (PUBLISH, REJECT, SPAM)),
        (State.PUBLISHED, True, True, (KEEP, TAKE_DOWN, SPAM)),
        (State.PUBLISHED, True, False, (TAKE_DOWN, SPAM)),
        (State.REJECTED, True, False, (RESTORE,)),
        (State.REJECTED, False, False, (PUBLISH,)),
        (State.SPAM, True, False, (RESTORE,)),
        (State.SPAM, False, False, (PUBLISH,)),
        (State.BLINDED, True, False, (RESTORE,)),
        (State.REMOVED, True, True, ()),
        (State.ERASED, True, False, ()),
    ],
)
def test_each_state_offers_its_own_buttons(state, public_once, reported, verbs):
    from django.utils import timezone

    comment = Comment(state=state, published_at=timezone.now() if public_once else None)
    assert offered(comment, reported=reported) == verbs


def test_every_button_is_a_form_that_posts_to_an_address_of_its_own(discussion, reader, desk):
    comment = say(discussion, reader, state=State.PENDING)
    said = open_case(desk, comment).content.decode()
    for key in ("publish", "reject", "spam"):
        assert f'formaction="{reverse(f"comments_desk:{key}", args=[comment.pk])}"' in said


def test_ones_own_comment_has_no_buttons_but_a_sentence(discussion, moderator, desk):
    comment = say(discussion, moderator)
    said = open_case(desk, comment, "reported").content.decode()
    assert "formaction" not in said
    assert 'class="note decide"' in said


def test_of_ones_own_comment_neither_who_reported_it_nor_what_others_noted_is_shown(
    discussion, moderator, other_moderator, lawyer, desk, abuse
):
    comment = say(discussion, moderator)
    Report.file(comment, by=lawyer, rule=abuse, words="제 이름은 밝히지 마세요")
    noted = reverse("comments_desk:note", args=[comment.pk])
    log_in(other_moderator).post(noted, {"tab": "reported", "words": "동료에게 묻기"})
    for name in ("case", "beside"):
        address = reverse(f"comments_desk:{name}", args=["reported", comment.pk])
        said = desk.get(address).content.decode()
        assert f"{abuse.label} 1" in said
        assert not [words for words in (lawyer.name, "밝히지 마세요", "동료에게 묻기") if words in said]
        theirs = log_in(other_moderator).get(address).content.decode()
        assert all(words in theirs for words in (lawyer.name, "밝히지 마세요", "동료에게 묻기"))


def test_nobody_takes_their_own_comment_in_hand_or_notes_something_about_themselves(discussion, moderator, desk):
    comment = say(discussion, moderator)
    for name in ("take", "take-over", "note"):
        answer = desk.post(reverse(f"comments_desk:{name}", args=[comment.pk]), {"tab": "waiting", "words": "말"}, follow=True)
        assert answer.redirect_chain, "the admin leads elsewhere and says why"
        assert "권한" in answer.content.decode()
    assert not Handling.objects.exists()
    assert not MemberNote.objects.exists()


def test_a_comment_whose_text_is_gone_can_still_be_looked_at(discussion, reader, desk):
    comment = say(discussion, reader)
    comment.remove(by=reader)
    response = open_case(desk, comment, "done")
    assert response.status_code == 200
    assert "formaction" not in response.content.decode()
