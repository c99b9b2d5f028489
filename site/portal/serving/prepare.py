"""What has to be ready before the local site can be served; each step says what it does and is skipped where nothing has changed."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from articles.models import HomePage
from portal.models import DemoMarker
from portal.serving import stamps

Say = Callable[[str], object]
APPS = ("accounts", "articles", "comments", "site/portal", "site/demo")


def prepare(say: Say) -> None:
    """Brings the database, the demo content and the static files up to date."""
    migrate(say)
    build_demo(say)
    collect_static(say)
    follow_address()


def migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Preparing the database ({len(plan)} migrations) …")
        call_command("migrate", interactive=False, verbosity=0)


def build_demo(say: Say) -> None:
    if DemoMarker.objects.exists():
        return
    if HomePage.objects.exists():
        say("The database holds a site that is not the demo: it is served as it is.")
        return
    say("Building the demo site …")
    call_command("build_demo", verbosity=0)


def collect_static(say: Say) -> None:
    folders = [settings.BASE_DIR / "static", *(settings.BASE_DIR / app / "static" for app in APPS)]
    inputs = stamps.fingerprint(*folders, settings.BASE_DIR / "requirements.txt", also=settings.INSTALLED_APPS)
    if stamps.is_current("static", inputs) and (settings.STATIC_ROOT / "staticfiles.json").is_file():
        return
    say("Collecting and compressing static files …")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamps.put("static", inputs)


def follow_address() -> None:
    """Tells Wagtail the address of this run, which `PORT=` may have changed, so that the links it makes lead here."""
    address = urlsplit(settings.BASE_URL)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (address.hostname, address.port):
        site.hostname, site.port = address.hostname, address.port or 80
        site.save()
