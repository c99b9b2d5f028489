"""The panels of the settings page: each app, and the site, registers its own in `ready()`.

What would be long, or has pages, is a page of its own that its panel leads to (comments: the decisions about a member): a panel costs the same
for everybody, and the settings stay a page that one can overlook.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.requests import MemberRequest

Context = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """`template` draws a `<section class="panel">` with the id `name`. `place` says where; one with a `tab` is named above the panels.

    `context` gives what the template needs; all of it is one context, so names are chosen to be told apart.
    """

    name: str
    template: str
    place: int
    tab: Any = ""  # lazy
    context: Callable[[MemberRequest], Context] = lambda request: {}


PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    PANELS.append(panel)
    PANELS.sort(key=lambda one: one.place)


def context_of(request: MemberRequest) -> Context:
    found: Context = {"panels": PANELS}
    for panel in PANELS:
        found |= panel.context(request)
    return found
