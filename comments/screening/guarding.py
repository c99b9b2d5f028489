"""The step of screening that a guarded discussion adds."""

from .said import Said


def guarded(said: Said) -> str:
    """While a discussion is guarded so, whoever has joined of late or has said little yet is read first."""
    guard = said.discussion.guarded_by
    return "guarded" if guard and guard.holds_newcomers and not said.record.is_settled else ""
