"""What the environment has to say, and what is refused when it says too little."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "deployment.md").read_text("utf-8")
SETTINGS = "".join((ROOT / "site" / "config" / f"{name}.py").read_text("utf-8") for name in ("settings", "env"))


def documented() -> dict[str, str]:
    """The environment that docs/deployment.md shows."""
    block = PAGE.split("```ini\n", 1)[1].split("```", 1)[0]
    return dict(line.split("=", 1) for line in block.splitlines() if line and not line.startswith("#"))


def start(environment: dict[str, str], show: str = "''") -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GONGRON_") and name != "DATABASE_URL"}
    code = f"from django.conf import settings; settings.DEBUG; print({show})"
    path = f"{ROOT / 'site'}{os.pathsep}{ROOT}"
    return subprocess.run(
        [sys.executable, "-c", code], env={**bare, **environment, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_documented_environment_is_enough():
    result = start(
        documented(), "settings.SESSION_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0, settings.SECURE_SSL_REDIRECT, settings.DEBUG"
    )
    assert result.stdout == "True True True False\n", result.stderr


@pytest.mark.parametrize("name", ["GONGRON_SECRET_KEY", "GONGRON_DIGEST_KEY", "GONGRON_BASE_URL", "GONGRON_ALLOWED_HOSTS", "DATABASE_URL", "GONGRON_CACHE_URL", "GONGRON_EMAIL_URL"])  # fmt: skip
def test_what_is_missing_is_named(name: str):
    environment = documented()
    del environment[name]
    result = start(environment)
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


def test_a_local_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path):
    local = {"GONGRON_LOCAL": "1", "GONGRON_VAR": str(tmp_path)}
    first, second = (start(local, "settings.SECRET_KEY").stdout for _time in range(2))
    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secrets" / "secret_key").stat().st_mode & 0o077 == 0


def test_every_variable_that_is_read_is_documented():
    read = {f"GONGRON_{name}" for name in __import__("re").findall(r"(?:env\.\w+|required|secret)\(\"([A-Z_]+)\"", SETTINGS)}
    assert "GONGRON_SECRET_KEY" in read
    assert {name for name in read if f"`{name}`" not in PAGE and f"{name}=" not in PAGE} == {"GONGRON_DATABASE_URL"} & read
