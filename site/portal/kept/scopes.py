"""Scopes: named sets of things that pages depend on, each with a token that is another one after every change of them.

A scope is a small file: one line for each change, the newest last. A line holds the token that the change brought, the number of its
database transaction, and whether it is over. So one read tells what the state is called, and whether somebody is about to change it.

Who renders takes a `stand` before reading the database. What was rendered shows the state of that stand if it was settled; it may be
shown for as long as the stand is current. docs/decisions/0010-kept-pages.md has the argument.
"""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.kept.folder import FILE_MODE, give_away, is_on, make_folder, path_to

SITE = "site"  # what changes rarely: pages, authors, professions, names of members, policies. Everything depends on it.
TALK = "talk"  # comments anywhere, as they come, go and change their texts; and who has joined: lists and counts depend on it
OPEN, OVER = b"?", b"."
TOKEN, NUMBER = 22, 20
LINE = 1 + TOKEN + NUMBER + 1
ENOUGH, MOST = 4096, 1 << 20  # bytes of a scope's file: what is usual, and what only very many changes at once could need


def discussion(number: int) -> str:
    """Everything that is shown of one discussion, votes too."""
    return f"discussion-{number}"


@dataclass(frozen=True, slots=True)
class Stand:
    """What some scopes were called at a moment. Two are equal where nothing changed between them, so one serves as a key.

    `is_settled` is False where a change was on its way: what is read now may be what it was before or what it becomes.
    """

    names: tuple[str, ...]
    tokens: tuple[bytes, ...]
    is_settled: bool = field(compare=False)

    def __bool__(self) -> bool:
        return bool(self.names)


NOWHERE = Stand((), (), False)


def stand(names: Iterable[str] = ()) -> Stand:
    """How things stand with `site` and these scopes. Never settled while nothing is kept (the setting KEPT_PAGES)."""
    if not is_on():
        return NOWHERE
    names = (SITE, *sorted(set(names) - {SITE}))
    states = [state_of(name) for name in names]
    return Stand(names, tuple(token for token, _ in states), all(settled for _, settled in states))


def is_current(stood: Stand) -> bool:
    """Whether no change has begun since; False while nothing is kept."""
    return bool(stood) and is_on() and all(state_of(name)[0] == token for name, token in zip(stood.names, stood.tokens, strict=True))


def state_of(name: str) -> tuple[bytes, bool]:
    """The token of a scope, and whether every change of it is over. A file that is not whole has no token and is not settled."""
    try:
        number = os.open(path_to("scopes", name), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return begin(name)
    try:
        lines = os.read(number, ENOUGH)
        if len(lines) == ENOUGH:
            lines += os.read(number, MOST)
    finally:
        os.close(number)
    if not lines or len(lines) % LINE:
        return b"", False
    return lines[-LINE + 1 : -LINE + 1 + TOKEN], OPEN not in lines


def begin(name: str) -> tuple[bytes, bool]:
    """The first token of a scope. Never the same again: what was called so in a folder that was lost must not come back."""
    make_folder(path_to("scopes"))
    try:
        number = os.open(path_to("scopes", name), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    except FileExistsError:
        return b"", False
    try:
        give_away(number)
        token = new_token()
        os.write(number, line(OVER, token))
    finally:
        os.close(number)
    return token, True


def new_token() -> bytes:
    return secrets.token_urlsafe(16).encode()


def line(state: bytes, token: bytes, transaction: str = "") -> bytes:
    return state + token + transaction.encode().rjust(NUMBER) + b"\n"
