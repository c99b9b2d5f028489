"""What the tests of kept pages share: the setting turned on, and a folder of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portal.kept import scopes


@pytest.fixture
def keeping(settings: Any, tmp_path: Path) -> Path:
    settings.KEPT_PAGES, settings.KEPT_DIR = True, tmp_path / "kept"
    return tmp_path / "kept"


def renewed(do: Callable[[], object], *names: str) -> set[str]:
    """Which of some scopes (site and talk beside those named) have another token after `do`."""
    names = ("site", "talk", *names)
    before = {name: scopes.state_of(name)[0] for name in names}
    do()
    return {name for name in names if scopes.state_of(name)[0] != before[name]}
