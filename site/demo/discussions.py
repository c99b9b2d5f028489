"""The demo's discussions, played and not painted: everybody writes, decides, reports and takes back through the site's own verbs."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from articles.models import ColumnPage
from comments.campaigns import guarding
from comments.campaigns.surges import Arrivals
from comments.forms import clean_source
from comments.log import heads
from comments.models import Comment, Discussion, Guard, Passage, Report, Rule, State
from comments.submission import Words, submit
from demo.body import stable_id
from demo.clock import at
from demo.columns import publication_time
from demo.content import Column, Content
from demo.content import Comment as Line
from demo.content import Report as Complaint
from demo.editors import recommend
from demo.people import People
from demo.trial import KEY, Trial
from demo.votes import cast_votes

REVIEW_MINUTES = 25  # how long a newcomer's comment waits, at most
AFTERTHOUGHT_MINUTES = 40  # from the last reply to the taking down or back of what it answers
REPORT_MINUTES = 20  # from a comment's review to the first report, and from each to the next
QUIET_MINUTES = 90  # between the last words and the build
# A discussion that has been closed: how many days after the column, and why.
CLOSED = {"correction-desk": (21, "칼럼이 나간 지 세 주가 지나 토론을 닫습니다. 나눠 주신 말씀은 그대로 남습니다.")}
# One in which more arrived than usual: how many minutes after the column, and for how many.
GUARDED = {"first-drafts": (75, 60)}

BEFORE_SUNRISE = timedelta(hours=6, minutes=50)  # from when a column is published

Act = Callable[[], object]


class Play:
    """A timeline over all discussions, so that the ledger's rows are added in the order of their times."""

    def __init__(self, people: People, now: datetime) -> None:
        self.people, self.now = people, now
        self.rules = {rule.key: rule for rule in Rule.objects.all()}
        self._events: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def schedule(self, moment: datetime, act: Act) -> None:
        heapq.heappush(self._events, (min(moment, self.now), next(self._order), act))

    def run(self) -> None:
        while self._events:
            moment, _order, act = heapq.heappop(self._events)
            with at(moment):
                act()


@dataclass
class Scene:
    """One column's discussion. Where there is too little time between column and build, all of it happens faster."""

    play: Play
    column: Column
    page: ColumnPage
    start: datetime
    made: dict[int, Comment] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.discussion = Discussion.for_writing(self.page)
        last = max((line.after for line in self.column.comments), default=0) + AFTERTHOUGHT_MINUTES + REVIEW_MINUTES
        available = (self.play.now - self.start) / timedelta(minutes=1) - QUIET_MINUTES
        self.pace = min(1.0, available / last)

    def moment(self, minutes: float) -> datetime:
        return self.start + timedelta(minutes=minutes * self.pace)

    def schedule(self) -> None:
        for line in self.column.comments:
            self.play.schedule(self.moment(line.after), partial(self.speak, line))
            for number, complaint in enumerate(line.reports, start=1):
                self.play.schedule(
                    self.moment(line.after + REVIEW_MINUTES + number * REPORT_MINUTES),
                    partial(self.report, line, complaint),
                )
            if line.state in ("deleted", "removed-by-moderator"):
                self.play.schedule(self.moment(self._end_of_thread(line) + AFTERTHOUGHT_MINUTES), partial(self.undo, line))
        if self.column.key in CLOSED:
            days, why = CLOSED[self.column.key]
            self.play.schedule(self.start + timedelta(days=days), partial(self.close, why))

        if self.column.key in GUARDED:
            after, minutes = GUARDED[self.column.key]
            self._schedule_guard(self.start + timedelta(minutes=after), timedelta(minutes=minutes))

    def _schedule_guard(self, begins: datetime, lasts: timedelta) -> None:
        if begins + lasts < self.play.now:
            facts = Arrivals(now=44, newcomers=9, here=3, elsewhere=7).facts
            begin = partial(guarding.guard, self.discussion, Guard.ORDER, until=begins + lasts, facts=facts)
            self.play.schedule(begins, begin)
            self.play.schedule(begins + lasts, partial(guarding.end, self.discussion))

    def speak(self, line: Line) -> None:
        key = stable_id(self.column.key, "comment", line.id)
        author, parent = self.play.people.users[line.by], self.made.get(line.parent)
        words = Words(clean_source(line.text), self._passage(line.paragraph), line.kind)
        comment, _new = submit(self.discussion, author, words, key=key, parent=parent)
        self.made[line.id] = comment
        if line.state in ("pending", "rejected") and comment.state != State.PENDING:
            raise ValueError(f"discussions/{self.column.key} {line.id}: {line.by} has been published before, so nothing holds this comment")
        if comment.state == State.PENDING and line.state != "pending":
            self.play.schedule(self.moment(line.after + self._review_minutes(line)), partial(self.review, line))

    def _passage(self, number: int) -> Passage | None:
        """The column's `number`-th paragraph, counted from one; None for 0."""
        blocks = list(self.page.paragraphs.items())
        return Passage.of(self.discussion, *blocks[number - 1]) if number else None

    def review(self, line: Line) -> None:
        comment, moderator = self.made[line.id], self.play.people.moderator
        if line.state == "rejected":
            comment.reject(by=moderator, rule=self.play.rules[line.rule], reason=line.reason)
        else:
            comment.publish(by=moderator)

    def undo(self, line: Line) -> None:
        comment = self.made[line.id]
        if line.state == "deleted":
            comment.remove(by=comment.author)
        else:
            comment.reject(by=self.play.people.moderator, rule=self.play.rules[line.rule], reason=line.reason)

    def report(self, line: Line, complaint: Complaint) -> None:
        reporter = self.play.people.users[complaint.by]
        Report.file(self.made[line.id], by=reporter, rule=self.play.rules[complaint.reason], words=complaint.words)

    def close(self, why: str) -> None:
        self.discussion.close(by=self.play.people.editor, reason=why)

    def _replies(self, line: Line) -> list[Line]:
        return [reply for reply in self.column.comments if reply.parent == line.id]

    def _end_of_thread(self, line: Line) -> int:
        return max([line.after, *(self._end_of_thread(reply) for reply in self._replies(line))])

    def _review_minutes(self, line: Line) -> float:
        """Reviewed before the first reply: nobody answers what only its author sees."""
        first = min((reply.after for reply in self._replies(line)), default=line.after + 2 * REVIEW_MINUTES)
        return min(REVIEW_MINUTES, (first - line.after) / 2)


def _publish_digests(play: Play, since: datetime) -> None:
    """As the clock does, early each morning."""
    for day in range(1, (play.now - since).days + 1):
        play.schedule(since + timedelta(days=day) - BEFORE_SUNRISE, heads.publish)


def play_discussions(content: Content, people: People, pages: dict[str, ColumnPage], now: datetime) -> None:
    play = Play(people, now)
    scenes = [Scene(play, column, pages[column.key], publication_time(column, now)) for column in content.columns if column.comments]
    Trial(play, pages[KEY]).schedule()
    for scene in scenes:
        scene.schedule()
    _publish_digests(play, min(publication_time(column, now) for column in content.columns))
    play.run()
    with at(now):
        cast_votes(people, [scene.discussion for scene in scenes])
    recommend(people.editor, [(scene.made[line.id], line.note) for scene in scenes for line in scene.column.comments if line.picked], now)
