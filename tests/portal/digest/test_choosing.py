"""What a letter of the week has in it: for whom, and nothing that is not for everybody when it goes out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from pytest_django import Settings

from accounts.mail_choices import choose
from accounts.mail_groups import DIGEST
from accounts.mail_times import Week
from accounts.models import Credential, Notice, Profession, ProfessionFollow, User, When
from articles.models import Author, AuthorFollow, ColumnPage, Topic, TopicFollow
from comments import muting
from comments.models import Comment, Reaction
from comments.reacting import react, score
from portal.digest import choosing
from portal.digest.at_large import WeekAtLarge
from portal.digest.choosing import Contents, of_the_week
from tests.cast import make_column, make_member, say

pytestmark = pytest.mark.django_db
Of = Callable[..., Contents]


def test_the_columns_of_the_week_on_what_one_follows(contents: Of, tagged: ColumnPage, fan: User, translator: User) -> None:
    assert contents(fan).columns == [tagged]
    choose(translator, DIGEST, When.WEEKLY)
    assert contents(translator).columns == [tagged], "on one’s own profession, without following it"


@pytest.mark.parametrize("what", ["author", "topic"])
def test_a_columnist_or_a_topic_is_enough(contents: Of, tagged: ColumnPage, newcomer: User, columnist: Author, what: str) -> None:
    choose(newcomer, DIGEST, When.WEEKLY)
    assert contents(newcomer).is_empty
    if what == "author":
        AuthorFollow.follow(newcomer, columnist)
    else:
        topic = Topic.objects.create(name="일")
        tagged.topics.add(topic)
        tagged.save()
        TopicFollow.follow(newcomer, topic)
    assert contents(newcomer).columns == [tagged]


def test_another_week_is_another_letter(tagged: ColumnPage, said: Comment, fan: User) -> None:
    now = Week.around(timezone.now())
    assert of_the_week(fan, [], WeekAtLarge(now.before)).is_empty
    with freeze_time(now.until + timedelta(hours=1)):
        assert of_the_week(fan, [], WeekAtLarge(Week.around(timezone.now()))).is_empty
        assert not of_the_week(fan, [], WeekAtLarge(now)).is_empty


def test_what_did_not_fit_is_counted(contents: Of, columns: Any, columnist: Author, fan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "COLUMNS", 2)
    AuthorFollow.follow(fan, columnist)
    for number in range(3):
        make_column(columns, columnist, f"칼럼 {number}")
    found = contents(fan)
    assert (len(found.columns), found.more_columns) == (2, 1)


def test_the_comment_that_crossed_professions(contents: Of, said: Comment, fan: User) -> None:
    found = contents(fan)
    assert (found.crossing, found.agreed) == (said, 2)


def test_agreement_within_one_profession_crosses_nothing(contents: Of, said: Comment, fan: User) -> None:
    Reaction.objects.filter(profession__slug="reporter").delete()
    score(said)
    assert contents(fan).crossing is None


def test_where_only_checked_votes_count_the_others_cross_nothing(contents: Of, said: Comment, fan: User, settings: Settings) -> None:
    settings.COMMENTS_VERIFIED_VOTES_ONLY = True
    assert contents(fan).crossing is None
    Reaction.objects.update(verified=True)
    assert contents(fan).crossing == said


def test_a_comment_stands_in_the_letter_once(contents: Of, said: Comment, fan: User, lawyer: User) -> None:
    other = say(said.discussion, lawyer, "덧붙입니다.")
    found = contents(fan)
    assert (found.crossing, found.said) == (said, [other])
    assert found.profession == Profession.objects.get(slug="lawyer")


def test_ones_own_profession_comes_before_those_one_follows(contents: Of, said: Comment, fan: User, translator: User) -> None:
    own = say(said.discussion, translator, "저는 번역가입니다.")
    ProfessionFollow.follow(translator, Profession.objects.get(slug="lawyer"))
    choose(translator, DIGEST, When.WEEKLY)
    assert contents(translator).said == [own]


def test_a_reserved_title_that_is_not_borne_out_any_more_is_not_what_the_profession_said(
    contents: Of, said: Comment, fan: User, moderator: User, lawyer: User
) -> None:
    say(said.discussion, lawyer, "덧붙입니다.")
    Credential.objects.get(user=lawyer).revoke(by=moderator)
    found = contents(fan)
    assert found.said == []
    assert found.crossing is not None
    assert found.crossing.worn.is_revoked


def test_of_whom_one_has_muted_there_is_nothing(contents: Of, said: Comment, fan: User, lawyer: User, translator: User) -> None:
    say(said.discussion, lawyer, "덧붙입니다.")
    muting.mute(fan, lawyer)
    found = contents(fan)
    assert (found.crossing, found.said) == (None, [])
    choose(translator, DIGEST, When.WEEKLY)
    assert contents(translator).crossing == said, "others still read it"


def test_the_next_comes_up_where_the_first_is_muted(
    contents: Of, said: Comment, fan: User, lawyer: User, translator: User, reader: User
) -> None:
    second = say(said.discussion, make_member("other", "다른이"), "저도 그렇습니다.")
    react(second, translator, "agree")
    react(second, lawyer, "agree")
    muting.mute(fan, lawyer)
    assert contents(fan).crossing == second


def test_a_columnist_whom_one_has_muted_writes_one_nothing(
    contents: Of, tagged: ColumnPage, fan: User, translator: User, columnist: Author
) -> None:
    Author.objects.filter(pk=columnist.pk).update(user=translator)
    assert contents(fan).columns == [tagged]
    muting.mute(fan, translator)
    assert contents(fan).columns == []


def test_ones_own_words_are_no_news(contents: Of, said: Comment, lawyer: User) -> None:
    choose(lawyer, DIGEST, When.WEEKLY)
    assert contents(lawyer).crossing is None


@pytest.mark.parametrize("how", ["removed", "taken down", "page taken back", "page kept to members", "left"])
def test_what_is_not_public_is_not_in_it(
    contents: Of, said: Comment, fan: User, lawyer: User, moderator: User, abuse: Any, tagged: ColumnPage, how: str
) -> None:
    _take_away(how, said, lawyer, moderator, abuse, tagged)
    found = contents(fan)
    assert (found.crossing, found.said) == (None, [])
    assert bool(found.columns) is not how.startswith("page")


@pytest.mark.parametrize("how", ["removed", "taken down", "page taken back", "page kept to members", "left"])
def test_what_is_taken_away_while_the_letters_go_out_is_not_in_the_later_ones(
    said: Comment, fan: User, lawyer: User, moderator: User, abuse: Any, tagged: ColumnPage, how: str
) -> None:
    say(said.discussion, lawyer, "덧붙입니다.")
    large = WeekAtLarge(Week.around(timezone.now()))
    before = of_the_week(fan, [], large)
    assert (before.crossing, len(before.said), before.columns) == (said, 1, [tagged])
    _take_away(how, said, lawyer, moderator, abuse, tagged)
    after = of_the_week(fan, [], large)
    assert after.crossing is None
    assert bool(after.columns) is not how.startswith("page")


def _take_away(how: str, said: Comment, lawyer: User, moderator: User, abuse: Any, tagged: ColumnPage) -> None:
    if how == "removed":
        said.remove(by=lawyer)
    elif how == "taken down":
        said.reject(by=moderator, rule=abuse, reason="이유")
    elif how == "page taken back":
        tagged.unpublish()
    elif how == "left":
        lawyer.close()
    else:
        tagged.view_restrictions.create(restriction_type="login")


def test_a_notice_of_a_column_that_stands_in_the_letter_is_not_repeated(contents: Of, tagged: ColumnPage, fan: User) -> None:
    about = {"column": tagged.pk, "title": tagged.title, "authors": "한서윤", "because": ["변호사"]}
    notice = Notice.objects.create(recipient=fan, kind="column", key=str(tagged.pk), context=about)
    assert contents(fan, notice).notices == []
    choose(fan, DIGEST, When.NEVER)
    assert [told.notice for told in contents(fan, notice).notices] == [notice]
    tagged.unpublish()
    assert contents(fan, notice).is_empty


def test_without_the_letter_of_the_week_there_are_only_notices(contents: Of, said: Comment, fan: User) -> None:
    choose(fan, DIGEST, When.NEVER)
    assert contents(fan).is_empty


def test_every_member_costs_the_same_and_what_is_the_same_for_all_is_read_once(said: Comment, fan: User) -> None:
    others = [make_member(f"m{number}", f"회원 {number}") for number in range(3)]
    for slug, member in zip(["translator", "lawyer", "reporter"], others, strict=True):
        for one in Profession.objects.filter(slug__in=["lawyer", slug]):
            ProfessionFollow.follow(member, one)
        choose(member, DIGEST, When.WEEKLY)
    large = WeekAtLarge(Week.around(timezone.now()))
    of_the_week(fan, [], large)
    costs = set()
    for member in [fan, others[1]]:
        with CaptureQueriesContext(connection) as asked:
            of_the_week(member, [], large)
        costs.add(len(asked))
    assert costs == {9}, "and one more for who has a profession"
