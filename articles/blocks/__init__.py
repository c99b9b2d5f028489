"""The blocks of a column's body."""

from .body import BodyBlock

__all__ = ["BodyBlock"]
