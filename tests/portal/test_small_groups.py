"""No public answer attributes a profession that too few members hold to a member, a comment, a vote or a count.

Proved by what cannot be told apart (non-interference: Goguen and Meseguer, 1982). Everything public is asked for; then all who hold a small
profession hold what is shown of it instead, or none, in everything that the database says of them; and everything is asked for again. If
no answer differs by a letter, none depends on the profession itself. Whatever is born public takes part: the addresses are walked.
"""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db.models import Count, F, Q
from django.test import Client, override_settings
from django.utils import timezone

from accounts.groups import settle_all
from accounts.mail_choices import begin_letters
from accounts.mail_times import Week
from accounts.models import Credential, Profession, ProfessionFollow, User
from accounts.searching.building import build_all
from articles.models import ColumnPage
from comments.models import Comment, Discussion, PassageTally, Reaction, Tally
from comments.recounting import put_right
from comments.templatetags.discussion import attach_talk
from demo.accounts import READER
from portal.digest.at_large import WeekAtLarge
from portal.digest.choosing import of_the_week
from portal.digest.wording import write
from portal.share.poster import poster_of
from tests.cast import log_in, make_member
from tests.portal.addresses import every_address
from tests.portal.samples import NoSample, fill, samples

pytestmark = pytest.mark.django_db

K = 5
# Professions that are spoken from in the demo, made small for these tests: some have a broader one with members enough, some have none.
TO_A_BROADER, TO_NONE = ["designer", "poet"], ["judge", "pharmacist", "care-worker", "chef"]
SPOKEN = 16  # comments whose own pages are walked; all of them stand on the columns' pages
FAN = "letters-on-"
OURS = ("accounts.", "articles.", "comments.", "portal.", "wagtail.views", "django.contrib.sitemaps")
# What differs from one answer to the next of the same page: what guards forms, their keys, the time that a feed without entries tells, the
# minute as of which the report speaks, and the signature below a letter.
MOMENTARY = re.compile(
    '/unsubscribe/\\S+|<updated>[^<]*\\.\\d{6}\\+00:00</updated>|csrfmiddlewaretoken" value="\\w+"'
    "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\d+:\\d\\d 기준|as of [\\w ]+, \\d\\d:\\d\\d".encode()
)


@pytest.fixture
def small(demo: SimpleNamespace) -> Iterator[list[Profession]]:
    """The professions of the demo's members that are not shown themselves, some as a broader one and some not at all."""
    with override_settings(SMALLEST_GROUP=K):
        together = Profession.objects.create(slug="of-the-arts", name="예술 쪽 사람", name_en="Of the arts", seal="뜀", field="art")
        Profession.objects.filter(slug__in=["novelist", "playwright", *TO_A_BROADER]).update(broader=together)
        for profession in Profession.objects.filter(slug__in=TO_A_BROADER + TO_NONE):
            _make_small(profession)
        settle_all()
        held = Q(members__isnull=False) | Q(further_members__isnull=False) | Q(comments__isnull=False)
        professions = list(Profession.objects.filter(held).exclude(shown_as=F("pk")).distinct())
        _see_that_there_is_something_to_hide(professions)
        yield professions
    cache.clear()


def _make_small(profession: Profession) -> None:
    """Lets members go until fewer than K are left, first those who have said nothing."""
    members = list(profession.members.annotate(said=Count("comments")).order_by("-said", "pk").values_list("pk", flat=True))
    User.objects.filter(pk__in=members[K - 1 :]).update(profession=None)


def _see_that_there_is_something_to_hide(small: list[Profession]) -> None:
    """Of each kind of row, spoken or voted from professions that are shown as a broader one and from such that are not shown at all."""
    for shown in ([one for one in small if one.shown], [one for one in small if not one.shown]):
        for rows in (Comment.objects.published(), Reaction.objects.all(), Tally.objects.all(), PassageTally.objects.all()):
            assert rows.filter(profession__in=shown).exists(), rows.model
        assert Comment.objects.published().filter(profession__in=shown, credential__isnull=False).exists()


def addresses(demo: SimpleNamespace, small: list[Profession]) -> list[str]:
    """Every public address with a sample, and all pages on which something of a small profession could be met."""
    table, found = samples(demo), []
    for address in every_address():
        if address.module.startswith(OURS) and not address.template.startswith("/cms/"):
            try:
                found.append(fill(address, table))
            except NoSample:
                continue
    for profession in Profession.objects.filter(Q(pk__in=[one.pk for one in small]) | Q(narrower__in=small)).distinct():
        found += [f"/professions/{profession.slug}/", f"/feeds/professions/{profession.slug}.atom"]
    spoken = Comment.objects.published().filter(profession__in=small).select_related("discussion")
    for member in User.objects.filter(Q(profession__in=small) | Q(further__in=small) | Q(comments__in=spoken)).distinct():
        found += [f"/people/{member.handle}/", f"/people/{member.handle}/credential/"]
    for comment in spoken.order_by("profession", "pk")[:SPOKEN]:
        found += [f"/comments/{comment.pk}/thread/", f"/comments/{comment.pk}/credential/", f"/comments/{comment.pk}/report/"]
    found += searches(small)
    lenses = [*TO_A_BROADER, *TO_NONE, *(one.shown.slug for one in small if one.shown), "others", "undisclosed"]
    for column in ColumnPage.objects.live().filter(discussion__comments__in=spoken).distinct():
        found += [column.url, f"{column.url}?verified=1", f"{column.url}?order=across", f"/comments/on/{column.pk}/news/"]
        found += [f"{column.url}?lens={slug}" for slug in dict.fromkeys(lenses)]
        for block in PassageTally.objects.filter(discussion__page=column, profession__in=small).values_list("block", flat=True):
            found.append(f"/comments/on/{column.pk}/paragraph/{block}/")
    return list(dict.fromkeys(found))


def searches(small: list[Profession]) -> list[str]:
    """By names of small professions and of what they are shown as, by a word that stands in many comments, and by who speaks; narrowed
    by each, with all the counts."""
    build_all()
    concerned = list(dict.fromkeys(profession for one in small for profession in (one.shown, one) if profession))
    names = [*(one.name for one in concerned), *User.objects.filter(profession__in=small).values_list("name", flat=True)[:4]]
    found = [f"/search/?q={quote('사람')}{kind}" for kind in ("", "&kind=comments", "&kind=people")]
    found += [f"/search/?q={quote(name)}" for name in names]
    for profession in concerned:
        found += [f"/search/?q={quote('사람')}{kind}&profession={profession.slug}" for kind in ("", "&kind=comments")]
    return [*found, *(f"/search/suggestions/?q={quote(name)}" for name in names)]


def letters_ordered(professions: list[Profession]) -> None:
    """For each profession somebody who gets the weekly letter about it and nothing else; all of the demo was said this week."""
    for profession in professions:
        fan = make_member(f"{FAN}{profession.pk}", "편지 독자")
        ProfessionFollow.follow(fan, profession)
        begin_letters(fan)
    Comment.objects.published().update(published_at=timezone.now())


def answers(paths: list[str], stranger: Client, member: Client) -> dict[str, Any]:
    """What a stranger and a member are answered, in both languages; weekly letters; and what the share pictures are drawn from."""
    cache.clear()
    said: dict[str, Any] = {}
    for path in paths:
        for language in ("", "/en"):
            answer = stranger.get(f"{language}{path}")
            if answer.status_code < 500:
                said[f"{language}{path}"] = (answer.status_code, answer.get("Location"), body(answer))
        answer = member.get(path)
        said[f"member {path}"] = (answer.status_code, answer.get("Location"), body(answer))
    large = WeekAtLarge(Week.around(timezone.now()))
    for fan in User.objects.filter(handle__startswith=FAN):
        contents = of_the_week(fan, [], large)
        letter = "" if contents.is_empty else write(fan, fan.email, "week", large.week, contents).body
        said[f"letter to {fan.handle}"] = (bool(letter), None, MOMENTARY.sub(b"", letter.encode()))
    for column in ColumnPage.objects.live():
        [page] = attach_talk([column])
        said[f"picture of {column.pk}"] = poster_of(page, page.talk).digest
    return said


def body(answer: Any) -> bytes:
    return MOMENTARY.sub(b"", b"".join(answer.streaming_content) if answer.streaming else answer.content)


def move(profession: Profession, to: Profession | None) -> None:
    """Everything that the database says of who held the one says it of the other; what was borne out of none is borne out no more."""
    borne = {} if to else {"credential": None}
    Comment.objects.filter(profession=profession).update(profession=to, **borne)
    Reaction.objects.filter(profession=profession).update(profession=to)
    for member in User.objects.filter(further=profession):
        member.further.remove(profession)
        if to:
            member.further.add(to)
    if to:
        Credential.objects.filter(profession=profession).update(profession=to)
    User.objects.filter(profession=profession).update(profession=to)


def test_every_public_answer_is_the_same_as_if_they_held_what_is_shown_of_them(demo: SimpleNamespace, small: list[Profession]) -> None:
    paths = addresses(demo, small)
    letters_ordered(list(dict.fromkeys([*(one.shown for one in small if one.shown), *small]))[:12])
    readers = Client(), log_in(User.objects.get(email=READER.email))
    before = answers(paths, *readers)
    assert sum(status == 200 for status, *_ in (value for value in before.values() if isinstance(value, tuple))) > 250
    shown = {one.pk: one.shown for one in small}
    for profession in small:
        move(profession, shown[profession.pk])
    for discussion in Discussion.objects.filter(pk__in=Tally.objects.filter(profession__in=small).values("discussion")):
        put_right(discussion)
    assert not settle_all()  # the groups are as large as before
    assert not Comment.objects.filter(profession__in=small).exists()
    after = answers(paths, *readers)
    differing = [f"{path}: {first_difference(before[path], after[path])}" for path in before if before[path] != after[path]]
    assert not differing, "\n".join(differing)


def first_difference(one: Any, other: Any) -> str:
    """The line that differs first, of both, around the place."""
    if not isinstance(one, tuple) or one[:2] != other[:2]:
        return f"{one!r:.80} / {other!r:.80}"
    place = next(number for number in range(len(one[2]) + 1) if one[2][: number + 1] != other[2][: number + 1])
    return f"{one[2][max(0, place - 60) : place + 60].decode(errors='replace')!r} / {other[2][max(0, place - 60) : place + 60].decode(errors='replace')!r}"


def test_the_walk_would_notice(demo: SimpleNamespace, small: list[Profession]) -> None:
    """The same with a profession that is shown: so the comparison can fail."""
    profession = Profession.objects.get(slug="welder")
    assert profession.is_shown
    column = ColumnPage.objects.live().filter(discussion__comments__profession=profession).first()
    readers = Client(), log_in(User.objects.get(email=READER.email))
    before = answers([column.url], *readers)
    move(profession, None)
    for discussion in Discussion.objects.filter(page=column):
        put_right(discussion)
    assert before != answers([column.url], *readers)


def test_a_count_of_members_below_so_many_is_not_published(demo: SimpleNamespace, small: list[Profession]) -> None:
    page = Client().get("/professions/").content.decode()
    assert [int(number) for number in re.findall(r"<small>(\d+)명</small>", page) if int(number) < K] == []
    assert re.search(r"<small>\d+명</small>", page)
