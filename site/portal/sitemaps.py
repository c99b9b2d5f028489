"""What search engines are told there is to read (sitemaps.org): always the Korean addresses, under the site's own name."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from accounts.models import Policy, Profession
from articles.addresses import korean_path
from articles.models import Author, ColumnPage, Topic
from comments.models import Tally


class OurSitemap(Sitemap):
    limit = 5_000

    @property
    def protocol(self) -> str:  # type: ignore[override]
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.BASE_URL).netloc

    def location(self, item: Any) -> str:
        with override("ko"):
            return item.get_absolute_url()


class Pages(OurSitemap):
    def items(self) -> QuerySet[Page]:
        return Page.objects.live().public().filter(alias_of=None, depth__gt=1).order_by("path")

    def location(self, item: Page) -> str:
        return korean_path(item)

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


class Professions(OurSitemap):
    """Those that something has been said about, or is shown as said from."""

    def items(self) -> QuerySet[Profession]:
        told = ColumnPage.professions.through.objects.filter(profession=OuterRef("pk"), columnpage__live=True)
        spoken = Tally.objects.filter(profession__shown_as=OuterRef("pk"), count__gt=0)
        return Profession.objects.filter(Q(Exists(told)) | Q(Exists(spoken)), alias_of=None).order_by("pk")


class Topics(OurSitemap):
    def items(self) -> QuerySet[Topic]:
        return Topic.objects.filter(Exists(ColumnPage.objects.live().filter(topics=OuterRef("pk")))).order_by("pk")


class Columnists(OurSitemap):
    def items(self) -> QuerySet[Author]:
        return Author.objects.filter(Exists(ColumnPage.objects.live().filter(column_authors__author=OuterRef("pk")))).order_by("pk")


class Fixed(OurSitemap):
    """The directory of professions, what is told of moderation, and the policies in force."""

    def items(self) -> list[tuple[str, list[str]]]:
        kinds = Policy.objects.in_force().values_list("kind", flat=True)
        return [("professions", []), ("transparency", []), ("log", []), *(("policy", [kind]) for kind in sorted(set(kinds)))]

    def location(self, item: tuple[str, list[str]]) -> str:
        name, arguments = item
        with override("ko"):
            return reverse(name, args=arguments)


SITEMAPS = {"pages": Pages, "professions": Professions, "topics": Topics, "columnists": Columnists, "fixed": Fixed}
