"""Every address that the resolver knows, found by walking it, so that a new one is there the day it is born."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize


@dataclass(frozen=True)
class Address:
    """`template` has a `%(name)s` for each argument; `name` is the qualified name of the pattern, or empty."""

    template: str
    arguments: tuple[str, ...]
    name: str
    module: str

    def __str__(self) -> str:
        return f"{self.name or self.template} ({self.template})"


def every_address() -> list[Address]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        regex = prefix + entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, regex, inner)
        else:
            yield _address(entry, regex, namespace)


def _address(entry: URLPattern, regex: str, namespace: str) -> Address:
    template, arguments = max(normalize(regex.removesuffix(r"\Z").removesuffix("$")), key=lambda form: len(form[1]))
    return Address(f"/{template}", tuple(arguments), namespace + (entry.name or ""), _module(entry.callback))


def _module(view: Any) -> str:
    """Where the view was written, beneath what decorators and `as_view` put around it."""
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    view = getattr(view, "view_class", getattr(view, "cls", view))
    return str(view.__module__)
