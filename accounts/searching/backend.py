"""Wagtail's back end over our index: `Page.objects.search(…)`, the admin's lists and choosers, and `update_index` all come here."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count, Q, QuerySet
from modelsearch.backends.base import BaseIndex, BaseSearchBackend, BaseSearchQueryCompiler, BaseSearchResults
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from accounts.models import SearchEntry, SearchIndex

from . import analysers, matching, state
from .indexing import TITLES, entries_of, write
from .kinds import entry_number, kind_of
from .looking_up import NOTHING, asked_while_typing, condition
from .question import ask
from .ranking import RANKED, best
from .words import Word


class Compiler(BaseSearchQueryCompiler):
    """What is asked, as a condition on the objects themselves; so that they may be filtered by whatever they have."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    def check(self) -> None:
        """Nothing: an index beside the rows needs no `FilterField`."""

    @property
    def in_title(self) -> bool:
        return bool(self.fields) and TITLES.issuperset(self.fields)

    def asked(self) -> matching.Asked | None:
        """Where it is one question: what can be ranked."""
        return self.of_text(self.query) if isinstance(self.query, (PlainText, Phrase, Fuzzy)) else None

    def of_text(self, query: Any) -> matching.Asked | None:
        question = ask(query.query_string)
        if question is None or not question.index:
            return None
        words: Sequence[Word] = question.words
        if getattr(query, "operator", "and") == "or":
            words = [Word(tuple(reading for word in words for reading in word.readings))]
        return matching.Asked(question.index, words, in_title=self.in_title)

    def condition(self, query: SearchQuery) -> Q:
        if isinstance(query, MatchAll):
            return Q()
        if isinstance(query, Boost):
            return self.condition(query.subquery)
        if isinstance(query, Not):
            return NOTHING if isinstance(query.subquery, MatchAll) else ~self.condition(query.subquery)
        if isinstance(query, (And, Or)):
            each = [self.condition(one) for one in query.subqueries]
            return Q(*each) if isinstance(query, And) else Q(*each, _connector=Q.OR)
        asked = self.of_text(query)
        return condition(asked, self.queryset.model) if asked else NOTHING

    def entries(self, asked: matching.Asked) -> QuerySet[Any]:
        return matching.entries(asked, self.queryset.model)


class AutocompleteCompiler(Compiler):
    """The same for a question whose last word may not be typed to its end."""

    def of_text(self, query: Any) -> matching.Asked | None:
        return asked_while_typing(query.query_string, in_title=self.in_title)


class Results(BaseSearchResults):
    supports_facet = True

    def get_queryset(self) -> QuerySet[Any]:
        compiler = self.query_compiler
        found: QuerySet[Any] = compiler.queryset.filter(compiler.condition(compiler.query))
        return found if found.query.order_by else found.order_by("-pk")

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        is_text = isinstance(compiler.query, (PlainText, Phrase, Fuzzy))
        if not is_text or not compiler.order_by_relevance:
            return list(self.get_queryset()[self.start : self.stop])
        asked = compiler.asked()
        return self._ranked(asked) if asked else []

    def _ranked(self, asked: matching.Asked) -> list[Any]:
        words = asked.words or asked.before
        limit = RANKED if self.stop is None else self.stop
        found_by = self.query_compiler.entries(asked), self.query_compiler.queryset, matching.whole(words)
        hits = best(*found_by, limit=limit)[self.start :]
        objects = {one.pk: one for one in self.query_compiler.queryset.order_by().filter(pk__in=[hit.pk for hit in hits])}
        found = [(objects[hit.pk], hit.score) for hit in hits if hit.pk in objects]
        for one, score in found:
            if self._score_field:
                setattr(one, self._score_field, score)
        return [one for one, _score in found]

    def _do_count(self) -> int:
        return self.get_queryset()[self.start : self.stop].count()

    def facet(self, field_name: str) -> dict[Any, int]:
        counted = self.get_queryset().order_by().values(field_name).annotate(count=Count("pk")).order_by("-count")
        return {one[field_name]: one["count"] for one in counted}


class Index(BaseIndex):
    """The index that answers. What is written to it here is written at once, not in the background."""

    def add_items(self, model: Any, items: Any) -> None:
        index = state.answering() or SearchIndex.objects.create(analyser=analysers.wanted(), state=SearchIndex.State.ANSWERING)
        if not analysers.can(index.analyser):
            raise ImproperlyConfigured(f"The index was built by {index.analyser}, which is not here. Run manage.py rebuild_search.")
        write(entries_of(index, [one for one in (item.get_indexed_instance() for item in items) if one is not None]))

    def delete_item(self, item: Any) -> None:
        kind, indexes = kind_of(type(item)), SearchIndex.objects.values_list("pk", flat=True)
        SearchEntry.objects.filter(pk__in=[entry_number(index, kind, item.pk) for index in indexes]).delete()

    def reset(self) -> None:
        SearchIndex.objects.all().delete()


class Rebuilder:
    """For Wagtail's `update_index`, which reads everything again into the index that answers. `rebuild_search` builds one beside it."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> Index:
        return self.index

    def finish(self) -> None:
        pass


class SearchBackend(BaseSearchBackend):
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder
