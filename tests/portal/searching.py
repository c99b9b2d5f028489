"""Searching for words in everything the site keeps: every column of every table, the database's own file, every file, every session."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from accounts.models import MemberSession


def spellings(word: str) -> set[bytes]:
    """The word as it may stand somewhere: composed and decomposed, in an address, in JSON, as bytes in hexadecimal."""
    found: set[bytes] = set()
    for text in {word, unicodedata.normalize("NFD", word), unicodedata.normalize("NFKC", word).casefold()}:
        escaped = json.dumps(text)[1:-1]
        quoted = quote(text)
        found |= {
            spelt.encode() for spelt in (text, escaped, escaped.upper().replace("\\U", "\\u"), quoted, quoted.lower(), text.encode().hex())
        }
        found |= {text.encode("utf-16-le"), "".join(f"&#{ord(letter)};" for letter in text).encode()}
    return found


def every_row() -> Iterator[tuple[str, bytes]]:
    """Every row of every table there is, with the name of its table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            whole = "t::text" if connection.vendor == "postgresql" else "*"
            cursor.execute(f"SELECT {whole} FROM {name} AS t")  # noqa: S608 - names of our own tables
            for row in cursor.fetchall():
                for value in row:
                    yield table, bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8", "surrogatepass")


def every_session() -> Iterator[tuple[str, bytes]]:
    """What is said in sessions, which stands packed in their rows."""
    for session in MemberSession.objects.all():
        yield f"session {session.member}", json.dumps(session.get_decoded(), ensure_ascii=False, default=str).encode()


def database_file() -> Iterator[tuple[str, bytes]]:
    """The bytes of the database as they would lie on the disk: on SQLite what was deleted could still stand between the rows."""
    if connection.vendor == "sqlite":
        yield "the database's file", connection.connection.serialize()


def every_file(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each, as it lies there and, if it is packed, unpacked."""
    for path in (path for folder in folders for path in folder.rglob("*")):
        yield str(path), str(path).encode()
        if path.is_file():
            yield str(path), path.read_bytes()


def found(words: Iterable[str], *places: Iterator[tuple[str, bytes]]) -> set[tuple[str, str]]:
    """Which of the words stand where."""
    looked_for = {spelt: word for word in words for spelt in spellings(word)}
    return {(word, where) for place in places for where, content in place for spelt, word in looked_for.items() if spelt in content}
