"""The cast: named people and the places where they meet, as fixtures. Imported by conftest, so every test can ask for them by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.models import Credential, Profession, User
from articles.models import Author, ColumnAuthor, ColumnIndexPage, ColumnPage, HomePage
from comments.models import Comment, Discussion, Rule, State
from comments.submission import Words, submit
from tests.played import played

PASSWORD = "느티나무 아래 의자 넷"


@contextmanager
def unindexed() -> Iterator[None]:
    """Sets the stage without the index of references and without noting what search has to read, which next to no test asks.

    What a test does on the stage is noted as ever; it is indexed when the test says so (`accounts.searching.changes.index_all`).
    """
    with disable_reference_index_auto_update(), patch("accounts.searching.changes.note"):
        yield


@played
@unindexed()
def make_member(handle: str, name: str, *, group: str = "Readers", profession: str = "", verified: bool = False) -> User:
    """A member with a verified address."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(handle, f"{handle}@example.org", PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.add(Group.objects.get(name=group))
    if profession:
        user.profession = Profession.objects.get(slug=profession)
        user.save()
        if verified:
            Credential.objects.create(user=user, profession=user.profession)
    return user


def log_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@played
@unindexed()
def make_home() -> HomePage:
    root = Page.get_first_root_node()
    existing = HomePage.objects.first()
    if existing:
        return existing
    page = root.add_child(instance=HomePage(title="공론", slug="gongron-home"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page, "site_name": "공론"})
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def home(db: None) -> HomePage:
    return make_home()


@played
@unindexed()
def make_columns(home: HomePage) -> ColumnIndexPage:
    return ColumnIndexPage.objects.first() or home.add_child(instance=ColumnIndexPage(title="칼럼", slug="columns"))


@pytest.fixture
def columns(home: HomePage) -> ColumnIndexPage:
    return make_columns(home)


@played
@unindexed()
def make_author(handle: str, name: str, role: str) -> Author:
    return Author.objects.create(handle=handle, name=name, role=role)


@pytest.fixture
def columnist(db: None) -> Author:
    return make_author("han-seoyun", "한서윤", "노동 칼럼니스트")


@played
@unindexed()
def make_column(columns: ColumnIndexPage, columnist: Author, title: str, *paragraphs: str) -> ColumnPage:
    body = [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in paragraphs or ["첫 문단입니다.", "둘째 문단입니다."]]
    column = ColumnPage(title=title, dek="한 줄로 줄인 글.", body=body, date=timezone.now() - timedelta(days=1))
    column.column_authors = [ColumnAuthor(author=columnist)]
    columns.add_child(instance=column)
    column.save_revision().publish()
    return ColumnPage.objects.get(pk=column.pk)


@pytest.fixture
def column(columns: ColumnIndexPage, columnist: Author) -> ColumnPage:
    return make_column(columns, columnist, "초벌을 잃은 직업들")


@played
def make_discussion(column: ColumnPage) -> Discussion:
    return Discussion.for_writing(column)


@pytest.fixture
def discussion(column: ColumnPage) -> Discussion:
    return make_discussion(column)


@pytest.fixture
def reader(db: None) -> User:
    """느린걸음: a member who does not disclose a profession."""
    return make_member("slow-walk", "느린걸음")


@pytest.fixture
def newcomer(db: None) -> User:
    """A member nobody has read yet."""
    return make_member("first-step", "첫걸음")


@pytest.fixture
def translator(db: None) -> User:
    """문가람: states to be a translator."""
    return make_member("mungaram", "문가람", profession="translator")


@pytest.fixture
def lawyer(db: None) -> User:
    """윤해인: a lawyer whose credential was checked."""
    return make_member("yunhaein", "윤해인", profession="lawyer", verified=True)


@pytest.fixture
def unchecked_physician(db: None) -> User:
    """Says to be a physician; nobody has checked it."""
    return make_member("not-yet", "아직", profession="physician")


@pytest.fixture
def moderator(db: None) -> User:
    return make_member("jinyusol", "진유솔", group="Moderators")


@pytest.fixture
def other_moderator(db: None) -> User:
    return make_member("bakdaon", "박다온", group="Moderators")


@pytest.fixture
def editor(db: None) -> User:
    return make_member("seonuhan", "선우한", group="Editors")


@pytest.fixture
def administrator(db: None) -> User:
    return make_member("gwanri", "남궁솔", group="Administrators")


@pytest.fixture
def abuse(db: None) -> Rule:
    return Rule.objects.get(key="abuse")


def say(
    discussion: Discussion,
    author: User,
    text: str = "저는 현장에서 다르게 보았습니다.",
    *,
    parent: Comment | None = None,
    state: State = State.PUBLISHED,
    **said: Any,
) -> Comment:
    """A comment by the real way of submitting, then in the wished first state (pending or published); `said` is more of its `Words`."""
    import uuid

    from django.conf import settings
    from django.test import override_settings

    held = 10**6 if state == State.PENDING else 0
    unscreened = {"COMMENTS_LINKS": 0, "COMMENTS_BEFORE_LINKS": 0, "COMMENTS_REPEATS": 0, "COMMENTS_BURST": 0}
    pace = max(10**6, settings.COMMENTS_PER_TEN_MINUTES)
    with override_settings(COMMENTS_HELD_FOR_NEWCOMERS=held, COMMENTS_PER_TEN_MINUTES=pace, **unscreened):
        comment, made = submit(discussion, author, Words(text, **said), key=uuid.uuid4(), parent=parent)
    assert made
    assert comment.state == state
    return comment
