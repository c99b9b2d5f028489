"""Small groups: a profession is shown only where enough members are shown with it; else a broader one, or none."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.groups import settle_all
from accounts.models import Credential, Profession, User
from tests.cast import make_member

pytestmark = pytest.mark.django_db

K = 3


@pytest.fixture(autouse=True)
def _groups_of_three(settings: Any, db: None) -> None:
    settings.SMALLEST_GROUP = K
    settle_all()


def of(slug: str) -> Profession:
    return Profession.objects.select_related("shown_as").get(slug=slug)


def members(slug: str, number: int, *, verified: bool = False) -> list[User]:
    return [make_member(f"{slug}-{n}", f"아무개 {n}", profession=slug, verified=verified) for n in range(number)]


def shown(slug: str) -> str | None:
    profession = of(slug).shown
    return profession.slug if profession else None


def test_it_is_shown_from_so_many_members_on() -> None:
    first, *_ = members("translator", K - 1)
    assert shown("translator") is None
    make_member("one-more", "한 사람 더", profession="translator")
    assert shown("translator") == "translator"
    assert first.standing().profession == of("translator")


def test_nothing_is_shown_of_what_nobody_holds() -> None:
    assert shown("translator") is None


def test_a_small_group_is_counted_to_the_broader_profession() -> None:
    assert of("judge").broader == of("legal-professional")
    judges = members("judge", 2, verified=True)
    assert shown("judge") is None
    members("legal-professional", 1)
    assert (shown("judge"), shown("legal-professional")) == ("legal-professional", "legal-professional")
    standing = judges[0].standing()
    assert (standing.profession, standing.verified) == (of("legal-professional"), True)


def test_who_is_shown_by_the_narrower_profession_does_not_make_the_broader_group_larger() -> None:
    """Else two who are shown as the broader one would be known to be none of the many."""
    members("lawyer", K, verified=True)
    members("judge", K - 1, verified=True)
    assert (shown("lawyer"), shown("judge")) == ("lawyer", None)


def test_small_groups_of_several_kinds_make_a_large_one_together() -> None:
    members("judge", K - 1, verified=True)
    members("prosecutor", K - 1, verified=True)
    assert (shown("judge"), shown("prosecutor")) == ("legal-professional", "legal-professional")


def test_one_who_holds_two_of_them_counts_once() -> None:
    both, *_ = members("judge", K - 1, verified=True)
    prosecutor = of("prosecutor")
    Credential.objects.create(user=both, profession=prosecutor)
    both.take_up(prosecutor)
    assert shown("judge") is None


def test_a_reserved_title_counts_only_who_was_checked() -> None:
    members("lawyer", K)
    assert shown("lawyer") is None


def test_a_further_profession_counts_too(reader: User) -> None:
    members("translator", K - 1)
    reader.take_up(of("translator"))
    assert shown("translator") == "translator"
    reader.set_further([])
    assert shown("translator") is None


@pytest.mark.parametrize("leave", ["close", "bar", "change", "revoke", "expire"])
def test_it_is_hidden_again_when_the_group_becomes_too_small(leave: str, moderator: User) -> None:
    first, *_ = members("lawyer", K, verified=True)
    assert shown("lawyer") == "lawyer"
    if leave == "close":
        first.close()
    elif leave == "bar":
        first.is_active = False
        first.save()
    elif leave == "change":
        first.profession = of("poet")
        first.save()
    elif leave == "revoke":
        first.credentials.get().revoke(by=moderator)
    else:
        first.credentials.update(expires_at=timezone.now())
        assert shown("lawyer") == "lawyer"  # nothing was written
        assert settle_all() == 1  # the clock's
    assert shown("lawyer") is None


def test_a_title_that_becomes_reserved_counts_anew() -> None:
    members("translator", K)
    profession = of("translator")
    profession.regulated = True
    profession.save()
    assert shown("translator") is None


def test_what_was_merged_is_shown_as_what_it_was_merged_into() -> None:
    members("poet", K)
    translator = of("translator")
    translator.alias_of = of("poet")
    translator.save()
    assert shown("translator") == "poet"
    settle_all()
    assert shown("translator") == "poet"


def test_where_nobody_is_to_be_hidden_everything_is_shown(settings: Any) -> None:
    settings.SMALLEST_GROUP = 1
    settle_all()
    assert not Profession.objects.filter(shown_as=None).exists()


def test_settling_again_changes_nothing() -> None:
    members("translator", K)
    assert settle_all() == 0


def test_queries(django_assert_num_queries: Any) -> None:
    """However many hold it: the rows, the counts by both ways of holding, those of small groups by both, and the write."""
    members("translator", 2 * K)
    with django_assert_num_queries(6):
        settle_all()
