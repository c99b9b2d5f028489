"""The Atom feed of what a profession says."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from accounts.models import Profession
from articles.addresses import absolute
from articles.feeds import MOST, ColumnsFeed
from comments.models import Comment
from comments.spoken import NEWEST, first_of, spoken_from
from portal.views.professions import profession_at


class AtomWithContent(Atom1Feed):
    """With the whole entry as HTML; Django's has summaries only."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class VoicesFeed(ColumnsFeed):
    """Empty where too few hold the profession to be told of. Entries are known by the comment's permanent address."""

    feed_type = AtomWithContent

    def get_object(self, request: HttpRequest, slug: str) -> Profession:
        super().get_object(request)
        return profession_at(slug)

    def items(self, about: Profession) -> list[Comment]:  # type: ignore[override]
        return first_of(spoken_from(about), NEWEST, MOST)

    def title(self, about: Profession) -> str:
        return f"{self.publication}: " + gettext("Voices: %(name)s") % {"name": about.name}

    def link(self, about: Profession) -> str:
        return absolute(reverse("profession_voices", args=[about.slug]))

    def subtitle(self, about: Profession) -> str:
        return gettext("New comments spoken from this profession")

    def item_title(self, item: Comment) -> str:
        return f"{item.author.shown_name} · {item.discussion.page.title}"

    def item_description(self, item: Comment) -> Any:
        return None

    def item_extra_kwargs(self, item: Comment) -> dict[str, str]:
        return {"content": item.html}

    def item_link(self, item: Comment) -> str:
        return absolute(item.get_absolute_url())

    item_guid = item_link

    def item_pubdate(self, item: Comment) -> datetime:
        return item.published_at or item.created_at

    def item_updateddate(self, item: Comment) -> datetime:
        return max(self.item_pubdate(item), item.edited_at or item.created_at)

    def item_author_name(self, item: Comment) -> str:
        return item.author.shown_name

    def item_categories(self, item: Comment) -> list[str]:
        return [item.worn.profession.name] if item.worn.profession else []
