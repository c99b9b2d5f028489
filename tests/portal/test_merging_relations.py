"""Every field of ours that points at professions says what merging does to it, so that no new table is forgotten."""

from django.apps import apps

from accounts.merging import RELATIONS
from accounts.models import Profession

OURS = ("accounts", "articles", "comments", "portal")


def pointing_at_professions() -> set[str]:
    """`app.Model.field` of each foreign key and each relation of many to many."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for name in OURS
        for model in apps.get_app_config(name).get_models()
        for field in model._meta.get_fields()
        if field.related_model is Profession and not field.auto_created
    }


def test_every_relation_to_professions_is_decided() -> None:
    assert pointing_at_professions() == set(RELATIONS)


def test_the_walk_sees_keys_and_relations_of_many_to_many() -> None:
    assert {"accounts.User.profession", "accounts.User.further", "articles.ColumnPage.professions"} < pointing_at_professions()


def test_what_moves_can_be_counted_and_looked_for_again() -> None:
    assert [one.field for one in RELATIONS.values() if one.move and not one.rows] == []
