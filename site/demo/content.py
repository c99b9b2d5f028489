"""The demo's content as it stands in `content/`: TOML for people and discussions, TOML and marked text for columns."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
TOPICS = {
    "work-and-technology": ("일과 기술", "도구가 바뀌면 일이 바뀌고, 일이 바뀌면 사람이 바뀝니다."),
    "law-and-justice": ("법과 정의", "판결과 절차, 그 문턱에 선 사람들의 이야기입니다."),
    "care": ("돌봄", "아픈 사람과 늙는 사람 곁에서 하는 일을 적습니다."),
    "classroom": ("교실", "가르치고 배우는 자리에서 달라지는 것들을 봅니다."),
    "letters": ("글과 책", "쓰고 옮기고 다듬고 펴내는 일을 이야기합니다."),
    "field-and-craft": ("현장과 손", "몸으로 익힌 것과 손에서 손으로 건너가는 것을 다룹니다."),
    "money-and-life": ("돈과 살림", "장부와 영수증, 별점과 단가 뒤에 있는 사람을 찾습니다."),
    "press": ("언론", "전하는 말과 전하지 못한 말을 함께 살핍니다."),
}


@dataclass(frozen=True)
class Author:
    handle: str
    name: str
    role: str
    bio: str


@dataclass(frozen=True)
class Member:
    handle: str
    name: str
    profession: str
    verified: bool
    bio: str
    further: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    by: str
    reason: str
    words: str = ""


@dataclass(frozen=True)
class Comment:
    """`after` is in minutes since the column was published; `parent` the id of the comment answered, 0 for none."""

    id: int
    by: str
    after: int
    text: str
    parent: int = 0
    paragraph: int = 0
    kind: str = ""
    picked: bool = False  # by the editor, who may add a note
    note: str = ""
    state: str = "published"
    rule: str = ""
    reason: str = ""
    reports: list[Report] = field(default_factory=list)


@dataclass(frozen=True)
class Correction:
    date: date
    text: str


@dataclass(frozen=True)
class Column:
    """`body` is the marked text, without front matter and closing lines; `sources` are (text, address or empty)."""

    key: str
    title: str
    dek: str
    authors: list[str]
    days_ago: int
    professions: list[str]
    topics: list[str]
    body: list[str]
    sources: list[tuple[str, str]]
    corrections: list[Correction]
    comments: list[Comment]
    picked: bool = False
    asks: list[str] = field(default_factory=list)  # professions whose view the editor asks for, and in which words
    question: str = ""

    @property
    def paragraphs(self) -> int:
        return sum(not block.startswith(("## ", ">", "!")) for block in self.body)


@dataclass(frozen=True)
class Content:
    authors: dict[str, Author]
    members: dict[str, Member]
    columns: list[Column]


@cache
def read_content() -> Content:
    """Everything below `content/`, oldest column first. Raises TypeError or KeyError where a field is unknown or missing."""
    authors = [Author(**entry) for path in sorted(CONTENT.glob("authors*.toml")) for entry in _toml(path)["author"]]
    members = [Member(**entry) for entry in _toml(CONTENT / "members.toml")["member"]]
    columns = [_column(path) for path in sorted((CONTENT / "columns").glob("*.md"))]
    return Content(
        {author.handle: author for author in authors},
        {member.handle: member for member in members},
        sorted(columns, key=lambda column: -column.days_ago),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _column(path: Path) -> Column:
    _before, front, text = path.read_text("utf-8").split("+++\n", 2)
    fields = tomllib.loads(front)
    closing = [line for line in text.splitlines() if line.startswith(("- source: ", "- correction: "))]
    body = "\n".join(line for line in text.splitlines() if line not in closing)
    return Column(
        **fields,
        body=[block.strip() for block in body.split("\n\n") if block.strip()],
        sources=[_pair(line.removeprefix("- source: ")) for line in closing if line.startswith("- source: ")],
        corrections=[_correction(line) for line in closing if line.startswith("- correction: ")],
        comments=_comments(CONTENT / "discussions" / f"{fields['key']}.toml"),
    )


def _pair(text: str) -> tuple[str, str]:
    first, _bar, second = text.partition(" | ")
    return first.strip(), second.strip()


def _correction(line: str) -> Correction:
    day, text = _pair(line.removeprefix("- correction: "))
    return Correction(date.fromisoformat(day), text)


def _comments(path: Path) -> list[Comment]:
    if not path.exists():
        return []
    entries = _toml(path)["comment"]
    return [
        Comment(**{**entry, "text": entry["text"].strip(), "reports": [Report(**report) for report in entry.get("reports", [])]})
        for entry in entries
    ]
