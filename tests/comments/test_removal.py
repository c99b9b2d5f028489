"""/comments/<n>/removal/ and /remove/: one's own words can be taken back, nobody else's."""

from django.test import Client

from accounts.models import User
from comments.models import Comment, Decision, Discussion, State
from tests.cast import log_in, say


def test_the_author_takes_it_back_after_being_asked(discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader, "거둘 말")
    client = log_in(reader)
    assert "거둘 말" in client.get(f"/comments/{said.pk}/removal/").content.decode()
    assert client.post(f"/comments/{said.pk}/remove/").status_code == 302
    said.refresh_from_db()
    assert (said.state, said.source, said.html) == (State.REMOVED, "", "")
    assert not Decision.objects.exists()


def test_asking_changes_nothing(discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    log_in(reader).get(f"/comments/{said.pk}/removal/")
    assert log_in(reader).get(f"/comments/{said.pk}/remove/").status_code == 405
    assert Comment.objects.published().filter(pk=said.pk).exists()


def test_somebody_elses_is_unknown(discussion: Discussion, reader: User, lawyer: User) -> None:
    said = say(discussion, reader)
    assert log_in(lawyer).post(f"/comments/{said.pk}/remove/").status_code == 404
    assert log_in(lawyer).get(f"/comments/{said.pk}/removal/").status_code == 404
    assert Client().post(f"/comments/{said.pk}/remove/").status_code == 302
    assert Comment.objects.published().filter(pk=said.pk).exists()


def test_pressing_twice_deletes_once(discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    client = log_in(reader)
    client.post(f"/comments/{said.pk}/remove/")
    assert client.post(f"/comments/{said.pk}/remove/").status_code == 302
    discussion.refresh_from_db()
    assert discussion.comment_count == 0


def test_what_was_public_leaves_its_place_and_the_author_is_led_to_it(discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    assert log_in(reader).post(f"/comments/{said.pk}/remove/").url == f"/comments/{said.pk}/"
    waiting = say(discussion, reader, state=State.PENDING)
    assert log_in(reader).post(f"/comments/{waiting.pk}/remove/").url.endswith("#talk")


def test_what_is_gone_is_not_asked_about_again(discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    said.remove(by=reader)
    assert log_in(reader).get(f"/comments/{said.pk}/removal/").status_code == 410


def test_after_the_session_had_ended_one_is_asked_again(discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    response = Client().post(f"/comments/{said.pk}/remove/")
    assert response.url == f"/accounts/login/?next=/comments/{said.pk}/removal/"
    assert Comment.objects.published().filter(pk=said.pk).exists()
