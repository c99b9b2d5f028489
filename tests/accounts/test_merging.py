"""Merging two professions: what moves, what stays, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import merging
from accounts.groups import settle_all
from accounts.models import Credential, Profession, User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Tally
from comments.voices import voices_of
from tests.cast import make_member, say

pytestmark = pytest.mark.django_db


def of(slug: str) -> Profession:
    return Profession.objects.get(slug=slug)


def merge(old: str, new: str, by: User) -> None:
    merging.merge(of(old), of(new), by=by)


def test_the_old_one_becomes_another_name_of_the_new_one(administrator: User) -> None:
    merge("interpreter", "translator", administrator)
    assert of("interpreter").alias_of == of("translator")
    assert of("interpreter") not in Profession.objects.current()
    assert Profession.objects.find("interpreter") == of("translator")


def test_columns_are_tagged_with_the_new_one_and_none_twice(column: ColumnPage, columns: Any, columnist: Any, administrator: User) -> None:
    from tests.cast import make_column

    column.professions = [of("interpreter"), of("translator"), of("lawyer")]
    column.save()
    other = make_column(columns, columnist, "다른 칼럼")
    other.professions = [of("interpreter")]
    other.save()
    merge("interpreter", "translator", administrator)
    assert sorted(one.slug for one in ColumnPage.objects.get(pk=column.pk).professions.all()) == ["lawyer", "translator"]
    assert [one.slug for one in ColumnPage.objects.get(pk=other.pk).professions.all()] == ["translator"]


def test_members_move_and_nobody_has_one_twice(administrator: User) -> None:
    usual = make_member("usual", "하나", profession="interpreter")
    further, both, mixed = make_member("further", "둘"), make_member("both-of", "셋"), make_member("mixed", "넷", profession="translator")
    turned = make_member("turned", "다섯", profession="interpreter")
    further.set_further([of("interpreter")])
    both.set_further([of("interpreter"), of("translator"), of("poet")])
    mixed.set_further([of("interpreter")])
    turned.set_further([of("translator")])
    merge("interpreter", "translator", administrator)
    told = {
        member.handle: (member.profession and member.profession.slug, sorted(one.slug for one in member.further.all()))
        for member in User.objects.filter(pk__in=[one.pk for one in (usual, further, both, mixed, turned)])
    }
    assert told == {
        "usual": ("translator", []),
        "further": (None, ["translator"]),
        "both-of": (None, ["poet", "translator"]),
        "mixed": ("translator", []),
        "turned": ("translator", []),
    }


def test_what_was_checked_bears_out_the_new_one(administrator: User) -> None:
    member = make_member("checked", "하나", profession="interpreter", verified=True)
    waiting = Credential.objects.create(user=make_member("waits", "둘"), profession=of("interpreter"), state=Credential.State.REQUESTED)
    revoked = Credential.objects.create(user=make_member("was", "셋"), profession=of("interpreter"), state=Credential.State.REVOKED)
    merge("interpreter", "translator", administrator)
    standing = User.objects.get(pk=member.pk).standing()
    assert (standing.profession, standing.verified) == (of("translator"), True)
    waiting.refresh_from_db()
    revoked.refresh_from_db()
    assert (waiting.profession.slug, waiting.state) == ("translator", "requested")
    assert revoked.profession.slug == "interpreter"  # history


@pytest.mark.parametrize(
    ("old_ends", "new_ends", "kept"),
    [(None, None, "new"), (None, 5, "old"), (5, None, "new"), (9, 5, "old"), (5, 9, "new"), (5, -1, "old"), (-1, 5, "new")],
)
def test_of_two_credentials_the_one_that_holds_longer_stays(
    old_ends: int | None, new_ends: int | None, kept: str, reader: User, administrator: User
) -> None:
    def grant(slug: str, days: int | None) -> Credential:
        ends = None if days is None else timezone.now() + timedelta(days=days)
        return Credential.objects.create(user=reader, profession=of(slug), expires_at=ends)

    credentials = {"old": grant("interpreter", old_ends), "new": grant("translator", new_ends)}
    merge("interpreter", "translator", administrator)
    states = {name: Credential.objects.get(pk=one.pk) for name, one in credentials.items()}
    assert [name for name, one in states.items() if one.state == "granted"] == [kept]
    assert states[kept].profession == of("translator")
    assert {one.state for one in states.values()} == {"granted", "expired"}


def test_who_asked_for_both_keeps_both_requests(reader: User, administrator: User) -> None:
    """Each has evidence of its own, and staff decide on it; granted, it bears out the new one (accounts.credentials.deciding)."""
    for slug in ("interpreter", "translator"):
        Credential.objects.create(user=reader, profession=of(slug), state=Credential.State.REQUESTED)
    merge("interpreter", "translator", administrator)
    requests = Credential.objects.open().filter(user=reader)
    assert sorted(one.profession.slug for one in requests) == ["interpreter", "translator"]
    assert {one.profession.stands_for for one in requests} == {of("translator")}


def test_a_credential_that_makes_way_says_so_in_its_history(reader: User, administrator: User) -> None:
    for slug in ("interpreter", "translator"):
        Credential.objects.create(user=reader, profession=of(slug))
    merge("interpreter", "translator", administrator)
    gone = Credential.objects.get(user=reader, state=Credential.State.EXPIRED)
    assert [(event.was, event.became) for event in gone.events.all()] == [("granted", "expired")]


def test_chains_stay_one_step_long_and_narrower_ones_get_the_new_broader_one(administrator: User) -> None:
    merge("novelist", "writer", administrator)
    merge("writer", "artist", administrator)
    assert of("novelist").alias_of == of("artist")
    assert of("poet").broader == of("artist")
    assert not of("writer").narrower.exists()


def test_what_was_said_stays_and_is_shown_under_the_new_name(discussion: Discussion, administrator: User) -> None:
    comment = say(discussion, make_member("speaks", "하나", profession="interpreter"))
    say(discussion, make_member("speaks-too", "둘", profession="translator"))
    merge("interpreter", "translator", administrator)
    comment = Comment.objects.for_display().get(pk=comment.pk)
    assert comment.profession == of("interpreter")
    assert comment.worn.profession == of("translator")
    assert sorted(Tally.objects.values_list("profession__slug", flat=True)) == ["interpreter", "translator"]
    assert [(voice.profession, voice.count) for voice in voices_of(discussion)] == [(of("translator"), 2)]


def test_small_groups_are_counted_together_from_then_on(settings: Any, administrator: User) -> None:
    settings.SMALLEST_GROUP = 3
    settle_all()
    for slug, number in (("interpreter", 1), ("poet", 2), ("novelist", 1), ("essayist", 1)):
        for n in range(number):
            make_member(f"{slug}-{n}", f"{slug} {n}", profession=slug)
    assert (of("poet").shown, of("novelist").shown, of("interpreter").shown) == (of("writer"), of("writer"), None)
    merge("essayist", "poet", administrator)
    assert (of("poet").shown, of("essayist").shown_as) == (of("poet"), of("poet"))
    assert of("novelist").shown is None  # two are left of those that the broader ones made large enough
    assert settle_all() == 0


def test_those_who_stay_behind_are_hidden_where_they_become_too_few(settings: Any, administrator: User) -> None:
    """The old one leaves a line of broader professions that the new one is not in."""
    settings.SMALLEST_GROUP = 3
    settle_all()
    for slug in ("novelist", "poet", "essayist"):
        make_member(slug, slug, profession=slug)
    assert of("poet").shown == of("writer")
    merge("novelist", "columnist", administrator)
    assert (of("poet").shown, of("essayist").shown) == (None, None)
    assert settle_all() == 0


def test_who_did_it_stands_in_the_log_of_both(administrator: User) -> None:
    merge("interpreter", "translator", administrator)
    entries = ModelLogEntry.objects.filter(action=merging.ACTION)
    assert {(entry.user, entry.object_id) for entry in entries} == {
        (administrator, str(of("interpreter").pk)),
        (administrator, str(of("translator").pk)),
    }
    assert {str(entry.message) for entry in entries} == {"합침: ‘통역사’ → ‘번역가’"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("poet", "poet", "itself"),
        ("writer", "poet", "below"),
        ("cultural-worker", "poet", "below"),
        ("lawyer", "legal-professional", "regulated"),
        ("paralegal", "lawyer", "regulated"),
        ("poet", "novelist", "not_current"),
        ("poet", "critic", "not_current"),
        ("novelist", "essayist", "merged"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(old: str, new: str, code: str, administrator: User) -> None:
    Profession.objects.filter(slug="novelist").update(alias_of=of("writer"))
    Profession.objects.filter(slug="critic").update(retired_at=timezone.now())
    before = list(Profession.objects.order_by("pk").values())
    with pytest.raises(ValidationError) as refused:
        merge(old, new, administrator)
    assert refused.value.code == code
    assert list(Profession.objects.order_by("pk").values()) == before


def test_a_narrower_one_is_merged_into_its_broader_one(administrator: User) -> None:
    merge("poet", "writer", administrator)
    assert of("poet").alias_of == of("writer")


def test_a_retired_one_can_still_be_merged(administrator: User) -> None:
    Profession.objects.filter(slug="poet").update(retired_at=timezone.now())
    merge("poet", "writer", administrator)
    assert of("poet").alias_of == of("writer")


def test_where_one_step_fails_nothing_is_changed(translator: User, administrator: User, monkeypatch: Any) -> None:
    def fail(old: Profession, new: Profession) -> None:
        raise RuntimeError

    monkeypatch.setitem(merging.RELATIONS, "zzz", merging.Relation("zzz", fail))
    with pytest.raises(RuntimeError):
        merge("translator", "interpreter", administrator)
    translator.refresh_from_db()
    assert translator.profession == of("translator")
    assert of("translator").alias_of is None


def test_what_was_on_its_way_is_carried_along_by_the_clock(translator: User, administrator: User) -> None:
    """A form that was found valid before the merge and is written after it."""
    merge("interpreter", "poet", administrator)
    late = make_member("late", "늦은이")
    User.objects.filter(pk=late.pk).update(profession=of("interpreter"))
    User.further.through.objects.create(user=translator, profession=of("interpreter"))
    assert merging.catch_up() == 2
    assert User.objects.get(pk=late.pk).profession == of("poet")
    assert list(translator.further.all()) == [of("poet")]
    assert merging.catch_up() == 0


def test_two_who_merge_at_once_do_it_once(administrator: User) -> None:
    old, new = of("interpreter"), of("translator")
    merging.merge(old, new, by=administrator)
    with pytest.raises(ValidationError, match="이미"):
        merging.merge(old, of("poet"), by=administrator)
    assert of("interpreter").alias_of == new
