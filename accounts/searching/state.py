"""Which index answers, who built it, and whether it should be built anew."""

from accounts.models import SearchIndex

from . import analysers


def answering() -> SearchIndex | None:
    """The index that is asked; None before the first is whole."""
    return SearchIndex.objects.filter(state=SearchIndex.State.ANSWERING).first()


def building() -> SearchIndex | None:
    return SearchIndex.objects.filter(state=SearchIndex.State.BUILDING).first()


def analyser_in_use() -> str:
    """The analyser that built the index and is asked: `kiwi 0.24.1 …` or `bigrams 1`; empty where there is no index yet."""
    index = answering()
    return index.analyser if index else ""


def is_fallback(analyser: str) -> bool:
    return analyser.startswith("bigrams")


def is_whole() -> bool:
    """Whether there is an index, and its analyser can be asked here: if not, `manage.py rebuild_search` has to build it anew."""
    index = answering()
    return index is not None and analysers.can(index.analyser)
