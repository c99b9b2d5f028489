"""What is measured: columns that are alike in everything but the size of their discussions."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.bulk.building import make_discussion
from comments.bulk.people import made_up, speaking_professions
from comments.first_page import THREADS_A_PAGE
from comments.listing import REPLIES_A_PAGE
from comments.models import Comment, Discussion
from comments.models.comment import CommentQuerySet
from portal.roles import MODERATORS

MEMBERS = 12  # who post and vote in each discussion; a member may post ten times in ten minutes
ENOUGH = 25  # comments by a rare profession in a discussion of a thousand, so that its lens fills a page at either size


@dataclass(frozen=True)
class Lenses:
    """Professions to look through, the same in every discussion."""

    common: str
    rare: str  # but with a page full of comments in a discussion of a thousand
    rarest: str


@dataclass(frozen=True)
class Subject:
    size: int
    talk: Discussion
    members: list[Client]
    moderator: Client
    middle: Comment  # a thread in the middle by time
    largest: Comment  # the top of the largest thread
    answer: Comment  # far down in it, with a page full of others below
    last: int | None  # the last comment of the first page; None where all threads are on it
    far: int  # the middle thread by rank
    paragraph: str  # the one with most comments
    quiet: str  # the one with fewest
    lenses: Lenses

    @property
    def path(self) -> str:
        return self.talk.page.url or "/"


def make_subjects(sizes: list[int]) -> list[Subject]:
    """The demo site, and in it copies of one column, each with a discussion of made-up members."""
    call_command("build_demo", password=secrets.token_urlsafe(), verbosity=0)
    original = ColumnPage.objects.newest().exclude(discussion=None)[0]
    talks = [make_discussion(copy(original, size), size) for size in sizes]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does on a site that has been running for a while
    taken: list[int] = []
    through = lenses(talks)
    return [subject(size, talk, through, taken) for size, talk in zip(sizes, talks, strict=True)]


def copy(column: ColumnPage, size: int) -> ColumnPage:
    return column.copy(update_attrs={"title": f"{column.title} ({size:,})", "slug": f"measured-{size}"}, copy_revisions=False)


def subject(size: int, talk: Discussion, through: Lenses, taken: list[int]) -> Subject:
    published = Comment.objects.on(talk).published()
    tops = published.filter(parent=None)
    middle = at_middle(tops.filter(passage=None).order_by("pk"))
    largest = tops.order_by("-reply_count", "pk")[0]
    answers = largest.thread.published().order_by("pk")
    answer = answers[max(0, min(answers.count() // 2, answers.count() - REPLIES_A_PAGE))]
    on_blocks = talk.passage_tallies.values_list("block").annotate(n=Sum("count")).order_by("-n", "block")
    blocks = [block for block, _number in on_blocks]
    by_rank = tops.order_by("-score_top", "-pk")
    return Subject(
        size=size,
        talk=talk,
        members=[logged_in(member) for member in members_of(talk, [middle.author_id, answer.author_id], taken)],
        moderator=logged_in(moderator()),
        middle=middle,
        largest=largest,
        answer=answer,
        last=by_rank[THREADS_A_PAGE - 1].pk if tops.count() > THREADS_A_PAGE else None,
        far=at_middle(by_rank).pk,
        paragraph=blocks[0],
        quiet=blocks[-1],
        lenses=through,
    )


def at_middle(comments: CommentQuerySet) -> Comment:
    return comments[comments.count() // 2]


def members_of(talk: Discussion, but: list[int], taken: list[int]) -> list[User]:
    """Members with a checked profession who have spoken here before, so that what they post appears at once; none for two discussions."""
    spoken = Comment.objects.on(talk).published().exclude(credential=None).values("author")
    members = list(made_up().filter(pk__in=spoken).exclude(pk__in=[*but, *taken]).order_by("pk")[:MEMBERS])
    taken.extend(member.pk for member in members)
    return members


def moderator() -> User:
    found = User.objects.filter(groups__name=MODERATORS, is_active=True).order_by("pk").first()
    if found is None:
        found = User.objects.create_user("measuring", "measuring@invalid.example")
        found.groups.add(Group.objects.get(name=MODERATORS))
    return found


def logged_in(member: User) -> Client:
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def lenses(talks: list[Discussion]) -> Lenses:
    professions = [profession.slug for profession in speaking_professions()]
    reference = min(talks, key=lambda talk: abs(talk.comment_count - 1000))
    counts = dict(reference.tallies.exclude(profession=None).values_list("profession__slug").annotate(Sum("count")))
    rare = min((slug for slug, count in counts.items() if count >= ENOUGH), key=counts.__getitem__, default=professions[0])
    return Lenses(professions[0], rare, professions[-1])
