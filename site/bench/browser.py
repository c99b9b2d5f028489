"""What a browser fetches at the first view of a page, by the Chromium that is here."""

import os
import shutil
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: containers have none to offer. The rest keeps Chromium from asking anything of the outside by itself.
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SCREEN = {"width": 1440, "height": 900}
A_WHILE = 1500  # milliseconds, for what a script fetches late


@dataclass
class View:
    """`sizes` are bytes on the wire, headers included, by the number that DevTools gives a request."""

    host: str
    addresses: list[str] = field(default_factory=list)
    sizes: dict[str, float] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        return len(self.addresses)

    @property
    def bytes(self) -> float:
        return sum(self.sizes.values())

    @property
    def foreign(self) -> int:
        """Requests to other hosts."""
        return sum(urlsplit(address).netloc != self.host for address in self.addresses)

    def sent(self, event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        if urlsplit(address).scheme not in ("http", "https"):
            return  # data: and blob: are not fetched
        if "redirectResponse" in event:
            self.sizes[f"{event['requestId']} {self.requests}"] = event["redirectResponse"]["encodedDataLength"]
        self.addresses.append(address)

    def finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]


def chromium() -> str:
    return os.environ.get("CHROMIUM", "") or next((path for path in map(shutil.which, NAMES) if path), "")


def first_view(url: str, program: str) -> View:
    """Raises playwright's Error where the page cannot be opened."""
    from playwright.sync_api import sync_playwright

    view = View(urlsplit(url).netloc)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            page = browser.new_context(viewport=SCREEN, locale="ko-KR").new_page()  # type: ignore[arg-type]
            tools = page.context.new_cdp_session(page)
            tools.on("Network.requestWillBeSent", view.sent)
            tools.on("Network.loadingFinished", view.finished)
            tools.send("Network.enable")
            page.goto(url, wait_until="networkidle")
            page.wait_for_timeout(A_WHILE)
        finally:
            browser.close()
    return view
