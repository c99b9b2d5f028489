"""How much one member and one network may send: what is too much is said in words, and nothing that was typed is lost."""

import uuid
from typing import Any

import pytest

from comments.models import Comment, Discussion, Reaction, Report
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
TEXT = "지워지면 아까울 말을 여기 적어 둡니다."
HERE, NEXT_DOOR, ELSEWHERE = "203.0.113.5", "203.0.113.77", "203.0.114.5"
NONE = {"reply": 0, "link": 0}
ANY = {"comment": 0, "reply": 0, "link": 0, "vote": 0, "report": 0}


@pytest.fixture(autouse=True)
def _no_caps_but_those_of_the_test(settings):
    settings.CAPS_BY_MEMBER, settings.CAPS_BY_NETWORK = NONE, ANY
    settings.COMMENTS_HELD_FOR_NEWCOMERS, settings.COMMENTS_PER_TEN_MINUTES = 0, 1000


def post(member, discussion: Discussion, text: str = TEXT, address: str = HERE, **data: Any) -> Any:
    sent = {"body": text, "key": uuid.uuid4(), **data}
    return log_in(member).post(f"/comments/on/{discussion.page_id}/", sent, REMOTE_ADDR=address)


def test_a_network_that_has_posted_enough_is_told_so_whoever_writes_and_the_text_comes_back(settings, discussion, reader, lawyer):
    settings.CAPS_BY_NETWORK = ANY | {"comment": 2}
    assert post(reader, discussion).status_code == 302
    assert post(lawyer, discussion, address=NEXT_DOOR).status_code == 302
    refused = post(reader, discussion, TEXT + " 셋째.")
    assert refused.status_code == 429
    assert TEXT + " 셋째." in refused.content.decode()
    assert "네트워크" in refused.content.decode() or "network" in refused.content.decode()
    assert Comment.objects.count() == 2
    assert post(reader, discussion, address=ELSEWHERE).status_code == 302


def test_answers_are_counted_apart_from_comments_by_member_wherever_they_write_from(settings, discussion, reader, lawyer):
    settings.CAPS_BY_MEMBER = NONE | {"reply": 1}
    parent = say(discussion, lawyer)
    assert post(reader, discussion, parent=parent.pk).status_code == 302
    assert post(reader, discussion, parent=parent.pk, address=ELSEWHERE).status_code == 429
    assert post(reader, discussion).status_code == 302
    assert post(lawyer, discussion, parent=parent.pk).status_code == 302


@pytest.mark.parametrize(
    ("texts", "statuses"),
    [
        (["https://a.example 그리고 http://b.example", "www.c.example"], [302, 429]),
        (["https://a.example https://b.example https://c.example"], [429]),
        (["말뿐입니다.", "말뿐입니다 또.", "말뿐입니다 다시."], [302, 302, 302]),
        (["https://a.example", "말뿐입니다.", "https://b.example", "https://c.example"], [302, 302, 302, 429]),
    ],
)
def test_links_are_counted_each_and_text_without_them_is_not(settings, discussion, reader, texts, statuses):
    settings.CAPS_BY_MEMBER = NONE | {"link": 2}
    assert [post(reader, discussion, f"{text} 보시지요.").status_code for text in texts] == statuses


def test_links_do_not_come_in_by_way_of_a_change(settings, discussion, reader):
    settings.CAPS_BY_MEMBER = NONE | {"link": 2}
    post(reader, discussion, "https://a.example 하나만 걸어 둡니다.")
    comment, member = Comment.objects.get(), log_in(reader)
    address = f"/comments/{comment.pk}/save/"
    more = "https://a.example https://b.example https://c.example 셋을 겁니다."
    refused = member.post(address, {"body": more, "opened_on": ""})
    assert refused.status_code == 429
    assert more in refused.content.decode()
    comment.refresh_from_db()
    assert "b.example" not in comment.source
    assert member.post(address, {"body": "https://a.example 하나를 두고 말만 고칩니다.", "opened_on": ""}).status_code == 302


def test_sides_taken_from_one_network_have_an_end(settings, discussion, reader, lawyer, translator):
    settings.CAPS_BY_NETWORK = ANY | {"vote": 1}
    comment = say(discussion, lawyer)
    log_in(reader).post(f"/comments/{comment.pk}/agree/", REMOTE_ADDR=HERE)
    refused = log_in(translator).post(f"/comments/{comment.pk}/agree/", REMOTE_ADDR=NEXT_DOOR, headers={"HX-Request": "true"})
    assert refused.status_code == 429
    assert Reaction.objects.count() == 1
    log_in(translator).post(f"/comments/{comment.pk}/agree/", REMOTE_ADDR=ELSEWHERE)
    assert Reaction.objects.count() == 2


def test_reports_of_members_and_of_strangers_are_counted_together_by_network(
    settings, client, discussion, reader, translator, lawyer, abuse
):
    settings.CAPS_BY_NETWORK = ANY | {"report": 1}
    comment = say(discussion, lawyer)
    said = {"rule": abuse.pk, "words": "사람을 두고 한 말입니다."}
    assert log_in(reader).post(f"/comments/{comment.pk}/report/file/", said, REMOTE_ADDR=HERE).status_code == 302
    for who, path in ((log_in(translator), "report/file/"), (client, "report/send/")):
        address = f"/comments/{comment.pk}/{path}"
        refused = who.post(address, {**said, "email": "stranger@example.org"}, REMOTE_ADDR=NEXT_DOOR)
        assert refused.status_code == 429, refused.content.decode()[:200]
        assert said["words"] in refused.content.decode()
    assert Report.objects.count() == 1


def test_a_form_that_is_sent_again_leads_to_its_comment_though_no_more_may_be_sent(settings, discussion, reader):
    settings.CAPS_BY_NETWORK = ANY | {"comment": 1}
    key = uuid.uuid4()
    first = post(reader, discussion, key=key)
    again = post(reader, discussion, key=key)
    assert (again.status_code, again["Location"]) == (302, first["Location"])


def test_no_database_column_holds_where_a_comment_came_from(settings, discussion, reader):
    settings.CAPS_BY_NETWORK = ANY | {"comment": 5}
    post(reader, discussion)
    row = Comment.objects.filter(author=reader).values().get()
    assert not any(HERE in str(value) or HERE.rpartition(".")[0] in str(value) for value in row.values())


def test_a_forged_header_neither_frees_its_sender_nor_burdens_another(settings, discussion, reader, lawyer):
    """Without a proxy of ours the header says nothing."""
    settings.CAPS_BY_NETWORK, settings.ALLAUTH_TRUSTED_PROXY_COUNT = ANY | {"comment": 1}, 0
    forged = {"HTTP_X_FORWARDED_FOR": ELSEWHERE}
    client, address = log_in(reader), f"/comments/on/{discussion.page_id}/"
    assert client.post(address, {"body": TEXT, "key": uuid.uuid4()}, REMOTE_ADDR=HERE, **forged).status_code == 302
    assert client.post(address, {"body": TEXT + "!", "key": uuid.uuid4()}, REMOTE_ADDR=HERE, **forged).status_code == 429
    assert post(lawyer, discussion, address=ELSEWHERE).status_code == 302


def test_members_without_a_known_network_are_counted_by_themselves_alone(settings, discussion):
    settings.CAPS_BY_NETWORK, settings.CAPS_BY_MEMBER = ANY | {"comment": 1}, NONE | {"link": 1}
    for place in range(3):
        member = make_member(f"socket-{place}", f"소켓{place}")
        assert post(member, discussion, "https://a.example 보시지요.", address="").status_code == 302
        assert post(member, discussion, "https://b.example 보시지요.", address="").status_code == 429
