"""One analyser for all processes of a site: whoever has it answers the others over a Unix socket, so that its memory is needed once."""

import logging
import os
import socket
import threading
import time
from pathlib import Path
from typing import Any

from . import analysers
from .folding import fold
from .framing import Garbled, receive, send

logger = logging.getLogger(__name__)
SECONDS = 5.0  # within which a question has to be read; nobody's connection stays open for longer
AT_A_TIME = 16  # connections that are answered at once; others wait in the line of the system
LONGEST_TEXT = 10_000  # characters, of each of the texts that are asked about
MOST_TEXTS = 200


class Server:
    """Listens at `path`, which only this system user can reach. The analyser is loaded by the first who asks."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._room = threading.BoundedSemaphore(AT_A_TIME)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.path.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            self._socket.bind(path)
        finally:
            os.umask(before)
        self._socket.listen(64)

    def serve(self) -> None:
        """Until `close` is called."""
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            self._room.acquire()
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self.path.unlink(missing_ok=True)

    def _answer(self, connection: socket.socket) -> None:
        try:
            with connection:
                said = receive(connection, until=time.monotonic() + SECONDS)
                connection.settimeout(SECONDS)
                send(connection, answer(said))
        except (OSError, Garbled):
            logger.info("A question to the analyser was not answered.", exc_info=True)
        except Exception:  # one question must not end the analyser
            logger.exception("A question to the analyser failed.")
        finally:
            self._room.release()


def answer(said: Any) -> Any:
    """What the analyser `said["name"]` finds: `{"words": text}` or `{"spans": [texts]}`, of folded texts. Raises Garbled, Missing."""
    if not isinstance(said, dict) or not isinstance(said.get("name"), str):
        raise Garbled
    analyser = analysers.get(said["name"])
    if isinstance(said.get("words"), str):
        return [[word.readings, word.noun, word.is_bare] for word in analyser.words(fold(said["words"][:LONGEST_TEXT]))]
    texts = said.get("spans")
    if not isinstance(texts, list) or len(texts) > MOST_TEXTS or not all(isinstance(text, str) for text in texts):
        raise Garbled
    return [analyser.spans(text[:LONGEST_TEXT]) for text in texts]
