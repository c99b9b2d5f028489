"""A column that a claim has hidden is nowhere on the site but for a page in its place, and comes back as it was."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Notice, User
from articles.models import Author, ColumnIndexPage, ColumnPage
from comments.claims import deciding, ending, objecting
from comments.models import Claim, Comment, Decision, Discussion, Outcome, Rule
from comments.transitions import OwnComment
from portal.share.poster import poster_of
from tests.cast import log_in, make_column, make_member, say
from tests.comments.claims.conftest import REASON, SECRETS, blind, file  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
TITLE, TEXT = "뜸부기마을의 진실", "뜸부기마을 이장은 그날 그 자리에 있었습니다."


@pytest.fixture
def writer(columnist: Author) -> User:
    writer = make_member("han-seoyun-too", "한서윤")
    columnist.user = writer
    columnist.save()
    return writer


@pytest.fixture
def told(columns: ColumnIndexPage, columnist: Author, writer: User) -> ColumnPage:
    return make_column(columns, columnist, TITLE, TEXT)


@pytest.fixture
def comment(told: ColumnPage, lawyer: User) -> Comment:
    return say(Discussion.for_writing(told), lawyer, "칼럼에 단 말")


@pytest.fixture
def hidden(told: ColumnPage, blind: Callable[..., Claim]) -> Claim:  # noqa: F811
    return blind(file(discussion=Discussion.for_writing(told)))


def now(column: ColumnPage) -> ColumnPage:
    return ColumnPage.objects.get(pk=column.pk)


def test_at_its_address_stand_kind_ground_and_end(told: ColumnPage, comment: Comment, hidden: Claim) -> None:
    for address in (told.url, f"/c/{told.pk}/", f"/comments/{comment.pk}/", f"/comments/{comment.pk}/thread/"):
        answer = Client().get(address, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 451, address
        assert hidden.get_ground_display() in page
        assert timezone.localtime(hidden.until).date().isoformat() in page
        for word in (TITLE, TEXT, "한서윤", "칼럼에 단 말", REASON, *SECRETS):
            assert word not in page, address
        assert not answer.cookies
    assert Client().get(f"/en{told.url}").status_code == 451


def test_it_is_out_of_lists_feeds_sitemap_pictures_and_counts(told: ColumnPage, comment: Comment, hidden: Claim) -> None:
    paths = [
        "/",
        "/columns/",
        "/feeds/columns.atom",
        "/sitemap.xml",
        "/people/han-seoyun-too/",
        "/professions/lawyer/",
        "/people/yunhaein/",
    ]
    paths += ["/professions/lawyer/voices/", "/feeds/professions/lawyer/voices.atom", "/feeds/people/han-seoyun-too.atom"]
    for path in paths:
        answer = Client().get(path)
        page = answer.content.decode()
        assert answer.status_code == 200, path
        assert TITLE not in page, path
        assert told.slug not in page, path
        assert "칼럼에 단 말" not in page, path
    assert Client().get(f"/c/{told.pk}/picture-0123456789abcdef.png").status_code == 451
    assert Client().get(f"/comments/on/{told.pk}/news/").status_code == 404


def test_nobody_speaks_below_it(told: ColumnPage, hidden: Claim, reader: User) -> None:
    answer = log_in(reader).post(f"/comments/on/{told.pk}/", {"body": "저도 한마디"})
    assert answer.status_code >= 400
    assert not Comment.objects.exists()


def test_its_writer_is_told_and_objects_and_nobody_else_can(
    told: ColumnPage, hidden: Claim, writer: User, reader: User, moderator: User
) -> None:
    assert Notice.objects.filter(recipient=writer, kind="claim_blind").count() == 1
    assert log_in(writer).get(f"/comments/claims/{hidden.pk}/").status_code == 200
    assert log_in(reader).get(f"/comments/claims/{hidden.pk}/").status_code == 404
    assert objecting.object_to(hidden, by=writer, text="취재 기록이 있습니다.")


def test_a_writer_who_moderates_does_not_decide(told: ColumnPage, writer: User, abuse: Rule) -> None:
    claim = file(discussion=Discussion.for_writing(told))
    with pytest.raises(OwnComment):
        deciding.refuse(claim, by=writer, reason="아닙니다.")


def test_who_brought_in_a_column_of_somebody_without_an_account_is_told(columns: ColumnIndexPage, columnist: Author, editor: User) -> None:
    column = make_column(columns, columnist, "남의 글")
    Page.objects.filter(pk=column.pk).update(owner=editor)
    file(discussion=Discussion.for_writing(column))
    claim = Claim.objects.get()
    assert claim.answering() == [editor]


def test_the_ledger_calls_it_a_column(told: ColumnPage, hidden: Claim) -> None:
    decision = Decision.objects.get(action="blind")
    assert (decision.scope, decision.from_state, decision.to_state, decision.discussion.page_id) == (
        "column",
        "published",
        "blinded",
        told.pk,
    )


def test_at_its_end_it_comes_back_as_it_was_whatever_was_drafted_meanwhile(told: ColumnPage, comment: Comment, hidden: Claim) -> None:
    draft = now(told)
    draft.title, draft.dek = "바꾼 제목", "아직 아무도 읽지 않은 초안"
    draft.save()  # as the admin does with a page that is not live
    draft.save_revision()
    Claim.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert ending.end_due() == 1
    back = now(told)
    assert (back.live, back.title, back.dek, back.has_unpublished_changes) == (True, TITLE, "한 줄로 줄인 글.", True)
    page = Client().get(told.url).content.decode()
    assert TEXT in page
    assert "칼럼에 단 말" in page
    assert "아직 아무도" not in page
    assert Decision.objects.get(action="unblind").to_state == "published"
    assert Client().get("/feeds/columns.atom").content.decode().count(TITLE) >= 1


def test_a_schedule_or_an_editor_does_not_bring_it_back(told: ColumnPage, hidden: Claim, editor: User) -> None:
    draft = now(told)
    draft.go_live_at = timezone.now() + timedelta(seconds=1)
    draft.save_revision(approved_go_live_at=draft.go_live_at - timedelta(hours=1)).save()
    call_command("publish_scheduled", verbosity=0)
    assert not now(told).live
    now(told).save_revision().publish(user=editor)
    assert not now(told).live
    assert Client().get(told.url).status_code == 451


def test_deleted_by_decision_it_never_comes_back(told: ColumnPage, hidden: Claim, moderator: User, abuse: Rule, editor: User) -> None:
    deciding.erase(Claim.objects.get(), by=moderator, rule=abuse, reason=REASON)
    assert (now(told).live, Claim.objects.get().outcome) == (False, Outcome.ERASED)
    answer = Client().get(told.url)
    assert answer.status_code == 451
    assert hidden.get_ground_display() in answer.content.decode()
    assert not re.search(r"\d{4}-\d\d-\d\d", re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL).group())
    now(told).save_revision().publish(user=editor)
    assert not now(told).live


def test_lifting_early_and_two_claims(told: ColumnPage, hidden: Claim, moderator: User, blind: Callable[..., Claim]) -> None:  # noqa: F811
    other = blind(file(discussion=Discussion.for_writing(told), email="dareun@example.org"), 10)
    assert ending.lift(hidden, by=moderator, reason="다툼이 없습니다.") is None
    assert not now(told).live
    assert ending.lift(Claim.objects.get(pk=other.pk), by=moderator, reason="다툼이 없습니다.")
    assert now(told).live


def test_an_alias_of_it_is_hidden_with_it_and_comes_back_with_it(told: ColumnPage, columns: ColumnIndexPage, blind: Any) -> None:  # noqa: F811
    alias = told.create_alias(parent=columns, update_slug="as-alias")
    claim = file(discussion=Discussion.for_writing(told))
    blind(claim)
    assert not Page.objects.get(pk=alias.pk).live
    assert Client().get(alias.url).status_code == 451
    Claim.objects.update(until=timezone.now() - timedelta(minutes=1))
    ending.end_due()
    assert Page.objects.get(pk=alias.pk).live


def test_a_column_that_was_simply_unpublished_is_still_gone(told: ColumnPage) -> None:
    told.unpublish()
    assert Client().get(told.url).status_code == 410


def test_the_desk_shows_and_decides_it(told: ColumnPage, moderator: User, abuse: Rule) -> None:
    claim = file(discussion=Discussion.for_writing(told))
    desk = log_in(moderator)
    assert TITLE in desk.get(f"/cms/desk/claims/{claim.pk}/").content.decode()
    words = {"seen": claim.version, "rule": abuse.pk, "reason": REASON, "days": 30}
    assert desk.post(f"/cms/desk/claims/{claim.pk}/blind/", words).status_code == 302
    assert not now(told).live
    assert TEXT in desk.get(f"/cms/desk/claims/{claim.pk}/").content.decode()
    assert desk.get("/cms/desk/claims/?shelf=hidden").content.decode().count(TITLE) >= 1


def test_its_share_picture_is_not_drawn(told: ColumnPage, hidden: Claim) -> None:
    from comments.models.discussion import source_of
    from comments.templatetags.discussion import attach_talk

    [page] = attach_talk([told])
    assert source_of(told).pk == told.pk
    assert Client().get(f"/c/{told.pk}/picture-{poster_of(page, page.talk).digest}.png").status_code == 451
