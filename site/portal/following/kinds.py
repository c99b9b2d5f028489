"""The three kinds of what can be followed beside discussions, and how one is found by its address."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Profession, ProfessionFollow
from accounts.models.following import FollowRow
from accounts.text import fold
from articles.models import Author, AuthorFollow, Topic, TopicFollow


def _profession(name: str) -> Profession:
    profession = get_object_or_404(Profession.objects.select_related("alias_of"), slug=name)
    return profession.alias_of or profession


def _author(name: str) -> Author:
    return get_object_or_404(Author, handle_key=fold(name))


def _topic(name: str) -> Topic:
    return get_object_or_404(Topic, slug=unicodedata.normalize("NFC", name))


@dataclass(frozen=True)
class Kind:
    """`name` stands in the address of a follow; `find` takes the end of the address of what is followed, and raises Http404."""

    name: str
    rows: type[FollowRow]
    find: Callable[[str], Any]
    address_of: Callable[[Any], str]  # the reverse of `find`


KINDS = {
    kind.name: kind
    for kind in (
        Kind("professions", ProfessionFollow, _profession, lambda profession: profession.slug),
        Kind("people", AuthorFollow, _author, lambda author: author.handle),
        Kind("topics", TopicFollow, _topic, lambda topic: topic.slug),
    )
}


def kind_called(name: str) -> Kind:
    """Raises Http404."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]
