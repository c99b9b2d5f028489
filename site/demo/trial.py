"""The year before: one column's discussion, in which there was something to decide every few days, so that the report of a quarter has
something to say. Played like the others, by people of its own, the same in every build."""

from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from accounts.models import Profession, User
from articles.models import ColumnPage
from comments import sanctioning
from comments.bulk.texts import compose
from comments.claims import deciding, ending, filing
from comments.models import Appeal, Claim, Comment, Decision, Discussion, Report, Rule, Sanction, State
from comments.sanctioning import Stopped
from comments.submission import Words, submit
from demo.accounts import DEMO_ACCOUNTS
from demo.body import stable_id
from demo.clock import at
from demo.content import Member
from demo.people import People, make_member, record_consents, verify_addresses

if TYPE_CHECKING:
    from demo.discussions import Play

KEY = "trial"
ENDED_DAYS = 34  # before the build, so that whatever was hidden for a time is shown again by then
NAMES = [
    "길아람", "마겨울", "탁다솜", "봉로운", "국미르", "함보슬", "염새벽", "여여울", "추이든",
    "도초롱", "소하람", "석해솔", "설가온", "위나래", "제누리", "모단비", "엄라온", "방마루",
]  # fmt: skip
PROFESSIONS = ("translator", "teacher", "reporter", "researcher")
SAID_EACH = 2
RULES = {"abuse": 30, "spam": 25, "hate": 18, "falsehood": 15, "rights": 20, "impersonation": 4, "privacy": 2}
REASONS = {
    "abuse": "의견이 아니라 사람을 겨눈 표현입니다.",
    "spam": "같은 글을 여러 번 올리셨습니다.",
    "hate": "직업을 이유로 얕보는 표현입니다.",
    "falsehood": "확인되지 않은 내용을 사실처럼 적으셨습니다.",
    "rights": "다른 사람의 명예를 해칠 수 있는 내용입니다.",
    "impersonation": "확인되지 않은 자격을 내세우셨습니다.",
    "privacy": "다른 사람의 연락처가 들어 있습니다.",
}
HIDDEN_FOR, SUSPENDED_DAYS, A_MINUTE = timedelta(days=30), 7, timedelta(minutes=1)
CLAIMANT = {"claimant": "견본 신청인", "facts": "이 댓글이 가리키는 사람이 저라는 것을 주위에서 모두 압니다. 사실이 아닙니다."}
APPEALED = "내려간 말은 사람이 아니라 주장에 대한 것이었습니다. 앞뒤를 함께 읽고 다시 살펴 주십시오."
UPHELD = "앞뒤를 함께 읽어 보아도 처음의 결정이 맞다고 보았습니다."
REVERSED = "다시 읽어 보니 주장에 답한 글입니다. 처음의 결정을 거두고 댓글을 제자리에 돌려놓습니다."


class Trial:
    def __init__(self, play: "Play", page: ColumnPage) -> None:
        self.play, self.end = play, play.now - timedelta(days=ENDED_DAYS)
        self.begin = page.date or self.end
        self.chance = Random(KEY)  # noqa: S311 - made up, not secret
        self.discussion = Discussion.for_writing(page)
        self.sanctions = 0
        accounts = {account.handle for account in DEMO_ACCOUNTS}
        self.reporters = [user for handle, user in play.people.users.items() if handle not in accounts]

    def schedule(self) -> None:
        members = self._members()
        step = (self.end - self.begin) / (len(members) + 2 * SAID_EACH)
        for place, member in enumerate(members):
            for said in range(SAID_EACH):
                moment = self.begin + step * (place + said * 2 + self.chance.random())
                self.play.schedule(moment, partial(self.speak, member, said, moment))

    def _members(self) -> list[User]:
        professions = {profession.slug: profession for profession in Profession.objects.filter(slug__in=PROFESSIONS)}
        made = People()
        for number, name in enumerate(NAMES):
            with at(self.begin):
                member = Member(handle=name, name=name, profession=PROFESSIONS[number % len(PROFESSIONS)], verified=False, bio="")
                made.users[name] = make_member(member, professions, None)
        verify_addresses(made)
        record_consents(made)
        return list(made.users.values())

    def after(self, moment: datetime, least: int, most: int) -> datetime:
        """Some minutes later."""
        return moment + timedelta(minutes=least + (most - least) * self.chance.random() ** 2)

    def speak(self, member: User, said: int, moment: datetime) -> None:
        key = stable_id(KEY, "comment", f"{member.handle}-{said}")
        words = Words(compose(self.chance))
        try:
            comment, _new = submit(self.discussion, member, words, key=key)
        except Stopped:  # as the site answers whoever is kept from writing
            return
        then = moment
        if comment.state == State.PENDING:
            then = self.after(moment, 15, 240)
            is_refused = self.chance.random() < 0.3
            self.play.schedule(then, partial(self.refuse if is_refused else self.publish, comment, self._rule()))
            if is_refused:
                return
        if self.chance.random() < 0.9:
            self.complain(comment, self._rule(), then)

    def _rule(self) -> Rule:
        return self.play.rules[self.chance.choices(list(RULES), weights=list(RULES.values()))[0]]

    def complain(self, comment: Comment, rule: Rule, moment: datetime) -> None:
        for reporter in self.chance.sample(self.reporters, self.chance.choice([1, 2, 3, 3, 4])):
            moment = self.after(moment, 5, 120)
            self.play.schedule(moment, partial(Report.file, comment, by=reporter, rule=rule))
        moment = self.after(moment, 10, 420)
        if rule.key != "rights" and self.chance.random() < 0.6:
            self.play.schedule(moment, partial(self.take_down, comment, rule, moment))
            return
        self.play.schedule(moment, partial(self.keep, comment))
        if rule.key == "rights":
            self.claim(comment, rule, self.after(moment, 60, 900))

    def publish(self, comment: Comment, _rule: Rule) -> None:
        comment.publish(by=self.play.people.moderator)

    def refuse(self, comment: Comment, rule: Rule) -> Decision:
        return comment.reject(by=self.play.people.moderator, rule=rule, reason=REASONS[rule.key])

    def keep(self, comment: Comment) -> None:
        comment.refresh_from_db()
        comment.keep(by=self.play.people.moderator)

    def take_down(self, comment: Comment, rule: Rule, moment: datetime) -> None:
        comment.refresh_from_db()
        decision = self.refuse(comment, rule)
        if self.chance.random() < 0.5:
            is_wrong = self.chance.random() < 0.3
            self.play.schedule(self.after(moment, 30, 2000), partial(self.contest, decision, is_wrong=is_wrong))
        elif rule.key in ("abuse", "hate", "spam"):
            self.play.schedule(self.after(moment, 5, 60), partial(self.sanction, comment.author, rule))

    def contest(self, decision: Decision, *, is_wrong: bool) -> None:
        appeal = Appeal.file(decision, by=decision.comment.author, words=APPEALED)  # type: ignore[union-attr]  # of a comment
        self.play.schedule(self.after(timezone.now(), 600, 5000), partial(self.hear, appeal, is_wrong=is_wrong))

    def hear(self, appeal: Appeal, *, is_wrong: bool) -> None:
        """Somebody else than who decided first."""
        answer = appeal.reverse if is_wrong else appeal.uphold
        answer(by=self.play.people.administrator, reason=REVERSED if is_wrong else UPHELD)

    def claim(self, comment: Comment, rule: Rule, moment: datetime) -> None:
        """Whoever was meant asks for it to be hidden; it is, is reminded of, and comes back by itself."""
        decided = self.after(moment, 30, 600)
        self.play.schedule(moment, partial(self.ask, comment))
        self.play.schedule(decided, partial(self.blind, comment, rule, decided + HIDDEN_FOR))
        self.play.schedule(decided + HIDDEN_FOR - timedelta(days=settings.CLAIMS_REMIND_DAYS) + A_MINUTE, ending.remind_due)
        self.play.schedule(decided + HIDDEN_FOR + A_MINUTE, ending.end_due)

    def ask(self, comment: Comment) -> None:
        filing.confirm(Claim.objects.create(comment=comment, ground="defamation", relation="self", **CLAIMANT, language="ko"))

    def blind(self, comment: Comment, rule: Rule, until: datetime) -> None:
        deciding.blind(comment.claims.get(), by=self.play.people.moderator, rule=rule, reason=REASONS[rule.key], until=until)

    def sanction(self, member: User, rule: Rule) -> None:
        """Each second time it is more than a warning."""
        self.sanctions += 1
        kind, days = ("warning", None) if self.sanctions % 2 else ("suspension", SUSPENDED_DAYS)
        sanction = Sanction.impose(kind, member, by=self.play.people.moderator, rule=rule, reason=REASONS[rule.key], days=days)
        if sanction.until:
            self.play.schedule(sanction.until + A_MINUTE, sanctioning.tell_of_ends)
