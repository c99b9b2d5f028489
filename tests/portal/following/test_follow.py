"""Following a profession, a columnist or a topic, and the list of what one follows."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.mail_choices import choose
from accounts.mail_groups import DIGEST
from accounts.models import MailChoice, Profession, ProfessionFollow, User, When
from accounts.models.following import TooMuchFollowed
from articles.models import Author, AuthorFollow, Topic, TopicFollow
from comments.following import follow as follow_discussion
from comments.models import Discussion
from tests.cast import log_in

pytestmark = pytest.mark.django_db
LIST = "/following/"
ADDRESSES = ["professions/lawyer", "people/han-seoyun", "topics/일"]
ROWS = [ProfessionFollow, AuthorFollow, TopicFollow]


@pytest.fixture(autouse=True)
def topic(db: None) -> Topic:
    return Topic.objects.create(name="일", slug="일")


@pytest.fixture(autouse=True)
def _columnist(columnist: Author) -> None:
    pass


def translated() -> Profession:
    return Profession.objects.get(slug="translator")


def merge(profession: Profession, into: Profession) -> None:
    profession.alias_of, profession.retired_at = into, timezone.now()
    profession.save()


@pytest.mark.parametrize(("address", "rows"), list(zip(ADDRESSES, ROWS, strict=True)))
def test_a_press_follows_and_another_ends_it(reader: User, address: str, rows: Any) -> None:
    client = log_in(reader)
    for _twice in range(2):
        assert client.post(f"/following/{address}/follow/").status_code == 302
    assert rows.objects.get().member == reader
    page = BeautifulSoup(client.get(f"/{address}/").content, "html.parser")
    [button] = page.select("button[aria-pressed]")
    assert (button["aria-pressed"], button.parent["action"].endswith("/unfollow/")) == ("true", True)
    client.post(f"/following/{address}/unfollow/")
    assert not rows.objects.exists()
    [button] = BeautifulSoup(client.get(f"/{address}/").content, "html.parser").select("button[aria-pressed]")
    assert button["aria-pressed"] == "false"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_is_led_to_the_door_and_back(client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(f"/{address}/").content, "html.parser")
    assert not page.select("form[action*='/following/']")
    [link] = [link for link in page.select("main a[href^='/accounts/login/']") if "팔로우" in link.text]
    entrance = client.get(link["href"])
    assert BeautifulSoup(entrance.content, "html.parser").select_one("input[name=next]")["value"] == f"/{address}/"
    assert client.post(f"/following/{address}/follow/", {"next": f"/{address}/"})["Location"].startswith("/accounts/login/?next=")


def test_the_press_leads_back_to_where_it_was_made_and_nowhere_else(reader: User) -> None:
    client = log_in(reader)
    follow = "/following/professions/lawyer/follow/"
    assert client.post(follow, {"next": "/professions/lawyer/?page=2"})["Location"] == "/professions/lawyer/?page=2"
    assert client.post(follow, {"next": "https://elsewhere.example/"})["Location"] == "/professions/lawyer/"


@pytest.mark.parametrize("verb", ["follow", "unfollow"])
@pytest.mark.parametrize(
    "address", ["professions/none", "people/none", "topics/none", "columns/1", "professions/a%00b", "people/" + "x" * 3000]
)
def test_what_is_not_there_is_not_followed(reader: User, verb: str, address: str) -> None:
    assert log_in(reader).post(f"/following/{address}/{verb}/").status_code == 404


@pytest.mark.parametrize("verb", ["follow", "unfollow"])
def test_looking_is_no_way_of_following(reader: User, verb: str) -> None:
    assert log_in(reader).get(f"/following/professions/lawyer/{verb}/").status_code == 405


def test_following_what_was_merged_is_following_what_it_was_merged_into(reader: User) -> None:
    lawyer = Profession.objects.get(slug="lawyer")
    merge(lawyer, translated())
    log_in(reader).post("/following/professions/lawyer/follow/")
    assert ProfessionFollow.objects.get().profession == translated()


def test_what_is_merged_afterwards_is_followed_on_and_can_be_ended(reader: User) -> None:
    lawyer = Profession.objects.get(slug="lawyer")
    ProfessionFollow.follow(reader, lawyer)
    merge(lawyer, translated())
    assert ProfessionFollow.is_followed(reader, translated())
    client = log_in(reader)
    assert "번역가" in client.get(LIST).content.decode()
    client.post("/following/professions/translator/unfollow/")
    assert not ProfessionFollow.objects.exists()


def test_as_much_as_one_may_and_no_more(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProfessionFollow, "MOST", 1)
    ProfessionFollow.follow(reader, translated())
    ProfessionFollow.follow(reader, translated())
    with pytest.raises(TooMuchFollowed):
        ProfessionFollow.follow(reader, Profession.objects.get(slug="lawyer"))
    answer = log_in(reader).post("/following/professions/lawyer/follow/", follow=True)
    assert "1" in str(list(answer.context["messages"])[-1])
    assert ProfessionFollow.objects.count() == 1


def test_two_presses_at_once_are_one(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ProfessionFollow.follow(reader, translated())
    monkeypatch.setattr(ProfessionFollow, "is_followed", classmethod(lambda cls, member, what: False))
    ProfessionFollow.follow(reader, translated())
    assert ProfessionFollow.objects.count() == 1


def test_following_asks_for_the_letter_of_the_week_and_a_refusal_stands(reader: User, translator: User) -> None:
    choose(translator, DIGEST, When.NEVER)
    for member in (reader, translator):
        log_in(member).post("/following/topics/일/follow/")
    assert dict(MailChoice.objects.values_list("member__handle", "when")) == {reader.handle: "weekly", translator.handle: "never"}


def test_all_that_one_follows_stands_in_one_list(discussion: Discussion, reader: User, translator: User, topic: Topic) -> None:
    follow_discussion(reader, discussion)
    ProfessionFollow.follow(reader, translated())
    AuthorFollow.follow(reader, Author.objects.get())
    TopicFollow.follow(reader, topic)
    page = log_in(reader).get(LIST).content.decode()
    names = ["일", "한서윤", "번역가", discussion.page.title]
    places = [page.index(f"{name}</a>") for name in names]
    assert places == sorted(places), "the newest first"
    assert page.count("/unfollow/") == 4
    assert log_in(translator).get(LIST).content.decode().count("/unfollow/") == 0
    assert Client().get(LIST)["Location"] == f"/accounts/login/?next={LIST}"


def test_the_list_is_paged_and_costs_no_more_the_longer_it_is(
    discussion: Discussion, reader: User, topic: Topic, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    follow_discussion(reader, discussion)
    AuthorFollow.follow(reader, Author.objects.get())
    TopicFollow.follow(reader, topic)
    ProfessionFollow.follow(reader, translated())
    client = log_in(reader)
    client.get(LIST)
    with django_assert_max_num_queries(18) as few:
        client.get(LIST)
    ProfessionFollow.objects.bulk_create(
        ProfessionFollow(member=reader, profession=one) for one in Profession.objects.exclude(slug="translator")[:60]
    )
    with django_assert_max_num_queries(len(few)):
        page = client.get(LIST).content.decode()
    assert page.count("/unfollow/") == 50
    assert "?page=2" in page
    assert client.get(f"{LIST}?page=x").status_code == client.get(f"{LIST}?page=99").status_code == 200


def test_who_leaves_follows_nothing(reader: User, topic: Topic) -> None:
    follow: list[Callable[[], None]] = [
        lambda: ProfessionFollow.follow(reader, translated()),
        lambda: AuthorFollow.follow(reader, Author.objects.get()),
        lambda: TopicFollow.follow(reader, topic),
    ]
    for one in follow:
        one()
    reader.close()
    assert not any(rows.objects.exists() for rows in ROWS)
