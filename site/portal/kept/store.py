"""Finished pages on disk: put there whole or not at all, found by their address, gone with their shelf.

A page is a folder: `page`, `page.br`, `page.gz` as the proxy sends them, and `head` with what else our own door needs. It lies on its shelf
and is found by links: `addresses/…` by a digest of its address for the door, and `pages/<scheme>/<host>/<path>/~kept` by its path for the
proxy. Where a shelf has gone, the links lead nowhere: that is how a page is gone everywhere at once.
"""

import contextlib
import hashlib
import json
import logging
import os
import secrets
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from portal.kept import numbers, shelves
from portal.kept.changing import alone
from portal.kept.folder import FILE_MODE, make_folder, path_to
from portal.kept.packing import BROTLI, ENCODINGS, GZIP, IDENTITY, Page
from portal.kept.scopes import Stand, is_current

logger = logging.getLogger(__name__)
FILES = {IDENTITY: "page", GZIP: "page.gz", BROTLI: "page.br"}
HEAD = "head"
TRIES, PAUSE = 3, 0.002  # two who store at the same moment: one waits for the other's two renames


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def address_of(key: str) -> str:
    """The link by which the door finds a page."""
    digest = digest_of(key)
    return path_to("addresses", digest[:2], digest)


def put(page: Page, stood: Stand, *, for_proxy: bool) -> bool:
    """Keeps a page that was rendered from this stand, if nothing has changed since; numbers it. An error is logged, and the page not kept."""
    if not stood.is_settled or not is_current(stood):
        return False
    made = path_to("tmp", secrets.token_hex(8))
    size = sum(len(body) for body in page.bodies.values())
    try:
        page.number = numbers.take(len(ENCODINGS), size, is_variant="?" in page.key)
        _write(page, made)
        has_place, is_ours = _put_up(made, page, stood)
        if has_place:
            _link(page, shelves.shelf_of(stood), for_proxy=for_proxy)
        if is_ours:
            return True
    except numbers.Full:
        pass
    except OSError:
        logger.exception("A page could not be kept.")
    page.number = 0
    shutil.rmtree(made, ignore_errors=True)
    return False


def _write(page: Page, made: str) -> None:
    make_folder(made)
    for encoding, body in page.bodies.items():
        _write_file(f"{made}/{FILES[encoding]}", body, page.number_of(encoding))
    head = {"key": page.key, "headers": page.headers, "number": page.number, "until": page.until, "reads_htmx": page.reads_htmx}
    _write_file(f"{made}/{HEAD}", json.dumps(head).encode(), page.number)


def _write_file(path: str, content: bytes, number: int) -> None:
    with open(path, "wb") as file:
        file.write(content)
        os.fchmod(file.fileno(), FILE_MODE)
    os.utime(path, (number, number))


def _put_up(made: str, page: Page, stood: Stand) -> tuple[bool, bool]:
    """The one moment at which a page comes to be: a rename, while no change of what it shows can begin.

    Tells whether the page has its place, and whether this is the one there: somebody else may have been quicker with the same.
    """
    shelf = path_to(shelves.SHELVES, shelves.shelf_of(stood))
    place = f"{shelf}/{digest_of(page.key)}"
    for _try in range(TRIES):
        with alone(stood) as may_store:
            if may_store:
                make_folder(shelf)
                if os.path.exists(place) and not _makes_way(place):
                    return True, False
                os.rename(made, place)
                return True, True
        if not is_current(stood):
            break
        time.sleep(PAUSE)
    return False, False


def _makes_way(place: str) -> bool:
    """Whether the page there was true until a moment which has passed; then it goes. Any other is as good as the new one."""
    with contextlib.suppress(OSError, ValueError):
        until = json.loads(Path(place, HEAD).read_bytes())["until"]
        if until is None or until > time.time():
            return False
    shelves.discard(place)
    return True


def _link(page: Page, shelf: str, *, for_proxy: bool) -> None:
    target = shelves.path_of(shelf, digest_of(page.key))
    links = [address_of(page.key)]
    if for_proxy and "?" not in page.key and page.until is None and page.key.endswith("/"):
        links.append(f"{proxy_root()}{page.key.encode('latin-1').decode()}~kept")
    for link in links:
        folder = os.path.dirname(link)
        make_folder(folder)
        leads_to = os.path.relpath(target, folder)
        if not os.path.lexists(link) or os.readlink(link) != leads_to:
            new = path_to("tmp", secrets.token_hex(8))
            os.symlink(leads_to, new)
            os.replace(new, link)


def proxy_root() -> str:
    """By scheme and host as the proxy knows them, so that a page is found under the site's own address only."""
    base = urlsplit(settings.BASE_URL)
    return path_to("pages", base.scheme, base.netloc)


def find(key: str) -> tuple[Page, str, os.stat_result] | None:
    """A page as it is kept, with the file by which it is known and what that looks like; None where there is none."""
    try:
        folder = os.open(address_of(key), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        head = json.loads(_read(folder, HEAD))
        if head["key"] != key:
            return None
        bodies = {encoding: _read(folder, name) for encoding, name in FILES.items()}
        page = Page(key, [tuple(pair) for pair in head["headers"]], bodies, head["number"], head["until"], head["reads_htmx"])
        return page, f"{os.path.realpath(address_of(key))}/{HEAD}", os.stat(HEAD, dir_fd=folder)
    except FileNotFoundError:  # it is going away this moment
        return None
    finally:
        os.close(folder)


def _read(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=folder), "rb") as file:
        return file.read()
