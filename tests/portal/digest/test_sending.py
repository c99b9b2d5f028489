"""Letters go out once: whoever is killed, refused or away, and however often the round is run."""

import os
import smtplib
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone
from freezegun import freeze_time

from accounts.mail_choices import begin_letters, choose
from accounts.mail_groups import DIGEST, REPLIES
from accounts.mail_times import Week
from accounts.mailing_notices import mail_due_notices
from accounts.models import Letter, Notice, Profession, ProfessionFollow, User, When
from articles.models import ColumnPage
from comments.models import Comment
from portal.digest import sending
from portal.digest.sending import send_due_letters, send_letters_soon
from tests.accounts.broken_mail import Choosy, Killed, refused
from tests.cast import make_member
from tests.portal.digest.conftest import monday

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def five(said: Comment) -> list[User]:
    """Five members who get the letter of the week."""
    people = [make_member(f"taker-{number}", f"받는이 {number}") for number in range(5)]
    for member in people:
        ProfessionFollow.follow(member, Profession.objects.get(slug="lawyer"))
        begin_letters(member)
    return people


def mailed() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


def addresses(people: list[User]) -> list[str]:
    return sorted(member.email or "" for member in people)


def states(*kinds: str) -> list[str]:
    return sorted(Letter.objects.filter(kind__in=kinds or ["week"]).values_list("state", flat=True))


def test_on_monday_morning_everybody_who_wants_it_gets_one(five: list[User], reader: User) -> None:
    with monday():
        assert send_due_letters() == 5
        assert send_due_letters() == 0
    assert mailed() == addresses(five)
    assert Letter.objects.values_list("period", flat=True).distinct().get() == Week.around(timezone.now()).name


def test_before_it_nobody_does(five: list[User]) -> None:
    with monday(-1):
        assert send_due_letters() == 0
    assert not mail.outbox


def test_the_next_week_is_another_letter(five: list[User], fan: User) -> None:
    with monday():
        send_due_letters()
    with monday(7 * 24 * 60 + 5):
        assert send_due_letters() == 0
    assert len(mail.outbox) == 6, "nothing happened in it"
    assert states() == ["empty"] * 6 + ["sent"] * 6


def test_a_run_that_is_killed_half_way_sends_nothing_twice_and_the_rest_later(five: list[User], choosy: type[Choosy]) -> None:
    choosy.life = 3
    with monday():
        with pytest.raises(Killed):
            send_due_letters()
        assert len(mail.outbox) == 3
        choosy.life = 10**6
        assert send_due_letters() == 2
    assert mailed() == addresses(five)
    assert states() == ["sending", *["sent"] * 4], "the one in hand counts as sent"


def test_of_two_workers_one_sends(five: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read whom to write to before either has begun."""
    with monday():
        editions = sending.editions(timezone.now())
        takers = list(editions[1].takers())
        assert send_due_letters() == 5
        with sending.open_post() as post:
            assert [sending.send(editions[1], member, post) for member in takers] == [None] * 5
    assert len(mail.outbox) == 5


def test_one_address_that_is_refused_does_not_stop_the_others(five: list[User], choosy: type[Choosy]) -> None:
    bad = five[1].email or ""
    choosy.trouble[bad] = refused(bad, 550)
    with monday():
        assert send_due_letters() == 4
        choosy.trouble.clear()
        assert send_due_letters() == 0
    with monday(60 * 9):
        assert send_due_letters() == 0, "it was refused for good"
    assert states() == ["refused", *["sent"] * 4]


def test_what_the_server_puts_off_is_tried_again_under_the_same_claim(five: list[User], choosy: type[Choosy]) -> None:
    late = five[1].email or ""
    choosy.trouble[late] = refused(late, 451)
    with monday():
        assert send_due_letters() == 4
        assert send_due_letters() == 0
    with monday(16):
        assert send_due_letters() == 0
    assert Letter.objects.get(state="waiting").attempts == 2
    choosy.trouble.clear()
    with monday(60):
        assert send_due_letters() == 1
    assert mailed() == addresses(five)
    assert Letter.objects.count() == 5


def test_it_is_given_up_after_the_last_attempt(five: list[User], choosy: type[Choosy]) -> None:
    late = five[1].email or ""
    choosy.trouble[late] = refused(late, 451)
    with monday():
        send_due_letters()
        Letter.objects.filter(state="waiting").update(attempts=Letter.ATTEMPTS)
    choosy.trouble.clear()
    with monday(60 * 9):
        assert send_due_letters() == 0


def test_while_the_server_is_away_one_is_tried_and_later_all(five: list[User], choosy: type[Choosy]) -> None:
    for member in five:
        choosy.trouble[member.email or ""] = ConnectionRefusedError()
    with monday():
        assert send_due_letters() == 0
    assert states() == ["waiting"]
    choosy.trouble.clear()
    with monday(30):
        assert send_due_letters() == 5
    assert mailed() == addresses(five)


def test_what_may_have_been_taken_is_not_sent_again(five: list[User], choosy: type[Choosy]) -> None:
    choosy.trouble[five[1].email or ""] = smtplib.SMTPServerDisconnected("in the middle of it")
    with monday():
        assert send_due_letters() == 4
    choosy.trouble.clear()
    with monday(60 * 9):
        assert send_due_letters() == 0
    assert states() == ["sent"] * 4 + ["unknown"]


def test_one_letter_that_cannot_be_written_does_not_stop_the_others(five: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    real = sending.write

    def write(member: User, *rest: Any) -> Any:
        if member == five[0]:
            raise LookupError
        return real(member, *rest)

    monkeypatch.setattr(sending, "write", write)
    with monday():
        assert send_due_letters() == 4
    assert mailed() == addresses(five[1:])


@pytest.mark.parametrize("how", ["unverified", "barred", "left", "stopped"])
def test_who_cannot_or_does_not_want_to_be_written_to_is_not(five: list[User], how: str) -> None:
    if how == "unverified":
        EmailAddress.objects.filter(user=five[0]).update(verified=False)
    elif how == "barred":
        User.objects.filter(pk=five[0].pk).update(is_active=False)
    elif how == "left":
        five[0].close()
    else:
        choose(five[0], DIGEST, When.NEVER)
    with monday():
        assert send_due_letters() == 4
    assert mailed() == addresses(five[1:])


def test_who_asks_for_it_after_monday_waits_for_the_next(five: list[User], newcomer: User) -> None:
    with monday():
        send_due_letters()
        choose(newcomer, DIGEST, When.WEEKLY)
        assert send_due_letters() == 0


def test_in_the_night_nothing_goes_out(five: list[User]) -> None:
    with monday(60 * 14):  # ten in the evening
        assert send_due_letters() == 0
    with monday(60 * 24):
        assert send_due_letters() == 5


def test_a_run_takes_some_and_the_next_goes_on(five: list[User]) -> None:
    with monday():
        assert [send_due_letters(most=2) for _ in range(4)] == [2, 2, 1, 0]


def test_the_clock_has_the_worker_send_them(five: list[User]) -> None:
    send_letters_soon()
    assert not mail.outbox
    with monday():
        send_letters_soon()
        assert len(mail.outbox) == 5
        send_letters_soon()
    assert len(mail.outbox) == 5


class TestNoticesThatAreGathered:
    """For the letter of a day."""

    @pytest.fixture
    def gatherer(self, translator: User) -> User:
        choose(translator, REPLIES, When.DAILY)
        return translator

    def tell(self, member: User, title: str) -> Notice:
        notice = Notice.tell(member, "reply", url="/comments/1/", page=title, author=member.pk)
        mail_due_notices()
        return notice

    def test_they_come_in_one_letter_in_the_morning_and_only_once(self, gatherer: User) -> None:
        with freeze_time("2026-11-25T03:00Z"):
            notices = [self.tell(gatherer, title) for title in ("하나", "둘")]
            assert send_due_letters() == 0
        with freeze_time("2026-11-25T23:01Z"):  # eight in the morning of the 26th
            assert send_due_letters() == 1
            assert send_due_letters() == 0
        [letter] = mail.outbox
        assert "‘하나’" in letter.body
        assert "‘둘’" in letter.body
        assert letter.extra_headers["List-Unsubscribe"]
        with freeze_time("2026-11-26T23:01Z"):
            assert send_due_letters() == 0
        for notice in notices:
            notice.refresh_from_db()
            assert notice.mailed_at is not None
            assert notice.letter == Letter.objects.get(kind="day", period="2026-11-26")

    def test_what_comes_after_the_letter_comes_with_the_next(self, gatherer: User) -> None:
        with freeze_time("2026-11-25T03:00Z"):
            self.tell(gatherer, "하나")
        with freeze_time("2026-11-25T23:01Z"):
            send_due_letters()
            self.tell(gatherer, "둘")
            assert send_due_letters() == 0
        with freeze_time("2026-11-26T23:01Z"):
            assert send_due_letters() == 1
        assert "‘하나’" not in mail.outbox[1].body

    def test_those_of_a_letter_that_is_tried_again_are_in_it(self, gatherer: User, choosy: type[Choosy]) -> None:
        choosy.trouble[gatherer.email or ""] = ConnectionRefusedError()
        with freeze_time("2026-11-25T03:00Z"):
            self.tell(gatherer, "하나")
        with freeze_time("2026-11-25T23:01Z"):
            assert send_due_letters() == 0
        choosy.trouble.clear()
        with freeze_time("2026-11-25T23:31Z"):
            assert send_due_letters() == 1
        assert "‘하나’" in mail.outbox[0].body

    def test_a_run_that_is_killed_sends_them_no_second_time(self, gatherer: User, choosy: type[Choosy]) -> None:
        choosy.life = 1
        with freeze_time("2026-11-25T03:00Z"):
            self.tell(gatherer, "하나")
        with freeze_time("2026-11-25T23:01Z"), pytest.raises(Killed):
            send_due_letters()
        choosy.life = 10**6
        for day in (25, 26, 27):
            with freeze_time(f"2026-11-{day}T23:30Z"):
                assert send_due_letters() == 0

    def test_those_of_the_week_come_with_its_letter(self, tagged: ColumnPage, fan: User) -> None:
        choose(fan, REPLIES, When.WEEKLY)
        self.tell(fan, "하나")
        with monday():
            assert send_due_letters() == 1
        [letter] = mail.outbox
        assert "‘하나’" in letter.body
        assert tagged.title in letter.body

    def test_many_are_counted(self, gatherer: User) -> None:
        with freeze_time("2026-11-25T03:00Z"):
            for number in range(35):
                self.tell(gatherer, f"제목 {number}")
        with freeze_time("2026-11-25T23:01Z"):
            send_due_letters()
        assert mail.outbox[0].body.count("‘제목") == 30
        assert "5건이 더" in mail.outbox[0].body


def test_letters_are_forgotten_like_notices(five: list[User]) -> None:
    with monday():
        send_due_letters()
    assert Letter.objects.forget_old() == 0
    with freeze_time(timezone.now() + timedelta(days=Letter.KEPT_DAYS + 9)):
        assert Letter.objects.forget_old() == 5


KILLED = """
import itertools, os
import django
django.setup()
from django.core.mail.backends.filebased import EmailBackend
from freezegun import freeze_time
sent = EmailBackend.send_messages
count = itertools.count(1)
def send_messages(self, messages):
    sent(self, messages)
    self.stream.flush()
    if next(count) >= {life}:
        os.kill(os.getpid(), 9)
EmailBackend.send_messages = send_messages
from portal.digest.sending import send_due_letters
with freeze_time("2026-11-30T00:00Z"):
    print(send_due_letters())
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_by_the_system_leaves_no_letter_to_be_sent_twice(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a database that another process can be given as a file")
    eight = datetime(2026, 11, 29, 23, tzinfo=UTC)  # of a Monday in Seoul
    for number in range(4):
        member = make_member(f"m{number}", f"회원 {number}")
        Notice.objects.create(recipient=member, kind="comment_keep", context={"page": "칼럼"}, mail_when="daily", mail_at=eight)
    file = sqlite3.connect(tmp_path / "db.sqlite3")
    connection.connection.backup(file)
    file.close()
    assert run(tmp_path, life=2).returncode == -9
    again = run(tmp_path, life=99)
    assert again.stdout.strip() == "2", again.stderr
    letters = [file.read_text(errors="replace") for file in (tmp_path / "mail").iterdir()]
    to = [line for letter in letters for line in letter.splitlines() if line.startswith("To: ")]
    assert sorted(to) == [f"To: m{number}@example.org" for number in range(4)]


def run(place: Path, *, life: int) -> subprocess.CompletedProcess[str]:
    """A round in a process of its own, which is killed after `life` letters."""
    environment = {
        **os.environ, "GONGRON_LOCAL": "1", "GONGRON_VAR": str(place), "DATABASE_URL": f"sqlite:///{place / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
    }  # fmt: skip
    code = KILLED.format(life=life)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
