"""Cleaning a file that somebody sent, in a process of its own: without our keys, with bounded memory and time, and ended if it hangs."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30
COMMAND = [sys.executable, "-m", "accounts.evidence.cleaning"]
WRONG: dict[str, Promise] = {
    "kind": _("This is neither a PDF nor a picture (JPEG, PNG, HEIC), whatever its name says."),
    "picture": _("This picture cannot be read. Please take it anew, or save it as JPEG or PNG."),
    "pixels": _("This picture has too many pixels. Please send a smaller one."),
    "pdf": _("This PDF cannot be read. Please print it into a new PDF, or send a photograph of it."),
    "pdf-locked": _("This PDF is locked by a password or against copying. Please print it into a new PDF, or send a photograph of it."),
    "pdf-long": _("This PDF is too long. Please send only the pages that show your profession, at most 20."),
    "pdf-form": _(
        "This PDF has a form that was filled in, which would be lost. Please print it into a new PDF, or send a photograph of it."
    ),
    "pdf-picture": _("A picture in this PDF cannot be cleaned. Please print it into a new PDF, or send a photograph of it."),
    "heavy": _("This file takes too much to be read. Please send a photograph of it."),
}


class Refused(Exception):
    """The file cannot be taken; `words` tell the member why, and what to do."""

    def __init__(self, code: str) -> None:
        self.code, self.words = code, WRONG.get(code, WRONG["heavy"])
        super().__init__(code)


@dataclass(frozen=True)
class Clean:
    """A file made anew: its media type, and its bytes."""

    media_type: str
    data: bytes


def wash(data: bytes) -> Clean:
    """The file with nothing in it but what can be seen. Raises Refused."""
    try:
        done = subprocess.run(COMMAND, input=data, capture_output=True, timeout=SECONDS, cwd=ROOT, env={"LANG": "C.UTF-8"}, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, MemoryError):
        raise Refused("heavy")
    head, _newline, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise Refused("heavy")
    if head.startswith(b"!"):
        raise Refused(head[1:].decode())
    return Clean(head.decode(), rest)
