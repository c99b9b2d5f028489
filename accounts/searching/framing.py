"""What the processes say to each other over the socket: JSON behind its length in four bytes, bounded."""

import json
import socket
import struct
import time
from typing import Any

LENGTH = struct.Struct(">I")
MOST_BYTES = 4 * 1024 * 1024


class Garbled(Exception):
    """Too long, cut off, or not what was agreed on."""


def send(connection: socket.socket, said: Any) -> None:
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    if len(data) > MOST_BYTES:
        raise Garbled
    connection.sendall(LENGTH.pack(len(data)) + data)


def receive(connection: socket.socket, *, until: float) -> Any:
    """What is said next. `until` is when it has to be whole, by `time.monotonic`. Raises OSError (also TimeoutError) and Garbled."""
    (length,) = LENGTH.unpack(_exactly(connection, LENGTH.size, until))
    if length > MOST_BYTES:
        raise Garbled
    try:
        return json.loads(_exactly(connection, length, until))
    except ValueError as error:
        raise Garbled from error


def _exactly(connection: socket.socket, size: int, until: float) -> bytes:
    data = bytearray()
    while len(data) < size:
        connection.settimeout(max(0.001, until - time.monotonic()))
        piece = connection.recv(min(65_536, size - len(data)))
        if not piece:
            raise Garbled
        data += piece
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(data)
