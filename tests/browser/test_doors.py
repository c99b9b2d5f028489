"""The browser and the server of these tests find each other, and the pages they meet are whole."""

from accounts.models import Profession
from portal.setup.pages import ensure_tree
from tests.browser.conftest import Stage


def test_the_front_page_loads_without_an_error(stage: Stage):
    ensure_tree("공론", "desk@example.com", "localhost", 80)
    page = stage.open()
    answer = page.goto("/")
    assert answer is not None
    assert answer.ok
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    stage.check_console()


def test_what_is_not_there_says_so(stage: Stage):
    answer = stage.open().goto("/nowhere/")
    assert answer is not None
    assert answer.status == 404
    stage.check_console("404")


def test_what_migrations_made_is_there_in_every_test(stage: Stage):
    """A test with real transactions empties the database; the next one finds again what migrations put there."""
    assert Profession.objects.count() >= 40
