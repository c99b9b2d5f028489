"""Narrowing a list of the staff's by what they type: by the index, and while the last word is still being typed."""

from django.db.models import Model, Q

from . import matching, state
from .question import ask
from .unfinished import beginnings

NOTHING = Q(pk__in=[])


def asked_while_typing(typed: str, *, in_title: bool = False) -> matching.Asked | None:
    """What is asked for by a text whose last word may not be typed to its end; None where it could be anything."""
    index = state.answering()
    if index is None:
        return None
    question, words = ask(typed), typed.split()
    begun = beginnings(words[-1]) if words else []
    before = ask(" ".join(words[:-1])) if len(words) > 1 else None
    if question is None and not begun:
        return None
    return matching.Asked(index.pk, question.words if question else (), begun, before.words if before else (), in_title)


def looked_up(model: type[Model], typed: str, path: str = "") -> Q:
    """The rows of `model` that are found, as a condition on them, or on what points to them by `path`."""
    asked = asked_while_typing(typed)
    return condition(asked, model, path) if asked else NOTHING


def condition(asked: matching.Asked, model: type[Model], path: str = "") -> Q:
    return Q(**{f"{path}pk__in": matching.entries(asked, model).values(matching.entry_path("object_pk"))})
