"""What can be searched for, and where in the index it stands.

The number of an entry is made of its index, its kind and its object. So those of one kind lie side by side in the order of their objects, and
both databases narrow by index and kind, and go from the newest to the oldest, by looking at numbers alone.
"""

from functools import cache
from hashlib import blake2b
from itertools import combinations

from django.core.checks import CheckMessage, Error
from django.db.models import Model
from wagtail.search import index as wagtail_index

PAGES = "wagtailcore.page"  # all of them: columns, and whatever else the site has pages of
OBJECT_BITS, KIND_BITS, INDEX_BITS = 33, 18, 12  # of the 63 that both databases have for a positive number


def kind_of(model: type[Model]) -> str:
    """The label of the topmost model that it inherits its number from: a column and a text page are pages."""
    parents = list(model._meta.concrete_model._meta.parents) if model._meta.concrete_model else []
    return kind_of(parents[0]) if parents else model._meta.label_lower


def entry_number(index: int, kind: str, object_pk: int) -> int:
    """The primary key of an entry. Raises OverflowError for an object beyond the eight thousand millionth."""
    if object_pk >> OBJECT_BITS:
        raise OverflowError(f"{kind} {object_pk} is more than the index has numbers for")
    return _first(index, kind) + object_pk


def bounds(index: int, kind: str = "") -> tuple[int, int]:
    """The first and the last number that an entry of `kind`, or of any, can have in an index."""
    first = _first(index, kind)
    return first, first + (1 << OBJECT_BITS + (0 if kind else KIND_BITS)) - 1


def _first(index: int, kind: str) -> int:
    place = index % (1 << INDEX_BITS)  # at a time there are three at most
    return (place << KIND_BITS | (_number_of(kind) if kind else 0)) << OBJECT_BITS


@cache
def _number_of(kind: str) -> int:
    """The same in every process and for ever, so it cannot be counted: a digest of the name."""
    return int.from_bytes(blake2b(kind.encode(), digest_size=4).digest()) >> (32 - KIND_BITS)


def check_numbers(**_kwargs: object) -> list[CheckMessage]:
    """That no two kinds which can be searched for have the same number: by chance one in two hundred thousand pairs has."""
    kinds = {kind_of(model) for model in wagtail_index.get_indexed_models()}
    same = [pair for pair in combinations(sorted(kinds), 2) if _number_of(pair[0]) == _number_of(pair[1])]
    return [Error(f"{one} and {other} would have the same numbers in the index of search", id="accounts.E001") for one, other in same]
