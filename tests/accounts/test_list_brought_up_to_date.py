"""A database that has the list already gets what is new in it, and keeps what its editors changed."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

import accounts.migrations
from accounts.models import Profession
from accounts.professions import read_professions

pytestmark = pytest.mark.django_db
[FILE] = Path(accounts.migrations.__file__).parent.glob("*_professions_renamed_and_merged.py")
MIGRATION: Any = import_module(f"accounts.migrations.{FILE.stem}")


@pytest.fixture
def as_it_was(db: None) -> None:
    """The list before: without what is new in it, and with the broader professions of then."""
    ids = dict(Profession.objects.values_list("slug", "pk"))
    for slug, (before, _now) in MIGRATION.BROADER.items():
        Profession.objects.filter(slug=slug).update(broader=ids.get(before))
    Profession.objects.update(shown_as=None)
    new = Profession.objects.filter(slug__in=["cultural-worker", "language-mediator"])
    new.update(broader=None)
    new.delete()


def of(slug: str) -> Profession:
    return Profession.objects.get(slug=slug)


def test_what_is_new_is_added_and_linked(as_it_was: None) -> None:
    MIGRATION.bring_up_to_date(apps, None)
    told = {one.slug: one.broader.slug if one.broader else "" for one in Profession.objects.select_related("broader")}
    assert told == {entry["slug"]: entry["broader"] for entry in read_professions()}
    assert not Profession.objects.filter(shown_as=None).exists()


def test_what_an_editor_changed_stays(as_it_was: None) -> None:
    Profession.objects.filter(slug="translator").update(broader=of("writer"))
    MIGRATION.bring_up_to_date(apps, None)
    assert of("translator").broader == of("writer")
    assert of("interpreter").broader == of("language-mediator")


def test_doing_it_again_changes_nothing(as_it_was: None) -> None:
    MIGRATION.bring_up_to_date(apps, None)
    before = list(Profession.objects.order_by("pk").values())
    MIGRATION.bring_up_to_date(apps, None)
    assert list(Profession.objects.order_by("pk").values()) == before
