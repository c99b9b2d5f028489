"""WordPress as Debian packs it, through peers.sh: what it needs, and what is asked of it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.built import words
from bench.options import CONNECTIONS
from bench.place import missing
from bench.processes import family
from bench.wrk import Load

SCRIPT = Path(__file__).with_name("peers.sh")
SOURCE = Path("/usr/share/wordpress")
THEME = SOURCE / "wp-content/themes/twentytwentyone"


def lacking() -> str:
    """What it takes and is not here, as one line; "" where nothing is missing."""
    programs = missing("mariadbd", "mariadb-install-db", "php-fpm8.2", "php8.2", "nginx", "curl")
    files = [str(path) for path in (SOURCE, THEME) if not path.exists()]
    if programs or files:
        return f"{', '.join([*files, *programs])} not found; site/bench/peers.sh install (Debian 12, as root) installs what it takes"
    return "" if os.geteuid() == 0 else "its servers can only be started as root"


@dataclass(frozen=True)
class WordPress:
    folder: Path
    port: int
    write: int  # the page that is posted to
    readers: tuple[str, ...]  # their cookies
    staff: str = ""  # the administrator's, where the desk is measured

    @property
    def pids(self) -> list[int]:
        return [pid for number in (1, 2, 3) for pid in family(int((self.folder / f"run/{number}.pid").read_text()))]

    def page(self, *, cached: bool = False, member: bool = False) -> Load:
        return Load(f"http://127.0.0.1:{self.port + cached}/c50/", cookies=self.readers[:1] if member else ())

    def form(self) -> Load:
        return Load(
            f"http://127.0.0.1:{self.port}/wp-comments-post.php",
            cookies=self.readers,
            body=f"comment_post_ID={self.write}&comment_parent=0&comment={words()}+{{n}}",
            accepted="/write/#comment%-%d+",
        )

    def desk(self) -> Load:
        """The list of what waits for review."""
        return Load(f"http://127.0.0.1:{self.port}/wp-admin/edit-comments.php?comment_status=moderated", cookies=(self.staff,))

    def posted(self) -> int:
        count = f"select count(*) from wp_comments where comment_approved = '1' and comment_post_ID = {self.write}"
        command = ["mariadb", "-N", f"--socket={self.folder}/run/db.sock", "wordpress", "-e", count]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@contextmanager
def wordpress(folder: Path, port: int, article: list[str], *, waiting: int = 0) -> Iterator[WordPress]:
    """With so many comments waiting for review. Raises RuntimeError where it does not come up."""
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "article.txt").write_text("\n".join(article))
    environment = {
        **os.environ,
        "PEERS_HOME": str(folder),
        "PEERS_PORT": str(port),
        "ARTICLE": str(folder / "article.txt"),
        "WAITING": str(waiting),
    }

    def step(*arguments: str) -> str:
        said = folder / f"{arguments[0]}.log"  # a file, not a pipe: the servers that it starts hold on to it
        with said.open("w") as file:
            status = subprocess.run(
                [str(SCRIPT), *arguments], env=environment, stdout=file, stderr=subprocess.STDOUT, check=False
            ).returncode
        if status:
            raise RuntimeError(f"peers.sh {arguments[0]} failed: {said.read_text()[-1000:]}")
        return said.read_text().strip()

    try:
        step("start")
        number = int(step("seed").splitlines()[-1])
        staff = step("cookie", "admin", "admin-bench").rstrip("; ") if waiting else ""
        readers = tuple(step("cookie", f"reader{reader}", "reader-bench").rstrip("; ") for reader in range(1, CONNECTIONS + 1))
        yield WordPress(folder, port, number, readers, staff)
    finally:
        step("stop")
