"""What a page must be, whatever it says: in nobody's way, and inside the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OFF_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def check_page(page: Page, *, javascript: bool = True) -> None:
    """Fails with what axe holds against the page, or if something stands beyond its edge.

    Axe is a script itself, so a page without script is only measured. It is asked only once the page is whole: between a button
    and the page it leads to there is a moment without a document.
    """
    page.wait_for_load_state("load")
    page.locator("main, body").first.wait_for(state="attached")
    found = Axe().run(page).response["violations"] if javascript else []
    assert not found, (page.url, page.viewport_size, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found])
    assert page.evaluate(OFF_SCREEN) <= 0, (page.url, page.viewport_size)
