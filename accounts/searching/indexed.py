"""Wagtail's `Indexed`, with types: as it comes it has none, and a model that inherits from it would lose its own."""

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:

    class Indexed:
        search_fields: ClassVar[list[Any]]

        @classmethod
        def get_search_fields(cls) -> list[Any]: ...
else:
    from wagtail.search.index import Indexed

__all__ = ["Indexed"]
