"""Taking along what is kept of oneself: asked for, packed in the background, given to its owner alone, destroyed."""

import json
import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.conf import settings as conf
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts import departing, exporting
from accounts.models import Consent, Departure, Export, Notice, User
from accounts.takeout import SUBJECTS, archive
from comments import reacting
from comments.following import follow
from comments.models import Comment, CommentVersion, Discussion, KeptDraft, Reaction, Report, Rule, State
from comments.muting import mute
from tests.accounts.test_closing import log_in_freshly
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
PREPARE, SETTINGS = "/accounts/export/prepare/", "/accounts/settings/"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EXPORTS_DIR = tmp_path / "exports"
    return tmp_path / "exports"


@pytest.fixture
def member(db: None) -> User:
    user = make_member("yeondu-baram", "연두빛바람", profession="translator", verified=True)
    User.objects.filter(pk=user.pk).update(bio="‘초벌’을 <b>다시</b> 씁니다.")
    return User.objects.get(pk=user.pk)


def packed(member: User) -> Export:
    export, _is_new = exporting.ask(member)
    exporting.pack(export.pk)
    export.refresh_from_db()
    assert export.is_there
    return export


def opened(client: Client, export: Export) -> ZipFile:
    answer = client.get(f"/accounts/export/{export.pk}/")
    assert answer.status_code == 200
    return ZipFile(BytesIO(answer.getvalue()))


def rows(taken: ZipFile, subject: str) -> list[dict[str, Any]]:
    return json.loads(taken.read(f"{subject}.json"))["rows"]


def test_it_is_packed_in_the_background_and_told(member: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    client = log_in_freshly(member)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(PREPARE)["Location"] == f"{SETTINGS}#data"
    export = Export.objects.get()
    assert export.state == Export.State.READY
    assert Notice.objects.of(member).get().kind == "export_ready"
    assert [letter.to for letter in mail.outbox] == [[member.email]]
    assert f"/accounts/export/{export.pk}/" in client.get(SETTINGS).content.decode()
    taken = opened(client, export)
    assert taken.testzip() is None
    assert {"index.html", "pages/page.css"} | {f"{name}.json" for name in SUBJECTS} <= set(taken.namelist())


def test_everything_of_the_members_is_in_it_and_nothing_of_others(
    member: User, reader: User, lawyer: User, moderator: User, abuse: Rule, discussion: Discussion
) -> None:
    theirs = say(discussion, reader, "느린걸음이 쓴 말입니다.")
    own = say(discussion, member, "제가 처음 쓴 말입니다.", parent=theirs)
    own.edit(by=member, source="제가 고쳐 쓴 말입니다.")
    say(discussion, lawyer, "윤해인이 답합니다.", parent=own)
    say(discussion, member, "기다리는 말입니다.", state=State.PENDING)
    refused = say(discussion, member, "물리칠 말입니다.")
    refused.reject(by=moderator, rule=abuse, reason="사람을 나무랐습니다.")
    reacting.react(theirs, member, Reaction.Value.AGREE)
    reacting.react(own, reader, Reaction.Value.AGREE)
    Report.file(theirs, by=member, rule=abuse, words="살펴봐 주세요.")
    mute(member, lawyer)
    follow(member, discussion, theirs)
    KeptDraft.keep(discussion.page, "쓰다 만 글", user=member)
    Consent.give(member, Consent.Kind.AI)
    taken = opened(log_in_freshly(member), packed(member))
    assert rows(taken, "account")[0]["handle"] == "yeondu-baram"
    assert rows(taken, "addresses")[0]["email"] == member.email
    assert rows(taken, "consents")[0]["what"]
    assert rows(taken, "sessions")[0]["device"] == ""
    assert rows(taken, "credentials")[0]["profession"] == "번역가"
    said = {row["text"]: row for row in rows(taken, "comments")}
    assert set(said) == {"제가 고쳐 쓴 말입니다.", "기다리는 말입니다.", "물리칠 말입니다."}
    mine = said["제가 고쳐 쓴 말입니다."]
    assert mine["versions"][0]["text"] == "제가 처음 쓴 말입니다."
    assert mine["page"] == discussion.page.title
    assert mine["answers"].endswith(f"/comments/{theirs.pk}/")
    assert mine["agree"] == 1
    [decision] = rows(taken, "decisions")
    assert (decision["rule"], decision["reason"]) == (abuse.label, "사람을 나무랐습니다.")
    assert rows(taken, "reactions")[0]["address"].endswith(f"/comments/{theirs.pk}/")
    assert rows(taken, "reports")[0]["words"] == "살펴봐 주세요."
    assert rows(taken, "follows")[0]["thread"].endswith(f"/comments/{theirs.pk}/")
    assert rows(taken, "mutes")[0]["handle"] == "yunhaein"
    assert rows(taken, "drafts")[0]["text"] == "쓰다 만 글"
    assert {row["kind"] for row in rows(taken, "notices")} == {"reply", "comment_take_down"}
    everything = "".join(taken.read(name).decode() for name in taken.namelist())
    for other in ("느린걸음", "slow-walk", "윤해인", "진유솔", "jinyusol", "gmail", reader.email, moderator.email):
        assert str(other) not in everything, other


def test_it_can_be_read_without_a_network(member: User, discussion: Discussion) -> None:
    say(discussion, member, "‘초벌’을 옮깁니다.\n\n<script>alert(1)</script>")
    taken = opened(log_in_freshly(member), packed(member))
    index = BeautifulSoup(taken.read("index.html"), "html.parser")
    assert index.html["lang"] == "ko"
    assert "‘초벌’\u2060을 <b>다시</b> 씁니다." in index.text
    pages = [name for name in taken.namelist() if name.endswith(".html")]
    assert "pages/comments-1.html" in pages
    for name in pages:
        page = BeautifulSoup(taken.read(name), "html.parser")
        assert not page.find_all(["script", "img", "b", "iframe"])
        for tag in page.find_all(["a", "link"]):
            if not tag["href"].startswith(f"{conf.BASE_URL}/"):
                assert os.path.normpath(Path(name).parent / tag["href"]) in taken.namelist(), (name, tag)


def test_it_is_in_the_members_language(member: User) -> None:
    User.objects.filter(pk=member.pk).update(language="en")
    taken = opened(log_in_freshly(member), packed(User.objects.get(pk=member.pk)))
    assert b'<html lang="en">' in taken.read("index.html")
    assert json.loads(taken.read("account.json"))["keys"]["handle"] == "Handle"


def test_every_key_says_what_it_means(member: User, discussion: Discussion) -> None:
    say(discussion, member)
    for subject in SUBJECTS.values():
        for row in subject.rows(member):
            assert set(row) <= set(subject.keys), subject.name


def test_two_requests_at_once_make_one_export(member: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        first, is_new = exporting.ask(member)
        second, is_new_again = exporting.ask(member)
    assert (first.pk, is_new, is_new_again) == (second.pk, True, False)
    assert len(callbacks) == 1


def test_two_workers_pack_it_once(member: User, monkeypatch: Any) -> None:
    export, _is_new = exporting.ask(member)
    one, other = Export.objects.get(pk=export.pk), Export.objects.get(pk=export.pk)
    assert one.begin()
    assert not other.begin()
    assert not exporting.pack(export.pk) or Export.objects.get().attempts == 2


def test_a_new_one_takes_the_place_of_the_old(member: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    old = packed(member)
    with django_capture_on_commit_callbacks(execute=True):
        exporting.ask(member)
    assert not old.path.exists()
    assert Export.objects.get().path.exists()


def test_asking_again_and_again_is_throttled(member: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "export": "2/d/user"}
    client = log_in(member)
    for _time in range(3):
        client.post(PREPARE)
        Export.objects.all().delete()
    client.post(PREPARE)
    assert not Export.objects.exists()


def test_it_is_for_its_owner_alone(member: User, reader: User, administrator: User) -> None:
    export = packed(member)
    address = f"/accounts/export/{export.pk}/"
    assert Client().get(address)["Location"].startswith("/accounts/login/")
    for other in (reader, administrator):
        assert log_in_freshly(other).get(address).status_code == 404
    assert log_in(member).get(address)["Location"].startswith("/accounts/reauthenticate/")
    owner = log_in_freshly(member)
    for guessed in (export.pk + 1, 10**30):
        assert owner.get(f"/accounts/export/{guessed}/").status_code == 404
    answer = owner.get(address)
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_no_server_gives_the_file_out(member: User, client: Client, settings: Any) -> None:
    export = packed(member)
    assert (export.path.stat().st_mode & 0o777, export.folder().stat().st_mode & 0o777) == (0o600, 0o700)
    from config import settings as real

    assert not real.EXPORTS_DIR.is_relative_to(real.MEDIA_ROOT)
    assert not real.EXPORTS_DIR.is_relative_to(real.STATIC_ROOT)
    for guess in (f"../private/exports/{export.path.name}", f"private/exports/{export.path.name}", export.path.name):
        assert client.get(f"/media/{guess}").status_code == 404


def test_it_is_destroyed_after_seven_days(member: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    export = packed(member)
    owner = log_in_freshly(member)
    Export.objects.update(settled_at=timezone.now() - timedelta(days=7) + timedelta(seconds=30))
    assert owner.get(f"/accounts/export/{export.pk}/").status_code == 200
    assert exporting.destroy_expired() == 0
    Export.objects.update(settled_at=timezone.now() - timedelta(days=7))
    assert owner.get(f"/accounts/export/{export.pk}/").status_code == 404  # whether or not the clock has come by
    with django_capture_on_commit_callbacks(execute=True):
        assert exporting.destroy_expired() == 1
    assert not export.path.exists()
    assert not Export.objects.exists()


def test_it_is_destroyed_on_leaving(member: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    export = packed(member)
    with django_capture_on_commit_callbacks(execute=True):
        departing.leave(member, Departure.Comments.KEEP)
    assert not export.path.exists()
    assert not Export.objects.exists()


def test_who_leaves_while_it_is_packed_leaves_no_file(member: User, folder: Path, monkeypatch: Any) -> None:
    export, _is_new = exporting.ask(member)
    write = archive.write

    def leave_meanwhile(who: User, file: Any) -> None:
        write(who, file)
        departing.leave(member, Departure.Comments.KEEP)

    monkeypatch.setattr(archive, "write", leave_meanwhile)
    exporting.pack(export.pk)
    assert list(folder.iterdir()) == []
    assert not Notice.objects.of(member).filter(kind="export_ready").exists()


def test_one_that_fails_is_told_and_leaves_nothing(member: User, folder: Path, monkeypatch: Any) -> None:
    def stumble(who: User, file: Any) -> None:
        file.write(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(archive, "write", stumble)
    export, _is_new = exporting.ask(member)
    exporting.pack(export.pk)
    assert list(folder.iterdir()) == []
    assert Export.objects.get().state == Export.State.FAILED
    assert Notice.objects.of(member).get().kind == "export_failed"
    page = log_in(member).get(SETTINGS).content.decode()
    assert PREPARE in page
    monkeypatch.undo()


def test_one_whose_worker_was_killed_is_packed_again_and_leaves_no_half(
    member: User, folder: Path, settings: Any, monkeypatch: Any
) -> None:
    export, _is_new = exporting.ask(member)

    def killed(who: User, file: Any) -> None:
        file.write(b"half")
        file.flush()
        raise KilledError

    class KilledError(BaseException):
        """As if the process had ended here."""

    monkeypatch.setattr(archive, "write", killed)
    monkeypatch.setattr(Path, "unlink", lambda *args, **kwargs: None)  # a killed process tidies nothing up
    with pytest.raises(KilledError):
        exporting.pack(export.pk)
    monkeypatch.undo()
    settings.EXPORTS_DIR = folder
    assert [file.suffix for file in folder.iterdir()] == [".part"]
    assert exporting.pack_cut_off() == 0  # it may still be at work
    Export.objects.update(begun_at=timezone.now() - Export.TAKES_AT_MOST)
    assert exporting.pack_cut_off() == 1
    export.refresh_from_db()
    assert (export.state, export.attempts) == (Export.State.READY, 2)
    exporting.destroy_expired()
    assert [file.name for file in folder.iterdir()] == [export.path.name]


def test_one_that_no_worker_takes_up_is_packed_by_the_clock(member: User) -> None:
    exporting.ask(member)
    assert exporting.pack_cut_off() == 0
    Export.objects.update(asked_at=timezone.now() - Export.TAKES_AT_MOST)
    assert exporting.pack_cut_off() == 1
    assert Export.objects.get().state == Export.State.READY


def test_what_was_killed_too_often_has_failed(member: User) -> None:
    exporting.ask(member)
    Export.objects.update(begun_at=timezone.now() - Export.TAKES_AT_MOST, attempts=Export.ATTEMPTS)
    exporting.pack_cut_off()
    assert Export.objects.get().state == Export.State.FAILED
    assert Notice.objects.of(member).get().kind == "export_failed"


def test_files_that_belong_to_nobody_are_swept_away(member: User, folder: Path) -> None:
    export = packed(member)
    (folder / "stray.zip").write_bytes(b"left behind")
    exporting.destroy_expired()
    assert [file.name for file in folder.iterdir()] == [export.path.name]


def test_many_comments_are_read_in_batches_and_stand_on_several_pages(
    member: User, discussion: Discussion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    common = {"discussion": discussion, "author": member, "state": State.PUBLISHED, "published_at": timezone.now()}
    made = Comment.objects.bulk_create(Comment(**common, source=f"말 {number}") for number in range(1201))
    CommentVersion.objects.create(comment=made[700], source="그 전에 한 말")
    export, _is_new = exporting.ask(member)
    with django_assert_max_num_queries(80):
        exporting.pack(export.pk)
    taken = ZipFile(export.path)
    assert len(rows(taken, "comments")) == 1201
    assert "pages/comments-7.html" in taken.namelist()
    assert "그 전에 한 말" in taken.read("pages/comments-4.html").decode()
    assert EmailAddress.objects.count()  # nothing was changed by looking
