"""Room for a request's frames, so that no call in it crosses from one piece of Python's stack to another.

CPython 3.11 and 3.12, and 3.13 and 3.14 before the spring of 2026, keep frames in pieces of 16 kB, and give a piece back to the system as
soon as the last frame in it returns. A loop that happens to call functions just beyond the end of a piece maps and unmaps memory in every
turn, and whether it does depends on how deep it stands (gh-142183 of python/cpython): the same page took a third longer than a few calls
further in or out (docs/decisions/0002-server.md).
"""

from collections.abc import Callable
from typing import Any

SLOTS = 1 << 14  # of a pointer each. So large a frame lies in a piece of 256 kB, of which nearly half is left to all that it calls.


def roomy(application: Callable[..., Any]) -> Callable[..., Any]:
    """The WSGI application, called from a frame so large that those of a request fit behind it. What is reserved and never touched costs nothing."""

    def call(environ: Any, start_response: Any) -> Any:
        return application(environ, start_response)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)
    return call
