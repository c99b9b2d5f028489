"""A week on the site, and the Monday morning after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from freezegun import freeze_time
from pytest_django import Settings

from accounts.mail_choices import begin_letters
from accounts.mail_times import Week
from accounts.models import Notice, Profession, ProfessionFollow, User
from articles.models import ColumnPage
from comments.models import Comment, Discussion
from comments.reacting import react
from portal.digest.at_large import WeekAtLarge
from portal.digest.choosing import Contents, of_the_week
from portal.digest.wording import write
from tests.accounts.broken_mail import Choosy
from tests.cast import make_member, say


@contextmanager
def monday(minutes: int = 5) -> Iterator[None]:
    """So many minutes after eight on the Monday that ends the week."""
    moment = Week.around(timezone.now()).until
    with freeze_time(moment + timedelta(minutes=minutes)):
        yield


@pytest.fixture(autouse=True)
def _with_a_night(settings: Settings) -> None:
    settings.MAIL_QUIET = (21, 8)


@pytest.fixture
def choosy(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[Choosy]:
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.Choosy"
    monkeypatch.setattr(Choosy, "trouble", {})
    monkeypatch.setattr(Choosy, "life", 10**6)
    return Choosy


@pytest.fixture
def tagged(column: ColumnPage) -> ColumnPage:
    column.professions.set(Profession.objects.filter(slug__in=["translator", "lawyer"]))
    column.save()
    return ColumnPage.objects.get(pk=column.pk)


@pytest.fixture
def said(tagged: ColumnPage, discussion: Discussion, translator: User, lawyer: User) -> Comment:
    """What the lawyer said in the week; two professions agreed."""
    comment = say(discussion, lawyer, "조항은 <b>다르게</b> 읽힙니다 & 그렇습니다.")
    react(comment, translator, "agree")
    react(comment, make_member("gisa", "기사", profession="reporter"), "agree")
    return Comment.objects.get(pk=comment.pk)


@pytest.fixture
def fan(reader: User) -> User:
    """느린걸음, who follows the lawyers and gets the letter of the week."""
    ProfessionFollow.follow(reader, Profession.objects.get(slug="lawyer"))
    begin_letters(reader)
    return User.objects.get(pk=reader.pk)


@pytest.fixture
def contents() -> Callable[..., Contents]:
    def of(member: User, *notices: Notice) -> Contents:
        return of_the_week(User.objects.get(pk=member.pk), list(notices), WeekAtLarge(Week.around(timezone.now())))

    return of


@pytest.fixture
def letter(contents: Callable[..., Contents]) -> Callable[..., EmailMultiAlternatives]:
    def of(member: User, *notices: Any) -> EmailMultiAlternatives:
        return write(member, "a@example.org", "week", Week.around(timezone.now()), contents(member, *notices))

    return of
