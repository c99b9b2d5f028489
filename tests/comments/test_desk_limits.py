"""A moderator with limits: appeals, claims and discussions elsewhere do not exist for them either."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, User
from articles.models import Author, ColumnIndexPage, ColumnPage, Topic
from comments.models import Appeal, Claim, Comment, DeskLimit, Discussion, Rule, Sanction, State
from tests.cast import log_in, make_column, say
from tests.comments.claims.conftest import file

pytestmark = pytest.mark.django_db
TOLD = "사람이 아니라 주장에 답해 주세요."


@pytest.fixture
def scene(
    discussion: Discussion, columns: ColumnIndexPage, columnist: Author, reader: User, moderator: User, other_moderator: User, abuse: Rule
) -> SimpleNamespace:
    """Two columns, one of a topic to which a moderator is limited; in both an appeal and claims; and an appeal against a sanction."""
    column = make_column(columns, columnist, "다른 주제의 칼럼")
    topic = Topic.objects.create(name="법과 정의", slug="beop")
    column.topics.add(topic)
    column.save()
    DeskLimit.objects.create(moderator=moderator, kind="topic", target=topic.pk)
    mine, others = Discussion.for_writing(column), discussion
    made = SimpleNamespace(mine=mine, others=others, appeals={}, claims={})
    for name, talk in (("mine", mine), ("others", others)):
        decision = say(talk, reader, state=State.PENDING).reject(by=other_moderator, rule=abuse, reason=TOLD)
        made.appeals[name] = Appeal.file(decision, by=reader, words="이의가 있습니다.")
        made.claims[name] = file(comment=say(talk, reader, f"가려 달라는 말 {name}"))
        made.claims[f"{name} column"] = file(discussion=talk)
    sanction = Sanction.impose("warning", reader, by=other_moderator, rule=abuse, reason=TOLD)
    made.appeals["sanction"] = Appeal.file(sanction.decision, by=reader, words="지나칩니다.")
    made.comment = Comment.objects.filter(discussion=others).first()
    return made


@pytest.fixture
def desk(moderator: User, scene: SimpleNamespace) -> Client:
    return log_in(moderator)


def at(name: str, *arguments: object) -> str:
    return reverse(f"comments_desk:{name}", args=arguments)


def test_appeals_elsewhere_are_not_in_the_list_nor_at_their_address(desk: Client, scene: SimpleNamespace, other_moderator: User) -> None:
    page = desk.get(at("appeals"))
    assert [row.appeal for row in page.context["rows"]] == [scene.appeals["mine"]]
    for name, status in (("mine", 200), ("others", 404), ("sanction", 404)):
        assert desk.get(at("appeal", scene.appeals[name].pk)).status_code == status, name
    assert desk.post(at("reverse", scene.appeals["others"].pk), {"reason": "되돌립니다."}).status_code == 404
    assert Appeal.objects.get(pk=scene.appeals["others"].pk).is_open
    assert len(log_in(other_moderator).get(at("appeals")).context["rows"]) == 3


def test_claims_elsewhere_are_not_in_the_list_nor_at_their_address(desk: Client, scene: SimpleNamespace, other_moderator: User) -> None:
    page = desk.get(at("claims"))
    assert {claim.pk for claim, _age in page.context["rows"]} == {scene.claims["mine"].pk, scene.claims["mine column"].pk}
    for name, claim in scene.claims.items():
        assert desk.get(at("claim", claim.pk)).status_code == (200 if name.startswith("mine") else 404), name
    refusal = {"seen": scene.claims["others"].version, "reason": "다툼이 없습니다."}
    assert desk.post(at("claim-refuse", scene.claims["others"].pk), refusal).status_code == 404
    assert Claim.objects.get(pk=scene.claims["others"].pk).is_open
    assert len(log_in(other_moderator).get(at("claims")).context["rows"]) == 4


def test_the_tabs_count_what_is_theirs(desk: Client, scene: SimpleNamespace, moderator: User, other_moderator: User) -> None:
    from comments.desk.counts import counts_of

    counts, of_other = counts_of(moderator), counts_of(other_moderator)
    assert (counts["appeals"], counts["claims"]) == (1, 2)
    assert (of_other["appeals"], of_other["claims"]) == (3, 4)


def test_a_case_elsewhere_is_not_opened_by_hand(desk: Client, scene: SimpleNamespace) -> None:
    before = Claim.objects.count()
    for talk, status in ((scene.others, 403), (scene.mine, 302)):
        asked = {"address": ColumnPage.objects.get(pk=talk.page_id).url, "ground": "privacy"}
        assert desk.post(at("open-claim"), asked).status_code == status
    assert Claim.objects.count() == before + 1


def test_discussions_elsewhere_are_not_held(desk: Client, scene: SimpleNamespace) -> None:
    assert desk.post(at("hold-discussion", scene.others.page_id), {"reason": "밤사이"}).status_code == 404
    assert desk.post(at("hold-discussion", scene.mine.page_id), {"reason": "밤사이"}).status_code == 302
    assert not Discussion.objects.get(pk=scene.others.pk).held_by_moderators
    assert Discussion.objects.get(pk=scene.mine.pk).held_by_moderators


def test_nobody_is_told_of_a_claim_that_does_not_exist_for_them(scene: SimpleNamespace, moderator: User, other_moderator: User) -> None:
    told = {
        member: set(Notice.objects.filter(recipient=member, kind="claim_staff").values_list("url", flat=True))
        for member in (moderator, other_moderator)
    }
    assert told[moderator] == {at("claim", scene.claims[name].pk) for name in ("mine", "mine column")}
    assert told[other_moderator] == {at("claim", claim.pk) for claim in scene.claims.values()}
