"""What a stranger has read is kept for the next one, for as long as the database would give the same, and for nobody else."""

import gzip
import os
import threading
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Policy, User
from articles.models import ColumnPage
from comments import reacting
from comments.models import Comment, Discussion, Reaction
from portal.kept import numbers, scopes, store, sweeping
from portal.kept.changing import changing
from portal.kept.door import Door
from portal.kept.packing import chosen
from tests.cast import log_in, make_column, say
from tests.portal.conftest import tagged  # noqa: F401 - a fixture
from tests.portal.kept.conftest import Site

REAL = pytest.mark.django_db(transaction=True)
WORDS = "저는 현장에서 다르게 보았습니다."


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, WORDS)


def kept_by_then(ask: Site, address: str) -> bool:
    """Whether the second of two strangers is answered from the store, with the very same."""
    first, second = ask(address), ask(address)
    assert first.status == 200, address
    if second.is_kept:
        assert second.body == first.body
        assert second.headers == first.headers
    return second.is_kept


@REAL
def test_every_kind_of_page_is_kept_once_it_was_rendered(ask, said, tagged):  # noqa: F811
    topic = tagged.topics.get()
    for address in (
        "/", "/en/", "/columns/", "/columns/?page=2", tagged.url, f"/en/columns/{tagged.slug}/", f"{tagged.url}?order=new",
        "/professions/", "/professions/lawyer/", "/people/yunhaein/", "/people/yunhaein/?comments=2", "/people/han-seoyun/",
        f"/topics/{topic.slug}/", f"/comments/{said.pk}/thread/", f"/comments/on/{tagged.pk}/paragraph/{tagged.body[0].id}/",
        "/comments/orders/", "/feeds/columns.atom", "/feeds/professions/lawyer.atom", "/feeds/people/han-seoyun.atom",
        f"/feeds/topics/{topic.slug}.atom", "/sitemap.xml", "/robots.txt",
    ):  # fmt: skip
        assert kept_by_then(ask, address), address


@REAL
def test_a_decision_takes_a_comment_off_every_page_that_showed_it(ask, said, column, moderator, abuse):
    shown = (column.url, f"/en/columns/{column.slug}/", f"/comments/{said.pk}/thread/", "/professions/lawyer/", "/people/yunhaein/")
    for address in shown:
        assert kept_by_then(ask, address)
        assert WORDS in ask(address).body.decode()
    said.reject(by=moderator, rule=abuse, reason="욕설")
    for address in shown:
        answer = ask(address)
        assert not answer.is_kept
        assert WORDS not in answer.body.decode()


@REAL
def test_a_vote_changes_its_discussion_only(ask, said, columns, columnist, column, reader):
    other = make_column(columns, columnist, "다른 칼럼")
    say(Discussion.for_writing(other), reader, "둘째 칼럼의 말.")
    for address in (column.url, other.url, "/"):
        assert kept_by_then(ask, address)
    reacting.react(said, reader, Reaction.Value.AGREE)
    assert [ask(address).is_kept for address in (column.url, other.url, "/")] == [False, True, True]


@REAL
def test_the_first_comment_on_a_column_is_seen_at_once(ask, column, lawyer):
    assert kept_by_then(ask, column.url)
    say(Discussion.for_writing(column), lawyer, WORDS)
    assert WORDS in ask(column.url).body.decode()
    assert kept_by_then(ask, column.url)


@REAL
def test_an_older_rendering_is_not_stored_over_a_decision(ask, said, column, moderator, abuse, monkeypatch):
    """The race: a page is rendered, a moderator decides, and only then the page is about to be stored."""
    put = store.put

    def decide_first(*args: object, **kwargs: object) -> bool:
        monkeypatch.setattr(store, "put", put)
        thread = threading.Thread(target=lambda: said.reject(by=moderator, rule=abuse, reason="욕설"))
        if transaction.get_connection().vendor == "sqlite":  # whose tests have one connection
            thread.run()
        else:
            thread.start()
            thread.join()
        return put(*args, **kwargs)

    monkeypatch.setattr(store, "put", decide_first)
    assert WORDS in ask(column.url).body.decode()  # it was asked for before the decision
    answer = ask(column.url)
    assert not answer.is_kept
    assert WORDS not in answer.body.decode()


@REAL
def test_a_page_that_is_rendered_while_a_decision_is_being_committed_is_not_stored(ask, said, column, monkeypatch):
    """Also when the commit is done by the time the page is: nobody knows which state it was read in."""
    put = store.put
    with ExitStack() as commit:
        commit.enter_context(changing({scopes.discussion(said.discussion_id)}))

        def commit_first(*args: object, **kwargs: object) -> bool:
            commit.close()
            return put(*args, **kwargs)

        monkeypatch.setattr(store, "put", commit_first)
        ask(column.url)
        monkeypatch.setattr(store, "put", put)
    assert not ask(column.url).is_kept
    assert ask(column.url).is_kept


@REAL
def test_a_transaction_that_is_rolled_back_takes_nothing_away(ask, said, column, moderator, abuse):
    assert kept_by_then(ask, column.url)
    with transaction.atomic():
        said.reject(by=moderator, rule=abuse, reason="욕설")
        transaction.set_rollback(True)
    assert ask(column.url).is_kept


@REAL
def test_a_draft_leaves_the_pages_alone_and_its_publication_does_not(ask, column, editor):
    assert kept_by_then(ask, column.url)
    column.title = "새 제목"
    revision = column.save_revision(user=editor)
    assert ask(column.url).is_kept
    revision.publish()
    answer = ask(column.url)
    assert not answer.is_kept
    assert "새 제목" in answer.body.decode()
    ColumnPage.objects.get(pk=column.pk).unpublish()
    assert ask(column.url).status == 410


@REAL
def test_a_page_kept_to_members_is_given_to_no_stranger(ask, column, reader):
    assert kept_by_then(ask, column.url)
    column.view_restrictions.create(restriction_type="login")
    assert ask(column.url).status == 302
    session = log_in(reader).cookies["sessionid"].value
    assert ask(column.url, HTTP_COOKIE=f"sessionid={session}").status == 200
    assert ask(column.url).status == 302


@REAL
def test_members_and_strangers_never_get_each_others_pages(ask, said, column, reader):
    assert kept_by_then(ask, column.url)
    cookie = f"a=b; sessionid={log_in(reader).cookies['sessionid'].value}"
    mine = ask(column.url, HTTP_COOKIE=cookie)
    assert not mine.is_kept
    assert "느린걸음" in mine.body.decode()
    assert "private" in mine.headers["Cache-Control"]
    assert "ETag" not in mine.headers
    theirs = ask(column.url)
    assert theirs.is_kept
    assert "느린걸음" not in theirs.body.decode()
    assert not ask(column.url, HTTP_COOKIE="messages=x").is_kept
    assert not ask(column.url, HTTP_COOKIE="sessionid=long-gone").is_kept
    assert ask(column.url, HTTP_COOKIE="csrftoken=x; theme=dark").is_kept


def test_a_members_page_is_never_the_first_to_be_kept(ask, column, reader):
    session = log_in(reader).cookies["sessionid"].value
    ask(column.url, HTTP_COOKIE=f"sessionid={session}")
    ask(column.url, HTTP_COOKIE="messages=x")
    assert not ask(column.url).is_kept


POISON = {
    "another host": {"HTTP_HOST": "localhost:8000"},
    "no port": {"HTTP_HOST": "127.0.0.1"},
    "https": {"wsgi.url_scheme": "https"},
    "below another path": {"SCRIPT_NAME": "/x"},
}


@pytest.mark.parametrize("odd", POISON.values(), ids=POISON)
def test_what_is_asked_for_in_another_way_is_neither_stored_nor_answered_from_the_store(ask, column, odd):
    ask("/", **odd)
    assert not ask("/").is_kept
    assert ask("/").is_kept
    assert not ask("/", **odd).is_kept


def test_a_head_request_stores_nothing_odd_and_gets_the_same_headers(ask, column):
    head = ask(column.url, "HEAD")
    full = ask(column.url)
    assert full.headers == head.headers
    again = ask(column.url, "HEAD")
    assert again.is_kept
    assert again.headers == full.headers
    assert again.body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE"])
def test_other_methods_go_to_django(ask, column, method):
    assert kept_by_then(ask, column.url)
    assert not ask(column.url, method).is_kept


def test_languages_have_addresses_of_their_own(ask, column):
    ask("/", HTTP_ACCEPT_LANGUAGE="en", HTTP_COOKIE="django_language=en")
    answer = ask("/", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.is_kept
    assert answer.headers["Content-Language"] == "ko"
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
    assert b'lang="ko"' in answer.body
    assert ask("/en/").headers["Content-Language"] == "en"


def test_what_does_not_matter_in_a_query_is_not_seen_by_the_page(ask, said, column):
    plain = ask(column.url)
    for query in ("utm_source=x&fbclid=y", "draft=abc", "q=%3Cb%3E", "page=7"):
        answer = ask(f"{column.url}?{query}")
        assert answer.body == plain.body, query
        assert answer.is_kept or query == "page=7"  # the door cannot know that a column has no pages
    first = ask(f"{column.url}?order=new&utm_source=x&kind=question")
    again = ask(f"{column.url}?fbclid=1&kind=question&order=old&order=new")
    assert again.is_kept
    assert again.body == first.body
    assert b"utm_source" not in first.body


@pytest.mark.parametrize(
    "query", ["page=abc", "page=-1", "order=%00", "lens=a%20b", "after=12345678901", "at=" + "1" * 3000, "order=\udcff"]
)
def test_a_query_as_nobody_links_it_is_answered_and_not_kept(ask, column, query):
    address = f"{column.url}?{query.encode('utf-8', 'surrogateescape').decode('latin-1')}"
    if "page" in query:
        address = f"/columns/?{query}"
    ask(address)
    assert not ask(address).is_kept


@pytest.mark.parametrize("path", ["//columns/", "/columns//", "/./columns/", "/columns/../columns/", "/~kept/", "/columns/~kept/page"])
def test_odd_paths_are_never_kept(ask, columns, path):
    ask(path)
    assert not ask(path).is_kept


def test_a_path_in_another_unicode_form_is_answered_and_not_kept(ask, column):
    import unicodedata

    address = unicodedata.normalize("NFD", column.url if "%" not in column.url else f"/columns/{column.slug}/")
    for _time in range(2):
        answer = ask(address)
        assert not answer.is_kept
        assert answer.status in (200, 301)


@pytest.mark.parametrize("path", ["/nope/", "/people/nobody/", "/c/1/", "/healthz", "/comments/on/1/news/"])
def test_what_is_not_a_page_is_not_kept(ask, column, path):
    ask(path)
    assert not ask(path).is_kept


def test_an_address_of_old_is_looked_up_with_its_query(ask, column):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.add_redirect("/old/?id=7", column)
    assert ask("/old/?id=7").status == 301


def test_a_part_of_a_page_for_script_is_not_the_page(ask, said, column):
    address = f"/comments/{said.pk}/thread/"
    part = {"HTTP_HX_CURRENT_URL": f"http://127.0.0.1:8000{column.url}", "HTTP_HX_REQUEST": "true"}
    ask(address, **part)
    assert not ask(address).is_kept
    assert not ask(address, **part).is_kept
    assert ask(address).is_kept


@REAL
def test_encodings_and_conditional_requests(ask, said, column):
    plain = ask(column.url)
    packed = {name: ask(column.url, HTTP_ACCEPT_ENCODING=name) for name in ("br", "gzip")}
    assert brotli.decompress(packed["br"].body) == gzip.decompress(packed["gzip"].body) == plain.body
    assert [answer.headers["Content-Encoding"] for answer in packed.values()] == ["br", "gzip"]
    tags = [plain.headers["ETag"], *(answer.headers["ETag"] for answer in packed.values())]
    assert len(set(tags)) == 3
    for name, tag in zip(("", "br", "gzip"), tags, strict=True):
        for wanted in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            answer = ask(column.url, HTTP_ACCEPT_ENCODING=name, HTTP_IF_NONE_MATCH=wanted)
            assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)
            assert "Content-Length" not in answer.headers
    assert ask(column.url, HTTP_IF_NONE_MATCH=tags[1]).status == 200
    assert ask(column.url, HTTP_IF_MODIFIED_SINCE="Fri, 01 Jan 2100 00:00:00 GMT").status == 200
    assert "Last-Modified" not in plain.headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("gzip;q=1.0, br;q=0.5", "gzip"), ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0", "identity"), ("*", "br"), ("*;q=0", "identity"), ("br;q=0, *", "gzip"), ("identity", "identity"),
        ("identity, br;q=0.5", "identity"), ("identity;q=0.2, br;q=0.5", "br"), ("GZIP", "gzip"), ("br;q=nonsense", "identity"),
        ("brotli, x-gzip", "identity"), ("gzip;q=0.001", "gzip"),
    ],
)  # fmt: skip
def test_the_encoding_is_the_readers_best(accepted, encoding):
    assert chosen(accepted) == encoding


def test_without_the_store_a_page_has_an_etag_all_the_same(settings, ask, column):
    settings.KEPT_PAGES = False
    first = ask(column.url, HTTP_ACCEPT_ENCODING="br")
    assert ask(column.url, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 304
    assert not ask(column.url).is_kept
    assert not (settings.KEPT_DIR).exists()


@REAL
def test_numbers_are_never_given_twice(ask, said, column, reader):
    tags = set()
    for _time in range(6):
        tags.add(ask(column.url).headers["ETag"])
        reacting.react(said, reader, Reaction.Value.AGREE)
    assert len(tags) == 6
    files = [os.stat(path) for path in Path(store.path_to()).glob("trash/*/*/page*")] + [
        os.stat(path) for path in Path(store.path_to()).glob("trash/*/page*")
    ]
    assert len({file.st_mtime_ns for file in files}) == len(files) >= 15


@REAL
def test_a_page_that_is_true_until_a_moment_does_not_outlive_it(ask, lawyer, column, monkeypatch):
    lawyer.credentials.update(expires_at=timezone.now() + timedelta(hours=1))
    for address in ("/people/yunhaein/", "/professions/lawyer/", "/professions/", "/"):
        assert kept_by_then(ask, address)
        assert not list(Path(store.proxy_root() + address).glob("~kept"))
    monkeypatch.setattr("time.time", lambda: (timezone.now() + timedelta(hours=2)).timestamp())
    for address in ("/people/yunhaein/", "/professions/lawyer/", "/professions/", "/"):
        assert not ask(address).is_kept
    assert list(Path(store.proxy_root() + column.url).glob("~kept")) == []
    ask(column.url)
    assert len(list(Path(store.proxy_root() + f"/columns/{column.slug}/").glob("~kept"))) == 1


@REAL
def test_a_page_takes_the_place_of_one_whose_moment_has_passed(ask, lawyer, monkeypatch):
    lawyer.credentials.update(expires_at=timezone.now() + timedelta(hours=1))
    assert kept_by_then(ask, "/people/yunhaein/")
    now = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    monkeypatch.setattr("time.time", lambda: now.timestamp())
    assert "확인됨" not in ask("/people/yunhaein/").body.decode()
    assert ask("/people/yunhaein/").is_kept


@REAL
def test_a_policy_that_was_announced_comes_into_force_on_its_day(ask, columns):
    policy = {"kind": "terms", "version": "1", "effective_on": timezone.localdate() - timedelta(days=1), "body": "<p>가</p>"}
    Policy.objects.create(**policy)
    assert kept_by_then(ask, "/terms/")
    assert Door(lambda *_: []).find({"PATH_INFO": "/terms/"}).until is None
    Policy.objects.create(**{**policy, "version": "2", "effective_on": timezone.localdate() + timedelta(days=1)})
    assert kept_by_then(ask, "/terms/")
    until = Door(lambda *_: []).find({"PATH_INFO": "/terms/"}).until
    assert 0 < until - timezone.now().timestamp() <= 86_400


def test_other_processes_see_it_too_and_hold_it_in_memory(ask, column):
    ask(column.url)
    other = Site()
    assert other(column.url).is_kept
    assert other.door.held
    sweeping.forget()
    assert not other(column.url).is_kept


def test_a_door_holds_no_more_than_it_may(ask, column, monkeypatch):
    monkeypatch.setattr("portal.kept.door.MEMORY", 30_000)
    for address in ("/", "/columns/", column.url, "/professions/", "/en/"):
        ask(address)
        assert ask(address).is_kept
        assert ask.door.size == sum(held.size for held in ask.door.held.values()) <= 30_000


def test_room_is_bounded_and_made(ask, column, settings, monkeypatch):
    monkeypatch.setattr(numbers, "MEGABYTE", 600_000)
    settings.KEPT_MEGABYTES = 1
    addresses = [f"{column.url}?after={number}" for number in range(1, 32)]
    for address in addresses:
        ask(address)
    assert numbers.used()[1] <= 300_000
    assert not ask(addresses[-1]).is_kept
    assert kept_by_then(ask, "/")  # addresses that anybody can make up leave room for the others
    sweeping.sweep()
    assert numbers.used()[1] <= 300_000
    assert kept_by_then(ask, addresses[-1])


def test_sweeping_leaves_what_is_found_and_nothing_else(ask, column):
    for address in (column.url, "/", "/columns/"):
        ask(address)
    before = numbers.used()
    sweeping.sweep()
    assert numbers.used()[0] >= before[0]  # the heads count as well
    assert all(ask(address).is_kept for address in (column.url, "/", "/columns/"))
    sweeping.forget()
    sweeping.sweep()
    assert numbers.used() == (0, 0)
    assert not list(Path(store.path_to("shelves")).glob("*/*"))
    assert not list(Path(store.path_to("addresses")).glob("*/*"))
    assert not list(Path(store.path_to("pages")).rglob("~kept"))


def test_an_error_of_the_store_is_logged_once_and_answered_by_django(ask, column, monkeypatch, caplog):
    assert kept_by_then(ask, column.url)

    def fail(_key: str) -> None:
        raise PermissionError

    ask.door.held.clear()
    monkeypatch.setattr(store, "find", fail)
    assert [ask(column.url).status for _time in range(3)] == [200] * 3
    assert caplog.text.count("Kept pages cannot be read") == 1


def test_a_full_disk_is_no_readers_trouble(ask, column, monkeypatch):
    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_write_file", fail)
    assert ask(column.url).status == 200
    assert not ask(column.url).is_kept


def test_files_can_be_read_by_the_proxy_whatever_the_umask(ask, column):
    before = os.umask(0o077)
    try:
        ask(column.url)
    finally:
        os.umask(before)
    (kept,) = Path(store.proxy_root()).rglob("~kept")
    for file in kept.iterdir():
        assert file.stat().st_mode & 0o777 == 0o644
    folder = kept.resolve()
    while folder != Path(store.path_to()).parent:
        assert folder.stat().st_mode & 0o777 == 0o755
        folder = folder.parent
