"""The Atom feed of the public log's digests: one entry a day, so that many keep what nobody can take back."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from articles.addresses import absolute
from articles.feeds import MOST, ColumnsFeed
from comments.models import PublishedHead
from portal.feeds import AtomWithContent


class HeadsFeed(ColumnsFeed):
    feed_type = AtomWithContent

    def items(self, about: Any) -> list[PublishedHead]:  # type: ignore[override]
        return list(PublishedHead.objects.all()[:MOST])

    def title(self, about: Any) -> str:
        return f"{self.publication}: " + gettext("Digests of the log")

    def link(self, about: Any) -> str:
        return absolute(reverse("log_heads"))

    def subtitle(self, about: Any) -> str:
        return gettext("The newest digest of the public log, day by day")

    def item_title(self, item: PublishedHead) -> str:
        return gettext("%(day)s: up to No. %(number)s") % {"day": date_format(item.day), "number": item.number}

    def item_description(self, item: PublishedHead) -> Any:
        return None

    def item_extra_kwargs(self, item: PublishedHead) -> dict[str, str]:
        return {"content": item.digest}

    def item_link(self, item: PublishedHead) -> str:
        return absolute(reverse("log_entry", args=[item.number]))

    def item_guid(self, item: PublishedHead) -> str:
        return absolute(f"{reverse('log_heads')}#{item.day.isoformat()}")

    def item_pubdate(self, item: PublishedHead) -> datetime:
        return item.published_at

    item_updateddate = item_pubdate

    def item_author_name(self, item: PublishedHead) -> str:
        return self.publication

    def item_categories(self, item: PublishedHead) -> list[str]:
        return []
