"""The inbox: what members are told, in their language, and nobody else's."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Notice, User
from comments.models import Discussion, Rule, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db
INBOX = "/accounts/inbox/"
REASON = "사람이 아니라 주장에 답해 주세요"


@pytest.fixture
def told(discussion: Discussion, translator: User, lawyer: User, moderator: User, abuse: Rule) -> User:
    """문가람, who was told of everything there is."""
    waiting = say(discussion, translator, state=State.PENDING)
    waiting.publish(by=moderator)
    waiting.reject(by=moderator, rule=abuse, reason=REASON)
    waiting.publish(by=moderator)
    say(discussion, translator, state=State.PENDING).reject(by=moderator, rule=abuse, reason=REASON)
    say(discussion, translator, state=State.PENDING).mark_spam(by=moderator, rule=abuse, reason=REASON)
    say(discussion, lawyer, "그 조항은 다르게 읽힙니다.", parent=waiting)
    Notice.tell(translator, "comment_keep", url=waiting.get_absolute_url(), page="칼럼", excerpt="말", reason="")
    for action in ("keep", "take_down", "removed"):
        Notice.tell(translator, "report_answered", url=waiting.get_absolute_url(), page="칼럼", action=action)
    return translator


def test_strangers_are_asked_to_log_in(client: Client) -> None:
    assert client.get(INBOX)["Location"] == f"/accounts/login/?next={INBOX}"


def test_every_kind_of_notice_is_put_into_words(told: User, abuse: Rule) -> None:
    kinds = set(Notice.objects.of(told).values_list("kind", flat=True))
    assert kinds == {
        "comment_publish", "comment_take_down", "comment_restore", "comment_reject", "comment_spam", "comment_keep", "report_answered", "reply",
    }  # fmt: skip
    page = log_in(told).get(INBOX)
    assert all(item.subject and item.body for item in page.context["told"])
    text = page.content.decode()
    assert abuse.name in text
    assert REASON in text
    assert "윤해인" in text


def test_an_english_reader_reads_the_rule_in_english(told: User, abuse: Rule) -> None:
    page = log_in(told).get(f"/en{INBOX}").content.decode()
    assert abuse.name_en in page
    assert f"/en{INBOX}" in page


def test_what_others_wrote_is_escaped(reader: User) -> None:
    Notice.tell(reader, "reply", url="/comments/1/", page="<script>alert(1)</script>", author=reader.pk)
    page = log_in(reader).get(INBOX).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<b>칼럼" not in page


def test_nobody_reads_the_notices_of_another(told: User, reader: User) -> None:
    assert log_in(reader).get(INBOX).context["told"] == []
    notice = Notice.objects.of(told).first()
    assert log_in(reader).post(f"{INBOX}{notice.pk}/read/").status_code == 404
    notice.refresh_from_db()
    assert not notice.is_read


def test_going_where_a_notice_leads_marks_it_as_read(told: User) -> None:
    notice = Notice.objects.of(told).get(kind="reply")
    assert log_in(told).post(f"/en{INBOX}{notice.pk}/read/")["Location"] == f"/en{notice.url}"
    notice.refresh_from_db()
    assert notice.is_read
    assert Notice.objects.of(told).unread().exists()


def test_all_can_be_marked_as_read(told: User, reader: User) -> None:
    Notice.tell(reader, "comment_keep", page="칼럼")
    assert log_in(told).post(f"{INBOX}read/")["Location"] == INBOX
    assert not Notice.objects.of(told).unread().exists()
    assert Notice.objects.of(reader).unread().exists()


@pytest.mark.parametrize("address", [f"{INBOX}read/", f"{INBOX}1/read/"])
def test_marking_takes_a_post(told: User, address: str) -> None:
    assert log_in(told).get(address).status_code == 405


@pytest.mark.parametrize("page", ["0", "x", "999", "-1", "99999999999999999999"])
def test_a_page_that_is_not_there_shows_one_that_is(told: User, page: str) -> None:
    assert log_in(told).get(INBOX, {"page": page}).status_code == 200


def test_a_number_too_long_for_the_database_is_not_found(told: User) -> None:
    assert log_in(told).post(f"{INBOX}99999999999999999999/read/").status_code == 404


def test_a_long_inbox_is_paged_and_costs_no_more(told: User, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = log_in(told)
    client.get(INBOX)
    with django_assert_max_num_queries(12) as few:
        client.get(INBOX)
    for notice in list(Notice.objects.of(told)) * 4:
        notice.pk = None
        notice.save()
    with django_assert_max_num_queries(len(few)):
        page = client.get(INBOX)
    assert len(page.context["told"]) == 20
    assert "?page=2" in page.content.decode()
