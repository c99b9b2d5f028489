"""The keeper and the server of the analyser in one process."""

import logging
import os
import sys
import threading

from django.conf import settings

from . import analysers
from .keeping import Keeper
from .serving import Server

NICENESS = 10
logger = logging.getLogger(__name__)


def run(path: str) -> None:
    """Until an exception ends it. Listens at `path`, if there is one."""
    settings.SEARCH_SOCKET = ""  # here the analyser is
    server = Server(path) if path else None
    if server:
        threading.Thread(target=server.serve, daemon=True).start()
    _give_way()
    keeper = Keeper()
    try:
        _load()
        keeper.run()
    finally:  # also on KeyboardInterrupt and SystemExit
        keeper.leave()
        if server:
            server.close()


def _give_way() -> None:
    """Indexing can wait for those who read; Linux counts niceness for each thread, and the server's have begun."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _load() -> None:
    """Before somebody waits for it."""
    try:
        analysers.get(analysers.wanted())
    except analysers.Missing as missing:
        logger.error("The analyser %s cannot be loaded here. docs/deployment.md tells what can be done.", missing)
