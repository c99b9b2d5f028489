"""What the environment says, and what is refused when it says too little.

`LOCAL=1` is the profile of `make run` and `make test`: plain HTTP on the loopback, an SQLite file, mail written to files, and secrets
made once and kept in `var/`. Everywhere else a missing secret stops the program with a sentence, never with a default.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[2]

env = Env(prefix="GONGRON_")
VAR_DIR = Path(env.str("VAR", str(BASE_DIR / "var")))
LOCAL = env.bool("LOCAL", False)


def secret(name: str) -> str:
    """The secret `GONGRON_<name>`; in the local profile one is made and kept in a file that only its owner reads."""
    value = env.str(name, "")
    if value:
        return value
    if not LOCAL:
        raise ImproperlyConfigured(
            f"GONGRON_{name} is not set. Give it a long random value that is kept outside the database, "
            "or set GONGRON_LOCAL=1 for a demo on this machine."
        )
    path = VAR_DIR / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        written = path.with_suffix(f".{os.getpid()}")
        written.touch(mode=0o600)
        written.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another process was quicker: its secret is the one, and it is there as a whole
            path.hardlink_to(written)
        written.unlink()
    return path.read_text()


def required(name: str, local: str) -> str:
    """`GONGRON_<name>`, which only the local profile may leave out."""
    value = env.str(name, "")
    if value:
        return value
    if not LOCAL:
        raise ImproperlyConfigured(f"GONGRON_{name} is not set; docs/deployment.md says what it is for.")
    return local


def night(hours: str) -> tuple[int, int] | None:
    """`21-8` as (21, 8); "" for no night. Raises ImproperlyConfigured for what is no pair of hours."""
    if not hours.strip():
        return None
    parts = hours.split("-")
    if len(parts) != 2 or not all(part.strip().isdigit() and int(part) < 24 for part in parts):
        raise ImproperlyConfigured("GONGRON_MAIL_QUIET_HOURS wants two hours such as 21-8, or nothing.")
    return int(parts[0]), int(parts[1])
