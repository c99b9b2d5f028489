"""The sketches that a process keeps, the least recently read making way."""

from collections import OrderedDict
from threading import Lock

from django.utils import timezone

from portal.kept import scopes
from portal.overlay.sketch import Sketch

MOST = 64  # some hundreds of kilobytes each
Key = tuple[str, str]  # path and language

_sketches: OrderedDict[Key, Sketch] = OrderedDict()
_lock = Lock()


def find(key: Key) -> Sketch | None:
    """Only what still is as it was drawn."""
    sketch = _sketches.get(key)
    if sketch is None or not scopes.is_current(sketch.stand) or (sketch.until is not None and sketch.until <= timezone.now()):
        return None
    with _lock:
        if key in _sketches:
            _sketches.move_to_end(key)
    return sketch


def last_discussion(key: Key) -> int | None:
    """The discussion that this page had when it was last drawn: what must be known to say how things stand before it is drawn again."""
    sketch = _sketches.get(key)
    return sketch.discussion if sketch else None


def keep(key: Key, sketch: Sketch) -> None:
    with _lock:
        _sketches[key] = sketch
        _sketches.move_to_end(key)
        while len(_sketches) > MOST:
            _sketches.popitem(last=False)


def forget() -> None:
    with _lock:
        _sketches.clear()
