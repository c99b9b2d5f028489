"""What was contested in the demo: two comments that were taken down, and a member kept from writing for some days."""

from datetime import datetime, timedelta

from comments.models import Action, Appeal, Decision, Rule, Sanction
from demo.clock import at
from demo.people import People

REASON = "상대의 직장을 짐작해 말한 것은 토론 밖의 삶을 겨눈 일이어서 가볍게 볼 수 없었습니다. 이레 뒤에 다시 뵙겠습니다."
FACTS = "내려간 댓글의 둘째와 셋째 문장."
WORDS = (
    "주소와 전화번호를 적은 것은 잘못했습니다. 다만 이름을 밝히지 않았고, 환불 이야기는 저희 가게가 겪은 일입니다. 다시 살펴 주십시오.",
    "거친 말이 있었던 것은 인정합니다. 그래도 첫 문장은 반론이고, 나머지도 먼저 오간 말에 대한 답입니다. 앞 댓글과 이어서 읽어 주십시오.",
)
SANCTION_WORDS = "먼저 모욕을 들은 뒤에 쓴 말입니다. 경고를 받고 고칠 기회가 있었으면 합니다. 이레는 깁니다."


def contest_and_sanction(people: People, now: datetime) -> None:
    lately = Decision.objects.filter(action=Action.TAKE_DOWN, made_at__gt=now - timedelta(days=20))
    taken_down = list(lately.select_related("comment__author").order_by("number")[:3])
    for decision, words, hours in zip(taken_down, WORDS, (73, 30), strict=False):
        if decision.comment:
            with at(max(decision.made_at, now - timedelta(hours=hours))):
                Appeal.file(decision, by=decision.comment.author, words=words)
    _keep_from_writing(taken_down[-1], people, now)


def _keep_from_writing(last: Decision, people: People, now: datetime) -> None:
    if last.comment is None:
        return
    member = last.comment.author
    with at(now):  # the ledger's rows stand in the order of their times
        rule = Rule.objects.get(key=last.rule_key)
        sanction = Sanction.impose("suspension", member, by=people.administrator, rule=rule, reason=REASON, facts=FACTS, days=7)
        Appeal.file(sanction.decision, by=member, words=SANCTION_WORDS)
