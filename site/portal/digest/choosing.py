"""What one member's letter has in it. The number of queries is the same for every member."""

from dataclasses import dataclass, field

from accounts.mail_choices import chosen_by
from accounts.mail_groups import DIGEST
from accounts.models import Notice, Profession, ProfessionFollow, User, When
from accounts.notices import Told, still_true, tell_all
from articles.models import AuthorFollow, ColumnPage, TopicFollow
from comments.models import Comment
from comments.muting import muted_by
from portal.digest.at_large import WeekAtLarge
from portal.following.telling import KIND

COLUMNS, SAID, NOTICES = 8, 3, 30  # at most; how many more there were is said


@dataclass(frozen=True)
class Contents:
    """`more_columns` and `more_notices` are how many did not fit; `profession` is the one that `said` was spoken from."""

    columns: list[ColumnPage] = field(default_factory=list)
    more_columns: int = 0
    crossing: Comment | None = None
    agreed: int = 0  # professions, on `crossing`
    profession: Profession | None = None
    said: list[Comment] = field(default_factory=list)
    notices: list[Told] = field(default_factory=list)
    more_notices: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.columns or self.crossing or self.said or self.notices)


def of_the_day(notices: list[Notice]) -> Contents:
    told, more = _in_words(notices)
    return Contents(notices=told, more_notices=more)


def of_the_week(member: User, notices: list[Notice], large: WeekAtLarge) -> Contents:
    """A column that stands in the letter is not told of among its notices again."""
    if chosen_by([member.pk]).get((member.pk, DIGEST.key)) != When.WEEKLY:
        return of_the_day(notices)
    followed = list(ProfessionFollow.objects.filter(member=member).select_related("profession__alias_of").order_by("-created_at", "-pk"))
    muted = muted_by(member)
    columns = _columns(member, [row.profession for row in followed], muted, large)
    crossing, agreed = next(((one, count) for one, count in large.crossing if one.author_id not in muted | {member.pk}), (None, 0))
    mine = member.standing().profession or next((row.profession.alias_of or row.profession for row in followed), None)
    said = (
        [one for one in large.said_from(mine) if one.author_id not in muted and one != crossing and not one.worn.is_revoked] if mine else []
    )
    columns, said, fresh = large.still_published(columns), said[:SAID], large.still_public([*said[:SAID], *filter(None, [crossing])])
    shown = {column.pk for column in columns[:COLUMNS]}
    told, more = _in_words([one for one in notices if not (one.kind == KIND and one.context.get("column") in shown)])
    return Contents(
        columns=columns[:COLUMNS],
        more_columns=max(0, len(columns) - COLUMNS),
        crossing=fresh.get(crossing.pk) if crossing else None,
        agreed=agreed,
        profession=mine,
        said=[fresh[one.pk] for one in said if one.pk in fresh],
        notices=told,
        more_notices=more,
    )


def _columns(member: User, followed: list[Profession], muted: set[int], large: WeekAtLarge) -> list[ColumnPage]:
    """Those of the week on the member's profession and on what they follow, but for those by whom they have muted, or themselves."""
    professions = {profession.alias_of_id or profession.pk for profession in followed}
    if member.profession:
        professions.add(member.profession.alias_of_id or member.profession.pk)
    wanted = {("profession", number) for number in professions}
    wanted |= {("author", number) for number in AuthorFollow.objects.filter(member=member).values_list("author", flat=True)}
    wanted |= {("topic", number) for number in TopicFollow.objects.filter(member=member).values_list("topic", flat=True)}
    numbers = set().union(*(large.columns_by_tag.get(tag, set()) for tag in wanted))
    unwanted = muted | {member.pk}
    return [one for one in large.columns if one.pk in numbers and not any(author.user_id in unwanted for author in one.authors)]


def _in_words(notices: list[Notice]) -> tuple[list[Told], int]:
    notices = still_true(notices)
    return tell_all(notices[:NOTICES]), max(0, len(notices) - NOTICES)
