"""Putting objects into an index, and taking them out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from wagtail.search import index as fields

from accounts.models import SearchEntry, SearchIndex

from . import asking
from .folding import Folded, token_of
from .kinds import entry_number, kind_of
from .nouns import PART
from .words import Span


@dataclass
class Texts:
    """What an object is found by."""

    title: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)


def texts_of(instance: Any) -> Texts:
    texts = Texts()
    _collect(instance, instance.get_search_fields(), texts)
    return texts


def _collect(instance: Any, search_fields: Iterable[Any], texts: Texts) -> None:
    for one in search_fields:
        if isinstance(one, fields.RelatedFields):
            related = one.get_value(instance)
            for other in related.all() if isinstance(related, models.Manager) else [related] if related is not None else []:
                _collect(other, one.fields, texts)
        elif isinstance(one, fields.AutocompleteField):
            texts.starts += _strings(one.get_value(instance))
        elif isinstance(one, fields.SearchField):
            (texts.title if one.field_name in TITLES else texts.body).extend(_strings(one.get_value(instance)))


TITLES = {"title", "name"}  # what counts more


def _strings(value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in _strings(one)]
    if isinstance(value, dict):
        return _strings(list(value.values()))
    return [] if value is None or value == "" else [force_str(value)]


def entries_of(index: SearchIndex, instances: Sequence[Any]) -> list[SearchEntry]:
    """What `instances` are found by, but for those in which there is nothing to find. Nothing is written yet."""
    read = [texts_of(instance) for instance in instances]
    folded = [Folded("\n".join(part)).text for texts in read for part in (texts.title, texts.body)]
    spans = asking.spans(folded, index.analyser)
    are_names = [getattr(one, "is_found_by_name", False) for one in instances for _part in ("title", "body")]
    tokens = [" ".join(_tokens(text, one, is_name)) for text, one, is_name in zip(folded, spans, are_names, strict=True)]
    entries = [
        SearchEntry(
            pk=entry_number(index.pk, kind_of(type(instance)), instance.pk),
            index=index,
            kind=kind_of(type(instance)),
            object_pk=instance.pk,
            minute=minute_of(instance),
            title=tokens[2 * number],
            body=tokens[2 * number + 1],
            starts=" ".join(beginnings("\n".join(read[number].starts))),
        )
        for number, instance in enumerate(instances)
    ]
    return [entry for entry in entries if entry.title or entry.body or entry.starts]


def _tokens(text: str, spans: Sequence[Span], is_name: bool) -> Iterator[str]:
    """Names and handles are not inflected: 소하람 is no form of 하다. Of people those tokens count whose letters stand there."""
    for span in spans:
        if not is_name or span.token.removesuffix(PART) == token_of(text[span.start : span.end]):
            yield span.token


def minute_of(instance: Any) -> int:
    dated = next((value for name in DATES if (value := getattr(instance, name, None))), None)
    return int(dated.timestamp() // 60) if dated else 0


DATES = ("date", "first_published_at", "created_at", "date_joined")


def beginnings(text: str) -> list[str]:
    """What somebody may begin to type to find `text`: each word, and each word from its second, third … syllable on."""
    words = Folded(text).text.split()
    kept = ["".join(filter(str.isalnum, word)) for word in words]
    return list(dict.fromkeys(word[place:] for word in kept for place in range(max(1, len(word) - 1))))


def write(entries: Sequence[SearchEntry]) -> None:
    """In place of what the objects were found by before, if they were."""
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["minute", "title", "body", "starts"],
    )
