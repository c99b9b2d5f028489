"""Whether the Korean catalogue says everything that the source says, and whether the compiled one says the same. Needs GNU gettext.

The catalogue is made anew in a copy of the tree, so that a check changes nothing.
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
    said += [f"Not translated: {entry.msgid!r}" for entry in entries if not entry.translated()]
    for catalogue in sorted((ROOT / "site").rglob("*.po")):
        said += stale(catalogue)
    return said


def stale(catalogue: Path) -> list[str]:
    """Whether the compiled catalogue beside it was made of this one."""
    compiled = catalogue.with_suffix(".mo")
    if not compiled.is_file():
        return [f"{catalogue.relative_to(ROOT)} is not compiled."]
    wanted = {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in polib.pofile(str(catalogue)) if entry.translated()}
    found = {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(compiled))}
    return [] if wanted == found else [f"{compiled.relative_to(ROOT)} was compiled of another catalogue."]


if __name__ == "__main__":
    said = complaints()
    print("\n".join(said))
    if said:
        sys.exit("`make messages` brings the catalogue up to date.")
