"""What a process has read of things that change rarely, for as long as none of them has changed.

That is known as it is of kept pages (docs/decisions/0010-kept-pages.md): the scope `site` has another token as soon as a change of any page, topic,
profession or name begins. What is read after its token was taken is as new as that token, or newer; never older.
"""

from typing import Any

from portal.kept.scopes import NOWHERE, stand

MOST = 50_000  # things of one sort
Memory = dict[str, dict[Any, Any]]

_kept: tuple[Any, Memory] = (NOWHERE, {})


def memory() -> Memory:
    """Of this moment: to be taken before anything is read, and written to by whoever reads. Nobody else's while a change is on its way, or nothing is kept."""
    global _kept
    now = stand()
    if not now.is_settled:
        return {}
    stood, things = _kept
    if stood != now:
        things = {}
        _kept = now, things
    return things


def sort_of(things: Memory, name: str, most: int = MOST) -> dict[Any, Any]:
    """All that is remembered of one sort; of too many it begins anew."""
    if len(things.get(name, ())) > most:
        things[name] = {}
    return things.setdefault(name, {})
