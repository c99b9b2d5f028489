"""What `make run` makes ready: done once, and again only when something has changed."""

from pathlib import Path

import pytest
from pytest_django import Settings
from wagtail.models import Site

from portal.models import DemoMarker
from portal.serving import prepare, stamps
from portal.setup.pages import ensure_tree


@pytest.fixture(autouse=True)
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings) -> list[str]:
    """The commands that were called; none of them runs."""
    called: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_options: called.append(name))
    monkeypatch.setattr(stamps, "FOLDER", tmp_path / "stamps")
    settings.STATIC_ROOT = tmp_path / "static"
    return called


def test_a_fingerprint_follows_names_and_contents(tmp_path: Path):
    (tmp_path / "a").write_text("1")
    first = stamps.fingerprint(tmp_path)
    assert stamps.fingerprint(tmp_path) == first
    (tmp_path / "a").write_text("2")
    second = stamps.fingerprint(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, stamps.fingerprint(tmp_path), stamps.fingerprint(tmp_path, also=["word"])}) == 4


def test_static_files_are_collected_again_only_when_they_changed(ran: list[str], settings: Settings, tmp_path: Path):
    settings.BASE_DIR = tmp_path / "tree"
    style = settings.BASE_DIR / "static" / "site.css"
    style.parent.mkdir(parents=True)
    style.write_text("a {}")
    prepare.collect_static(print)
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    prepare.collect_static(print)
    assert ran == ["collectstatic"]
    style.write_text("b {}")
    prepare.collect_static(print)
    assert ran == ["collectstatic", "collectstatic"]
    (settings.STATIC_ROOT / "staticfiles.json").unlink()  # somebody cleaned up
    prepare.collect_static(print)
    assert len(ran) == 3


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_not_migrated(ran: list[str]):
    prepare.migrate(print)
    assert ran == []


@pytest.mark.django_db
def test_the_demo_is_built_where_nothing_is(ran: list[str]):
    prepare.build_demo(print)
    assert ran == ["build_demo"]
    DemoMarker.objects.create()
    prepare.build_demo(print)
    assert ran == ["build_demo"]


@pytest.mark.django_db
def test_a_site_that_is_not_the_demo_is_served_as_it_is(ran: list[str]):
    ensure_tree("공론", "desk@example.com", "localhost", 80)
    said: list[str] = []
    prepare.build_demo(said.append)
    assert ran == []
    assert "served as it is" in said[0]


@pytest.mark.django_db
def test_the_links_lead_to_the_port_of_this_run(settings: Settings):
    home = ensure_tree("공론", "desk@example.com", "localhost", 80).home
    settings.BASE_URL = "http://127.0.0.1:9000"
    prepare.follow_address()
    assert Site.objects.get().root_url == "http://127.0.0.1:9000"
    assert home.full_url == "http://127.0.0.1:9000/"
