"""Telling the followers of a column's columnists, topics and professions that it has been published: one notice each, once."""

from collections import defaultdict
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.letters import without_language
from accounts.models import Notice, ProfessionFollow, User
from articles.models import AuthorFollow, ColumnPage, TopicFollow
from comments.models import Mute
from portal import tasks

BATCH = 100  # told in one transaction, so that nobody who writes meanwhile waits long
KIND = "column"
NEWS = timedelta(days=3)  # what the worker meets later than that, after a long rest or in what was brought over, is no news


def on_publication(sender: Any, instance: ColumnPage, **_: Any) -> None:
    """Wagtail's signal, also when the clock publishes what was scheduled; not for an edit, nor for what is published again."""
    if instance.live and instance.alias_of_id is None and instance.first_published_at == instance.last_published_at:
        transaction.on_commit(partial(tasks.tell_of_column.enqueue, instance.pk))


def tell_of_column(number: int) -> int:
    """Tells the followers, some at a time. Run twice it tells nobody twice. Returns how many were told."""
    told, last = 0, 0
    while column := _to_tell_of().filter(pk=number).first():
        batch = list(_followers(column).filter(pk__gt=last).order_by("pk")[:BATCH])
        if not batch:
            break
        _tell(batch, column)
        told += len(batch)
        last = batch[-1].pk
    return told


def _to_tell_of() -> QuerySet[ColumnPage]:
    """Public still, and published for the first time a short while ago."""
    new = ColumnPage.objects.newest().filter(first_published_at__gte=timezone.now() - NEWS)
    return new.prefetch_related("column_authors__author", "topics", "professions")


def still_public(notices: list[Notice]) -> set[int]:
    """The ids of those notices whose column anybody may read."""
    columns = {notice.pk: notice.context.get("column") for notice in notices}
    live = set(ColumnPage.objects.newest().filter(pk__in=set(columns.values())).values_list("pk", flat=True))
    return {number for number, column in columns.items() if column in live}


def follows_of_column(column: ColumnPage) -> dict[str, QuerySet[Any]]:
    """The rows by which members follow what the column is by and about, by the kind of what is followed."""
    tags = list(column.professions.all())
    meant = {tag.alias_of_id or tag.pk for tag in tags}
    return {
        "people": AuthorFollow.objects.filter(author__in=[author.pk for author in column.authors]),
        "topics": TopicFollow.objects.filter(topic__in=[topic.pk for topic in column.topics.all()]),
        "professions": ProfessionFollow.objects.filter(Q(profession__in=meant) | Q(profession__alias_of__in=meant)),
    }


def _followers(column: ColumnPage) -> QuerySet[User]:
    """Who has not been told of it: neither its columnists themselves, nor who does not want to read one of them."""
    columnists = [author.user_id for author in column.authors if author.user_id]
    follows = [Q(Exists(rows.filter(member=OuterRef("pk")))) for rows in follows_of_column(column).values()]
    told = Notice.objects.filter(recipient=OuterRef("pk"), kind=KIND, key=str(column.pk))
    muted = Mute.objects.filter(member=OuterRef("pk"), muted__in=columnists)
    members = User.objects.filter(is_active=True, closed_at=None).exclude(pk__in=columnists)
    return members.filter(follows[0] | follows[1] | follows[2]).exclude(Exists(told)).exclude(Exists(muted))


@transaction.atomic
def _tell(members: list[User], column: ColumnPage) -> None:
    because = _because(members, column)
    about = {"column": column.pk, "title": column.title, "authors": ", ".join(author.name for author in column.authors)}
    url = without_language(column.get_url() or "/")
    Notice.tell_once(
        Notice(recipient=member, kind=KIND, key=str(column.pk), url=url, context={**about, "because": because[member.pk]})
        for member in members
    )


def _because(members: list[User], column: ColumnPage) -> dict[int, list[str]]:
    """By member the names of what they follow that led to this column, in their language; one query for each kind."""
    language = {member.pk: member.language for member in members}
    found: dict[int, list[str]] = defaultdict(list)
    follows = follows_of_column(column)
    for row in follows["professions"].filter(member__in=language).select_related("profession__alias_of"):
        profession = row.profession.alias_of or row.profession
        found[row.member_id].append(profession.name_en if language[row.member_id] == "en" else profession.name)
    for kind in ("people", "topics"):
        names = follows[kind].filter(member__in=language).values_list("member", F("author__name" if kind == "people" else "topic__name"))
        for member, name in names:
            found[member].append(name)
    return {member: list(dict.fromkeys(found[member])) for member in language}
