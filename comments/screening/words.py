"""Words that moderators have listed (`ScreenedWord`), however they are written."""

from comments.models import ScreenedWord

from .said import Said

Kind = ScreenedWord.Kind


def blocked_word(said: Said) -> str:
    return "blocked_word" if any(hit.kind == Kind.BLOCKED for hit in said.hits) else ""


def suspect_word(said: Said) -> str:
    return "suspect_word" if any(hit.kind == Kind.SUSPECT for hit in said.hits) else ""
