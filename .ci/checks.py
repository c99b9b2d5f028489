"""Every check of the project, one after the other; all are run, whatever fails. `make test` calls it, after installing.

Exit status 0 only if nothing failed. What could not be run is named, and never counted as passed. `REQUIRE_BROWSER=1` makes it a
failure that the browser journeys could not run; `DATABASE_URL` chooses the database of the tests. `ALREADY=file` lists the checks that
have passed and do not depend on the database: they are added to it, and not run again. `NEXT_DATABASE_URL` is where they will run after.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
ALREADY = Path(os.environ["ALREADY"]) if os.environ.get("ALREADY") else None
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COUNTS = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)")


@dataclass
class Check:
    name: str
    command: list[str]
    missing: str = ""  # why it cannot run here; empty if it can
    needed: bool = False  # whether that is a failure
    env: dict[str, str] = field(default_factory=dict)
    shown: bool = False  # its output is shown as it comes, not only if it fails
    once: bool = False  # says the same on every database


def already() -> set[str]:
    """The checks that need not be run again."""
    return set(ALREADY.read_text().splitlines()) if ALREADY and ALREADY.exists() else set()


def chromium() -> str:
    named = os.environ.get("CHROMIUM", "")
    return named or next((path for path in map(shutil.which, CHROMIUMS) if path), "")


def production() -> dict[str, str]:
    """The environment that docs/deployment.md shows, word for word, so that the page stays true."""
    page = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    block = page.split("```ini\n", 1)[1].split("```", 1)[0]
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    return {"GONGRON_LOCAL": "0", **dict(line.split("=", 1) for line in lines)}


def checks() -> list[Check]:
    pytest = [
        PYTHON,
        "-m",
        "pytest",
        "--numprocesses",
        "auto",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "--quiet",
        "--tb=short",
        "--durations=12",
    ]
    browser = chromium()
    gettext = "" if shutil.which("xgettext") and shutil.which("msgfmt") else "GNU gettext is not installed"
    return [
        Check("lint", [PYTHON, "-m", "ruff", "check", "."], once=True),
        Check("format", [PYTHON, "-m", "ruff", "format", "--check", "."], once=True),
        Check("types", [PYTHON, "-m", "mypy"], once=True),
        Check(
            "imports", [str(BIN / "python"), "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"], once=True
        ),
        Check("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Check("catalogues", [PYTHON, ".ci/catalogues.py"], missing=gettext, once=True),
        Check("deployment", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], env=production(), once=True),
        Check("tests", [*pytest, "-m", "not browser"], shown=True),
        Check(
            "browser journeys",
            [*pytest, "-m", "browser", "tests/browser"],
            shown=True,
            missing="" if browser else "no Chromium was found; CHROMIUM= may name one",
            needed=os.environ.get("REQUIRE_BROWSER") == "1",
            env={"CHROMIUM": browser},
        ),
    ]


def surroundings() -> dict[str, str]:
    # Compiled sources are kept where they litter nothing, for two hundred files of tests are compiled anew by every process otherwise.
    compiled = {"PYTHONPYCACHEPREFIX": str(ROOT / "var" / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    ours = {"GONGRON_LOCAL": "1", "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    return {"GONGRON_VAR": str(ROOT / "var" / "tests"), **os.environ, **compiled, **ours}


def migrate_ahead() -> list[subprocess.Popen[bytes]]:
    """Makes the databases that the tests copy, while the checks before them leave a processor idle. If that fails, they migrate themselves."""
    command = [PYTHON, "-m", "tests.migrated"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    following = os.environ.get("NEXT_DATABASE_URL")
    places = [surroundings(), *([{**surroundings(), "DATABASE_URL": following}] if following else [])]
    return [subprocess.Popen(command, cwd=ROOT, env=place, **quiet) for place in places]


def run(check: Check, counts: Counter[str]) -> bool:
    """Runs one check and says how it went; what pytest counted is added to `counts`."""
    began = time.monotonic()
    environment = {**surroundings(), **check.env}
    print(f"── {check.name}", flush=True)
    process = subprocess.Popen(
        check.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if check.shown:
            print(line, end="", flush=True)
    passed = process.wait() == 0
    if check.shown:
        for number, what in COUNTS.findall(lines[-1] if lines else ""):
            counts[what.removesuffix("s") if what.startswith("error") else what] += int(number)
    elif not passed:
        print("".join(lines), end="")
    print(f"   {'passed' if passed else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
    if not passed and not check.shown:
        counts["error"] += 1
    return passed


def main() -> int:
    began = time.monotonic()
    counts: Counter[str] = Counter()
    results: dict[str, str] = {}
    failed = False
    passed_already = already()
    ahead = [] if passed_already else migrate_ahead()
    for check in checks():
        if check.name in passed_already:
            results[check.name] = "passed already, and says the same on every database"
        elif check.missing:
            results[check.name] = f"NOT RUN: {check.missing}" + (" (and REQUIRE_BROWSER=1 asks for it)" if check.needed else "")
            counts["error"] += check.needed
            failed |= check.needed
        else:
            passed = run(check, counts)
            results[check.name] = "passed" if passed else "FAILED"
            failed |= not passed
            if passed and check.once and ALREADY:
                with ALREADY.open("a") as names:
                    names.write(f"{check.name}\n")
    for process in ahead:
        process.wait()
    print("\nOn " + (os.environ.get("DATABASE_URL") or "SQLite").split(":")[0] + ":")
    for name, result in results.items():
        print(f"  {name:<18} {result}")
    order = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")
    said = ", ".join(f"{counts[what]} {what}" for what in order if counts[what]) or "nothing ran"
    print(f"\n===== {said} in {time.monotonic() - began:.2f}s =====", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
