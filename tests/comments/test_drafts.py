"""What was posted after the session had ended: kept, given back to one member, never published by itself."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, KeptDraft
from tests.cast import log_in, say


def keep(column: ColumnPage, body: str = "다시 쓰기 싫은 긴 글") -> str:
    """Posts as a stranger; returns the address after logging in."""
    response = Client().post(f"/comments/on/{column.pk}/", {"body": body})
    return parse_qs(urlsplit(response.url).query)["next"][0]


def test_the_draft_waits_in_the_composer_after_login(column: ColumnPage, reader: User) -> None:
    address = keep(column)
    assert address.endswith("#composer")
    page = log_in(reader).get(address).content.decode()
    assert "다시 쓰기 싫은 긴 글" in page
    assert Comment.objects.count() == 0


def test_a_kept_answer_waits_below_what_it_answers(column: ColumnPage, reader: User, lawyer: User) -> None:
    parent = say(Discussion.for_writing(column), lawyer)
    response = Client().post(f"/comments/on/{column.pk}/", {"body": "답하려던 글", "parent": parent.pk})
    address = parse_qs(urlsplit(response.url).query)["next"][0]
    assert address.startswith(f"/comments/{parent.pk}/reply/")
    assert "답하려던 글" in log_in(reader).get(address).content.decode()


def test_the_first_to_open_it_owns_it(column: ColumnPage, reader: User, lawyer: User) -> None:
    address = keep(column)
    log_in(reader).get(address)
    assert "다시 쓰기 싫은 긴 글" not in log_in(lawyer).get(address).content.decode()
    assert "다시 쓰기 싫은 긴 글" in log_in(reader).get(address).content.decode()


def test_a_stranger_never_sees_it(column: ColumnPage) -> None:
    assert "다시 쓰기 싫은 긴 글" not in Client().get(keep(column)).content.decode()


def test_it_is_forgotten_once_posted(column: ColumnPage, lawyer: User) -> None:
    client = log_in(lawyer)
    client.get(keep(column))
    client.post(f"/comments/on/{column.pk}/", {"body": "고쳐 쓴 글", "draft": KeptDraft.objects.get().token})
    assert not KeptDraft.objects.exists()
    assert Comment.objects.get().source == "고쳐 쓴 글"


def test_it_is_forgotten_when_nobody_comes_back(column: ColumnPage) -> None:
    keep(column)
    assert KeptDraft.forget_old() == 0
    KeptDraft.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert KeptDraft.forget_old() == 1


def test_strangers_cannot_fill_the_shelf(column: ColumnPage) -> None:
    client = Client()
    for _ in range(40):
        client.post(f"/comments/on/{column.pk}/", {"body": "같은 글"})
    assert KeptDraft.objects.count() == 30


def test_blank_text_is_not_kept(column: ColumnPage) -> None:
    assert keep(column, "  ").endswith("#composer")
    assert not KeptDraft.objects.exists()


def test_on_an_alias_it_comes_back_too(column: ColumnPage, reader: User) -> None:
    alias = column.create_alias(update_slug="other")
    address = keep(alias)
    assert "다시 쓰기 싫은 긴 글" in log_in(reader).get(address).content.decode()
