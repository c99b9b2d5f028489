"""Which way imports may go: each contract is seen to fail, so that its silence means something."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'site'}{os.pathsep}{folder}"}
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("accounts", "articles", "comments", "site"):
        shutil.copytree(ROOT / name, folder / name, ignore=lambda _folder, names: [n for n in names if "." in n and not n.endswith(".py")])
    return folder


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("articles/wrong.py", "import comments.models"),
        ("comments/wrong.py", "import articles.models"),
        ("accounts/wrong.py", "import articles.models"),
        ("accounts/wrong.py", "import comments.models"),
        ("articles/wrong.py", "import portal.apps"),
        ("comments/wrong.py", "import config.settings"),
        ("comments/wrong.py", "import bleach"),
        ("site/portal/wrong.py", "from bleach import clean"),
        ("site/portal/wrong.py", "import config.settings"),
    ],
)
def test_a_wrong_import_breaks_a_contract(house: Path, module: str, imports: str):
    wrong = house / module
    wrong.write_text(imports + "\n")
    try:
        result = lint_imports(house)
    finally:
        wrong.unlink()
    assert result.returncode == 1
    assert "BROKEN" in result.stdout
    assert ".wrong ->" in result.stdout


def test_the_house_as_it_stands_keeps_every_contract(house: Path):
    result = lint_imports(house)
    assert result.returncode == 0, result.stdout


def test_site_is_a_folder_and_never_a_package():
    """The standard library has a module `site`, loaded before our first line."""
    assert not (ROOT / "site" / "__init__.py").exists()
    assert (ROOT / "tests" / "__init__.py").exists()  # or tests/articles would shadow the app
