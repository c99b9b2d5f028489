"""The page tree of a site: the front page at its root, the list of columns, the page about it, and Wagtail's record of the site."""

from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from wagtail.models import Page, Site

from articles.models import ColumnIndexPage, HomePage, TextPage
from portal.setup.texts import read_text

P = TypeVar("P", bound=Page)
WELCOME = "home"  # the slug of the page that Wagtail's first migration makes


@dataclass(frozen=True)
class Tree:
    home: HomePage
    columns: ColumnIndexPage
    about: TextPage
    site: Site


@transaction.atomic
def ensure_tree(name: str, contact: str, hostname: str, port: int, operator: str = "") -> Tree:
    """The tree of the publication `name` at `hostname` and `port`, made where it is missing.

    The name and the address are brought up to date on every call; the texts of pages that exist are left alone. Whoever runs the site is
    named as `operator`, or as the publication itself.
    """
    home = _ensure_home(name)
    site = _ensure_site(home, name, hostname, port)
    _remove_welcome()
    columns = ColumnIndexPage.objects.child_of(home).first() or _add(home, ColumnIndexPage(title="칼럼", slug="columns"))
    about = TextPage.objects.child_of(home).filter(slug="about").first() or _add(home, _about(name, contact, operator))
    return Tree(home, columns, about, site)


def _ensure_home(name: str) -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        return _add(Page.get_first_root_node(), HomePage(title=name, slug="front"))
    if home.title != name:
        home.title = name
        home.save_revision().publish()
    return home


def _ensure_site(home: HomePage, name: str, hostname: str, port: int) -> Site:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": hostname, "port": port, "site_name": name, "root_page_id": home.pk}
    if any(getattr(site, field) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            setattr(site, field, value)
        site.save()
    return site


def _remove_welcome() -> None:
    """Takes Wagtail's own first page away, as long as nobody has made anything of it. After the site has moved to another root:
    deleting a site's root page would delete the site."""
    welcome = Page.objects.filter(slug=WELCOME, depth=2, numchild=0, title__startswith="Welcome").first()
    if welcome and not welcome.sites_rooted_here.exists():
        welcome.delete()


def _about(name: str, contact: str, operator: str) -> TextPage:
    text = read_text("about", publication=name, contact=contact, operator=operator or name)
    return TextPage(title=text.title, slug=text.slug, body=text.html)


def _add(parent: Page, page: P) -> P:
    """Adds `page` below `parent`, published, with a first entry in its history."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
