"""What a stranger has read is kept for the next one, for as long as the database would give the same."""

import threading
from contextlib import ExitStack

from django.db import transaction

from articles.models import ColumnPage
from comments import reacting
from comments.models import Discussion, Reaction
from portal.kept import scopes, store
from portal.kept.changing import changing
from tests.cast import make_column, say
from tests.portal.kept.conftest import REAL, WORDS, kept_by_then


@REAL
def test_every_kind_of_page_is_kept_once_it_was_rendered(ask, said, tagged):
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
