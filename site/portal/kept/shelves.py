"""Shelves: the folders in which finished pages lie, so that those which depend on a scope go with one rename, however many they are.

A page lies on the shelf of its narrowest scope. Shelves lie below one folder, which goes as a whole when the site changes.
"""

import os
import secrets
import shutil

from portal.kept.folder import make_folder, path_to
from portal.kept.scopes import SITE, Stand

SHELVES, TRASH = "shelves", "trash"


def shelf_of(stood: Stand) -> str:
    """The scope, beside the site, on whose change the page goes. Raises ValueError for more than one: nobody would look there."""
    own = [name for name in stood.names if name != SITE]
    if len(own) > 1:
        raise ValueError(f"a page depends on the site and on one scope at most, not on {own}")
    return own[0] if own else SITE


def path_of(shelf: str, page: str) -> str:
    return path_to(SHELVES, shelf, page)


def clear(name: str) -> None:
    """Takes away all pages that depend on the scope."""
    discard(path_to(SHELVES) if name == SITE else path_to(SHELVES, name))


def discard(path: str) -> None:
    """Takes a folder out of sight with one rename. What is in the trash is deleted when nobody waits for it (`empty_trash`)."""
    if not os.path.exists(path):
        return
    make_folder(path_to(TRASH))
    try:
        os.rename(path, path_to(TRASH, secrets.token_hex(8)))
    except FileNotFoundError:  # somebody else was quicker
        return


def empty_trash() -> None:
    for name in os.listdir(path_to(TRASH)) if os.path.isdir(path_to(TRASH)) else ():
        shutil.rmtree(path_to(TRASH, name), ignore_errors=True)
