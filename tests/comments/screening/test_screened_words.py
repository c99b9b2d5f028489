"""The list of words as moderators keep it: in the admin, many at once, and effective for the next comment in every process."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from comments.models import Discussion, ScreenedWord, Screening
from comments.screening import rules
from tests.cast import log_in
from tests.comments.screening.conftest import Post, list_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(moderator: User) -> Client:
    return log_in(moderator)


def why(post: Post, text: str) -> str:
    return post(text).held_because


def test_a_change_of_the_list_counts_for_the_next_comment(post: Post) -> None:
    assert why(post, "멍게 같은 소리") == ""
    list_words("멍게")
    assert why(post, "멍게 같은 소리다") == "blocked_word"
    word = ScreenedWord.objects.get()
    word.kind = ScreenedWord.Kind.SUSPECT
    word.save()
    assert why(post, "멍게 같은 소리요") == "suspect_word"
    word.delete()
    assert why(post, "멍게 같은 소리죠") == ""


def test_so_does_what_is_done_to_many_at_once(post: Post, moderator: User) -> None:
    list_words("멍게", "해삼")
    assert why(post, "멍게 같은 소리") == "blocked_word"
    ScreenedWord.objects.all().delete()
    assert why(post, "멍게 같은 소리다") == ""


def test_the_list_is_read_once_and_not_for_each_comment(post: Post) -> None:
    list_words("멍게")
    post("첫째")
    with CaptureQueriesContext(connection) as asked:
        post("둘째")
    assert not any("comments_screenedword" in query["sql"] for query in asked)


def test_a_list_that_was_put_back_is_not_taken_for_the_one_that_is_remembered(post: Post) -> None:
    """A transaction undone, a backup restored: the stamp is never one that stood for something else."""
    list_words("멍게")
    with transaction.atomic():
        list_words("해삼")
        assert why(post, "해삼 같은 소리") == "blocked_word"
        transaction.set_rollback(True)
    list_words("말미잘")
    assert why(post, "해삼 같은 소리다") == ""
    assert why(post, "말미잘 같은 소리") == "blocked_word"


def test_what_is_remembered_may_be_newer_than_its_stamp_but_never_older(post: Post, monkeypatch: Any) -> None:
    """The list changes between the reading of the stamp and that of the words."""
    list_words("멍게")
    real = rules.WordList.of

    def meanwhile(rows: Any) -> Any:
        monkeypatch.setattr(rules.WordList, "of", real)
        list_words("해삼")
        return real(rows)

    monkeypatch.setattr(rules.WordList, "of", meanwhile)
    why(post, "아무 말")
    assert why(post, "해삼 같은 소리") == "blocked_word"
    assert rules._remembered.stamp == Screening.current().stamp


@pytest.mark.django_db(transaction=True)
def test_comments_posted_while_the_list_changes_are_screened_by_the_one_list_or_the_other(
    shared_database: None, lenient: Any, discussion: Discussion, reader: User, translator: User
) -> None:
    """Two who post and one who changes the list, at once: nobody fails, and what comes after is held."""
    import uuid

    from django.db import connections

    from comments.submission import Words, submit

    errors: list[Exception] = []
    barrier = Barrier(3)

    def at_once(work: Any) -> None:
        barrier.wait()
        try:
            for number in range(8):
                work(number)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    def poster(author: User) -> Any:
        return lambda number: submit(discussion, author, Words(f"멍게 {number} {author.pk}"), key=uuid.uuid4())

    works = [poster(reader), poster(translator), lambda number: list_words(f"멍게{'가나다라마바사아'[number]}")]
    threads = [Thread(target=at_once, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    comment, _made = submit(discussion, reader, Words("멍게아 끝"), key=uuid.uuid4())
    assert comment.held_because == "blocked_word"


def test_a_word_is_added_in_the_admin_with_who_added_it(desk: Client, moderator: User, post: Post) -> None:
    answer = desk.post(reverse("screened_words:add"), {"text": " ＳＨＩＴ ", "kind": "blocked", "note": "영어"})
    assert answer.status_code == 302
    word = ScreenedWord.objects.get()
    assert (word.letters, word.added_by) == ("shit", moderator)
    assert "영어" in desk.get(reverse("screened_words:index")).content.decode()
    assert why(post, "s.h.i.t") == "blocked_word"
    desk.post(reverse("screened_words:delete", args=[word.pk]))
    assert why(post, "s.h.i.t 라니") == ""


def test_a_word_is_changed_in_the_admin_for_the_next_comment(desk: Client, post: Post) -> None:
    list_words("멍게")
    word = ScreenedWord.objects.get()
    desk.post(reverse("screened_words:edit", args=[word.pk]), {"text": "해삼", "kind": "suspect", "note": ""})
    assert [why(post, "멍게 소리"), why(post, "해삼 소리")] == ["", "suspect_word"]


def test_readers_and_editors_do_not_see_the_list(client: Client, reader: User, editor: User) -> None:
    for who in (client, log_in(reader), log_in(editor)):
        assert who.get(reverse("screened_words:index")).status_code == 302
        assert who.get(reverse("comments_desk:add-words")).status_code in (302, 403)


def test_the_same_word_written_in_another_way_is_refused_by_name(desk: Client) -> None:
    list_words("시발")
    answer = desk.post(reverse("screened_words:add"), {"text": "ㅅㅣ발", "kind": "exception", "note": ""})
    assert answer.status_code == 200
    assert "‘시발’" in answer.content.decode()
    assert ScreenedWord.objects.count() == 1


def test_a_colleague_who_was_quicker_is_no_error(desk: Client, monkeypatch: Any) -> None:
    list_words("시발")
    monkeypatch.setattr(ScreenedWord, "clean", lambda self: None)
    answer = desk.post(reverse("screened_words:add"), {"text": "시발", "kind": "blocked", "note": ""})
    assert answer.status_code == 200
    assert ScreenedWord.objects.count() == 1


def add(desk: Client, words: str = "", **more: Any) -> Any:
    return desk.post(reverse("comments_desk:add-words"), {"words": words, "kind": "blocked", "note": "", **more})


def test_many_are_added_at_once_pasted_and_from_a_file(desk: Client, post: Post, moderator: User) -> None:
    list_words("멍게")
    file = SimpleUploadedFile("words.txt", "\ufeff말미잘\r\n\r\n# 주석\r\n멍 게\r\n".encode())
    assert add(desk, "해삼\n해 삼\n좆*같\n", file=file, note="2026년 가을").status_code == 302
    assert sorted(ScreenedWord.objects.values_list("text", flat=True)) == ["말미잘", "멍게", "좆*같", "해삼"]
    assert ScreenedWord.objects.filter(added_by=moderator, note="2026년 가을").count() == 3
    assert why(post, "말.미.잘") == "blocked_word"


def test_one_entry_that_cannot_be_adds_none_and_is_named_by_its_line(desk: Client) -> None:
    answer = add(desk, "해삼\n가\n\n나*다*라*마*바")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2" in page or "2행" in page
    assert "나*다*라*마*바" in page
    assert not ScreenedWord.objects.exists()


@pytest.mark.parametrize("words", ["", "\n\n", "# 주석뿐\n", "\x00"])
def test_nothing_to_add_is_said(desk: Client, words: str) -> None:
    assert add(desk, words).status_code == 422


def test_only_the_first_ten_errors_are_listed(desk: Client) -> None:
    page = add(desk, "가\n" * 5000).content.decode()
    assert page.count("<p>") < 30


@pytest.mark.parametrize("content", ["해삼".encode("cp949"), b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\xff"])
def test_a_file_that_is_no_text_is_refused(desk: Client, content: bytes) -> None:
    assert add(desk, file=SimpleUploadedFile("words.txt", content)).status_code == 422
    assert not ScreenedWord.objects.exists()


def test_too_much_for_one_time_is_refused(desk: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("comments.desk.screening_forms.FILE_MAX", 20)
    assert add(desk, file=SimpleUploadedFile("words.txt", "해삼\n".encode() * 10)).status_code == 422
    assert add(desk, "해삼\n" * 10).status_code == 422


def test_the_list_has_an_end(desk: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("comments.models.screening.MOST", 2)
    monkeypatch.setattr("comments.models.screening.MOST_STARRED", 1)
    assert add(desk, "해삼\n멍게\n말미잘").status_code == 422
    assert add(desk, "해*삼\n멍*게").status_code == 422
    assert add(desk, "해*삼\n멍게").status_code == 302
    with pytest.raises(ValidationError):
        ScreenedWord(text="말미잘").full_clean()


def test_fifty_thousand_are_taken_in_one_go_and_found(desk: Client, post: Post) -> None:
    syllables = [chr(0xAC00 + 28 * number) for number in range(250)]
    many = [f"{a}{b}가" for a in syllables[:200] for b in syllables]
    file = SimpleUploadedFile("words.txt", "\n".join(many).encode())
    assert add(desk, file=file).status_code == 302
    assert ScreenedWord.objects.count() == 50_000
    assert why(post, "그리고 " + ".".join(many[-1])) == "blocked_word"
    assert why(post, "그냥 한마디 합니다") == ""
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(reverse("screened_words:index")).status_code == 200
    assert len(asked) < 30
