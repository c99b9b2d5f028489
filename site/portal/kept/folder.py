"""The folder below which everything kept lies, and whose its files are."""

import os
from pathlib import Path

from django.conf import settings

FOLDER_MODE, FILE_MODE = 0o755, 0o644  # whatever the umask says: the proxy reads as somebody else


def is_on() -> bool:
    return settings.KEPT_PAGES


def path_to(*parts: str) -> str:
    return "/".join((os.fspath(settings.KEPT_DIR), *parts))


def make_folder(path: str) -> None:
    """With every folder above it that is missing; none is for the proxy alone or for us alone."""
    if os.path.isdir(path):
        return
    if os.path.dirname(path) != path:
        make_folder(os.path.dirname(path))
    try:
        os.mkdir(path)
    except FileExistsError:  # somebody else was quicker
        return
    os.chmod(path, FOLDER_MODE)
    give_away(path)


def give_away(path: str | int) -> None:
    """What an administrator's command makes belongs to the site's own user, as the folder of all its files does."""
    if os.geteuid() == 0:
        owner = os.stat(Path(settings.VAR_DIR))
        os.chown(path, owner.st_uid, owner.st_gid)
