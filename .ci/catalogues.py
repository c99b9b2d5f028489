"""Whether the Korean catalogue has exactly the strings of the source. Needs GNU gettext.

The catalogue is made anew in a copy of the tree, so that a check changes nothing. Whether every string is translated, compiled and
reads well needs no gettext: tests/tooling/test_catalogues.py.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("accounts", "articles", "comments", "site", "manage.py")
CATALOGUE = Path("site/locale/ko/LC_MESSAGES/django.po")
Key = tuple[str, str, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def collected() -> set[Key]:
    """What makemessages finds in the source."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
            else:
                shutil.copy(ROOT / name, copy / name)
        (copy / CATALOGUE).unlink(missing_ok=True)
        (copy / "static").mkdir()
        command = [sys.executable, "manage.py", "makemessages", "--locale", "ko", "--verbosity", "0"]
        subprocess.run(command, cwd=copy, check=True)
        return {key(entry) for entry in polib.pofile(str(copy / CATALOGUE)) if not entry.obsolete}


def complaints() -> list[str]:
    path = ROOT / CATALOGUE
    if not path.is_file():
        return [f"There is no {CATALOGUE}."]
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    known, source = {key(entry) for entry in entries}, collected()
    said = [f"In the source, not in the catalogue: {item[1]!r}" for item in sorted(source - known)]
    said += [f"In the catalogue, no longer in the source: {item[1]!r}" for item in sorted(known - source)]
    return said


if __name__ == "__main__":
    said = complaints()
    print("\n".join(said))
    if said:
        sys.exit("`make messages` brings the catalogue up to date.")
