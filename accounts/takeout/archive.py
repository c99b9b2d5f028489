"""The archive: for each subject a JSON file, and pages to be read without any network.

Written as it is read from the database, batch by batch, so that fifty thousand comments need no more memory than five hundred.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.template.loader import get_template
from django.utils import timezone, translation

from accounts.letters import publication_name
from accounts.models import User
from accounts.takeout import SUBJECTS, Row, Subject

ON_A_PAGE = 200
STYLE = Path(__file__).parent / "page.css"


@dataclass(frozen=True)
class Taken:
    subject: Subject
    rows: int
    pages: int


def write(member: User, file: IO[bytes]) -> None:
    """Everything of the member, in their language."""
    with translation.override(member.language), ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.write(STYLE, "pages/page.css")
        taken = [_take(archive, member, subject) for subject in SUBJECTS.values()]
        frame = {"publication": publication_name(), "site_url": settings.BASE_URL, "made_at": timezone.now(), "language": member.language}
        facts = labelled(SUBJECTS["account"], next(SUBJECTS["account"].rows(member)))
        page = get_template("accounts/takeout/index.html").render({**frame, "taken": taken, "facts": facts})
        archive.writestr("index.html", page)


def _take(archive: ZipFile, member: User, subject: Subject) -> Taken:
    """Reads the rows twice: a ZIP file has one open entry at a time, and neither way of writing them is kept in memory."""
    rows = _write_json(archive, member, subject)
    pages = _write_pages(archive, member, subject, -(-rows // ON_A_PAGE))
    return Taken(subject, rows, pages)


def _write_json(archive: ZipFile, member: User, subject: Subject) -> int:
    number = 0
    head = {"subject": subject.name, "title": str(subject.title), "keys": {key: str(says) for key, says in subject.keys.items()}}
    with archive.open(f"{subject.name}.json", "w", force_zip64=True) as entry:
        entry.write(_json(head)[:-1].encode() + b', "rows": [')
        for number, row in enumerate(subject.rows(member), 1):
            entry.write((b",\n" if number > 1 else b"\n") + _json(row).encode())
        entry.write(b"\n]}\n")
    return number


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_in_json)


def _in_json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _write_pages(archive: ZipFile, member: User, subject: Subject, expected: int) -> int:
    template = get_template("accounts/takeout/page.html")
    number = 0
    for number, rows in enumerate(_pages(subject.rows(member)), 1):
        shown = [labelled(subject, row) for row in rows]
        context = {"subject": subject, "rows": shown, "number": number, "pages": max(expected, number), "language": member.language}
        archive.writestr(f"pages/{subject.name}-{number}.html", template.render(context))
    return number


def _pages(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(rows, ON_A_PAGE)):
        yield page


def labelled(subject: Subject, row: Row) -> list[tuple[str, Any]]:
    """What the row says, with labels in place of keys; what it says nothing about is left out. Rows within it likewise."""
    return [(str(subject.keys[key]), _shown(subject, value)) for key, value in row.items() if value not in (None, "", [])]


def _shown(subject: Subject, value: Any) -> Any:
    return [labelled(subject, row) for row in value] if isinstance(value, list) else value
