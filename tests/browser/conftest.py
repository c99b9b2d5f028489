"""A real browser before a real server. Without a Chromium these tests are skipped, and `make test` says so.

`CHROMIUM` names the program where it is not one of the usual names on the path; `REQUIRE_BROWSER=1` makes it an error that there is none.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Cookie, Page, sync_playwright

# Playwright's synchronous interface runs an event loop in this thread, beside which Django refuses to ask a database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: containers have none to offer. The rest keeps Chromium from asking anything of the outside.
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Stage:
    """The server of one test, and the people before their screens. `url` has no slash at its end."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._troubles: list[str] = []

    def open(self, *, javascript: bool = True, viewport: dict[str, int] = DESKTOP, **options: Any) -> Page:
        """A page of somebody new, who shares nothing with the others. Addresses may be relative."""
        context = self._browser.new_context(
            base_url=self.url, java_script_enabled=javascript, viewport=viewport, **{"locale": "ko-KR", **options}
        )
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and self._troubles.append(message.text))
        page.on("pageerror", lambda error: self._troubles.append(str(error)))
        return page

    def cookies(self, page: Page) -> list[Cookie]:
        return page.context.cookies()

    def check_console(self, *expected: str) -> None:
        """Fails if a page logged an error or refused to load something, unless it has one of the `expected` words in it."""
        unexpected = [text for text in self._troubles if not any(word in text for word in expected)]
        assert not unexpected, unexpected

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file for SQLite, as on a real site: one database in memory, shared by the server's threads, locks its tables without waiting."""
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    found = os.environ.get("CHROMIUM") or next((path for path in map(shutil.which, NAMES) if path), "")
    if not found:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("No Chromium was found, and REQUIRE_BROWSER=1 asks for one.")
        pytest.skip("No Chromium was found; CHROMIUM= may name one.")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def stage(browser: Browser, live_server: Any) -> Iterator[Stage]:
    stage = Stage(browser, live_server.url)
    yield stage
    stage.close()
