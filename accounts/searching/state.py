"""Which index answers, who built it, and whether it should be built anew."""

from accounts.models import SearchIndex
from accounts.prepared import Prepared

_in_state: Prepared[SearchIndex] = Prepared(lambda state: SearchIndex.objects.filter(state=state)[:1], str, by_key=True)


def answering() -> SearchIndex | None:
    """The index that is asked; None before the first is whole."""
    return next(iter(_in_state(SearchIndex.State.ANSWERING)), None)


def building() -> SearchIndex | None:
    return SearchIndex.objects.filter(state=SearchIndex.State.BUILDING).first()


def analyser_in_use() -> str:
    """The analyser that built the index and is asked: `kiwi 0.24.1 …` or `bigrams 1`; empty where there is no index yet."""
    index = answering()
    return index.analyser if index else ""


def is_fallback(analyser: str) -> bool:
    return analyser.startswith("bigrams")
