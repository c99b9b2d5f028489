"""What is filled in for one comment, as HTML."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import escape

from accounts.templatetags.korean import joined, number

if TYPE_CHECKING:
    from comments.nodes import Node

Values = dict[str, object]


def values_of(node: "Node", language: str, page_path: str) -> Values:
    """Everything that the stencil of any shape may ask for; `language` is the one that is active."""
    comment = node.comment
    author, profession = comment.author, comment.worn.profession
    values: Values = {
        "pk": comment.pk,
        "name": escape(author.shown_name),
        "person": address_of(author.handle, language),
        "when": comment.when,
        "said": comment.said,
        "slug": comment.profession_slug,
        "agree": number(comment.agree_count),
        "disagree": number(comment.disagree_count),
    }
    if profession:
        values |= {"profession": escape(profession.label), "field": profession.field, "seal": escape(profession.seal)}
    if comment.kind:
        values["kind"] = escape(comment.get_kind_display())
    if node.addressed and comment.parent:
        values["addressed"] = escape(comment.parent.author.shown_name)
    if node.anchor:
        passage = node.anchor.passage
        values |= {
            "number": node.anchor.number,
            "block": escape(passage.block),
            "excerpt": joined(passage.excerpt),
            "page_path": escape(page_path),
        }
    return values


@lru_cache(4096)
def address_of(handle: str, language: str) -> str:
    """A person's address, which holds as long as the process does: it depends on the active language and nothing else."""
    return reverse("person", args=[handle])
