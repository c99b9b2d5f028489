"""What follows in other rooms from a credential that was taken back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import Credential

Step = Callable[["Credential"], None]
STEPS: list[Step] = []


def register(step: Step) -> Step:
    """Has `step(credential)` called inside the transaction that revokes it. Usable as a decorator, in a module that `ready()` imports."""
    STEPS.append(step)
    return step


def tell(credential: "Credential") -> None:
    for step in STEPS:
        step(credential)
