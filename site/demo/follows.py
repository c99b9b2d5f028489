"""What the demo's accounts follow, and what they were told of it: so that an inbox, a list and a letter of the week have something in them."""

from datetime import datetime, timedelta

from accounts.mail_choices import begin_letters
from accounts.models import Profession, ProfessionFollow, User
from articles.models import AuthorFollow, ColumnPage, Topic, TopicFollow
from demo.accounts import ADMINISTRATOR, COLUMNIST, EDITOR, MODERATOR, PROFESSIONAL, READER
from demo.clock import at
from demo.people import People
from portal.following.telling import tell_of_column

BEGAN_DAYS = 60
TOLD_OF = 4  # of the newest columns
PROFESSIONS = {
    READER: ("translator", "teacher"),
    PROFESSIONAL: ("lawyer", "judge"),
    COLUMNIST: ("developer",),
    EDITOR: ("editor", "translator"),
    MODERATOR: ("reporter",),
    ADMINISTRATOR: ("lawyer",),
}


def follow_and_tell(people: People, now: datetime) -> None:
    """Each account follows some professions, a columnist and a topic, and has been told of the newest columns on them."""
    with at(now - timedelta(days=BEGAN_DAYS)):
        for number, (account, slugs) in enumerate(PROFESSIONS.items()):
            _follow(people.users[account.handle], slugs, people, number)
    newest = ColumnPage.objects.live().order_by("-first_published_at").values_list("pk", "first_published_at")[:TOLD_OF]
    for number, moment in reversed(newest):
        with at(moment + timedelta(minutes=1)):
            tell_of_column(number)


def _follow(member: User, slugs: tuple[str, ...], people: People, number: int) -> None:
    for profession in Profession.objects.current().filter(slug__in=slugs):
        ProfessionFollow.follow(member, profession)
    columnists = [author for author in people.authors.values() if author.user_id != member.pk]
    AuthorFollow.follow(member, columnists[number % len(columnists)])
    topics = list(Topic.objects.order_by("pk"))
    TopicFollow.follow(member, topics[number % len(topics)])
    begin_letters(member)
