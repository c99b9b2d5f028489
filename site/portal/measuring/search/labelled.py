"""A labelled set: `{"documents": [{"title", "body"}], "queries": [{"group", "query", "relevant": [positions of documents]}]}`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class NotLabelled(Exception):
    """The file is no such set; the text says what is wrong with it."""


@dataclass(frozen=True)
class Document:
    title: str
    body: str


@dataclass(frozen=True)
class Query:
    group: str
    text: str
    relevant: frozenset[int]  # positions among the documents, from 0


@dataclass(frozen=True)
class Labelled:
    documents: list[Document]
    queries: list[Query]


def read(path: Path) -> Labelled:
    """Raises NotLabelled."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotLabelled(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise NotLabelled(f"{path} is not JSON: {error}.") from error
    try:
        documents = [Document(str(one["title"]), str(one["body"])) for one in said["documents"]]
        queries = [_query(one, len(documents)) for one in said["queries"]]
    except (KeyError, TypeError) as error:
        raise NotLabelled(f"{path} lacks what a labelled set has ({error!r}).") from error
    if not documents or not queries:
        raise NotLabelled(f"{path} has no documents or no queries.")
    return Labelled(documents, queries)


def _query(said: dict[str, Any], documents: int) -> Query:
    relevant = frozenset(int(position) for position in said["relevant"])
    if any(not 0 <= position < documents for position in relevant):
        raise NotLabelled(f"The query “{said['query']}” names a document that there is not.")
    return Query(str(said.get("group", "")), str(said["query"]), relevant)
