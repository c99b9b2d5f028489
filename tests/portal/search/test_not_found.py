"""What a reader may not read is not found, neither in the results nor in a count, an extract or a suggestion, from that moment on.

The index is never told in these tests: whatever it knows, the live rows decide.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from accounts import departing
from accounts.models import Departure, Profession, User
from accounts.searching.building import build_all
from articles.models import Author, ColumnIndexPage, ColumnPage, Topic
from comments import muting
from comments.claims import deciding
from comments.models import Claim, Comment, Discussion, Rule, State
from tests.cast import log_in, make_column, make_member, say
from tests.comments.claims.conftest import REASON, blind, file  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
WORD, TITLE, NAME = "도토리묵골목", "뜸부기마을의 진실", "살구씨저울"
QUERIES = ({}, {"kind": "columns"}, {"kind": "comments"}, {"kind": "people"}, {"kind": "topics"}, {"profession": "translator"}, {"topic": "마을일"}, {"when": "week"}, {"order": "new"})  # fmt: skip


@pytest.fixture
def speaker(db: None) -> User:
    return make_member("salgussi", NAME, profession="translator")


@pytest.fixture
def scene(columns: ColumnIndexPage, columnist: Author, speaker: User) -> Comment:
    """A column of a topic of its own and, below it, a comment: each made of words that stand nowhere else."""
    column = make_column(columns, columnist, TITLE, f"{WORD}에서 있었던 일.")
    column.topics.set([Topic.objects.create(name="마을일")])
    column.professions.set([Profession.objects.get(slug="translator")])
    column.save()
    comment = say(Discussion.for_writing(column), speaker, f"{WORD}의 사람들이 그랬다.")
    build_all()
    return comment


def met(words: str, by: Client | None = None) -> set[str]:
    """Where anything is shown of what is searched for: every way of narrowing, both languages, and what is proposed."""
    by, found = by or Client(), set()
    for language in ("", "/en"):
        for query in QUERIES:
            page = by.get(f"{language}/search/", {"q": words, **query}).content.decode()
            main = page[page.index("<main") : page.index("</main>")]
            if any(f'class="{shown}' in main for shown in ("teaser", "voice", "entry", "chip", "hung")) and 'class="popular"' not in main:
                found.add(f"{language} {query}")
    if json.loads(by.get("/search/suggestions/", {"q": words}).content)["suggestions"]:
        found.add("suggestions")
    return found


def shown_comments(by: Client | None = None) -> int:
    page = (by or Client()).get("/search/", {"q": WORD, "kind": "comments"}).content.decode()
    assert page.count('class="says"') == int(page.split("댓글 <b>")[1].split("<")[0])
    return page.count('class="says"')


def decide(state: State) -> Callable[[Comment, User, Rule], None]:
    def act(comment: Comment, moderator: User, rule: Rule) -> None:
        if state == State.REJECTED:
            comment.reject(by=moderator, rule=rule, reason="규칙에 어긋납니다.")
        elif state == State.SPAM:
            comment.mark_spam(by=moderator, rule=rule, reason="광고입니다.")
        elif state == State.REMOVED:
            comment.remove(by=comment.author)
        elif state == State.PENDING:
            Comment.objects.filter(pk=comment.pk).update(state=State.PENDING)
        else:
            claim = file(comment=comment)
            if state == State.BLINDED:
                from datetime import timedelta

                from django.utils import timezone

                deciding.blind(claim, by=moderator, rule=rule, reason=REASON, until=timezone.now() + timedelta(days=3))
            else:
                deciding.erase(claim, by=moderator, rule=rule, reason=REASON)
        assert Comment.objects.get(pk=comment.pk).state == state

    return act


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_a_comment_that_is_not_public(scene: Comment, moderator: User, abuse: Rule, state: State) -> None:
    assert shown_comments() == 1
    decide(state)(scene, moderator, abuse)
    assert shown_comments() == 0
    assert shown_comments(log_in(moderator)) == 0, "moderators search at the desk"
    page = Client().get("/search/", {"q": WORD}).content.decode()
    assert 'class="hung"' not in page, "nobody speaks of it any more"
    assert "번역가 <b>1" not in page


def test_not_even_for_its_author_while_it_waits(scene: Comment) -> None:
    Comment.objects.filter(pk=scene.pk).update(state=State.PENDING)
    assert shown_comments(log_in(scene.author)) == 0


def test_it_is_found_again_once_it_is_public_again(scene: Comment, moderator: User, abuse: Rule) -> None:
    scene.reject(by=moderator, rule=abuse, reason="규칙에 어긋납니다.")
    Comment.objects.get(pk=scene.pk).publish(by=moderator)
    assert shown_comments() == 1


def page_of(comment: Comment) -> ColumnPage:
    return ColumnPage.objects.get(pk=comment.discussion.page_id)


def unpublish(comment: Comment, **_people: Any) -> None:
    page_of(comment).unpublish()


def hide(comment: Comment, *, moderator: User, abuse: Rule) -> None:
    from datetime import timedelta

    from django.utils import timezone

    claim = file(discussion=comment.discussion)
    deciding.blind(Claim.objects.get(pk=claim.pk), by=moderator, rule=abuse, reason=REASON, until=timezone.now() + timedelta(days=3))


def restrict(comment: Comment, **_people: Any) -> None:
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=comment.discussion.page_id), restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))


@pytest.mark.parametrize("act", [unpublish, hide, restrict])
def test_a_column_that_is_not_public_with_all_that_hangs_on_it(scene: Comment, moderator: User, abuse: Rule, act: Any) -> None:
    """Its comments, its topic, which has no other, and its columnist, who has no other either."""
    words = (WORD, TITLE, "마을일", "한서윤")
    before = {word: met(word) for word in words}
    assert all("suggestions" in found for found in before.values())
    assert all(len(found) > 4 for found in before.values())
    act(scene, moderator=moderator, abuse=abuse)
    assert {word: met(word) for word in words} == {word: set() for word in words}


def test_what_a_reader_has_muted_is_not_found_by_them_and_by_others_as_ever(scene: Comment, reader: User) -> None:
    mine = log_in(reader)
    assert shown_comments(mine) == 1
    assert met(NAME, mine)
    muting.mute(reader, scene.author)
    assert shown_comments(mine) == 0
    assert not met(NAME, mine)
    assert shown_comments() == 1
    assert met(NAME)
    muting.unmute(reader, scene.author)
    assert shown_comments(mine) == 1


def test_a_columnist_who_was_muted_is_not_proposed(scene: Comment, reader: User, columnist: Author, speaker: User) -> None:
    columnist.user = speaker
    columnist.save()
    build_all()
    muting.mute(reader, speaker)
    assert "suggestions" in met("한서윤")
    assert not met("한서윤", log_in(reader))


@pytest.mark.parametrize("comments", Departure.Comments.values)
def test_who_leaves_is_not_found_from_that_moment_nor_what_they_take_along(scene: Comment, comments: str) -> None:
    assert met(NAME)
    departing.leave(scene.author, comments)
    assert not met(NAME)
    assert shown_comments() == (1 if comments == Departure.Comments.KEEP else 0)
    assert NAME not in Client().get("/search/", {"q": WORD}).content.decode(), "what stays has no name"
    departing.come_back(User.objects.get(pk=scene.author_id))
    assert shown_comments() == 1
    assert met(NAME)


def test_a_member_who_is_gone_for_good(scene: Comment) -> None:
    scene.author.close()
    assert not met(NAME)
    assert not met("salgussi")


def test_an_account_that_was_barred_or_never_entered(scene: Comment) -> None:
    User.objects.filter(pk=scene.author_id).update(is_active=False)
    assert not met(NAME)
    User.objects.filter(pk=scene.author_id).update(is_active=True)
    scene.author.emailaddress_set.update(verified=False)
    assert not met(NAME)


def test_a_profession_that_was_retired_and_a_topic_without_columns(scene: Comment, columns: ColumnIndexPage) -> None:
    Topic.objects.create(name="빈주제")
    build_all()
    assert not met("빈주제")
    page = Client().get("/search/", {"q": "번역가", "kind": "professions"}).content.decode()
    assert "/professions/translator/" in page
    Profession.objects.filter(slug="translator").update(retired_at="2026-01-01T00:00Z")
    page = Client().get("/search/", {"q": "번역가", "kind": "professions"}).content.decode()
    assert "/professions/translator/" not in page


def test_members_are_found_and_not_proposed(scene: Comment) -> None:
    assert "suggestions" not in met(NAME)
    assert met(NAME)


def test_an_alias_is_found_as_its_source_once(scene: Comment, columns: ColumnIndexPage) -> None:
    page_of(scene).create_alias(parent=columns, update_slug="as-alias")
    build_all()
    page = Client().get("/search/", {"q": TITLE, "kind": "columns"}).content.decode()
    assert page.count('class="teaser"') == 1
