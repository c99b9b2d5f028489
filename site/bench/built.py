"""The site that was built, as those who measure it know it; they never load Django."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from bench.place import ROOT, Home
from bench.wrk import Load

SAID = "저는 이 대목을 현장에서 다르게 보았습니다. 같은 일을 오래 한 사람의 말이 조금 더 담겼으면 합니다. "
WORDS = 120  # characters of a comment that is posted, about
COUNT = "SELECT count(*) FROM comments_comment c JOIN comments_discussion d ON d.id = c.discussion_id WHERE c.state = 'published' AND d.page_id = "


def words() -> str:
    """A comment as a form sends it; what makes each one a different one comes after it."""
    return quote_plus((SAID * 3)[:WORDS])


@dataclass(frozen=True)
class Built:
    home: Home
    host: str
    original: int  # the page that the columns are copies of
    article: list[str]
    columns: dict[str, str]  # their paths by size
    write: int  # the page that is posted to
    reader: dict[str, str]
    posters: list[dict[str, str]]

    def page(self, size: int, port: int, *, member: bool = False) -> Load:
        """The column with so many comments as a stranger or as a member asks for it."""
        cookies = (self.reader["cookie"],) if member else ()
        return Load(f"http://127.0.0.1:{port}{self.columns[str(size)]}", self.host, cookies)

    def form(self, port: int, turn: int, number: int) -> Load:
        """Posting; every turn has other members, so that nobody has written more than somebody could."""
        first = turn * number % len(self.posters)
        cast = [*self.posters[first:], *self.posters[:first]][:number]
        return Load(
            f"http://127.0.0.1:{port}/comments/on/{self.write}/",
            self.host,
            cookies=tuple(member["cookie"] for member in cast),
            tokens=tuple(member["token"] for member in cast),
            body=f"csrfmiddlewaretoken={{token}}&key={{key}}&body={words()}+{{n}}",
            accepted="^/comments/%d+/",
        )

    def posted(self) -> int:
        """Comments that stand and can be read by everybody where they were posted."""
        if self.home.database.startswith("sqlite"):
            with closing(sqlite3.connect(self.home.var / "db.sqlite3")) as database:
                return int(database.execute(COUNT + str(self.write)).fetchone()[0])
        import psycopg2

        with closing(psycopg2.connect(self.home.database)) as server:
            cursor = server.cursor()
            cursor.execute(COUNT + str(self.write))
            return int(cursor.fetchone()[0])


def begin(home: Home, base_url: str, *what: str) -> "subprocess.Popen[str]":
    """Starts building (`bench.data.build`) in a process of its own, so that several can be built at once."""
    command = [sys.executable, "-m", "bench.data.build", str(home.var / "built.json"), *what]
    return subprocess.Popen(
        command, cwd=ROOT, env=home.environment(base_url), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )


def finish(home: Home, building: "subprocess.Popen[str]", host: str) -> Built:
    said, _nothing = building.communicate()
    if building.returncode:
        raise RuntimeError(f"The site could not be built on {home.name}:\n{said[-2000:]}")
    found: dict[str, Any] = json.loads((home.var / "built.json").read_text())
    return Built(home, host, **found)
