"""Lists of the admin that are searched by the index of search, and by letters as well."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q

from accounts.searching.looking_up import looked_up


class Searched:
    """Before a list view. `search_fields` are what letters are looked for in: staff copy parts of addresses, which no index should have.

    `found_by` are the models that are asked of the index, by the path that leads to them.
    """

    found_by: dict[str, type[Model]]
    is_searching: bool
    search_query: str
    search_fields: Any

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        by_letters = (Q(**{f"{field}__icontains": self.search_query}) for field in self.search_fields)
        by_index = (looked_up(model, self.search_query, path) for path, model in self.found_by.items())
        return queryset.filter(reduce(or_, [*by_letters, *by_index]))
