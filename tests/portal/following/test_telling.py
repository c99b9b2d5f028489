"""What followers are told of a new column: one notice each, once, and only of what anybody may read."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from freezegun import freeze_time

from accounts.mail_choices import choose
from accounts.mail_groups import COLUMNS
from accounts.mailing_notices import mail_due_notices
from accounts.models import Notice, Profession, ProfessionFollow, User, When
from articles.models import Author, AuthorFollow, ColumnAuthor, ColumnIndexPage, ColumnPage, Topic, TopicFollow
from comments import muting
from portal.following import telling
from portal.following.telling import tell_of_column
from tests.cast import log_in, make_member

pytestmark = pytest.mark.django_db


def told(member: User) -> list[int]:
    return [notice.context["column"] for notice in Notice.objects.of(member).filter(kind="column")]


@pytest.fixture
def topic(db: None) -> Topic:
    return Topic.objects.create(name="일과 기술")


def draft(columns: ColumnIndexPage, columnist: Author, topic: Topic, title: str = "초벌을 잃은 직업들") -> ColumnPage:
    """Tagged with translators, by 한서윤, on a topic; not published."""
    page = ColumnPage(title=title, live=False, body=[{"type": "paragraph", "value": "<p>글</p>"}])
    page.column_authors = [ColumnAuthor(author=columnist)]
    page.professions = [Profession.objects.get(slug="translator")]
    page.topics = [topic]
    columns.add_child(instance=page)
    page.save_revision()
    return page


@pytest.fixture
def written(columns: ColumnIndexPage, columnist: Author, topic: Topic) -> ColumnPage:
    return draft(columns, columnist, topic)


@pytest.fixture
def fan(reader: User, columnist: Author, topic: Topic) -> User:
    """느린걸음, who follows all three."""
    ProfessionFollow.follow(reader, Profession.objects.get(slug="translator"))
    AuthorFollow.follow(reader, columnist)
    TopicFollow.follow(reader, topic)
    return reader


@pytest.fixture
def publish(django_capture_on_commit_callbacks: Any) -> Any:
    def publish(page: ColumnPage) -> ColumnPage:
        with django_capture_on_commit_callbacks(execute=True):
            page.get_latest_revision().publish()
        return ColumnPage.objects.get(pk=page.pk)

    return publish


def test_who_follows_all_of_it_is_told_once_and_why(written: ColumnPage, fan: User, publish: Any) -> None:
    column = publish(written)
    [notice] = Notice.objects.of(fan)
    assert (notice.kind, notice.url) == ("column", column.url)
    page = log_in(fan).get("/accounts/inbox/").content.decode()
    for part in ("초벌을 잃은 직업들", "한서윤", "번역가", "일과 기술"):
        assert part in page


@pytest.mark.parametrize("what", ["profession", "author", "topic"])
def test_one_of_the_three_is_enough(written: ColumnPage, reader: User, columnist: Author, topic: Topic, publish: Any, what: str) -> None:
    if what == "profession":
        ProfessionFollow.follow(reader, Profession.objects.get(slug="translator"))
    elif what == "author":
        AuthorFollow.follow(reader, columnist)
    else:
        TopicFollow.follow(reader, topic)
    publish(written)
    assert told(reader) == [written.pk]


def test_who_follows_something_else_is_not_told(written: ColumnPage, reader: User, publish: Any) -> None:
    ProfessionFollow.follow(reader, Profession.objects.get(slug="lawyer"))
    publish(written)
    assert told(reader) == []


@pytest.mark.parametrize("merged_first", [True, False])
def test_of_what_was_merged_the_followers_of_what_it_is_now_are_told(
    written: ColumnPage, reader: User, publish: Any, merged_first: bool
) -> None:
    """The column bears the old tag; the member followed the new one, or the old one before it was merged."""
    old, new = Profession.objects.get(slug="translator"), Profession.objects.get(slug="editor")
    ProfessionFollow.objects.create(member=reader, profession=new if merged_first else old)
    old.alias_of = new
    old.save()
    publish(written)
    assert told(reader) == [written.pk]


def test_neither_an_edit_nor_a_second_publication_is_told(written: ColumnPage, fan: User, publish: Any) -> None:
    column = publish(written)
    Notice.objects.all().delete()
    column.title = "고친 제목"
    column.save_revision()
    publish(column)
    column.unpublish()
    column.save_revision()
    publish(column)
    assert not Notice.objects.exists()


def test_the_same_round_run_twice_tells_nobody_twice(written: ColumnPage, fan: User, publish: Any) -> None:
    publish(written)
    assert tell_of_column(written.pk) == 0
    assert told(fan) == [written.pk]


def test_of_two_workers_at_once_one_tells(written: ColumnPage, fan: User, publish: Any) -> None:
    """Both have read who is to be told before either has told."""
    column = publish(written)
    telling._tell([fan], column)
    assert told(fan) == [written.pk]


def test_a_round_that_is_killed_half_way_is_finished_by_the_next(
    written: ColumnPage, columnist: Author, publish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "BATCH", 3)
    people = User.objects.bulk_create(User(handle=f"p{n}", handle_key=f"p{n}") for n in range(8))
    AuthorFollow.objects.bulk_create(AuthorFollow(member=one, author=columnist) for one in people)
    written.get_latest_revision().publish()
    real, rounds = telling._tell, []

    class Killed(BaseException):
        pass

    def dies_in_the_second(members: list[User], column: ColumnPage) -> None:
        rounds.append(1)
        if len(rounds) == 2:
            raise Killed
        real(members, column)

    monkeypatch.setattr(telling, "_tell", dies_in_the_second)
    with pytest.raises(Killed):
        tell_of_column(written.pk)
    assert Notice.objects.count() == 3
    monkeypatch.setattr(telling, "_tell", real)
    assert tell_of_column(written.pk) == 5
    assert sorted(Notice.objects.values_list("recipient", flat=True)) == sorted(one.pk for one in people)


def test_what_the_clock_publishes_is_told_then(written: ColumnPage, fan: User, django_capture_on_commit_callbacks: Any) -> None:
    written.go_live_at = timezone.now() + timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        written.save_revision(approved_go_live_at=written.go_live_at).publish()
    assert told(fan) == []
    with freeze_time(timezone.now() + timedelta(hours=2)), django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled", verbosity=0)
    assert told(fan) == [written.pk]


@pytest.mark.parametrize("where", ["page", "index"])
def test_of_a_page_that_is_not_for_everybody_nobody_is_told(written: ColumnPage, fan: User, publish: Any, where: str) -> None:
    (written if where == "page" else written.get_parent()).view_restrictions.create(restriction_type="login")
    publish(written)
    assert told(fan) == []


def test_of_what_was_taken_back_before_the_round_nobody_is_told(written: ColumnPage, fan: User) -> None:
    written.get_latest_revision().publish()
    ColumnPage.objects.get(pk=written.pk).unpublish()
    assert tell_of_column(written.pk) == tell_of_column(999_999) == 0


def test_what_is_found_long_after_it_was_published_is_no_news(written: ColumnPage, fan: User) -> None:
    written.get_latest_revision().publish()
    with freeze_time(timezone.now() + telling.NEWS + timedelta(hours=1)):
        assert tell_of_column(written.pk) == 0


def test_who_does_not_want_to_read_the_columnist_is_not_told(
    written: ColumnPage, fan: User, columnist: Author, lawyer: User, publish: Any
) -> None:
    Author.objects.filter(pk=columnist.pk).update(user=lawyer)
    muting.mute(fan, lawyer)
    publish(written)
    assert told(fan) == []


def test_columnists_are_not_told_of_their_own(written: ColumnPage, columnist: Author, lawyer: User, topic: Topic, publish: Any) -> None:
    Author.objects.filter(pk=columnist.pk).update(user=lawyer)
    TopicFollow.follow(lawyer, topic)
    publish(written)
    assert told(lawyer) == []


@pytest.mark.parametrize("change", ["barred", "left"])
def test_who_is_not_here_any_more_is_not_told(written: ColumnPage, fan: User, publish: Any, change: str) -> None:
    User.objects.filter(pk=fan.pk).update(**({"is_active": False} if change == "barred" else {"closed_at": timezone.now()}))
    publish(written)
    assert not Notice.objects.exists()


def test_of_an_alias_nobody_is_told(written: ColumnPage, fan: User, publish: Any, django_capture_on_commit_callbacks: Any) -> None:
    column = publish(written)
    Notice.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        column.create_alias(update_slug="alias")
    assert not Notice.objects.exists()


def test_it_is_mailed_at_once_to_who_wants_that_and_not_if_it_was_taken_back(written: ColumnPage, fan: User, publish: Any) -> None:
    other = make_member("other", "다른이")
    AuthorFollow.follow(other, written.authors[0])
    for member in (fan, other):
        choose(member, COLUMNS, When.NOW)
    column = publish(written)
    assert mail_due_notices(most=1) == 1
    assert "초벌을 잃은 직업들" in mail.outbox[0].subject
    assert "List-Unsubscribe" in mail.outbox[0].extra_headers
    column.unpublish()
    assert mail_due_notices() == 0
    assert Notice.objects.count() == 2, "the inbox keeps it"


def test_an_english_reader_is_told_in_english(written: ColumnPage, fan: User, publish: Any) -> None:
    choose(fan, COLUMNS, When.NOW)
    User.objects.filter(pk=fan.pk).update(language="en")
    publish(written)
    mail_due_notices()
    assert "New column by 한서윤" in mail.outbox[0].subject
    assert "Translator" in mail.outbox[0].body


def test_a_batch_costs_the_same_however_many_are_in_it(written: ColumnPage, columnist: Author, django_assert_max_num_queries: Any) -> None:
    def follow(first: int, last: int) -> None:
        people = User.objects.bulk_create(User(handle=f"p{n}", handle_key=f"p{n}") for n in range(first, last))
        AuthorFollow.objects.bulk_create(AuthorFollow(member=one, author=columnist) for one in people)

    follow(0, 2)
    written.get_latest_revision().publish()
    with django_assert_max_num_queries(30) as few:
        assert tell_of_column(written.pk) == 2
    follow(10, 90)
    with django_assert_max_num_queries(len(few)):
        assert tell_of_column(written.pk) == 80
