"""Many comments on one column in a short time: what is too much waits, whoever writes it."""

from .said import Said


def burst(said: Said) -> str:
    """Only what was published counts, so that a burst that is held ends by itself."""
    return "burst" if said.record.is_burst else ""
