"""What is filled in for one comment, as HTML."""

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.korean import joined
from accounts.models import Profession
from accounts.models.profession import UNDISCLOSED
from accounts.standing import Standing
from accounts.templatetags.korean import day, moment_in
from comments.models import Kind

if TYPE_CHECKING:
    from comments.nodes import Node

Values = dict[str, object]
NO_PROFESSION: Values = {"slug": UNDISCLOSED}


class Filling:
    """Finds what comments are filled in with, in the language that is active; what several of them share is put together once."""

    def __init__(self, language: str, page_path: str) -> None:
        self.language = language
        self.page_path = escape(page_path)
        self._professions: dict[int, Values] = {}

    def values_of(self, node: "Node", worn: Standing) -> Values:
        """Everything that the stencil of any shape may ask for; `worn` is the comment's."""
        comment = node.comment
        author, profession = comment.author, worn.profession
        values: Values = {
            "pk": comment.pk,
            "name": escape(author.shown_name),
            "person": address_of(author.handle, self.language),
            "when": moment_in(comment.created_at, self.language),
            "said": joined(comment.html),
            "agree": f"{comment.agree_count:,}",
            "disagree": f"{comment.disagree_count:,}",
        }
        values.update(self.profession(profession) if profession else NO_PROFESSION)
        if comment.kind:
            values["kind"] = escape(str(Kind(comment.kind).label))
        if node.addressed and comment.parent:
            values["addressed"] = escape(comment.parent.author.shown_name)
        if node.measure:
            values["ground"] = escape(node.measure.label)
            values["ends"] = day(node.measure.until)
        if node.anchor:
            passage = node.anchor.passage
            anchor = {"number": node.anchor.number, "block": escape(passage.block), "excerpt": joined(escape(passage.excerpt))}
            values.update(anchor, page_path=self.page_path)
        return values

    def profession(self, profession: Profession) -> Values:
        if profession.pk not in self._professions:
            self._professions[profession.pk] = {
                "slug": profession.slug,
                "profession": escape(profession.label),
                "field": profession.field,
                "seal": escape(profession.seal),
            }
        return self._professions[profession.pk]


@lru_cache(4096)
def address_of(handle: str, language: str) -> str:
    """A person's address, which holds as long as the process does: it depends on the active language and nothing else."""
    return reverse("person", args=[handle])
